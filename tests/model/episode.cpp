#include "tests/model/episode.h"

#include "model/service/duties.h"
#include "model/service/reviews.h"

namespace stint::test
{

void Episode::addSession()
{
    static const QStringList agents{QStringLiteral("ann"), QStringLiteral("bob"), QStringLiteral("cyd"),
                                    QStringLiteral("dan")};
    const SessionKind kind = chance(30) ? SessionKind::Reviewer : SessionKind::Worker;
    const QString agent = agents.at(below(4));
    const QStringList capabilities = chance(50) ? QStringList{QStringLiteral("gpu")} : QStringList{};
    const Actor actor = m_board.addAgent(agent, capabilities, kind);
    m_model.registerSession(actor.who.ref, agent, kind, capabilities);
    m_liveSessions << actor.who.ref;
}

void Episode::setUp()
{
    m_model.now = m_board.clock.now();
    const auto set = [&](const char *settingKey, const QByteArray &value) {
        SettingsSet request{QLatin1String(settingKey), Json{value}};
        if (!m_board.run(m_board.human, request))
            qFatal("settings.set %s", settingKey);
        if (!setSetting(m_model.settings, request.key, request.value))
            qFatal("setSetting %s", settingKey);
    };
    const auto policy = oneOf<const char *>({"none", "none", "on_success", "on_failure", "always"});
    set("review.policy", QByteArray("\"").append(policy).append("\""));
    set("review.rapid_terminal_window_ms", chance(50) ? "0" : "120000");
    if (chance(30))
        set("agent_rights", "[\"approve\",\"force\",\"pause\",\"scheduler\",\"delete\",\"edit\"]");
    else if (chance(30))
        set("agent_rights", "[\"force\",\"edit\"]");
    set("force.limit", "3");
    if (chance(40))
        set("require_evidence", "true");
    for (const char *step : {"starvation.fan_out_after", "starvation.spawn_after", "starvation.event_after"})
        set(step, "1");
    set("starvation.needs_attention_after", "2");
    for (int i = 0; i < 4; ++i)
        addSession();
}

QString Episode::anyRun()
{
    if (chance(3))
        return QStringLiteral("none");
    // Mostly runs something can still happen to.
    for (int tries = 0; tries < 3; ++tries) {
        const QString name = anyKey(m_model.runs);
        if (m_model.runs.contains(name) && isOpen(m_model.runs.at(name).status))
            return name;
    }
    return anyKey(m_model.runs);
}

QString Episode::anyActiveRun()
{
    QStringList active;
    for (const auto &[name, run] : m_model.runs) {
        if (isActive(run.status))
            active << name;
    }
    return active.isEmpty() ? anyRun() : active.at(below(static_cast<int>(active.size())));
}

QString Episode::judge(const QString &what, const Outcome &expected, const QString &got)
{
    m_acted = true;
    m_moved = got == QLatin1String("ok");
    if (m_isTold)
        qInfo("%s: %s", qPrintable(what), qPrintable(got));
    // Where the specification names no reason the reference gives none.
    const bool same =
        got == expected || (!expected.contains(QLatin1Char('/')) && got.section(QLatin1Char('/'), 0, 0) == expected);
    return same ? QString() : QStringLiteral("%1: expected %2, got %3").arg(what, expected, got);
}

QString Episode::taskStep()
{
    const QString actor = anyActor(), task = anyTask();
    switch (below(8)) {
    case 0:
    case 1: {
        const QString id = chance(5) ? task : QStringLiteral("t%1").arg(++m_named, 3, 10, QLatin1Char('0'));
        if (m_model.tasks.size() > 25 || (m_model.tasks.size() > 8 && chance(60)))
            return {};
        TaskCreate request;
        request.id = TaskId(id);
        request.title = QStringLiteral("Task %1").arg(below(5));
        const QString parent = chance(25) ? anyTask() : QString();
        if (!parent.isEmpty())
            request.parentTaskId = TaskId(parent);
        request.draft = chance(15);
        const auto policy = chance(20) ? ApprovalPolicy::Manual : ApprovalPolicy::None;
        request.approvalPolicy = toText(policy);
        const auto priority = static_cast<Priority>(below(4));
        request.priority = toText(priority);
        request.maxAttempts = 1 + below(4);
        request.autoEnqueueOnReady = chance(30);
        const Outcome expected = m_model.createTask(actor, id, request.title, parent, request.draft, policy, priority,
                                                    *request.maxAttempts, request.autoEnqueueOnReady);
        if (chance(20)) {
            request.acceptance = {{QStringLiteral("tested"), false, {}}};
            if (expected == QLatin1String("ok"))
                m_model.tasks.at(id).unproven = true;
        }
        return both(QStringLiteral("create ") + id, expected, actorOf(actor), request);
    }
    case 2:
    case 3: {
        TaskUpdate request;
        request.taskId = TaskId(task);
        std::optional<QString> title;
        std::optional<Priority> priority;
        std::optional<int> maxAttempts;
        std::optional<ApprovalPolicy> policy;
        std::optional<Time> notBefore;
        if (chance(30))
            request.changes.title = *(title = QStringLiteral("Task %1").arg(below(5)));
        if (chance(30)) {
            priority = static_cast<Priority>(below(4));
            request.changes.priority = QString(toText(*priority));
        }
        if (chance(40))
            request.changes.maxAttempts = *(maxAttempts = 1 + below(5));
        if (chance(15)) {
            policy = static_cast<ApprovalPolicy>(below(2));
            request.changes.approvalPolicy = QString(toText(*policy));
        }
        if (chance(15))
            request.changes.notBefore = *(notBefore = m_model.now + (below(5) - 2) * 60'000);
        return both(QStringLiteral("update ") + task,
                    m_model.updateTask(actor, task, title, priority, maxAttempts, policy, notBefore), actorOf(actor),
                    request);
    }
    case 4: {
        const QString on = anyTask();
        DependencyAdd request;
        request.taskId = TaskId(task);
        request.dependsOn = TaskId(on);
        return both(QStringLiteral("add %1 on %2").arg(task, on), m_model.addDependency(actor, task, on),
                    actorOf(actor), request);
    }
    case 5: {
        QString on = anyTask();
        if (const auto found = m_model.blockers.find(task); found != m_model.blockers.end() && !found->second.isEmpty())
            on = *found->second.begin();
        DependencyRemove request;
        request.taskId = TaskId(task);
        request.dependsOn = TaskId(on);
        return both(QStringLiteral("remove %1 on %2").arg(task, on), m_model.removeDependency(actor, task, on),
                    actorOf(actor), request);
    }
    case 6:
        if (chance(70))
            return {};
        return both(QStringLiteral("delete ") + task, m_model.deleteTask(actor, task), actorOf(actor),
                    TaskDelete{TaskId(task), {}});
    default:
        if (chance(90))
            return {};
        TaskCancel request;
        request.taskId = TaskId(task);
        return both(QStringLiteral("cancel ") + task, m_model.cancelTask(actor, task), actorOf(actor), request);
    }
}

QString Episode::decisionStep()
{
    const QString actor = anyActor(), task = anyTask(), k = chance(60) ? QString() : key();
    QueueOptions options;
    options.idempotencyKey = k;
    switch (below(7)) {
    case 0:
    case 1:
        return both(QStringLiteral("start ") + task, m_model.start(actor, task, k), actorOf(actor),
                    TaskStart{TaskId(task), options});
    case 2:
        return both(QStringLiteral("publish ") + task, m_model.publish(actor, task, k), actorOf(actor),
                    TaskPublish{TaskId(task), options});
    case 3:
        return both(QStringLiteral("approve ") + task, m_model.approve(actor, task, k), actorOf(actor),
                    TaskApprove{TaskId(task), options});
    case 4:
        if (chance(70))
            return {};
        return both(QStringLiteral("reject ") + task, m_model.reject(actor, task), actorOf(actor),
                    TaskReject{TaskId(task), {}, {}});
    default: {
        RunEnqueue request;
        request.taskId = TaskId(task);
        request.idempotencyKey = k;
        if (chance(25))
            request.requiredCapabilities = {QStringLiteral("gpu")};
        return both(QStringLiteral("enqueue %1 as %2").arg(task, actor),
                    m_model.enqueue(actor, task, k, request.requiredCapabilities), actorOf(actor), request);
    }
    }
}

QString Episode::claimStep()
{
    const qint64 leaseMs = oneOf<qint64>({0, 20'000, 60'000});
    if (chance(70)) {
        const QString session = anySession();
        RunClaimNext request;
        request.criteria.leaseMs = leaseMs;
        QString expectedRun;
        const Outcome expected = m_model.claimNext(session, leaseMs, &expectedRun);
        const auto reply = m_board.run(actorOf(session), request);
        if (reply && runId(expectedRun) != reply->run->id)
            return QStringLiteral("claim_next: expected %1, got %2")
                .arg(expectedRun, m_runNames.value(reply->run->id.value));
        return judge(QStringLiteral("claim_next by ") + session, expected, TestBoard::describe(reply));
    }
    const QString actor = anyActor(), run = anyRun(), k = key();
    RunClaim request;
    request.runId = runId(run);
    request.idempotencyKey = k;
    request.leaseMs = leaseMs;
    return both(QStringLiteral("claim %1 by %2 key %3").arg(run, actor, k), m_model.claim(actor, run, k, leaseMs),
                actorOf(actor), request);
}

QString Episode::leaseStep()
{
    const QString run = chance(70) ? anyActiveRun() : anyRun();
    QString actor = anyActor();
    // Most calls come from the holder.
    if (chance(75) && m_model.runs.contains(run)) {
        const auto &held = m_model.runs.at(run);
        if (!held.session.isEmpty() && m_liveSessions.contains(held.session))
            actor = held.session;
        else if (held.manual)
            actor = QStringLiteral("human");
    }
    const bool agent = actor != QLatin1String("human");
    LeaseProof proof;
    proof.runId = runId(run);
    proof.leaseEpoch = epoch();
    const QString what = QStringLiteral("%1 %2 by %3");
    switch (below(9)) {
    case 0:
    case 1: {
        RunComplete request;
        request.lease = proof;
        request.result.text = "{\"done\":true}";
        return both(what.arg(QStringLiteral("complete"), run, actor), m_model.complete(actor, run, proof.leaseEpoch),
                    actorOf(actor), request);
    }
    case 2: {
        RunFail request;
        request.lease = proof;
        request.error = QStringLiteral("broken");
        return both(what.arg(QStringLiteral("fail"), run, actor), m_model.fail(actor, run, proof.leaseEpoch),
                    actorOf(actor), request);
    }
    case 3: {
        const QString k = key();
        RunStart request;
        request.lease.runId = proof.runId;
        request.idempotencyKey = k;
        return both(what.arg(QStringLiteral("run.start"), run, actor), m_model.startRun(actor, run, k), actorOf(actor),
                    request);
    }
    case 4: {
        const bool again = chance(40);
        if (!again && chance(80))
            return {};
        RunCancel request;
        request.runId = proof.runId;
        request.requeue = again;
        return both(what.arg(again ? QStringLiteral("cancel+requeue") : QStringLiteral("run.cancel"), run, actor),
                    m_model.cancelRun(actor, run, again), actorOf(actor), request);
    }
    case 5: {
        RunAnswer request{proof.runId, QStringLiteral("yes")};
        return both(what.arg(QStringLiteral("answer"), run, actor), m_model.answer(actor, run), actorOf(actor),
                    request);
    }
    default:
        break;
    }
    if (!agent)
        return {};
    switch (below(3)) {
    case 0: {
        RunHeartbeat request;
        request.lease = proof;
        const qint64 leaseMs = oneOf<qint64>({0, 30'000});
        request.leaseMs = leaseMs;
        return both(what.arg(QStringLiteral("heartbeat"), run, actor),
                    m_model.heartbeat(actor, run, proof.leaseEpoch, leaseMs), actorOf(actor), request);
    }
    case 1: {
        RunRelease request;
        request.lease = proof;
        return both(what.arg(QStringLiteral("release"), run, actor), m_model.release(actor, run, proof.leaseEpoch),
                    actorOf(actor), request);
    }
    default: {
        RunAsk request;
        request.lease.runId = proof.runId;
        const auto kind = oneOf<AttentionReason>({AttentionReason::NeedsInput, AttentionReason::Quota});
        request.kind = toText(kind);
        request.question = QStringLiteral("which?");
        if (kind == AttentionReason::Quota)
            request.resumeAfter = m_model.now + 60'000;
        return both(what.arg(QStringLiteral("ask"), run, actor), m_model.ask(actor, run, kind, request.resumeAfter),
                    actorOf(actor), request);
    }
    }
}

QString Episode::lateStep()
{
    // What came too late, and what was not proven: for a person to decide.
    const QString actor = chance(85) ? QStringLiteral("human") : anySession();
    QString run = anyRun();
    int n = 1 + below(4);
    const bool accepts = chance(40);
    for (const auto &[name, candidate] : m_model.runs) {
        const bool isUnproven = candidate.attention == AttentionReason::Unproven;
        if (accepts ? !isUnproven : candidate.late.empty())
            continue;
        run = name;
        if (!accepts && chance(80))
            n = candidate.late.back().n;
        if (chance(50))
            break;
    }
    const QString what = QStringLiteral("%1 %2 by %3");
    if (accepts)
        return both(what.arg(QStringLiteral("accept"), run, actor), m_model.accept(actor, run), actorOf(actor),
                    RunAccept{runId(run), QStringLiteral("fine")});
    if (chance(70))
        return both(what.arg(QStringLiteral("adopt"), run, actor), m_model.adoptLate(actor, run, n), actorOf(actor),
                    LateResultAdopt{runId(run), n});
    return both(what.arg(QStringLiteral("discard"), run, actor), m_model.discardLate(actor, run, n), actorOf(actor),
                LateResultDiscard{runId(run), n});
}

QString Episode::forceStep()
{
    const QString actor = anyActor(), run = anyRun();
    const QString what = QStringLiteral("%1 %2 by %3");
    if (chance(10))
        return bulkStep(actor);
    switch (below(4)) {
    case 0:
        return both(what.arg(QStringLiteral("force_release"), run, actor), m_model.forceRelease(actor, run),
                    actorOf(actor), RunForceRelease{runId(run), {}, {}});
    case 1:
        return both(what.arg(QStringLiteral("force_fail"), run, actor), m_model.forceFail(actor, run), actorOf(actor),
                    RunForceFail{runId(run), QStringLiteral("stop"), {}});
    case 2: {
        const QString failed = chance(70) ? anyKey(m_model.runs) : run;
        return both(what.arg(QStringLiteral("retry"), failed, actor), m_model.retry(actor, failed), actorOf(actor),
                    RunRetry{runId(failed), {}, {}});
    }
    default:
        return both(what.arg(QStringLiteral("recover"), run, actor), m_model.recover(actor, run), actorOf(actor),
                    RunRecover{runId(run), {}, {}});
    }
}

QString Episode::bulkStep(const QString &actor)
{
    // BLK-02: every item as if it were alone.
    QStringList expected, got;
    RunBulkFail request;
    request.reason = QStringLiteral("stop");
    for (int i = 0; i < 3; ++i) {
        const QString run = anyRun();
        if (request.ids.contains(runId(run).value))
            continue;
        request.ids << runId(run).value;
        expected << m_model.forceFail(actor, run);
    }
    const auto reply = m_board.run(actorOf(actor), request);
    if (!reply)
        return judge(QStringLiteral("bulk_fail by ") + actor, QStringLiteral("ok"), TestBoard::describe(reply.error()));
    for (const BulkItem &item : reply->items) {
        const QString reason = item.error ? QString::fromUtf8(item.error->data.text)
                                                .section(QStringLiteral("\"reason\":\""), 1)
                                                .section(QLatin1Char('"'), 0, 0)
                                          : QString();
        got << (item.ok            ? QStringLiteral("ok")
                : reason.isEmpty() ? item.error->code
                                   : item.error->code + QLatin1Char('/') + reason);
    }
    const QString wrong =
        judge(QStringLiteral("bulk_fail by ") + actor, expected.join(QLatin1Char(' ')), got.join(QLatin1Char(' ')));
    m_moved = true;
    return wrong;
}

QString Episode::reviewStep()
{
    const QString actor = anyActor();
    if (chance(25)) {
        const QString run = anyKey(m_model.runs);
        ReviewRequest request;
        request.runId = runId(run);
        // Left out, it is the run's own.
        if (m_model.runs.contains(run) && chance(50))
            request.round = m_model.runs.at(run).round;
        return both(QStringLiteral("review.request %1 by %2").arg(run, actor), m_model.requestReview(actor, run),
                    actorOf(actor), request);
    }
    QString review = anyKey(m_model.reviews);
    for (const auto &[name, candidate] : m_model.reviews) {
        if (isOpen(candidate.status) && chance(60))
            review = name;
    }
    if (chance(40)) {
        const QString session = anySession();
        return both(QStringLiteral("bind %1 to %2").arg(review, session), m_model.bindReview(session, review),
                    actorOf(session), ReviewBind{reviewId(review), {}});
    }
    QString judgeName = actor;
    if (m_model.reviews.contains(review) && !m_model.reviews.at(review).bound.isEmpty() && chance(70))
        judgeName = m_model.reviews.at(review).bound;
    if (!m_liveSessions.contains(judgeName))
        judgeName = QStringLiteral("human");
    const auto outcome = oneOf<ReviewOutcome>({ReviewOutcome::Approved, ReviewOutcome::Approved,
                                               ReviewOutcome::Rejected, ReviewOutcome::Rejected, ReviewOutcome::Blocked,
                                               ReviewOutcome::Error, ReviewOutcome::InvalidOutput});
    ReviewRecord request;
    request.reviewId = reviewId(review);
    request.runId =
        m_model.reviews.contains(review) ? runId(m_model.reviews.at(review).run) : RunId(QStringLiteral("run-x"));
    request.outcome = toText(outcome);
    request.confidence = 0.5;
    request.reason = QStringLiteral("because");
    request.deliveryId = QStringLiteral("delivery-%1").arg(++m_named);
    if (outcome == ReviewOutcome::Rejected)
        request.guidance = QStringLiteral("do more");
    return both(QStringLiteral("record %1 %2 by %3").arg(review, request.outcome, judgeName),
                m_model.recordReview(judgeName, review, outcome, request.deliveryId), actorOf(judgeName), request);
}

QString Episode::boardStep()
{
    const QString actor = anyActor(), task = anyTask();
    switch (below(8)) {
    case 0: {
        const bool paused = chance(30);
        const Outcome expected = m_model.pauseScheduler(actor, paused);
        return judge(QStringLiteral("scheduler"), expected,
                     paused ? m_board.outcome(actorOf(actor), SchedulerPauseRequest{})
                            : m_board.outcome(actorOf(actor), SchedulerResume{}));
    }
    case 1: {
        TaskPauseRequest request;
        request.taskId = TaskId(task);
        request.reason = chance(90) ? QStringLiteral("hold") : QString();
        return both(QStringLiteral("pause ") + task, m_model.pauseTask(actor, task, request.reason), actorOf(actor),
                    request);
    }
    case 2: {
        TaskResume request;
        request.taskId = TaskId(task);
        return both(QStringLiteral("resume ") + task, m_model.resumeTask(actor, task), actorOf(actor), request);
    }
    case 3: {
        if (chance(60))
            return {};
        const QString session = anySession();
        if (chance(40)) {
            const QString wrong =
                both(QStringLiteral("release %1 by %2").arg(session, actor), m_model.releaseSession(actor, session),
                     actorOf(actor), SessionRelease{SessionId(session), QStringLiteral("gone")});
            if (m_model.sessions.at(session).ended) {
                m_liveSessions.removeAll(session);
                addSession();
            }
            return wrong;
        }
        m_liveSessions.removeAll(session);
        const QString wrong =
            both(QStringLiteral("end ") + session, m_model.endSession(session), actorOf(session), SessionEnd{});
        addSession();
        return wrong;
    }
    case 4:
        if (chance(40)) {
            m_acted = m_moved = true;
            m_model.climb();
            m_board.act(Actor::engine("scheduler"), climbLadder);
            return {};
        }
        m_acted = m_moved = true;
        m_model.sweep();
        m_board.act(Actor::engine("sweeper"), [](Verb &verb) {
            if (!sweepExpired(verb))
                qFatal("the sweep failed");
        });
        m_board.act(Actor::engine("sweeper"), [](Verb &verb) { resumeParked(verb); });
        m_board.act(Actor::engine("review"), [](Verb &verb) { sweepReviewDeadlines(verb); });
        m_board.act(Actor::engine("review"), [](Verb &verb) { routeReviews(verb); });
        return {};
    default: {
        const qint64 ms = oneOf<qint64>({1, 1'000, 15'000, 20'000, 60'000, 400'000});
        m_acted = true;
        m_board.clock.advance(ms);
        m_model.now = m_board.clock.now();
        return {};
    }
    }
}

QString Episode::step()
{
    const std::size_t commits = m_board.changes().size();
    m_acted = m_moved = false;
    while (!m_acted) {
        if (QString wrong = anyStep(); !wrong.isEmpty())
            return wrong;
    }
    // A refusal without a commit left everything as it was compared before.
    return m_moved || m_board.changes().size() != commits ? compare() : QString();
}

QString Episode::anyStep()
{
    const int dice = below(100);
    if (dice < 20)
        return taskStep();
    if (dice < 35)
        return decisionStep();
    if (dice < 52)
        return claimStep();
    if (dice < 74)
        return leaseStep();
    if (dice < 76)
        return lateStep();
    if (dice < 81)
        return forceStep();
    if (dice < 89)
        return reviewStep();
    return boardStep();
}

} // namespace stint::test
