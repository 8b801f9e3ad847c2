#include "qml/board/bandarea.h"

#include <QGuiApplication>
#include <QStyleHints>

namespace stint
{

namespace
{

constexpr QLatin1String cardPrefix("card.");

}

BandArea::BandArea(QQuickItem *parent)
    : QQuickItem(parent)
{
    setAcceptedMouseButtons(Qt::LeftButton);
}

void BandArea::mousePressEvent(QMouseEvent *event)
{
    m_start = event->position();
    setKeepMouseGrab(true); // the board must not be flicked from under the band
    event->accept();
}

void BandArea::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF to = event->position();
    if (!m_spanning && (to - m_start).manhattanLength() < QGuiApplication::styleHints()->startDragDistance())
        return;
    m_spanning = true;
    m_band = QRectF(m_start, to).normalized().intersected(boundingRect());
    Q_EMIT bandChanged();
    QStringList tasks;
    if (m_cards)
        collect(m_cards, tasks);
    Q_EMIT swept(tasks);
}

void BandArea::mouseReleaseEvent(QMouseEvent *)
{
    if (!m_spanning)
        Q_EMIT tapped();
    end();
}

void BandArea::mouseUngrabEvent()
{
    end();
}

void BandArea::end()
{
    m_spanning = false;
    setKeepMouseGrab(false);
    m_band = {};
    Q_EMIT bandChanged();
}

void BandArea::collect(QQuickItem *item, QStringList &tasks) const
{
    if (!item->isVisible())
        return;
    if (item->objectName().startsWith(cardPrefix)) {
        const QRectF place = item->mapRectToItem(this, item->boundingRect());
        if (place.intersects(m_band))
            tasks += item->objectName().mid(cardPrefix.size());
        return;
    }
    const QList<QQuickItem *> children = item->childItems();
    for (QQuickItem *child : children)
        collect(child, tasks);
}

} // namespace stint
