#pragma once

#include <QList>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

namespace stint
{

/// A graph to be laid out: boxes of a size and arrows between them.
struct GraphPlan {
    struct Node {
        QString key;
        QSizeF size;
        bool operator==(const Node &) const = default;
    };
    struct Edge {
        int from = 0, to = 0; ///< positions in nodes
        bool operator==(const Edge &) const = default;
    };
    std::vector<Node> nodes;
    std::vector<Edge> edges;
    bool operator==(const GraphPlan &) const = default;
};

/// Where everything goes, in the unit of the sizes, origin at the upper left.
struct GraphLayout {
    QSizeF size;
    std::vector<QRectF> nodes;
    /// One cubic spline each: start, then three points per piece; the arrow's tip is the last point.
    std::vector<QList<QPointF>> edges;
};

/// Lays the graph out from left to right with Graphviz. Slow for large graphs: not for the gui thread. One call at a
/// time: the library keeps global state. Nothing when the layout engine is not installed.
std::optional<GraphLayout> layOut(const GraphPlan &plan);

} // namespace stint
