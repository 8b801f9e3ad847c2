#include "model/items/graphlayout.h"

#include <graphviz/gvc.h>

#include <memory>
#include <mutex>

namespace stint
{

namespace
{

constexpr double pointsPerInch = 72.0, gapBetweenRanks = 0.5, gapInRank = 0.2;

void set(void *thing, const char *name, const QByteArray &value)
{
    agsafeset(thing, QByteArray(name).data(), QByteArray(value).data(), QByteArray().data());
}

QByteArray inches(double pixels)
{
    return QByteArray::number(pixels / pointsPerInch, 'f', 4);
}

QList<QPointF> splineOf(Agedge_t *edge, double height)
{
    QList<QPointF> points;
    const splines *lines = ED_spl(edge);
    if (!lines || lines->size == 0)
        return points;
    const bezier &curve = lines->list[0];
    for (int i = 0; i < curve.size; ++i)
        points += QPointF(curve.list[i].x, height - curve.list[i].y);
    if (curve.eflag) {
        const QPointF tip(curve.ep.x, height - curve.ep.y);
        points += {points.constLast(), tip, tip};
    }
    return points;
}

} // namespace

std::optional<GraphLayout> layOut(const GraphPlan &plan)
{
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    // One for the life of the process: each would read the library's list of plug-ins anew, and never frees its text.
    static GVC_t *const context = gvContext();
    if (!context)
        return std::nullopt;
    const std::unique_ptr<Agraph_t, int (*)(Agraph_t *)> graph(agopen(QByteArray("g").data(), Agdirected, nullptr),
                                                               agclose);
    set(graph.get(), "rankdir", "LR");
    set(graph.get(), "ranksep", QByteArray::number(gapBetweenRanks));
    set(graph.get(), "nodesep", QByteArray::number(gapInRank));
    std::vector<Agnode_t *> nodes;
    for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
        // Names and labels are ours: no text of a task ever reaches the library.
        Agnode_t *node = agnode(graph.get(), QByteArray::number(int(i)).data(), 1);
        set(node, "shape", "box");
        set(node, "label", "");
        set(node, "fixedsize", "true");
        set(node, "width", inches(plan.nodes[i].size.width()));
        set(node, "height", inches(plan.nodes[i].size.height()));
        nodes.push_back(node);
    }
    std::vector<Agedge_t *> edges;
    for (const GraphPlan::Edge &edge : plan.edges)
        edges.push_back(agedge(graph.get(), nodes[std::size_t(edge.from)], nodes[std::size_t(edge.to)], nullptr, 1));
    if (gvLayout(context, graph.get(), "dot") != 0)
        return std::nullopt;

    GraphLayout layout;
    const double height = GD_bb(graph.get()).UR.y;
    layout.size = QSizeF(GD_bb(graph.get()).UR.x, height);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const QSizeF size = plan.nodes[i].size;
        const pointf middle = ND_coord(nodes[i]);
        layout.nodes.emplace_back(QPointF(middle.x - size.width() / 2, height - middle.y - size.height() / 2), size);
    }
    for (Agedge_t *edge : edges)
        layout.edges.push_back(splineOf(edge, height));
    gvFreeLayout(context, graph.get());
    return layout;
}

} // namespace stint
