#include "qml/controls/glyph.h"

#include <QImage>
#include <QLoggingCategory>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace stint
{

namespace
{

Q_LOGGING_CATEGORY(lcControls, "stint.qml.controls")

/// The icon drawn once per name, size and colour, and kept.
QPixmap drawn(const QString &name, const QColor &color, int pixels)
{
    const QString key = QStringLiteral("stint-glyph-%1-%2-%3").arg(name, color.name(QColor::HexArgb)).arg(pixels);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QSvgRenderer renderer(QStringLiteral(":/qt/qml/Stint/Controls/icons/%1.svg").arg(name));
    if (!renderer.isValid()) {
        qCWarning(lcControls, "there is no icon named %s", qPrintable(name));
        return {};
    }
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), color);
    painter.end();
    pixmap = QPixmap::fromImage(image);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace

Glyph::Glyph(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
}

void Glyph::setName(const QString &name)
{
    if (name == m_name)
        return;
    m_name = name;
    update();
    Q_EMIT changed();
}

void Glyph::setColor(const QColor &color)
{
    if (color == m_color)
        return;
    m_color = color;
    update();
    Q_EMIT changed();
}

void Glyph::paint(QPainter *painter)
{
    const qreal side = std::min(width(), height());
    if (m_name.isEmpty() || side <= 0)
        return;
    const int pixels = qRound(side * painter->device()->devicePixelRatio());
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawPixmap(QRectF(0, 0, side, side), drawn(m_name, m_color, pixels), QRectF(0, 0, pixels, pixels));
}

} // namespace stint
