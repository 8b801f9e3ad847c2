#pragma once

#include <QObject>
#include <QtQml/qqml.h>

namespace stint
{

/// Whether the person's last act was a key or a press of the pointer. Focus is marked for who uses keys, however it
/// came to where it is; the controls' own `visualFocus` forgets it when arrows or a closed dialog have moved it.
/// Thread: gui.
class KeyboardUse : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Keyboard)
    QML_SINGLETON
    Q_PROPERTY(bool used READ isUsed NOTIFY changed FINAL)

public:
    explicit KeyboardUse(QObject *parent = nullptr);

    bool isUsed() const { return m_used; }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void set(bool used);

    bool m_used = true;
};

} // namespace stint
