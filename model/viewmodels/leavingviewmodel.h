#pragma once

#include "model/viewmodels/boardviewmodel.h"

#include <functional>

namespace stint
{

/// The way out (SHL-03): says how many live leases there are, waits for them within a bound when that is wanted, and
/// leaves the scheduler as it was. Thread: gui.
class LeavingViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(int leases READ leases NOTIFY changed FINAL)
    Q_PROPERTY(QString text READ text NOTIFY changed FINAL)
    Q_PROPERTY(bool draining READ isDraining NOTIFY changed FINAL)
    Q_PROPERTY(double share READ share NOTIFY changed FINAL)

public:
    LeavingViewModel(Board &board, const Actor &actor, BoardViewModel &screen, QObject *parent = nullptr);

    /// Live leases when it was last looked. What people do by hand holds none.
    int leases() const { return m_leases; }
    QString text() const;
    bool isDraining() const { return m_draining; }
    /// Share of the leases that have ended while draining, 0 … 1.
    double share() const;

    /// The window was closed: with agents connected the board is still served, without them the program ends.
    Q_INVOKABLE void closeWindow();
    /// Leaves at once when nobody holds a lease, otherwise asks.
    Q_INVOKABLE void quit();
    /// Hands out nothing more, waits for the leases within a bound, then leaves.
    Q_INVOKABLE void drainAndLeave();
    Q_INVOKABLE void leaveNow();
    /// Nothing happens after all; a drain under way is only waited for.
    Q_INVOKABLE void stay();

Q_SIGNALS:
    void changed();
    /// Leases are live: a person decides.
    void asked();
    /// The window is closed, the board stays open for so many agents.
    void keptServing(int agents);
    /// The program may end now.
    void left();

private:
    /// Counts the live leases; \a then gets −1 when the board cannot be read.
    void count(std::function<void(int)> then);
    void countFrom(std::size_t status, int sum, std::function<void(int)> then);
    void look();
    void restore();

    Board &m_board;
    Actor m_actor;
    int m_leases = 0, m_atFirst = 0;
    bool m_draining = false, m_drainEnded = false, m_wasPaused = false, m_wantsOut = false;
    QTimer m_tick;
};

} // namespace stint
