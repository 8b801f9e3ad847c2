#pragma once

#include "model/domain/enums.h"
#include "model/domain/settings.h"
#include "model/domain/time.h"

#include <QSet>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace stint::test
{

/// The rules of task-domain.md once more, as plainly as they can be said: everything in maps, every status recomputed
/// from scratch after every verb, nothing remembered that could be counted. Slow and obvious, to be compared with the
/// engine step by step. Board-global tasks, no profiles; runs are named `task#attempt`, reviews `run/round.attempt`.
class ReferenceBoard
{
public:
    struct Run {
        QString task;
        int attempt = 1;
        RunStatus status = RunStatus::Queued;
        qint64 order = 0; ///< creation order, as the generated ids have it
        Time queuedAt, waitingSince;
        int starvedCycles = 0;
        QString session;     ///< holder of a leased run
        bool manual = false; ///< a human works on it
        int epoch = 0;
        Time leaseUntil;
        qint64 leaseMs = 0;
        std::optional<AttentionReason> attention;
        std::optional<Time> resumeAfter, endedAt;
        bool forced = false;
        int round = 1;
        bool hasResult = false;
        QString previous;
        QStringList capabilities;
        struct Claim {
            QString session;
            std::optional<ClaimEnd> end;
        };
        std::vector<Claim> claims; ///< by epoch − 1
        struct Late {
            QString seen; ///< session, epoch and kind
            int n;
            bool completes;
        };
        std::vector<Late> late; ///< those kept, oldest first
        int lastLate = 0;
    };
    struct Review {
        QString run;
        int round = 1, attempt = 1;
        qint64 order = 0;
        bool automatic = false;
        ReviewPolicy policy = ReviewPolicy::Always;
        ReviewStatus status = ReviewStatus::Requested;
        std::optional<ReviewOutcome> outcome;
        qint64 verdictOrder = 0;
        QString requester, routed, bound;
        std::optional<Time> deadline;
        QString delivery;
    };
    struct Task {
        TaskStatus status = TaskStatus::Ready;
        qint64 version = 1;
        QString creator, parent;
        Priority priority = Priority::Medium;
        ApprovalPolicy policy = ApprovalPolicy::None;
        ApprovalState approval = ApprovalState::NotRequired;
        int maxAttempts = 3;
        bool autoEnqueue = false, paused = false, closed = false, circuit = false;
        bool unproven = false; ///< has a criterion that nobody has proven
        QString pauseReason, pausedBy;
        Time pausedAt;
        std::optional<Time> notBefore;
        int round = 0;
        QString title, currentRun, lastReview;
        std::optional<CircuitReason> circuitReason;
        Time circuitAt, updatedAt;
        bool operator==(const Task &) const = default;
    };
    struct Session {
        QString agent;
        SessionKind kind = SessionKind::Worker;
        QStringList capabilities;
        qint64 order = 0;
        bool ended = false;
    };

    std::map<QString, Task> tasks;
    std::map<QString, Run> runs;
    std::map<QString, Review> reviews;
    std::map<QString, Session> sessions;
    std::map<QString, QSet<QString>> blockers;
    QSet<QString> deleted;
    bool schedulerPaused = false;
    BoardSettings settings;
    Time now;

    /// `ok`, or `code` or `code/reason` of the refusal. \a actor is `human`, `engine` or a session.
    using Outcome = QString;

    Outcome createTask(const QString &actor, const QString &id, const QString &title, const QString &parent, bool draft,
                       ApprovalPolicy policy, Priority priority, int maxAttempts, bool autoEnqueue);
    Outcome updateTask(const QString &actor, const QString &id, std::optional<QString> title,
                       std::optional<Priority> priority, std::optional<int> maxAttempts,
                       std::optional<ApprovalPolicy> policy, std::optional<Time> notBefore);
    Outcome deleteTask(const QString &actor, const QString &id);
    Outcome cancelTask(const QString &actor, const QString &id);
    Outcome pauseTask(const QString &actor, const QString &id, const QString &reason);
    Outcome resumeTask(const QString &actor, const QString &id);
    Outcome addDependency(const QString &actor, const QString &id, const QString &on);
    Outcome removeDependency(const QString &actor, const QString &id, const QString &on);
    Outcome publish(const QString &actor, const QString &id, const QString &key);
    Outcome start(const QString &actor, const QString &id, const QString &key);
    Outcome approve(const QString &actor, const QString &id, const QString &key);
    Outcome reject(const QString &actor, const QString &id);
    Outcome enqueue(const QString &actor, const QString &id, const QString &key, const QStringList &capabilities);
    Outcome claimNext(const QString &session, qint64 leaseMs, QString *claimed = nullptr);
    Outcome claim(const QString &actor, const QString &run, const QString &key, qint64 leaseMs);
    Outcome startRun(const QString &actor, const QString &run, const QString &key);
    Outcome heartbeat(const QString &session, const QString &run, std::optional<int> epoch, qint64 leaseMs);
    Outcome release(const QString &session, const QString &run, std::optional<int> epoch);
    Outcome complete(const QString &actor, const QString &run, std::optional<int> epoch);
    Outcome fail(const QString &actor, const QString &run, std::optional<int> epoch);
    Outcome ask(const QString &session, const QString &run, AttentionReason kind, std::optional<Time> resumeAfter);
    Outcome answer(const QString &actor, const QString &run);
    Outcome accept(const QString &actor, const QString &run);
    Outcome adoptLate(const QString &actor, const QString &run, int n);
    Outcome discardLate(const QString &actor, const QString &run, int n);
    Outcome cancelRun(const QString &actor, const QString &run, bool requeue);
    Outcome forceRelease(const QString &actor, const QString &run);
    Outcome forceFail(const QString &actor, const QString &run);
    Outcome retry(const QString &actor, const QString &run);
    Outcome recover(const QString &actor, const QString &run);
    Outcome requestReview(const QString &actor, const QString &run);
    Outcome bindReview(const QString &session, const QString &review);
    Outcome recordReview(const QString &actor, const QString &review, ReviewOutcome outcome, const QString &delivery);
    Outcome pauseScheduler(const QString &actor, bool paused);
    void registerSession(const QString &id, const QString &agent, SessionKind kind, const QStringList &capabilities);
    Outcome endSession(const QString &session);
    Outcome releaseSession(const QString &actor, const QString &session);
    void climb(); ///< one cycle of the starvation ladder
    void sweep(); ///< expired leases, resume_after, review deadlines, review routing

    QString openRunOf(const QString &task) const;

private:
    struct Window {
        Time openedAt;
        qint64 count = 0;
    };

    // One verb = one call of these two around its writes.
    void begin();
    Outcome commit();

    bool isHuman(const QString &actor) const { return actor == QLatin1String("human"); }
    bool isAgent(const QString &actor) const { return sessions.contains(actor); }
    bool hasRight(const QString &actor, AgentRight right) const { return !isAgent(actor) || settings.has(right); }
    /// Has a claim hash: an active run of an agent, or one that its holder ended itself.
    static bool isLeased(const Run &run)
    {
        return isActive(run.status) ? !run.manual
                                    : (run.status == RunStatus::Completed || run.status == RunStatus::Failed) &&
                                          !run.session.isEmpty() && !run.forced;
    }
    bool mayTouch(const QString &actor, const QString &task) const;
    bool mayEnd(const QString &actor, const QString &task, const Run &run) const;
    std::vector<QString> runsOf(const QString &task) const;
    QString latestRunOf(const QString &task) const;
    QString latestEndedRunOf(const QString &task) const;
    bool isPausedDeep(const QString &task) const;
    bool isBlockedByDependency(const QString &task) const;
    bool hasOpenReview(const QString &run) const;
    QString activeRunOf(const QString &session) const;
    TaskStatus derive(const QString &task) const;
    void reconcileAll(const QString &completedTask, const QString &completedRun, const QString &actor);

    Outcome mayCreateRun(const QString &task, bool mayClose) const;
    QString createRun(const QString &task, const QString &previous, const QStringList &capabilities);
    void closeCircuit(const QString &task);
    void endSessionNow(const QString &session);
    void endClaim(Run &run, ClaimEnd end);
    void requeue(Run &run, ClaimEnd end);
    void endRun(const QString &name, RunStatus status, ClaimEnd end);
    void park(Run &run, AttentionReason reason, ClaimEnd end);
    Outcome prove(const QString &session, const Run &run, std::optional<int> epoch, bool onlyClaimed = false) const;
    Outcome refuseLate(const QString &session, Run &run, const Outcome &refusal, const char *kind,
                       std::optional<int> given);
    QString eligible(const QString &session, const Run &run) const;
    void take(Run &run, const QString &session, qint64 leaseMs);
    Outcome charge(const QString &actor, const QString &task);
    Outcome mayRetry(const QString &actor, const QString &run) const;
    int lineage(const QString &run) const;

    ReviewPolicy matching(RunStatus status) const;
    void requestAutomatic(const QString &run);
    QString addReview(const QString &run, int round, int attempt, ReviewPolicy policy, bool automatic,
                      const QString &requester);
    void route(const QString &review);
    bool tookPart(const QString &session, const QString &run) const;
    void openCircuit(const QString &review, CircuitReason reason);
    void cancelOpenReviews(const QString &task, const QString &except);
    Outcome verdict(const QString &actor, const QString &review, ReviewOutcome outcome, const QString &delivery);
    void unbind(const QString &session);
    bool owesReview(const QString &task) const;

    qint64 m_order = 0;
    std::map<QString, Task> m_before;
    std::map<std::pair<QString, QString>, Window> m_windows;
    std::map<std::pair<QString, QString>, QString> m_keys; ///< (key, origin) → run
    struct Kept {
        QString session;
        int epoch;
    };
    std::map<std::pair<QString, QString>, Kept> m_claimKeys;
};

} // namespace stint::test
