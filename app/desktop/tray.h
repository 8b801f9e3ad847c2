#pragma once

#include <QObject>

namespace stint
{

/// The corner of the desktop where the board stays reachable without its window. Thread: gui.
class Tray : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual bool isAvailable() const = 0;
    /// How many tasks need a person, and everything in words.
    virtual void setCounts(int needy, const QString &text) = 0;
    virtual void setPaused(bool paused) = 0;
    /// A message without actions, where there is no better way.
    virtual void say(const QString &title, const QString &body) = 0;

Q_SIGNALS:
    void openWanted();
    void pauseToggled();
    void quitWanted();
};

} // namespace stint
