#pragma once

#include <QColor>
#include <QQuickPaintedItem>
#include <QtQml/qqml.h>

namespace stint
{

/// The remaining share of a lease as an arc. A ring that needs a look changes its shape: the track breaks into dashes
/// and a dot sits in its middle. Decoration: the card speaks for it.
class Ring : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(double share READ share WRITE setShare NOTIFY changed FINAL)
    Q_PROPERTY(bool alarming READ isAlarming WRITE setAlarming NOTIFY changed FINAL)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY changed FINAL)
    Q_PROPERTY(QColor track READ track WRITE setTrack NOTIFY changed FINAL)

public:
    explicit Ring(QQuickItem *parent = nullptr);

    double share() const { return m_share; } ///< 0 … 1
    void setShare(double share);
    bool isAlarming() const { return m_alarming; }
    void setAlarming(bool alarming);
    QColor color() const { return m_color; }
    void setColor(const QColor &color);
    QColor track() const { return m_track; }
    void setTrack(const QColor &color);

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void changed();

private:
    template<class T>
    void take(T &member, const T &value);

    double m_share = 0;
    bool m_alarming = false;
    QColor m_color, m_track;
};

} // namespace stint
