#pragma once

#include "model/items/agenttable.h"
#include "model/items/runrows.h"
#include "model/viewmodels/boardviewmodel.h"

namespace stint
{

/// Who is connected and what is being worked on, with bulk actions on it, and the results that came too late. Reads
/// only while it is shown. Thread: gui.
class RunsViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(stint::AgentTable *table READ table CONSTANT FINAL)
    Q_PROPERTY(stint::LateResultModel *late READ late CONSTANT FINAL)
    Q_PROPERTY(stint::OutcomeModel *outcomes READ outcomes CONSTANT FINAL)
    Q_PROPERTY(bool shown READ isShown WRITE setShown NOTIFY shownChanged FINAL)
    Q_PROPERTY(bool loaded READ isLoaded NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)
    Q_PROPERTY(QString summary READ summary NOTIFY changed FINAL)
    Q_PROPERTY(QString outcomeText READ outcomeText NOTIFY changed FINAL)

public:
    RunsViewModel(Board &board, const Actor &actor, BoardViewModel::Now now, BoardViewModel &screen, ToastModel &toasts,
                  QObject *parent = nullptr);

    AgentTable *table() { return &m_table; }
    LateResultModel *late() { return &m_late; }
    OutcomeModel *outcomes() { return &m_outcomes; }
    bool isShown() const { return m_shown; }
    void setShown(bool shown);
    bool isLoaded() const { return m_loaded; }
    bool isBusy() const { return m_pending > 0; }
    /// Why nothing can be shown; blank when it can (SHL-07).
    QString error() const { return m_error; }
    QString summary() const;
    /// What the last bulk action could not do; blank when there is nothing to say.
    QString outcomeText() const { return m_outcomeText; }

    Q_INVOKABLE void reload();
    /// Bulk actions on the chosen lines, or the current one; each item succeeds or fails on its own (BLK-02).
    Q_INVOKABLE void release(const QString &reason);
    Q_INVOKABLE void fail(const QString &reason);
    /// Ends the sessions: their runs go back to the queue, their tokens are void.
    Q_INVOKABLE void stop(const QString &reason);
    /// Chooses the current line unless lines are chosen, and asks for what shall be done with them.
    Q_INVOKABLE void beginAction();
    Q_INVOKABLE void dismissOutcomes();
    Q_INVOKABLE void adopt(const QString &key);
    Q_INVOKABLE void discard(const QString &key);
    /// Makes the current line's task, or \a taskId, the selected one and asks for its details.
    Q_INVOKABLE void openCurrent();
    Q_INVOKABLE void openTask(const QString &taskId);

Q_SIGNALS:
    void shownChanged();
    void changed();
    void detailsWanted();
    /// The reason of a bulk action shall be typed.
    void actionWanted();

private:
    struct Reading {
        std::vector<Run> runs;
        std::vector<Session> sessions;
    };
    struct Bulk;

    void refresh();
    void readSessions(std::shared_ptr<Reading> reading, const QString &cursor);
    void readRuns(std::shared_ptr<Reading> reading, std::size_t status, const QString &cursor);
    void readLate();
    void finish(const Reading &reading);
    void failRead(const Error &error);
    template<Request R>
    void sendRuns(const QString &reason, const QString &done, const QString &failed);
    template<Request R>
    void sendNext(std::shared_ptr<Bulk> bulk);
    void stopNext(std::shared_ptr<Bulk> bulk);
    void conclude(const Bulk &bulk);
    template<Request R>
    void decide(R request, const QString &done, const QString &failed);
    const LateResult *lateOf(const QString &key) const;

    Board &m_board;
    Actor m_actor;
    BoardViewModel::Now m_now;
    BoardViewModel &m_screen;
    ToastModel &m_toasts;
    AgentTable m_table;
    LateResultModel m_late;
    OutcomeModel m_outcomes;
    std::vector<LateResultItem> m_lateItems;
    QTimer m_pace, m_tick;
    bool m_shown = false, m_loaded = false, m_reading = false, m_again = false;
    int m_pending = 0;
    QString m_error, m_outcomeText;
};

} // namespace stint
