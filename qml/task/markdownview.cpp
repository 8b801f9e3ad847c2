#include "qml/task/markdownview.h"

#include <QAbstractTextDocumentLayout>
#include <QCursor>
#include <QGuiApplication>
#include <QPainter>

namespace stint
{

namespace
{

/// A painted item is one picture: longer ones would not fit into a texture.
constexpr qreal heightMax = 8'000;
/// Until the theme says otherwise; a font has a size in points or in pixels, never both.
constexpr int firstPixels = 13;

} // namespace

MarkdownView::MarkdownView(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    m_look.font = QGuiApplication::font();
    m_look.font.setPixelSize(m_look.font.pixelSize() > 0 ? m_look.font.pixelSize() : firstPixels);
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
}

void MarkdownView::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    rebuild();
    Q_EMIT textChanged();
}

void MarkdownView::setFont(const QFont &font)
{
    if (font == m_look.font)
        return;
    m_look.font = font;
    rebuild();
    Q_EMIT lookChanged();
}

void MarkdownView::setFixedFamily(const QString &family)
{
    if (family == m_look.fixedFamily)
        return;
    m_look.fixedFamily = family;
    rebuild();
    Q_EMIT lookChanged();
}

void MarkdownView::take(QColor &member, const QColor &color)
{
    if (color == member)
        return;
    member = color;
    rebuild();
    Q_EMIT lookChanged();
}

void MarkdownView::componentComplete()
{
    QQuickPaintedItem::componentComplete();
    rebuild();
}

void MarkdownView::rebuild()
{
    if (!isComponentComplete())
        return;
    m_document.show(m_text, m_look);
    measure();
}

void MarkdownView::measure()
{
    if (width() <= 0)
        return;
    m_document.setTextWidth(width());
    const qreal height = m_document.size().height();
    setImplicitHeight(std::min(height, heightMax));
    if (m_isCut != (height > heightMax)) {
        m_isCut = height > heightMax;
        Q_EMIT cutChanged();
    }
    update();
}

void MarkdownView::geometryChange(const QRectF &now, const QRectF &before)
{
    QQuickPaintedItem::geometryChange(now, before);
    if (now.width() != before.width() && isComponentComplete())
        measure();
}

void MarkdownView::paint(QPainter *painter)
{
    m_document.drawContents(painter, QRectF(0, 0, width(), height()));
}

QString MarkdownView::linkAt(const QPointF &where) const
{
    return m_document.documentLayout()->anchorAt(where);
}

void MarkdownView::setHovered(const QString &link)
{
    if (link == m_hoveredLink)
        return;
    m_hoveredLink = link;
    setCursor(QCursor(link.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor));
    Q_EMIT hoveredLinkChanged();
}

void MarkdownView::hoverMoveEvent(QHoverEvent *event)
{
    setHovered(linkAt(event->position()));
}

void MarkdownView::hoverLeaveEvent(QHoverEvent *)
{
    setHovered({});
}

void MarkdownView::mousePressEvent(QMouseEvent *event)
{
    event->setAccepted(!linkAt(event->position()).isEmpty());
}

void MarkdownView::mouseReleaseEvent(QMouseEvent *event)
{
    if (const QString target = linkAt(event->position()); !target.isEmpty())
        Q_EMIT linkPressed(target);
}

} // namespace stint
