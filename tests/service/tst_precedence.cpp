#include "tests/service/runs.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// The order in which a verb checks (ERR-05, ERR-06): of every two steps that fail at once, the earlier one speaks.
class PrecedenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void earlierStepSpeaks_data();
    void earlierStepSpeaks();
    void everyVerbIsHere();
};

namespace
{

/// A board with rows in the states that requests need. Rows are made when they are asked for.
class Place : public TestBoard
{
public:
    Actor agent = addAgent(q("worker"));
    Actor other = addAgent(q("other"));
    Actor foreigner = addAgentIn(*this, "foreigner", addWorkspace(*this, "elsewhere"));

    TaskId draft()
    {
        return with([](TaskCreate &task) { task.draft = true; });
    }
    TaskId unapproved()
    {
        return with([](TaskCreate &task) { task.approvalPolicy = q("manual"); });
    }
    TaskId with(const std::function<void(TaskCreate &)> &change)
    {
        TaskCreate create;
        change(create);
        return addTask(create);
    }
    TaskId canceled()
    {
        TaskCancel cancel;
        cancel.taskId = addTask();
        done(*this, human, cancel);
        return cancel.taskId;
    }
    TaskId completed()
    {
        const TaskId task = addTask();
        completeByHand(*this, task);
        return task;
    }
    TaskId withProfile(const TaskId &task)
    {
        ProfileSet profile;
        profile.taskId = task;
        profile.sections.coordinator.guidance = q("be kind");
        done(*this, human, profile);
        return task;
    }
    RunId queued() { return enqueue(addTask()).id; }
    RunId held() { return explicitly(agent); }
    RunId byHand() { return startByHand(*this, addTask()).id; }
    RunId manual()
    {
        const RunId run = queued();
        done(*this, human, claimOf(run));
        return run;
    }
    RunId ended(bool well)
    {
        const RunId run = byHand();
        if (well)
            done(*this, human, completeOf(run));
        else
            done(*this, human, failOf(run));
        return run;
    }
    RunId asked()
    {
        const RunId run = held();
        done(*this, agent, askOf(run));
        return run;
    }
    RunId unproven()
    {
        test::set(*this, "require_evidence", "true");
        TaskCreate create;
        create.acceptance = {{q("compiles"), false, {}}};
        const RunId run = startByHand(*this, addTask(create)).id;
        done(*this, human, completeOf(run));
        return run;
    }
    RunId late()
    {
        const RunId run = held();
        done(*this, agent, releaseOf(run));
        if (this->run(agent, completeOf(run, "1")))
            qFatal("a released run was completed");
        return run;
    }
    Review review()
    {
        ReviewRequest request;
        request.runId = ended(true);
        return done(*this, human, request).review;
    }

private:
    RunId explicitly(const Actor &actor)
    {
        const RunId run = queued();
        done(*this, actor, claimOf(run));
        return run;
    }
};

/// One verb with everything that can be wrong about it, each with the step that notices it.
template<Request R>
class Verbs
{
public:
    using Spoil = std::function<void(Actor &, R &)>;

    Verbs(Place &place, Actor actor, R sound)
        : m_place(place)
        , m_actor(std::move(actor))
        , m_sound(std::move(sound))
    {
        at(2, "validation_failed", [](Actor &actor, R &) { actor.origin.kind = OriginKind::Network; });
    }
    Verbs &at(int step, const char *outcome, Spoil spoil)
    {
        m_defects.push_back({step, q(outcome), std::move(spoil)});
        return *this;
    }
    Verbs &at(int step, const char *outcome, const std::function<void(R &)> &spoil)
    {
        return at(step, outcome, [spoil](Actor &, R &request) { spoil(request); });
    }
    /// Step 3: \a actor may not do this at all; or step 8: not to these rows.
    Verbs &by(int step, const Actor &actor, const char *outcome)
    {
        return at(step, outcome, [actor](Actor &caller, R &) { caller = actor; });
    }

    /// Each defect alone, every two of different steps, and at last the request without any.
    void check()
    {
        for (const Defect &one : m_defects)
            check(one, nullptr);
        for (const Defect &earlier : m_defects) {
            for (const Defect &later : m_defects) {
                if (earlier.step < later.step)
                    check(earlier, &later);
            }
        }
        QCOMPARE(m_place.outcome(m_actor, m_sound), q("ok"));
    }

private:
    struct Defect {
        int step;
        QString outcome;
        Spoil spoil;
    };

    void check(const Defect &earlier, const Defect *later)
    {
        Actor actor = m_actor;
        R request = m_sound;
        if (later)
            later->spoil(actor, request);
        earlier.spoil(actor, request);
        const QString told = test::outcome(m_place, actor, request);
        const QString what = later ? QStringLiteral("steps %1 and %2").arg(earlier.step).arg(later->step)
                                   : QStringLiteral("step %1").arg(earlier.step);
        const QString also = later ? QStringLiteral(" (before %1)").arg(later->outcome) : QString();
        if (told != earlier.outcome)
            QTest::qFail(qPrintable(QStringLiteral("%1: expected %2%3, got %4").arg(what, earlier.outcome, also, told)),
                         __FILE__, __LINE__);
    }

    Place &m_place;
    Actor m_actor;
    R m_sound;
    std::vector<Defect> m_defects;
};

const TaskId noTask(q("task-none"));
const RunId noRun(q("run-none"));
const QString longText(4'097, QLatin1Char('x'));

template<class R>
void blankTask(R &request)
{
    request.taskId = TaskId(q(" "));
}
template<class R>
void unknownTask(R &request)
{
    request.taskId = noTask;
}
template<class R>
void blankRun(R &request)
{
    request.runId = RunId(q(" "));
}
template<class R>
void unknownRun(R &request)
{
    request.runId = noRun;
}
template<class R>
void otherVersion(R &request)
{
    request.expectedVersion = 99;
}
template<class R>
void longReason(R &request)
{
    request.reason = longText;
}
template<class R>
void brokenMetadata(R &request)
{
    request.metadata.text = "{";
}

template<class R>
R ofTask(const TaskId &task)
{
    R request;
    request.taskId = task;
    return request;
}

template<class R>
R ofRun(const RunId &run)
{
    R request;
    request.runId = run;
    return request;
}

// Tasks

void create(Place &p)
{
    TaskCreate sound;
    sound.title = q("Task");
    const TaskId taken = p.addTask();
    Verbs<TaskCreate>(p, p.human, sound)
        .at(4, "validation_failed", [](TaskCreate &r) { r.title.clear(); })
        .at(4, "invalid_scope_binding", [](TaskCreate &r) { r.scope = r.workspaceId ? q("global") : q("workspace"); })
        .at(4, "payload_too_large", [](TaskCreate &r) { r.metadata.text = '"' + QByteArray(16'384, 'x') + '"'; })
        .at(6, "task_not_found", [](TaskCreate &r) { r.parentTaskId = noTask; })
        .at(6, "workspace_not_found", [](TaskCreate &r) { r.workspaceId = WorkspaceId(q("ws-none")); })
        .at(8, "permission_denied/foreign_workspace",
            [&](Actor &actor, TaskCreate &r) {
                actor = p.agent;
                r.workspaceId = WorkspaceId(q("elsewhere"));
            })
        .at(9, "conflict", [taken](TaskCreate &r) { r.id = taken; })
        .check();
}

void createChild(Place &p)
{
    TaskCreateChild sound;
    sound.parent = p.addTask();
    sound.task.title = q("Child");
    const TaskId taken = p.addTask();
    Verbs<TaskCreateChild>(p, p.human, sound)
        .at(4, "validation_failed", [](TaskCreateChild &r) { r.parent = TaskId(); })
        .at(4, "validation_failed", [](TaskCreateChild &r) { r.task.parentTaskId = TaskId(q("task-other")); })
        .at(6, "task_not_found", [](TaskCreateChild &r) { r.parent = noTask; })
        .by(8, p.agent, "forbidden_operator_action/edit")
        .at(9, "conflict", [taken](TaskCreateChild &r) { r.task.id = taken; })
        .check();
}

void update(Place &p)
{
    TaskUpdate sound = ofTask<TaskUpdate>(p.addTask());
    sound.changes.title = q("New");
    p.with([](TaskCreate &task) { task.externalKey = q("K-1"); });
    Verbs<TaskUpdate>(p, p.human, sound)
        .at(4, "validation_failed", [](TaskUpdate &r) { r.changes = {}; })
        .at(6, "task_not_found", unknownTask<TaskUpdate>)
        .at(7, "version_conflict", otherVersion<TaskUpdate>)
        .by(8, p.agent, "forbidden_operator_action/edit")
        .at(9, "conflict", [](TaskUpdate &r) { r.changes.externalKey = q("K-1"); })
        .check();
}

void remove(Place &p)
{
    const TaskId parent = p.addTask();
    p.with([&](TaskCreate &task) { task.parentTaskId = parent; });
    Verbs<TaskDelete>(p, p.human, ofTask<TaskDelete>(p.addTask()))
        .by(3, p.agent, "forbidden_operator_action/delete")
        .at(4, "validation_failed", blankTask<TaskDelete>)
        .at(6, "task_not_found", unknownTask<TaskDelete>)
        .at(7, "version_conflict", otherVersion<TaskDelete>)
        .at(8, "validation_failed/has_children", [parent](TaskDelete &r) { r.taskId = parent; })
        .check();
}

/// Publish, start and approve share their fields (DRA-01).
template<class R>
Verbs<R> decision(Place &p, const TaskId &task)
{
    return Verbs<R>(p, p.human, ofTask<R>(task))
        .at(4, "validation_failed", [](R &r) { r.options.metadata.text = "{"; })
        .at(4, "validation_failed", [](R &r) { r.options.requiredCapabilities = {q("two words")}; })
        .at(6, "task_not_found", unknownTask<R>)
        .at(7, "version_conflict", [](R &r) { r.options.expectedVersion = 99; });
}

void publish(Place &p)
{
    decision<TaskPublish>(p, p.draft())
        .at(8, "invalid_status_transition/not_draft", [&](TaskPublish &r) { r.taskId = p.addTask(); })
        .by(8, p.agent, "forbidden_operator_action/edit")
        .check();
}

void start(Place &p)
{
    decision<TaskStart>(p, p.addTask())
        .at(8, "invalid_status_transition/task_canceled", [&](TaskStart &r) { r.taskId = p.canceled(); })
        .check();
}

void approve(Place &p)
{
    decision<TaskApprove>(p, p.unapproved())
        .by(3, p.agent, "forbidden_operator_action/approve")
        .at(8, "invalid_status_transition/approval_not_pending", [&](TaskApprove &r) { r.taskId = p.addTask(); })
        .check();
}

void reject(Place &p)
{
    Verbs<TaskReject>(p, p.human, ofTask<TaskReject>(p.unapproved()))
        .by(3, p.agent, "forbidden_operator_action/approve")
        .at(4, "validation_failed", longReason<TaskReject>)
        .at(6, "task_not_found", unknownTask<TaskReject>)
        .at(7, "version_conflict", otherVersion<TaskReject>)
        .at(8, "invalid_status_transition/approval_not_pending", [&](TaskReject &r) { r.taskId = p.addTask(); })
        .check();
}

void cancel(Place &p)
{
    Verbs<TaskCancel>(p, p.human, ofTask<TaskCancel>(p.addTask()))
        .at(4, "validation_failed", longReason<TaskCancel>)
        .at(6, "task_not_found", unknownTask<TaskCancel>)
        .at(6, "task_not_found", [](TaskCancel &r) { r.duplicateOf = noTask; })
        .at(8, "invalid_status_transition/task_terminal", [&](TaskCancel &r) { r.taskId = p.completed(); })
        .check();
}

void pause(Place &p)
{
    TaskPauseRequest sound = ofTask<TaskPauseRequest>(p.addTask());
    sound.reason = q("later");
    Verbs<TaskPauseRequest>(p, p.human, sound)
        .by(3, p.agent, "forbidden_operator_action/pause")
        .at(4, "force_op_requires_reason", [](TaskPauseRequest &r) { r.reason.clear(); })
        .at(6, "task_not_found", unknownTask<TaskPauseRequest>)
        .at(7, "version_conflict", otherVersion<TaskPauseRequest>)
        .at(8, "invalid_status_transition/task_terminal", [&](TaskPauseRequest &r) { r.taskId = p.completed(); })
        .check();
}

void resume(Place &p)
{
    Verbs<TaskResume>(p, p.human, ofTask<TaskResume>(p.addTask()))
        .by(3, p.agent, "forbidden_operator_action/pause")
        .at(4, "validation_failed", brokenMetadata<TaskResume>)
        .at(6, "task_not_found", unknownTask<TaskResume>)
        .at(7, "version_conflict", otherVersion<TaskResume>)
        .check();
}

void comment(Place &p)
{
    Verbs<TaskComment>(p, p.human, {p.addTask(), q("well done")})
        .at(4, "validation_failed", [](TaskComment &r) { r.text = q(" "); })
        .at(6, "task_not_found", unknownTask<TaskComment>)
        .by(8, p.foreigner, "permission_denied/foreign_workspace")
        .check();
}

void addDependency(Place &p)
{
    const TaskId waits = p.addTask(), blocker = p.addTask();
    depend(p, waits, blocker);
    Verbs<DependencyAdd>(p, p.human, {p.addTask(), blocker, {}, {}})
        .at(4, "validation_failed", [](DependencyAdd &r) { r.kind = q("relates"); })
        .at(4, "validation_failed/self_dependency", [](DependencyAdd &r) { r.dependsOn = r.taskId; })
        .at(6, "task_not_found", unknownTask<DependencyAdd>)
        .at(6, "task_not_found", [](DependencyAdd &r) { r.dependsOn = noTask; })
        .at(7, "version_conflict", otherVersion<DependencyAdd>)
        .by(8, p.agent, "forbidden_operator_action/edit")
        .at(8, "validation_failed/dependency_exists", [waits](DependencyAdd &r) { r.taskId = waits; })
        .check();
}

void removeDependency(Place &p)
{
    const TaskId waits = p.addTask(), blocker = p.addTask();
    depend(p, waits, blocker);
    Verbs<DependencyRemove>(p, p.human, {waits, blocker, {}})
        .at(4, "validation_failed", blankTask<DependencyRemove>)
        .at(6, "task_not_found", unknownTask<DependencyRemove>)
        .at(6, "dependency_not_found", [&](DependencyRemove &r) { r.dependsOn = p.addTask(); })
        .at(7, "version_conflict", otherVersion<DependencyRemove>)
        .by(8, p.agent, "forbidden_operator_action/edit")
        .check();
}

void setProfile(Place &p)
{
    ProfileSet sound = ofTask<ProfileSet>(p.addTask());
    sound.sections.worker.agent = q("worker");
    Verbs<ProfileSet>(p, p.human, sound)
        .by(3, p.agent, "forbidden_operator_action/profile")
        .at(4, "validation_failed", [](ProfileSet &r) { r.sections.sandbox.mode = SandboxMode::Ref; })
        .at(6, "task_not_found", unknownTask<ProfileSet>)
        .at(8, "invalid_status_transition/active_run",
            [&](ProfileSet &r) { r.taskId = p.storedRun(p.byHand()).taskId; })
        .check();
}

void deleteProfile(Place &p)
{
    Verbs<ProfileDelete>(p, p.human, ofTask<ProfileDelete>(p.withProfile(p.addTask())))
        .by(3, p.agent, "forbidden_operator_action/profile")
        .at(4, "validation_failed", blankTask<ProfileDelete>)
        .at(6, "task_not_found", unknownTask<ProfileDelete>)
        .at(6, "profile_not_found", [&](ProfileDelete &r) { r.taskId = p.addTask(); })
        .at(8, "invalid_status_transition/active_run",
            [&](ProfileDelete &r) {
                r.taskId = p.withProfile(p.addTask());
                startByHand(p, r.taskId);
            })
        .check();
}

template<class R>
void mark(Place &p)
{
    R sound = ofTask<R>(p.addTask());
    if constexpr (std::is_same_v<R, TriageSnooze>)
        sound.until = p.clock.now() + 1'000;
    Verbs<R> verbs(p, p.human, sound);
    verbs.at(4, "validation_failed", blankTask<R>)
        .at(6, "task_not_found", unknownTask<R>)
        .by(8, p.foreigner, "permission_denied/foreign_workspace");
    if constexpr (std::is_same_v<R, TriageSnooze>)
        verbs.at(4, "validation_failed", [&](R &r) { r.until = p.clock.now(); });
    verbs.check();
}

template<class R>
void bulk(Place &p, R sound)
{
    Verbs<R>(p, p.human, sound)
        .at(4, "validation_failed", [](R &r) { r.ids.clear(); })
        .at(4, "bulk_too_large", [](R &r) { r.ids = QStringList(51, q("same")); })
        .check();
}

// Runs

void enqueue(Place &p)
{
    RunEnqueue sound = ofTask<RunEnqueue>(p.addTask());
    sound.idempotencyKey = q("once");
    Verbs<RunEnqueue>(p, p.agent, sound)
        .at(4, "validation_failed", longReason<RunEnqueue>)
        .at(5, "validation_failed/idempotency_key_required", [](RunEnqueue &r) { r.idempotencyKey.clear(); })
        .at(6, "task_not_found", unknownTask<RunEnqueue>)
        .at(7, "version_conflict", otherVersion<RunEnqueue>)
        .at(8, "invalid_status_transition/open_run", [&](RunEnqueue &r) { r.taskId = p.storedRun(p.queued()).taskId; })
        .check();
}

void claimNext(Place &p)
{
    p.queued();
    Verbs<RunClaimNext>(p, p.agent, {})
        .by(3, p.human, "permission_denied/session_required")
        .at(4, "validation_failed", [](RunClaimNext &r) { r.criteria.leaseMs = -1; })
        .at(4, "validation_failed", [](RunClaimNext &r) { r.criteria.channel = q("Not a channel"); })
        .at(6, "session_not_found",
            [](Actor &actor, RunClaimNext &r) {
                actor = Actor::engine("dispatcher");
                r.session = SessionId(q("sess-none"));
            })
        .at(8, "permission_denied/foreign_workspace",
            [](RunClaimNext &r) { r.criteria.workspaceId = WorkspaceId(q("elsewhere")); })
        .check();
}

void claim(Place &p)
{
    Verbs<RunClaim>(p, p.agent, claimOf(p.queued()))
        .at(4, "validation_failed", [](RunClaim &r) { r.leaseMs = -1; })
        .at(4, "validation_failed", blankRun<RunClaim>)
        .at(5, "validation_failed/idempotency_key_required", [](RunClaim &r) { r.idempotencyKey.clear(); })
        .at(6, "run_not_found", unknownRun<RunClaim>)
        .at(8, "invalid_status_transition/run_not_queued", [&](RunClaim &r) { r.runId = p.ended(true); })
        .check();
}

void startRun(Place &p)
{
    Verbs<RunStart>(p, p.agent, startOf(p.held(), "s"))
        .at(3, "permission_denied/human_only", [](RunStart &r) { r.launch = LaunchRequest{}; })
        .at(4, "validation_failed", [](RunStart &r) { r.lease.leaseEpoch = -1; })
        .at(5, "validation_failed/idempotency_key_required", [](RunStart &r) { r.idempotencyKey.clear(); })
        .at(6, "run_not_found", [](RunStart &r) { r.lease.runId = noRun; })
        .at(8, "permission_denied/foreign_run", [&](RunStart &r) { r.lease.runId = p.ended(true); })
        .check();
}

void attach(Place &p)
{
    Verbs<RunAttach>(p, p.human, {p.manual(), p.agent.session()})
        .by(3, p.agent, "permission_denied/human_only")
        .at(4, "validation_failed", [](RunAttach &r) { r.sessionId = SessionId(); })
        .at(6, "run_not_found", unknownRun<RunAttach>)
        .at(6, "session_not_found", [](RunAttach &r) { r.sessionId = SessionId(q("sess-none")); })
        .at(8, "session_attach_not_allowed/queued", [&](RunAttach &r) { r.runId = p.queued(); })
        .check();
}

/// What the lease verbs have in common (LSE-02 after steps 1 to 6); \a spoil breaks a field of step 4.
template<class R>
void leased(Place &p, R sound, const char *outcome, const std::function<void(R &)> &spoil)
{
    Verbs<R> verbs(p, p.agent, sound);
    verbs.at(4, outcome, spoil)
        .at(4, "validation_failed", [](R &r) { r.lease.runId = RunId(); })
        .at(6, "run_not_found", [](R &r) { r.lease.runId = noRun; })
        .by(8, p.other, "permission_denied/foreign_run");
    if (R::method.who == Who::Session)
        verbs.by(3, p.human, "permission_denied/session_required");
    else
        verbs.by(8, p.human, "invalid_claim_token");
    verbs.check();
}

void answer(Place &p)
{
    Verbs<RunAnswer>(p, p.human, {p.asked(), q("yes")})
        .by(3, p.agent, "permission_denied/human_only")
        .at(4, "validation_failed", [](RunAnswer &r) { r.text.clear(); })
        .at(6, "run_not_found", unknownRun<RunAnswer>)
        .at(8, "invalid_status_transition/not_parked", [&](RunAnswer &r) { r.runId = p.queued(); })
        .check();
}

void accept(Place &p)
{
    Verbs<RunAccept>(p, p.human, {p.unproven(), q("fine")})
        .by(3, p.agent, "permission_denied/human_only")
        .at(4, "validation_failed", [](RunAccept &r) { r.reason.clear(); })
        .at(6, "run_not_found", unknownRun<RunAccept>)
        .at(8, "invalid_status_transition/not_unproven", [&](RunAccept &r) { r.runId = p.queued(); })
        .check();
}

void cancelRun(Place &p)
{
    const RunId held = p.held();
    Verbs<RunCancel>(p, p.human, ofRun<RunCancel>(p.queued()))
        .at(3, "forbidden_operator_action/force",
            [&](Actor &actor, RunCancel &r) {
                actor = p.agent;
                r.requeue = true;
            })
        .at(4, "validation_failed", longReason<RunCancel>)
        .at(6, "run_not_found", unknownRun<RunCancel>)
        .at(8, "invalid_status_transition/completed", [&](RunCancel &r) { r.runId = p.ended(true); })
        .at(8, "permission_denied/foreign_run",
            [&, held](Actor &actor, RunCancel &r) {
                actor = p.other;
                r.runId = held;
            })
        .check();
}

template<class R>
void force(Place &p, const RunId &sound, const RunId &wrong, const char *outcome)
{
    Verbs<R> verbs(p, p.human, forceOf<R>(sound));
    verbs.by(3, p.agent, "forbidden_operator_action/force")
        .at(4, "validation_failed", longReason<R>)
        .at(4, "payload_too_large", [](R &r) { r.metadata.text = '"' + QByteArray(16'384, 'x') + '"'; })
        .at(6, "run_not_found", unknownRun<R>)
        .at(8, outcome, [wrong](R &r) { r.runId = wrong; });
    if constexpr (std::is_same_v<R, RunForceFail>)
        verbs.at(4, "force_op_requires_reason", [](R &r) { r.reason.clear(); });
    verbs.check();
}

template<class R>
void lateResult(Place &p)
{
    R sound = ofRun<R>(p.late());
    sound.n = 1;
    Verbs<R>(p, p.human, sound)
        .by(3, p.agent, "permission_denied/human_only")
        .at(4, "validation_failed", blankRun<R>)
        .at(6, "run_not_found", unknownRun<R>)
        .at(8, "validation_failed/late_result_unknown", [](R &r) { r.n = 7; })
        .check();
}

// Reviews

void requestReview(Place &p)
{
    Verbs<ReviewRequest>(p, p.human, ofRun<ReviewRequest>(p.ended(true)))
        .at(4, "validation_failed", [](ReviewRequest &r) { r.policy = q("none"); })
        .at(4, "validation_failed", [](ReviewRequest &r) { r.round = 0; })
        .at(6, "run_not_found", unknownRun<ReviewRequest>)
        .at(8, "invalid_status_transition/run_not_terminal", [&](ReviewRequest &r) { r.runId = p.queued(); })
        .check();
}

void bindReview(Place &p)
{
    Verbs<ReviewBind>(p, p.human, {p.review().id, p.agent.session()})
        .at(4, "validation_failed", [](ReviewBind &r) { r.reviewId = ReviewId(); })
        .at(4, "validation_failed", [](ReviewBind &r) { r.sessionId = SessionId(q(" ")); })
        .at(6, "review_not_found", [](ReviewBind &r) { r.reviewId = ReviewId(q("review-none")); })
        .at(6, "session_not_found", [](ReviewBind &r) { r.sessionId = SessionId(q("sess-none")); })
        .by(8, p.other, "permission_denied/foreign_session")
        .check();
}

void recordReview(Place &p)
{
    const Review review = p.review();
    ReviewRecord sound;
    sound.reviewId = review.id;
    sound.runId = review.runId;
    sound.outcome = q("approved");
    sound.confidence = 1;
    sound.reason = sound.deliveryId = q("d");
    Verbs<ReviewRecord>(p, p.human, sound)
        .at(4, "validation_failed", [](ReviewRecord &r) { r.confidence.reset(); })
        .at(4, "validation_failed", [](ReviewRecord &r) { r.outcome = q("timeout"); })
        .at(6, "review_not_found", [](ReviewRecord &r) { r.reviewId = ReviewId(q("review-none")); })
        .at(8, "validation_failed", unknownRun<ReviewRecord>)
        .by(8, p.other, "permission_denied/not_reviewer")
        .check();
}

// The board

void pauseScheduler(Place &p)
{
    Verbs<SchedulerPauseRequest>(p, p.human, {})
        .by(3, p.agent, "forbidden_operator_action/scheduler")
        .at(4, "validation_failed", longReason<SchedulerPauseRequest>)
        .check();
}

void resumeScheduler(Place &p)
{
    done(p, p.human, SchedulerPauseRequest{});
    Verbs<SchedulerResume>(p, p.human, {}).by(3, p.agent, "forbidden_operator_action/scheduler").check();
}

void drainScheduler(Place &p)
{
    Verbs<SchedulerDrain>(p, p.human, {})
        .by(3, p.agent, "forbidden_operator_action/scheduler")
        .at(4, "validation_failed", [](SchedulerDrain &r) { r.timeoutMs = -1; })
        .check();
}

void changeSetting(Place &p)
{
    Verbs<SettingsSet>(p, p.human, {q("require_evidence"), {"true"}})
        .by(3, p.agent, "permission_denied/human_only")
        .at(4, "validation_failed", [](SettingsSet &r) { r.key = q("no.such"); })
        .check();
}

void createWorkspace(Place &p)
{
    WorkspaceCreate sound;
    sound.name = q("here");
    sound.rootPath = q("/here");
    Verbs<WorkspaceCreate>(p, p.human, sound)
        .by(3, p.agent, "permission_denied/human_only")
        .at(4, "validation_failed", [](WorkspaceCreate &r) { r.rootPath = q("here"); })
        .at(9, "conflict", [](WorkspaceCreate &r) { r.id = WorkspaceId(q("elsewhere")); })
        .check();
}

void renameWorkspace(Place &p)
{
    Verbs<WorkspaceUpdate>(p, p.human, {WorkspaceId(q("elsewhere")), q("there")})
        .by(3, p.agent, "permission_denied/human_only")
        .at(4, "validation_failed", [](WorkspaceUpdate &r) { r.name.clear(); })
        .at(6, "workspace_not_found", [](WorkspaceUpdate &r) { r.workspaceId = WorkspaceId(q("ws-none")); })
        .check();
}

void deleteWorkspace(Place &p)
{
    const WorkspaceId used = addWorkspace(p, "used");
    p.with([&](TaskCreate &task) { task.workspaceId = used; });
    Verbs<WorkspaceDelete>(p, p.human, {addWorkspace(p, "free")})
        .by(3, p.agent, "permission_denied/human_only")
        .at(4, "validation_failed", [](WorkspaceDelete &r) { r.workspaceId = WorkspaceId(); })
        .at(6, "workspace_not_found", [](WorkspaceDelete &r) { r.workspaceId = WorkspaceId(q("ws-none")); })
        .at(8, "validation_failed/workspace_in_use", [used](WorkspaceDelete &r) { r.workspaceId = used; })
        .check();
}

void registerSession(Place &p)
{
    SessionRegister sound;
    sound.agentName = q("new");
    Verbs<SessionRegister>(p, p.human, sound)
        .at(4, "validation_failed", [](SessionRegister &r) { r.agentName.clear(); })
        .at(6, "workspace_not_found", [](SessionRegister &r) { r.workspaceId = WorkspaceId(q("ws-none")); })
        .check();
}

void endOwnSession(Place &p)
{
    const Actor gone = p.addAgent(q("gone"));
    done(p, gone, SessionEnd{});
    Verbs<SessionEnd>(p, p.agent, {})
        .by(3, p.human, "permission_denied/session_required")
        .at(4, "validation_failed", longReason<SessionEnd>)
        .by(8, gone, "permission_denied/session_ended")
        .check();
}

void releaseSession(Place &p)
{
    Verbs<SessionRelease>(p, p.human, {p.agent.session(), q("gone")})
        .by(3, p.agent, "permission_denied/human_only")
        .at(4, "validation_failed", [](SessionRelease &r) { r.reason.clear(); })
        .at(6, "session_not_found", [](SessionRelease &r) { r.sessionId = SessionId(q("sess-none")); })
        .check();
}

void importTasks(Place &p)
{
    BoardImport sound;
    sound.importId = q("i");
    sound.last = true;
    sound.tasks.resize(1);
    sound.tasks.front().externalKey = sound.tasks.front().title = q("K");
    Verbs<BoardImport>(p, p.human, sound)
        .by(3, p.agent, "permission_denied/human_only")
        .at(4, "validation_failed", [](BoardImport &r) { r.importId.clear(); })
        .at(6, "workspace_not_found", [](BoardImport &r) { r.workspaceId = WorkspaceId(q("ws-none")); })
        .check();
}

using Check = std::function<void(Place &)>;

std::map<QString, Check> checks()
{
    const auto ids = [](const QString &id) { return QStringList{id}; };
    return {
        {q("task.create"), create},
        {q("task.create_child"), createChild},
        {q("task.update"), update},
        {q("task.delete"), remove},
        {q("task.publish"), publish},
        {q("task.start"), start},
        {q("task.approve"), approve},
        {q("task.reject"), reject},
        {q("task.cancel"), cancel},
        {q("task.pause"), pause},
        {q("task.resume"), resume},
        {q("task.comment"), comment},
        {q("task.bulk_cancel"),
         [=](Place &p) {
             bulk<TaskBulkCancel>(p, {ids(p.addTask().value), {}});
         }},
        {q("task.bulk_approve"), [=](Place &p) { bulk<TaskBulkApprove>(p, {ids(p.addTask().value)}); }},
        {q("task.bulk_update"),
         [=](Place &p) {
             TaskBulkUpdate sound;
             sound.ids = ids(p.addTask().value);
             sound.changes.title = q("New");
             bulk(p, sound);
         }},
        {q("dependency.add"), addDependency},
        {q("dependency.remove"), removeDependency},
        {q("profile.set"), setProfile},
        {q("profile.delete"), deleteProfile},
        {q("triage.read"), mark<TriageRead>},
        {q("triage.unread"), mark<TriageUnread>},
        {q("triage.archive"), mark<TriageArchive>},
        {q("triage.unarchive"), mark<TriageUnarchive>},
        {q("triage.dismiss"), mark<TriageDismiss>},
        {q("triage.snooze"), mark<TriageSnooze>},
        {q("triage.bulk"),
         [=](Place &p) {
             bulk<TriageBulk>(p, {q("read"), ids(p.addTask().value), {}});
         }},
        {q("run.enqueue"), enqueue},
        {q("run.claim_next"), claimNext},
        {q("run.claim"), claim},
        {q("run.start"), startRun},
        {q("run.attach"), attach},
        {q("run.heartbeat"),
         [](Place &p) {
             leased<RunHeartbeat>(p, beatOf(p.held()), "validation_failed",
                                  [](RunHeartbeat &r) { r.progress = longText; });
         }},
        {q("run.release"),
         [](Place &p) { leased<RunRelease>(p, releaseOf(p.held()), "validation_failed", longReason<RunRelease>); }},
        {q("run.ask"),
         [](Place &p) {
             leased<RunAsk>(p, askOf(p.held()), "validation_failed", [](RunAsk &r) { r.kind = q("starved"); });
         }},
        {q("run.complete"),
         [](Place &p) {
             leased<RunComplete>(p, completeOf(p.held()), "payload_too_large",
                                 [](RunComplete &r) { r.result.text = '"' + QByteArray(65'536, 'x') + '"'; });
         }},
        {q("run.fail"),
         [](Place &p) {
             leased<RunFail>(p, failOf(p.held()), "validation_failed", [](RunFail &r) { r.error = q(" "); });
         }},
        {q("run.answer"), answer},
        {q("run.accept"), accept},
        {q("run.cancel"), cancelRun},
        {q("run.force_release"),
         [](Place &p) {
             force<RunForceRelease>(p, p.manual(), p.queued(), "invalid_status_transition/task_run_not_releasable");
         }},
        {q("run.force_fail"),
         [](Place &p) {
             force<RunForceFail>(p, p.queued(), p.byHand(), "invalid_status_transition/task_run_still_active");
         }},
        {q("run.retry"),
         [](Place &p) {
             force<RunRetry>(p, p.ended(false), p.ended(true), "invalid_status_transition/task_run_not_retryable");
         }},
        {q("run.recover"),
         [](Place &p) {
             force<RunRecover>(p, p.asked(), p.queued(), "invalid_status_transition/task_run_not_recoverable");
         }},
        {q("run.bulk_release"),
         [=](Place &p) {
             bulk<RunBulkRelease>(p, {ids(p.manual().value), {}});
         }},
        {q("run.bulk_fail"),
         [=](Place &p) {
             Verbs<RunBulkFail>(p, p.human, {ids(p.queued().value), q("because")})
                 .at(4, "force_op_requires_reason", [](RunBulkFail &r) { r.reason.clear(); })
                 .at(4, "bulk_too_large", [](RunBulkFail &r) { r.ids = QStringList(51, q("same")); })
                 .check();
         }},
        {q("run.bulk_cancel"),
         [=](Place &p) {
             bulk<RunBulkCancel>(p, {ids(p.queued().value), {}});
         }},
        {q("late_result.adopt"), lateResult<LateResultAdopt>},
        {q("late_result.discard"), lateResult<LateResultDiscard>},
        {q("review.request"), requestReview},
        {q("review.bind"), bindReview},
        {q("review.record"), recordReview},
        {q("scheduler.pause"), pauseScheduler},
        {q("scheduler.resume"), resumeScheduler},
        {q("scheduler.drain"), drainScheduler},
        {q("settings.set"), changeSetting},
        {q("workspace.create"), createWorkspace},
        {q("workspace.update"), renameWorkspace},
        {q("workspace.delete"), deleteWorkspace},
        {q("session.register"), registerSession},
        {q("session.end"), endOwnSession},
        {q("session.release"), releaseSession},
        {q("board.import"), importTasks},
    };
}

template<class... R>
void addWriting(QStringList &names, TypeList<R...>)
{
    (void(R::method.isMutating() ? void(names << q(R::method.name)) : void()), ...);
}

} // namespace

void PrecedenceTest::earlierStepSpeaks_data()
{
    QTest::addColumn<QString>("verb");
    for (const auto &[verb, check] : checks())
        QTest::newRow(qPrintable(QStringLiteral("ERR-05 ") + verb)) << verb;
}

void PrecedenceTest::earlierStepSpeaks()
{
    QFETCH(QString, verb);
    Place place;
    checks().at(verb)(place);
}

void PrecedenceTest::everyVerbIsHere()
{
    QStringList writing, here;
    addWriting(writing, TaskMethods{});
    addWriting(writing, RunMethods{});
    addWriting(writing, ReviewMethods{});
    addWriting(writing, BoardMethods{});
    for (const auto &[verb, check] : checks())
        here << verb;
    writing.sort();
    QCOMPARE(here, writing);
}

STINT_REGISTER_TEST(PrecedenceTest)
#include "tst_precedence.moc"
