#pragma once

#include "model/service/board.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace stint
{

/// Whether the board's key is in memory; giving it up and getting it back (board.lock, board.unlock). Thread: gui.
class LockViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(bool locked READ isLocked NOTIFY lockedChanged FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)
    Q_PROPERTY(int leases READ leases NOTIFY changed FINAL)
    Q_PROPERTY(QString text READ text NOTIFY changed FINAL)

public:
    LockViewModel(Board &board, const Actor &actor, QObject *parent = nullptr);
    ~LockViewModel() override;

    bool isLocked() const { return m_locked; }
    /// The board was asked to change and has not answered.
    bool isBusy() const { return m_busy; }
    /// Why the last attempt failed and what to do about it; blank otherwise.
    QString error() const { return m_error; }
    /// Live leases when it was last looked.
    int leases() const { return m_leases; }
    QString text() const;

    /// Locks at once when nobody holds a lease, otherwise asks.
    Q_INVOKABLE void lock();
    Q_INVOKABLE void lockNow();
    Q_INVOKABLE void unlock();

Q_SIGNALS:
    /// The board was locked or unlocked, by whomever.
    void lockedChanged();
    void changed();
    /// Leases are live: a person decides.
    void asked();

private:
    struct Mailbox;
    void follow(bool locked);
    std::function<void(Done)> answer();

    Board &m_board;
    Actor m_actor;
    std::shared_ptr<Mailbox> m_mailbox;
    bool m_locked = false, m_busy = false;
    int m_leases = 0;
    QString m_error;
};

} // namespace stint
