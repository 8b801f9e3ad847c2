#include "model/domain/status.h"
#include "model/domain/text.h"
#include "model/service/inspect.h"
#include "model/service/queryrows.h"
#include "tests/service/flow.h"
#include "tests/service/runs.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <optional>

using namespace stint;
using namespace stint::test;

/// What inspect concludes, over every combination of what it looks at: gates, diagnostics, next action (INS-05, INS-06,
/// DGN-01 to DGN-05), and how much it looks at and shows (LIM-13, LIM-14, LIM-17).
class ExplainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNextAction();
    void everyDiagnostic();
    void everyGate();
    void inspectIsBounded();
    void pagesAreBounded_data();
    void pagesAreBounded();
};

namespace
{

constexpr std::array runStatuses{RunStatus::Queued,   RunStatus::Claimed,       RunStatus::Starting,
                                 RunStatus::Running,  RunStatus::Completed,     RunStatus::Failed,
                                 RunStatus::Canceled, RunStatus::NeedsAttention};
constexpr std::array reasons{AttentionReason::Starved, AttentionReason::Unproven, AttentionReason::NeedsInput,
                             AttentionReason::Blocked, AttentionReason::Quota,    AttentionReason::Auth};
constexpr std::array codes{"task_run_stuck", "task_run_stale_lease", "task_run_orphan", "task_run_crashed",
                           "task_run_stranded"};

// The next action (INS-05)

struct Situation {
    std::optional<RunStatus> run;
    AttentionReason reason; ///< with needs_attention
    unsigned diagnostics;   ///< bit n: codes[n]
    bool schedulerPaused, anyEligible, taskTerminal;

    bool is(RunStatus status) const { return run == status; }
    bool isStarved() const { return is(RunStatus::NeedsAttention) && reason == AttentionReason::Starved; }
};

struct ActionRow {
    std::function<bool(const Situation &)> holds;
    std::function<NextAction(const Situation &)> action;
};

/// The sentences of INS-05, one row each.
std::vector<ActionRow> tableOfActions()
{
    const auto always = [](NextAction action) { return [action](const Situation &) { return action; }; };
    return {
        {[](const Situation &s) {
             return (s.diagnostics & 0b1111) != 0 || (s.is(RunStatus::NeedsAttention) && !s.isStarved());
         },
         always(NextAction::RecoveryRequired)},
        {[](const Situation &s) { return !s.run; },
         [](const Situation &s) { return s.taskTerminal ? NextAction::Terminal : NextAction::WaitingForSession; }},
        {[](const Situation &s) { return (s.diagnostics & 0b10000) != 0; }, always(NextAction::Stranded)},
        {[](const Situation &s) { return s.is(RunStatus::Queued) && s.schedulerPaused; },
         always(NextAction::WaitingForSession)},
        {[](const Situation &s) { return s.is(RunStatus::Queued) && s.anyEligible; },
         always(NextAction::ClaimAvailable)},
        {[](const Situation &s) { return s.is(RunStatus::Queued) || s.isStarved(); },
         always(NextAction::WaitingForSession)},
        {[](const Situation &s) {
             return s.is(RunStatus::Claimed) || s.is(RunStatus::Starting) || s.is(RunStatus::Running);
         },
         always(NextAction::Running)},
        {[](const Situation &) { return true; }, always(NextAction::Terminal)},
    };
}

NextAction conclude(const Situation &s)
{
    TaskFacts facts;
    facts.task.status = s.taskTerminal ? TaskStatus::Completed : TaskStatus::Ready;
    std::optional<Run> run;
    if (s.run) {
        run.emplace().status = *s.run;
        if (*s.run == RunStatus::NeedsAttention)
            run->attention = Attention{s.reason, {}, {}, {}};
    }
    std::vector<Diagnostic> found;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (s.diagnostics & (1u << i))
            found.push_back({q(codes[i]), {}, {}, {}});
    }
    return nextAction(facts, run ? &*run : nullptr, found, s.schedulerPaused, s.anyEligible ? 1 : 0);
}

// The diagnostics

enum class Holder { None, Live, Missing, Ended, Dead, Alive };
constexpr std::array holders{Holder::None, Holder::Live, Holder::Missing, Holder::Ended, Holder::Dead, Holder::Alive};
enum class After { Nothing, Canceled, CanceledAndFailed, Queued };
constexpr std::array afters{After::Nothing, After::Canceled, After::CanceledAndFailed, After::Queued};

struct Symptoms {
    RunStatus status;
    bool leased;
    std::optional<qint64> beatAgeMs, claimAgeMs;
    std::optional<qint64> leaseLeftMs;
    Holder holder;
    After after;
    bool catalog, anyEligible;
    qint64 waitingMs;
    bool schedulerPaused;

    bool isActive() const { return stint::isActive(status); }
};

/// DGN-01 to DGN-05 as the table has them.
QStringList diagnosticsOf(const Symptoms &s)
{
    QStringList found;
    const auto age = s.beatAgeMs ? s.beatAgeMs : s.claimAgeMs;
    if (s.status == RunStatus::Claimed && s.leased && age && *age > 120'000)
        found << q(codes[0]);
    if (s.isActive() && s.leaseLeftMs && *s.leaseLeftMs < 0)
        found << q(codes[1]);
    if (s.isActive() && (s.holder == Holder::Missing || s.holder == Holder::Ended || s.holder == Holder::Dead))
        found << q(codes[2]);
    if (s.status == RunStatus::Failed && (s.after == After::Nothing || s.after == After::Canceled))
        found << q(codes[3]);
    if (s.status == RunStatus::Queued && !s.schedulerPaused && s.catalog && !s.anyEligible && s.waitingMs >= 300'000)
        found << q(codes[4]);
    return found;
}

/// A board that knows one session of each kind.
class Ward : public Flow
{
public:
    Ward()
    {
        executor.alive = {78};
        addSession("sess-live", SessionState::Active, {});
        addSession("sess-ended", SessionState::Ended, {});
        addSession("sess-dead", SessionState::Active, ProcessRef{77, 1});
        addSession("sess-alive", SessionState::Active, ProcessRef{78, 1});
    }
    static std::optional<SessionId> id(Holder holder)
    {
        switch (holder) {
        case Holder::None:
            return std::nullopt;
        case Holder::Live:
            return SessionId(q("sess-live"));
        case Holder::Missing:
            return SessionId(q("sess-missing"));
        case Holder::Ended:
            return SessionId(q("sess-ended"));
        case Holder::Dead:
            return SessionId(q("sess-dead"));
        case Holder::Alive:
            return SessionId(q("sess-alive"));
        }
        return std::nullopt;
    }

private:
    void addSession(const char *id, SessionState state, const std::optional<ProcessRef> &process)
    {
        act(sweeper, [&](Verb &verb) {
            Session session;
            session.id = SessionId(q(id));
            session.tokenHash = sha256Text(session.id.value.toUtf8());
            session.agentName = q("x");
            session.state = state;
            session.process = process;
            session.launched = process.has_value();
            session.registeredAt = session.lastSeenAt = verb.now;
            if (state == SessionState::Ended)
                session.endedAt = verb.now;
            verb.store.insertSession(session);
        });
    }
};

TaskFacts factsOf(const Symptoms &s, Time now)
{
    TaskFacts facts;
    Run run;
    run.id = RunId(q("run-1"));
    run.attempt = 1;
    run.status = s.status;
    run.waitingSince = run.queuedAt = now - s.waitingMs;
    if (s.leased)
        run.claimTokenHash = q("sha256:") + QString(64, QLatin1Char('a'));
    if (s.beatAgeMs)
        run.heartbeatAt = now - *s.beatAgeMs;
    if (s.claimAgeMs)
        run.claimedAt = now - *s.claimAgeMs;
    if (s.leaseLeftMs)
        run.leaseUntil = now + *s.leaseLeftMs;
    run.sessionId = Ward::id(s.holder);
    facts.runs.push_back(run);
    const auto add = [&](RunStatus status) {
        Run later;
        later.attempt = static_cast<int>(facts.runs.size()) + 1;
        later.id = RunId(QStringLiteral("run-%1").arg(later.attempt));
        later.status = status;
        facts.runs.push_back(later);
    };
    if (s.after == After::Canceled || s.after == After::CanceledAndFailed)
        add(RunStatus::Canceled);
    if (s.after == After::CanceledAndFailed)
        add(RunStatus::Failed);
    if (s.after == After::Queued)
        add(RunStatus::Queued);
    return facts;
}

template<class Visit>
void eachSymptom(bool schedulerPaused, Visit visit)
{
    using Age = std::pair<std::optional<qint64>, std::optional<qint64>>;
    const std::array<Age, 6> ages{Age{std::nullopt, std::nullopt}, Age{120'000, 130'000},      Age{120'001, 130'000},
                                  Age{std::nullopt, 120'000},      Age{std::nullopt, 120'001}, Age{-1, 130'000}};
    const std::array<std::optional<qint64>, 4> ends{std::nullopt, -1, 0, 1};
    for (const RunStatus status : runStatuses)
        for (const bool leased : {false, true})
            for (const auto &[beat, claim] : ages)
                for (const auto &end : ends)
                    for (const Holder holder : holders)
                        for (const After after : afters)
                            for (unsigned bits = 0; bits < 8; ++bits)
                                visit(Symptoms{status, leased, beat, claim, end, holder, after, (bits & 1) != 0,
                                               (bits & 2) != 0, bits & 4 ? 300'000 : 299'999, schedulerPaused});
}

// The gates (INS-06)

enum class Open { None, Queued, Claimed, Running, Asked, Unproven, Starved };
constexpr std::array opens{Open::None,  Open::Queued,   Open::Claimed, Open::Running,
                           Open::Asked, Open::Unproven, Open::Starved};
enum class Owner { None, OwnPool, OtherPool, Session, Person };
constexpr std::array owners{Owner::None, Owner::OwnPool, Owner::OtherPool, Owner::Session, Owner::Person};

struct Hold {
    TaskStatus status;
    Open open;
    bool circuit, review;
    ApprovalState approval;
    bool waits, exhausted, paused, early;
    Owner owner;
    bool needsGpu;
    bool schedulerPaused, anyConnected;
};

/// INS-06, row by row.
QStringList gatesOf(const Hold &h)
{
    if (isTerminal(h.status) || h.open == Open::Claimed || h.open == Open::Running)
        return {};
    QStringList gates;
    const auto row = [&](bool holds, const char *gate) {
        if (holds)
            gates << q(gate);
    };
    const bool queued = h.open == Open::Queued;
    row(h.status == TaskStatus::Draft, "draft");
    row(h.open == Open::Asked, "asks");
    row(h.open == Open::Unproven, "unproven");
    row(h.open == Open::Starved, "starved");
    row(h.circuit, "review_circuit_open");
    row(h.review, "review_open");
    row(h.approval == ApprovalState::Pending, "approval_pending");
    row(h.approval == ApprovalState::Rejected, "approval_rejected");
    row(h.waits, "dependencies");
    row(h.exhausted && h.open == Open::None, "attempts_exhausted");
    row(h.status == TaskStatus::Ready && h.open == Open::None, "no_run");
    row(h.paused, "paused");
    row(h.early, "not_before");
    row(queued && h.schedulerPaused, "scheduler_paused");
    row(queued && h.owner == Owner::Person, "owner_person");
    const bool forAgents = queued && h.owner != Owner::Person;
    row(forAgents && h.anyConnected && h.needsGpu, "no_capable_session");
    const bool eligible = h.anyConnected && !h.needsGpu && (h.owner == Owner::None || h.owner == Owner::OwnPool);
    row(forAgents && !eligible && !(h.anyConnected && h.needsGpu), "no_eligible_session");
    return gates;
}

TaskFacts factsOf(const Hold &h, Time now)
{
    TaskFacts facts;
    Task &task = facts.task;
    task.id = TaskId(q("task-x"));
    task.status = h.status;
    task.approvalState = h.approval;
    task.approvalPolicy = h.approval == ApprovalState::NotRequired ? ApprovalPolicy::None : ApprovalPolicy::Manual;
    if (h.circuit) {
        task.circuitOpenedAt = now;
        task.circuitReason = CircuitReason::BlockedVerdict;
    }
    if (h.review)
        facts.openReview.emplace();
    if (h.waits)
        facts.dependencies.push_back({TaskId(q("task-y")), TaskStatus::Ready});
    if (h.paused)
        facts.pausedBy = TaskId(q("task-z"));
    if (h.early)
        task.notBefore = now + 1;
    switch (h.owner) {
    case Owner::None:
        break;
    case Owner::OwnPool:
        task.owner = OwnerRef{OwnerKind::Pool, q("worker")};
        break;
    case Owner::OtherPool:
        task.owner = OwnerRef{OwnerKind::Pool, q("boss")};
        break;
    case Owner::Session:
        task.owner = OwnerRef{OwnerKind::AgentSession, q("sess-x")};
        break;
    case Owner::Person:
        task.owner = OwnerRef{OwnerKind::Human, q("grace")};
        break;
    }
    Run run;
    run.id = RunId(q("run-x"));
    if (h.needsGpu)
        run.requiredCapabilities = {q("gpu")};
    const auto park = [&](AttentionReason reason) {
        run.status = RunStatus::NeedsAttention;
        run.attention = Attention{reason, q("text"), now, {}};
    };
    switch (h.open) {
    case Open::None:
        run.status = RunStatus::Failed;
        break;
    case Open::Queued:
        break;
    case Open::Claimed:
        run.status = RunStatus::Claimed;
        break;
    case Open::Running:
        run.status = RunStatus::Running;
        break;
    case Open::Asked:
        park(AttentionReason::Auth);
        break;
    case Open::Unproven:
        park(AttentionReason::Unproven);
        break;
    case Open::Starved:
        park(AttentionReason::Starved);
        break;
    }
    facts.runs.push_back(run);
    task.maxAttempts = h.exhausted ? 1 : 2;
    return facts;
}

template<class Visit>
void eachHold(bool schedulerPaused, bool anyConnected, Visit visit)
{
    for (int status = 0; status < 8; ++status) {
        for (const Open open : opens) {
            for (unsigned bits = 0; bits < 64; ++bits) {
                const auto bit = [bits](unsigned n) { return (bits & (1u << n)) != 0; };
                for (const ApprovalState approval : {ApprovalState::NotRequired, ApprovalState::Pending,
                                                     ApprovalState::Approved, ApprovalState::Rejected}) {
                    Hold hold{static_cast<TaskStatus>(status),
                              open,
                              bit(0),
                              bit(1),
                              approval,
                              bit(2),
                              bit(3),
                              bit(4),
                              bit(5),
                              Owner::None,
                              false,
                              schedulerPaused,
                              anyConnected};
                    // Only a queued run is anybody's to take; circuit and review never meet one (INV-31, INV-34).
                    if (open != Open::Queued || hold.circuit || hold.review) {
                        if (open != Open::Queued)
                            visit(hold);
                        continue;
                    }
                    for (const Owner owner : owners) {
                        for (const bool needsGpu : {false, true}) {
                            hold.owner = owner;
                            hold.needsGpu = needsGpu;
                            visit(hold);
                        }
                    }
                }
            }
        }
    }
}

} // namespace

void ExplainTest::everyNextAction()
{
    const auto rows = tableOfActions();
    std::vector<int> used(rows.size());
    const auto judge = [&](const Situation &s) {
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const ActionRow &one) { return one.holds(s); });
        ++used[static_cast<std::size_t>(row - rows.begin())];
        const NextAction concluded = conclude(s);
        if (concluded != row->action(s))
            QTest::qFail(qPrintable(QStringLiteral("INS-05 (%1): expected %2, got %3 for run %4, diagnostics %5")
                                        .arg(row - rows.begin() + 1)
                                        .arg(toText(row->action(s)), toText(concluded),
                                             s.run ? QString(toText(*s.run)) : q("none"))
                                        .arg(s.diagnostics)),
                         __FILE__, __LINE__);
    };
    for (unsigned diagnostics = 0; diagnostics < 32; ++diagnostics) {
        for (unsigned bits = 0; bits < 8; ++bits) {
            const auto with = [&](std::optional<RunStatus> run, AttentionReason reason) {
                judge({run, reason, diagnostics, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0});
            };
            with(std::nullopt, AttentionReason::Starved);
            for (const RunStatus status : runStatuses) {
                for (const AttentionReason reason : reasons) {
                    if (status == RunStatus::NeedsAttention || reason == AttentionReason::Starved)
                        with(status, reason);
                }
            }
        }
    }
    for (std::size_t i = 0; i < used.size(); ++i)
        QVERIFY2(used[i] > 0, qPrintable(QStringLiteral("INS-05 (%1) decided nothing").arg(i + 1)));
}

void ExplainTest::everyDiagnostic()
{
    Ward board;
    int combinations = 0, wrong = 0;
    std::map<QString, int> seen;
    for (const bool paused : {false, true}) {
        if (paused)
            done(board, board.human, SchedulerPauseRequest{});
        board.look([&](StoreReader &store) {
            const Time now = board.clock.now();
            Glance glance(store, now);
            Query query{store, now,   board.human,
                        {},    false, [&](const ProcessRef &process) {
                            return board.executor.isAlive(process); }};
            eachSymptom(paused, [&](const Symptoms &s) {
                const TaskFacts facts = factsOf(s, now);
                query.catalogPresent = s.catalog;
                QStringList told;
                for (const Diagnostic &one : diagnose(query, glance, facts, facts.runs.front(), s.anyEligible ? 1 : 0))
                    told << one.code;
                for (const QString &code : told)
                    ++seen[code];
                ++combinations;
                if (told != diagnosticsOf(s) && ++wrong < 10)
                    QTest::qFail(qPrintable(QStringLiteral("%1 run: expected [%2], got [%3]")
                                                .arg(QString(toText(s.status)), diagnosticsOf(s).join(QLatin1Char(' ')),
                                                     told.join(QLatin1Char(' ')))),
                                 __FILE__, __LINE__);
            });
        });
    }
    QCOMPARE(seen.size(), codes.size());
    QCOMPARE(wrong, 0);
    qInfo("%d combinations", combinations);
}

void ExplainTest::everyGate()
{
    int combinations = 0, wrong = 0;
    QSet<QString> seen;
    for (const bool connected : {false, true}) {
        Flow board;
        if (!connected)
            done(board, board.worker, SessionEnd{});
        for (const bool paused : {false, true}) {
            if (paused)
                done(board, board.human, SchedulerPauseRequest{});
            board.look([&](StoreReader &store) {
                const Time now = board.clock.now();
                Glance glance(store, now);
                eachHold(paused, connected, [&](const Hold &h) {
                    const TaskFacts facts = factsOf(h, now);
                    QStringList told;
                    for (const Gate &gate : glance.gatesOf(facts)) {
                        told << gate.gate;
                        if (gate.text.isEmpty() || gate.clearedBy.isEmpty())
                            ++wrong;
                    }
                    const QStringList wanted = gatesOf(h);
                    seen += QSet<QString>(told.begin(), told.end());
                    ++combinations;
                    if (told != wanted && ++wrong < 10)
                        QTest::qFail(qPrintable(QStringLiteral("%1 task: expected [%2], got [%3]")
                                                    .arg(QString(toText(h.status)), wanted.join(QLatin1Char(' ')),
                                                         told.join(QLatin1Char(' ')))),
                                     __FILE__, __LINE__);
                });
            });
        }
    }
    QCOMPARE(seen.size(), 17); // every row of INS-06, both names where it has two
    QCOMPARE(wrong, 0);
    qInfo("%d combinations", combinations);
}

void ExplainTest::inspectIsBounded()
{
    // LIM-17: 5 runs, 10 events, 200 sessions scanned, 8 hex digits, 160 bytes of an error.
    Flow board;
    TaskCreate create;
    create.maxAttempts = 10;
    const TaskId task = board.addTask(create);
    for (int i = 0; i < 6; ++i) {
        RunFail fail = failOf(board.claimed(task).id, "");
        fail.error = QString(161, QLatin1Char('e'));
        done(board, board.worker, fail);
    }
    const Run queued = board.enqueue(task);
    board.act(board.sweeper, [](Verb &verb) {
        for (int i = 0; i < 201; ++i) {
            Session session;
            session.id = SessionId(QStringLiteral("sess-many-%1").arg(i));
            session.tokenHash = QStringLiteral("sha256:%1").arg(i, 64, 16, QLatin1Char('0'));
            session.agentName = q("many");
            session.registeredAt = session.lastSeenAt = verb.now;
            verb.store.insertSession(session);
        }
    });
    const Inspection found = done(board, board.human, TaskInspect{task});
    QCOMPARE(found.currentRun->id, queued.id);
    QCOMPARE(found.recentRuns.size(), std::size_t(5));
    QCOMPARE(found.recentRuns.front().id, queued.id);
    QCOMPARE(found.recentRuns.back().attempt, 3);
    QCOMPARE(found.recentEvents.size(), std::size_t(10));
    QCOMPARE(found.recentEvents.back().type, q("task.run_enqueued"));
    QCOMPARE(found.eligibleSessionCount, 200);
    QCOMPARE(found.recentRuns.back().errorSummary.toUtf8().size(), 160);
    QVERIFY(found.recentRuns.back().errorSummary.endsWith(q("...")));
    QCOMPARE(found.recentRuns.back().claimTokenHash.size(), 8);
}

void ExplainTest::pagesAreBounded_data()
{
    QTest::addColumn<QString>("list");
    QTest::newRow("LIM-13 task.list") << q("tasks");
    QTest::newRow("LIM-13 task.search") << q("search");
    QTest::newRow("LIM-13 run.list") << q("runs");
    QTest::newRow("LIM-13 events.list") << q("events");
    QTest::newRow("LIM-13 task.timeline") << q("timeline");
    QTest::newRow("LIM-14 scheduler.backlog") << q("backlog");
}

void ExplainTest::pagesAreBounded()
{
    // Default 50, at most 500 – more is lowered –, 0 is the default, less is refused; the total is the whole.
    QFETCH(QString, list);
    Flow board;
    board.act(board.sweeper, [](Verb &verb) {
        for (int i = 0; i < 501; ++i) {
            Task task;
            task.id = TaskId(QStringLiteral("task-many-%1").arg(i, 4, 10, QLatin1Char('0')));
            task.title = q("many");
            task.createdBy = verb.actor.who;
            task.origin = verb.actor.origin;
            task.createdAt = task.updatedAt = verb.now;
            verb.insert(task);
            Run run;
            run.id = RunId(QStringLiteral("run-many-%1").arg(i, 4, 10, QLatin1Char('0')));
            run.taskId = task.id;
            run.queuedAt = run.waitingSince = verb.now;
            verb.store.insertRun(run);
            JsonWriter payload;
            payload.beginObject();
            payload.member("text", "many");
            payload.endObject();
            verb.record("task.commented", TaskId(q("task-many-0000")), std::nullopt, std::move(payload));
        }
    });
    const auto size = [&](std::optional<int> limit) -> QString {
        const auto sizeOf = [](const auto &page) {
            return page ? QString::number(page->items.size()) : TestBoard::describe(page.error());
        };
        if (list == QLatin1String("tasks")) {
            TaskList request;
            request.filter.limit = limit;
            return sizeOf(board.run(board.human, request));
        }
        if (list == QLatin1String("search"))
            return sizeOf(board.run(board.human, TaskSearch{q("many"), limit, {}}));
        if (list == QLatin1String("runs")) {
            RunList request;
            request.status = q("queued");
            request.limit = limit;
            return sizeOf(board.run(board.human, request));
        }
        if (list == QLatin1String("events")) {
            EventsList request;
            request.limit = limit;
            return sizeOf(board.run(board.human, request));
        }
        if (list == QLatin1String("timeline")) {
            TaskTimeline request;
            request.taskId = TaskId(q("task-many-0000"));
            request.limit = limit;
            return sizeOf(board.run(board.human, request));
        }
        SchedulerBacklog request;
        request.limit = limit;
        return sizeOf(board.run(board.human, request));
    };
    QCOMPARE(size(std::nullopt), q("50"));
    QCOMPARE(size(0), q("50"));
    QCOMPARE(size(1), q("1"));
    QCOMPARE(size(500), q("500"));
    QCOMPARE(size(501), q("500"));
    QCOMPARE(size(-1), q("validation_failed"));
}

STINT_REGISTER_TEST(ExplainTest)
#include "tst_explain.moc"
