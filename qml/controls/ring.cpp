#include "qml/controls/ring.h"

#include <QPainter>

namespace stint
{

namespace
{

/// Proportions of the drawing, as shares of its side.
constexpr qreal stroke = 0.13, dot = 0.12;
/// Dashes and gaps of the broken track, in strokes.
const QList<qreal> dashes{0.9, 1.1};
constexpr qreal trackOpacity = 0.55; ///< of the broken one, which takes the colour of the arc
/// Arcs count in sixteenths of a degree, from three o'clock, counter-clockwise.
constexpr int arcUnit = 16, noon = 90 * arcUnit, fullTurn = 360 * arcUnit;

} // namespace

Ring::Ring(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

template<class T>
void Ring::take(T &member, const T &value)
{
    if (member == value)
        return;
    member = value;
    update();
    Q_EMIT changed();
}

void Ring::setShare(double share)
{
    take(m_share, share);
}

void Ring::setAlarming(bool alarming)
{
    take(m_alarming, alarming);
}

void Ring::setColor(const QColor &color)
{
    take(m_color, color);
}

void Ring::setTrack(const QColor &color)
{
    take(m_track, color);
}

void Ring::paint(QPainter *painter)
{
    const qreal side = std::min(width(), height());
    const qreal width = side * stroke;
    const QRectF circle = QRectF(0, 0, side, side).adjusted(width, width, -width, -width);
    painter->setRenderHint(QPainter::Antialiasing);
    QPen pen(m_alarming ? m_color : m_track, width, Qt::SolidLine, Qt::FlatCap);
    if (m_alarming)
        pen.setDashPattern(dashes);
    painter->setPen(pen);
    painter->setOpacity(m_alarming ? trackOpacity : 1.0);
    painter->drawEllipse(circle);
    painter->setOpacity(1.0);
    pen = QPen(m_color, width, Qt::SolidLine, Qt::RoundCap);
    painter->setPen(pen);
    painter->drawArc(circle, noon, -qRound(fullTurn * m_share));
    if (m_alarming) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_color);
        painter->drawEllipse(circle.center(), side * dot, side * dot);
    }
}

} // namespace stint
