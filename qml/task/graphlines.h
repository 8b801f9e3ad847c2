#pragma once

#include <QColor>
#include <QQuickPaintedItem>

namespace stint
{

/// The arrows of a graph: splines of start and three points per piece, the tip at the end.
class GraphLines : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<QList<QPointF>> edges MEMBER m_edges WRITE setEdges NOTIFY edgesChanged FINAL)
    Q_PROPERTY(QColor color MEMBER m_color WRITE setColor NOTIFY colorChanged FINAL)

public:
    explicit GraphLines(QQuickItem *parent = nullptr);

    void setEdges(const QList<QList<QPointF>> &edges);
    void setColor(const QColor &color);
    void paint(QPainter *painter) override;

Q_SIGNALS:
    void edgesChanged();
    void colorChanged();

private:
    QList<QList<QPointF>> m_edges;
    QColor m_color;
};

} // namespace stint
