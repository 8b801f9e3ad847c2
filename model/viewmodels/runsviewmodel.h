#pragma once

#include "model/items/agenttable.h"
#include "model/items/runrows.h"
#include "model/viewmodels/readingviewmodel.h"

namespace stint
{

/// Who is connected and what is being worked on, with bulk actions on it, and the results that came too late. Thread:
/// gui.
// The base is named in full: Qt 6.4 registers it for QML under the name that stands here.
class RunsViewModel : public stint::ReadingViewModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(stint::AgentTable *table READ table CONSTANT FINAL)
    Q_PROPERTY(stint::LateResultModel *late READ late CONSTANT FINAL)
    Q_PROPERTY(stint::OutcomeModel *outcomes READ outcomes CONSTANT FINAL)
    Q_PROPERTY(QString summary READ summary NOTIFY changed FINAL)
    Q_PROPERTY(QString outcomeText READ outcomeText NOTIFY changed FINAL)
    Q_PROPERTY(int currentRow READ currentRow WRITE setCurrentRow NOTIFY currentRowChanged FINAL)

public:
    RunsViewModel(Board &board, const Actor &actor, BoardViewModel::Now now, BoardViewModel &screen, ToastModel &toasts,
                  QObject *parent = nullptr);

    AgentTable *table() { return &m_table; }
    LateResultModel *late() { return &m_late; }
    OutcomeModel *outcomes() { return &m_outcomes; }
    QString summary() const;
    /// What the last bulk action could not do; blank when there is nothing to say.
    QString outcomeText() const { return m_outcomeText; }
    /// −1 when the table is empty.
    int currentRow() const { return m_table.currentRow(); }
    void setCurrentRow(int row);
    /// The task of the current line; blank when there is none, or its agent waits for work.
    QString currentTask() const;

    /// Moves the current line; with \a choosing the lines passed over become chosen.
    Q_INVOKABLE void step(int rows, bool choosing);
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
    void detailsWanted();
    void currentRowChanged();
    /// The reason of a bulk action shall be typed.
    void actionWanted();

private:
    struct Reading {
        std::vector<Run> runs;
        std::vector<Session> sessions;
    };
    struct Bulk;

    void read() override;
    void tick() override;
    void readSessions(std::shared_ptr<Reading> reading, const QString &cursor);
    void readRuns(std::shared_ptr<Reading> reading, std::size_t status, const QString &cursor);
    void readLate();
    void finish(const Reading &reading);
    template<Request R>
    void sendRuns(const QString &reason, const QString &done, const QString &failed);
    template<Request R>
    void sendNext(std::shared_ptr<Bulk> bulk);
    void stopNext(std::shared_ptr<Bulk> bulk);
    void conclude(const Bulk &bulk);
    template<Request R>
    void decide(R request, const QString &done, const QString &failed);
    const LateResult *lateOf(const QString &key) const;
    void selectCurrent();

    Board &m_board;
    Actor m_actor;
    BoardViewModel::Now m_now;
    BoardViewModel &m_screen;
    ToastModel &m_toasts;
    AgentTable m_table;
    LateResultModel m_late;
    OutcomeModel m_outcomes;
    std::vector<LateResultItem> m_lateItems;
    QString m_outcomeText;
};

} // namespace stint
