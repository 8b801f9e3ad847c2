#pragma once

#include "qml/task/markdowndocument.h"

#include <QQuickPaintedItem>

namespace stint
{

/// Markdown as a picture with links that say where they lead. Very long texts are cut: what is written is always there
/// in full where it is edited. Thread: gui.
class MarkdownView : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged FINAL)
    Q_PROPERTY(QFont font READ font WRITE setFont NOTIFY lookChanged FINAL)
    Q_PROPERTY(QString fixedFamily READ fixedFamily WRITE setFixedFamily NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor ink READ ink WRITE setInk NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor faint READ faint WRITE setFaint NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor link READ link WRITE setLink NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor ground READ ground WRITE setGround NOTIFY lookChanged FINAL)
    Q_PROPERTY(QString hoveredLink READ hoveredLink NOTIFY hoveredLinkChanged FINAL)
    Q_PROPERTY(bool cut READ isCut NOTIFY cutChanged FINAL)

public:
    explicit MarkdownView(QQuickItem *parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString &text);
    QFont font() const { return m_look.font; }
    void setFont(const QFont &font);
    QString fixedFamily() const { return m_look.fixedFamily; }
    void setFixedFamily(const QString &family);
    QColor ink() const { return m_look.ink; }
    void setInk(const QColor &color) { take(m_look.ink, color); }
    QColor faint() const { return m_look.faint; }
    void setFaint(const QColor &color) { take(m_look.faint, color); }
    QColor link() const { return m_look.link; }
    void setLink(const QColor &color) { take(m_look.link, color); }
    QColor ground() const { return m_look.ground; }
    void setGround(const QColor &color) { take(m_look.ground, color); }
    /// The target of the link under the pointer, as it is written.
    QString hoveredLink() const { return m_hoveredLink; }
    bool isCut() const { return m_isCut; }

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void textChanged();
    void lookChanged();
    void hoveredLinkChanged();
    void cutChanged();
    void linkPressed(const QString &target);

protected:
    void componentComplete() override;
    void geometryChange(const QRectF &now, const QRectF &before) override;
    void hoverMoveEvent(QHoverEvent *event) override;
    void hoverLeaveEvent(QHoverEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void take(QColor &member, const QColor &color);
    void rebuild();
    void measure();
    QString linkAt(const QPointF &where) const;
    void setHovered(const QString &link);

    QString m_text, m_hoveredLink;
    MarkdownLook m_look;
    MarkdownDocument m_document;
    bool m_isCut = false;
};

} // namespace stint
