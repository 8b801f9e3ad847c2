#pragma once

#include "model/viewmodels/dependenciesviewmodel.h"

#include <QColor>
#include <QPointer>
#include <QQuickPaintedItem>

namespace stint
{

/// The arrows of a graph: splines of start and three points per piece, the tip at the end.
class GraphLines : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(stint::DependenciesViewModel *graph READ graph WRITE setGraph NOTIFY graphChanged FINAL)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged FINAL)

public:
    explicit GraphLines(QQuickItem *parent = nullptr);

    DependenciesViewModel *graph() const { return m_graph; }
    void setGraph(DependenciesViewModel *graph);
    QColor color() const { return m_color; }
    void setColor(const QColor &color);
    void paint(QPainter *painter) override;

Q_SIGNALS:
    void graphChanged();
    void colorChanged();

private:
    QPointer<DependenciesViewModel> m_graph;
    QColor m_color;
};

} // namespace stint
