#include "qml/task/graphlines.h"

#include <QLineF>
#include <QPainter>
#include <QPainterPath>

namespace stint
{

namespace
{

constexpr qreal tipLength = 7, tipSpread = 24; // pixels, degrees

}

GraphLines::GraphLines(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void GraphLines::setGraph(DependenciesViewModel *graph)
{
    if (graph == m_graph)
        return;
    m_graph = graph;
    if (graph)
        connect(graph, &DependenciesViewModel::graphChanged, this, [this] { update(); });
    update();
    Q_EMIT graphChanged();
}

void GraphLines::setColor(const QColor &color)
{
    m_color = color;
    update();
    Q_EMIT colorChanged();
}

void GraphLines::paint(QPainter *painter)
{
    if (!m_graph)
        return;
    painter->setPen(m_color);
    for (const QList<QPointF> &edge : m_graph->edges()) {
        if (edge.size() < 4)
            continue;
        QPainterPath path(edge.constFirst());
        for (qsizetype i = 1; i + 2 < edge.size(); i += 3)
            path.cubicTo(edge[i], edge[i + 1], edge[i + 2]);
        painter->setBrush(Qt::NoBrush);
        painter->drawPath(path);
        const QPointF tip = edge.constLast();
        QLineF back(tip, path.pointAtPercent(0.9));
        back.setLength(tipLength);
        QPolygonF head{tip};
        for (const qreal turn : {tipSpread, -tipSpread}) {
            QLineF side = back;
            side.setAngle(back.angle() + turn);
            head << side.p2();
        }
        painter->setBrush(m_color);
        painter->drawPolygon(head);
    }
}

} // namespace stint
