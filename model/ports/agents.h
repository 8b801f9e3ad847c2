#pragma once

#include "model/domain/enums.h"
#include "model/domain/profile.h"
#include "model/domain/run.h"

#include <functional>

namespace stint
{

/// What the engine tells a connected session (FRC-10, SWP-03, REV-08). Never carries a token.
struct SessionNotice {
    SessionId session;
    QString kind; ///< `run_taken`, `pending_task_run`, `review_routed`
    std::optional<TaskId> taskId;
    std::optional<RunId> runId;
    std::optional<ReviewId> reviewId;
    int leaseEpoch = 0;
    std::optional<ClaimEnd> endReason;
};

/// Tells connected sessions and people what happened; called after the commit, from the writer thread, never blocking.
class Notifier
{
public:
    virtual ~Notifier() = default;
    virtual void notify(const SessionNotice &notice) = 0;
    /// Closes every connection of an ended session and forgets its token (SSN-02).
    virtual void sessionEnded(const SessionId &session) = 0;
};

/// Knows and moves the processes of agents. Called after the commit, never blocking; answers by the callbacks.
class SessionExecutor
{
public:
    virtual ~SessionExecutor() = default;
    /// Can dedicated sessions be launched at all (SRT-07, DGN-05)?
    virtual bool canLaunch() const = 0;
    /// Is this very process still running?
    virtual bool isAlive(const ProcessRef &process) const = 0;
    /// Is \a process, or an ancestor of it, \a other? Used for self-review (REV-11).
    virtual bool isRelated(const ProcessRef &process, const ProcessRef &other) const = 0;
    /// Starts an agent for a run; \a failed is called with the text of the failure, on any thread.
    virtual void launch(const RunId &run, const QString &agent, const ExecutionProfile &profile,
                        std::function<void(QString)> failed) = 0;
    /// Asks a session to stop; after \a graceMs a launched one is stopped by force and \a forced is called (END-05).
    virtual void stop(const SessionId &session, StopReason reason, qint64 graceMs, std::function<void()> forced) = 0;
    /// Does the catalogue know an agent that has all of \a capabilities? Without a dispatcher: never.
    virtual bool canCover(const QStringList &capabilities) const
    {
        Q_UNUSED(capabilities)
        return false;
    }
    /// Starts a worker with \a capabilities that lives at most \a lifetimeMs, because \a run starves (STV-03). Called
    /// only when canCover() said so.
    virtual void spawnWorker(const RunId &run, const QStringList &capabilities, qint64 lifetimeMs)
    {
        Q_UNUSED(run)
        Q_UNUSED(capabilities)
        Q_UNUSED(lifetimeMs)
    }
};

} // namespace stint
