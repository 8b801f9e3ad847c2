#pragma once

#include "model/items/jsontree.h"
#include "model/items/listmodels.h"
#include "model/viewmodels/boardviewmodel.h"
#include "model/viewmodels/runlogs.h"

namespace stint
{

/// One attempt in full: its facts, its claims, what it said, its result as a tree, and what can be done with it
/// (desktop.md 4). Thread: gui.
class RunInspector : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the task's view-model")
    Q_PROPERTY(QString runId READ runId NOTIFY changed FINAL)
    Q_PROPERTY(bool loaded READ isLoaded NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)
    Q_PROPERTY(QString said READ said NOTIFY changed FINAL)
    Q_PROPERTY(stint::FactListModel *facts READ facts CONSTANT FINAL)
    Q_PROPERTY(stint::FactListModel *claims READ claims CONSTANT FINAL)
    Q_PROPERTY(stint::JsonTreeModel *result READ result CONSTANT FINAL)
    Q_PROPERTY(stint::JsonTreeModel *metadata READ metadata CONSTANT FINAL)
    Q_PROPERTY(stint::LogLines *log READ log NOTIFY changed FINAL)
    Q_PROPERTY(bool canStop READ canStop NOTIFY changed FINAL)
    Q_PROPERTY(bool canRelease READ canRelease NOTIFY changed FINAL)
    Q_PROPERTY(bool canFail READ canFail NOTIFY changed FINAL)
    Q_PROPERTY(bool canCancel READ canCancel NOTIFY changed FINAL)
    Q_PROPERTY(bool canRetry READ canRetry NOTIFY changed FINAL)

public:
    RunInspector(Board &board, const Actor &actor, BoardViewModel::Now now, ToastModel &toasts, QObject *parent);

    QString runId() const { return m_id.value; }
    bool isLoaded() const { return m_loaded; }
    /// The error of the run in full.
    QString error() const;
    /// Question and answer, or the last note.
    QString said() const;
    FactListModel *facts() { return &m_facts; }
    FactListModel *claims() { return &m_claims; }
    JsonTreeModel *result() { return &m_result; }
    JsonTreeModel *metadata() { return &m_metadata; }
    /// What its command writes; null while no run is shown.
    LogLines *log() const { return m_log.get(); }
    /// An agent holds it whose session can be ended.
    bool canStop() const;
    bool canRelease() const { return m_loaded && m_detail.run.status == RunStatus::Claimed; }
    /// FRC-05: what nobody works on may be failed by force.
    bool canFail() const;
    bool canCancel() const { return m_loaded && isOpen(m_detail.run.status); }
    bool canRetry() const { return m_loaded && m_detail.run.status == RunStatus::Failed; }

    /// Where the output of commands is kept; without it no log is shown. \a logs outlives this.
    void setLogs(RunLogs &logs) { m_logs = &logs; }

    /// Shows that run, or none when it is shown already.
    Q_INVOKABLE void toggle(const QString &runId);
    void close();
    /// Reads the shown run again.
    void refresh();

    Q_INVOKABLE void release(const QString &reason);
    Q_INVOKABLE void fail(const QString &reason);
    Q_INVOKABLE void cancel(const QString &reason);
    Q_INVOKABLE void retry(const QString &reason);
    /// Ends the session that works on it: its runs go back to the queue, its token is void, its process is stopped.
    Q_INVOKABLE void stop(const QString &reason);

Q_SIGNALS:
    void changed();

private:
    void take(const RunDetail &detail);
    template<Request R>
    void send(R request, const QString &done, const QString &failed);

    Board &m_board;
    Actor m_actor;
    BoardViewModel::Now m_now;
    ToastModel &m_toasts;
    RunLogs *m_logs = nullptr;
    std::shared_ptr<LogLines> m_log;
    RunId m_id;
    bool m_loaded = false;
    RunDetail m_detail;
    FactListModel m_facts, m_claims;
    JsonTreeModel m_result, m_metadata;
};

} // namespace stint
