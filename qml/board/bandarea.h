#pragma once

#include <QQuickItem>

namespace stint
{

/// The ground behind the cards: dragging over it spans a band, and every card the band touches is named (BRD-04).
class BandArea : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickItem *cards MEMBER m_cards NOTIFY cardsChanged FINAL)
    Q_PROPERTY(QRectF band READ band NOTIFY bandChanged FINAL)
    Q_PROPERTY(bool spanning READ isSpanning NOTIFY bandChanged FINAL)

public:
    explicit BandArea(QQuickItem *parent = nullptr);

    /// In the area's own coordinates; empty while nothing is spanned.
    QRectF band() const { return m_band; }
    bool isSpanning() const { return m_spanning; }

Q_SIGNALS:
    void cardsChanged();
    void bandChanged();
    /// The ids of the tasks whose cards the band touches.
    void swept(const QStringList &tasks);
    /// Pressed and let go on the same spot.
    void tapped();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseUngrabEvent() override;

private:
    void collect(QQuickItem *item, QStringList &tasks) const;
    void end();

    QQuickItem *m_cards = nullptr;
    QPointF m_start;
    QRectF m_band;
    bool m_spanning = false;
};

} // namespace stint
