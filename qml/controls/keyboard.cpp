#include "qml/controls/keyboard.h"

#include <QEvent>
#include <QGuiApplication>

namespace stint
{

KeyboardUse::KeyboardUse(QObject *parent)
    : QObject(parent)
{
    qGuiApp->installEventFilter(this);
}

bool KeyboardUse::eventFilter(QObject *, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (type == QEvent::KeyPress)
        set(true);
    else if (type == QEvent::MouseButtonPress || type == QEvent::TouchBegin || type == QEvent::TabletPress)
        set(false);
    return false;
}

void KeyboardUse::set(bool used)
{
    if (used == m_used)
        return;
    m_used = used;
    Q_EMIT changed();
}

} // namespace stint
