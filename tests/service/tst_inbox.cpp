#include "model/service/inbox.h"
#include "tests/service/flow.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// The inbox and what a triage mark amounts to (section 17).
class InboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void effectiveState_data();
    void effectiveState();
    void laneAndReason_data();
    void laneAndReason();
    void archivedIsAlwaysShown();
    void dismissedAndSnoozedAreHidden();
    void ownersOfOtherKinds();
    void order();
    void groupsAndTotals();
    void marksAreTheActorsOwn();
    void refusals();
};

namespace
{

const Actor bob = Actor::human(QStringLiteral("bob"), OriginKind::Cli, QStringLiteral("stint"));

InboxReply inbox(Flow &board, const InboxList &request = {}, const std::optional<Actor> &who = std::nullopt)
{
    return Flow::must(board.query(who.value_or(board.human), request), "inbox.list");
}

std::optional<InboxItem> find(const InboxReply &reply, const TaskId &task)
{
    for (const InboxGroup &group : reply.groups) {
        for (const InboxItem &item : group.items) {
            if (item.task.id == task)
                return item;
        }
    }
    return std::nullopt;
}

TaskId make(Flow &board, const std::function<void(TaskCreate &)> &change = {})
{
    TaskCreate create;
    create.title = QStringLiteral("Task");
    if (change)
        change(create);
    return board.addTask(create);
}

void owned(TaskCreate &task)
{
    task.owner = OwnerRef{OwnerKind::Human, QStringLiteral("ada")};
}

} // namespace

void InboxTest::effectiveState_data()
{
    QTest::addColumn<bool>("hasMark");
    QTest::addColumn<TriageMark>("mark");
    QTest::addColumn<qint64>("activity");
    QTest::addColumn<bool>("read");
    QTest::addColumn<bool>("dismissed");
    QTest::addColumn<bool>("snoozed");
    const auto mark = [](bool read, bool archived, bool dismissed, std::optional<qint64> seen,
                         std::optional<qint64> until = {}) {
        TriageMark made;
        made.read = read;
        made.archived = archived;
        made.dismissed = dismissed;
        if (seen)
            made.lastSeenActivity = Time{*seen};
        if (until)
            made.snoozedUntil = Time{*until};
        return made;
    };
    // now is 1,000
    QTest::newRow("TRI-08 no row") << false << TriageMark{} << qint64(500) << false << false << false;
    QTest::newRow("TRI-08 read") << true << mark(true, false, false, 500) << qint64(500) << true << false << false;
    QTest::newRow("TRI-08 activity after")
        << true << mark(true, false, false, 500) << qint64(501) << false << false << false;
    QTest::newRow("TRI-08 never seen") << true << mark(true, false, true, {}) << qint64(1) << false << false << false;
    QTest::newRow("TRI-08 dismissed") << true << mark(true, false, true, 500) << qint64(500) << true << true << false;
    QTest::newRow("TRI-08 dismissed, activity")
        << true << mark(true, false, true, 500) << qint64(501) << false << false << false;
    QTest::newRow("TRI-08 archived, activity")
        << true << mark(true, true, false, 500) << qint64(900) << true << false << false;
    QTest::newRow("TRI-08 snoozed") << true << mark(true, false, false, 500, 1'001) << qint64(500) << true << false
                                    << true;
    QTest::newRow("TRI-08 snooze at its end")
        << true << mark(true, false, false, 500, 1'000) << qint64(500) << false << false << false;
    QTest::newRow("TRI-08 snooze over before seen")
        << true << mark(true, false, false, 950, 900) << qint64(500) << true << false << false;
}

void InboxTest::effectiveState()
{
    QFETCH(bool, hasMark);
    QFETCH(TriageMark, mark);
    QFETCH(qint64, activity);
    const TriageState state =
        effectiveTriage(hasMark ? std::optional(mark) : std::nullopt, Time{activity}, Time{1'000});
    QTEST(state.read, "read");
    QTEST(state.dismissed, "dismissed");
    QTEST(state.snoozedUntil.has_value(), "snoozed");
}

void InboxTest::laneAndReason_data()
{
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("lane");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *state, const char *lane, const char *reason) {
        QTest::addRow("TRI-09, TRI-10 %s", state)
            << QString::fromLatin1(state) << QString::fromLatin1(lane) << QString::fromLatin1(reason);
    };
    row("awaiting approval", "approvals", "awaiting_approval");
    row("rejected", "blocked", "approval_rejected");
    row("unrouted review", "approvals", "awaiting_review");
    row("routed review of mine", "my_work", "awaiting_review");
    row("draft of another", "approvals", "awaiting_publish");
    row("draft of mine", "", "");
    row("failed", "failed_runs", "latest_run_failed");
    row("failed and ready again", "failed_runs", "latest_run_failed");
    row("failed and blocked", "failed_runs", "latest_run_failed");
    row("asks", "blocked", "needs_attention");
    row("circuit", "blocked", "review_circuit_open");
    row("dependency", "blocked", "awaiting_dependencies");
    row("mine", "my_work", "");
    row("claimed by me", "my_work", "");
    row("mine and completed", "", "");
    row("of nobody", "", "");
}

void InboxTest::laneAndReason()
{
    QFETCH(QString, state);
    QFETCH(QString, lane);
    QFETCH(QString, reason);
    Flow board;
    const auto manual = [](TaskCreate &task) { task.approvalPolicy = QStringLiteral("manual"); };
    TaskId task;
    if (state == QLatin1String("awaiting approval")) {
        task = make(board, manual);
    } else if (state == QLatin1String("rejected")) {
        task = make(board, manual);
        TaskReject reject;
        reject.taskId = task;
        QCOMPARE(board.outcome(board.human, reject), QStringLiteral("ok"));
    } else if (state.contains(QLatin1String("review"))) {
        if (state == QLatin1String("routed review of mine"))
            board.addAgent(QStringLiteral("critic"), {}, SessionKind::Reviewer);
        task = make(board);
        const Run run = board.ended(task);
        TaskUpdate own;
        own.taskId = task;
        own.changes.owner = OwnerRef{OwnerKind::Human, QStringLiteral("ada")};
        QCOMPARE(board.outcome(board.human, own), QStringLiteral("ok"));
        board.requested(run);
    } else if (state.startsWith(QLatin1String("draft"))) {
        TaskCreate draft;
        draft.title = QStringLiteral("Draft");
        draft.draft = true;
        const Actor author = state == QLatin1String("draft of mine") ? board.human : bob;
        task = Flow::must(board.run(author, draft), "task.create").task.task.id;
    } else if (state.startsWith(QLatin1String("failed"))) {
        task = make(board, [&](TaskCreate &one) { one.maxAttempts = state == QLatin1String("failed") ? 1 : 2; });
        board.ended(task, RunStatus::Failed);
        if (state == QLatin1String("failed and blocked"))
            QCOMPARE(board.outcome(board.human, DependencyAdd{task, make(board), {}, {}}), QStringLiteral("ok"));
    } else if (state == QLatin1String("asks")) {
        task = make(board);
        RunAsk ask;
        ask.lease.runId = board.claimed(task).id;
        ask.kind = QStringLiteral("auth");
        ask.question = QStringLiteral("key?");
        QCOMPARE(board.outcome(board.worker, ask), QStringLiteral("ok"));
    } else if (state == QLatin1String("circuit")) {
        task = make(board);
        board.recorded(board.requested(board.ended(task)), "blocked");
    } else if (state == QLatin1String("dependency")) {
        task = make(board);
        QCOMPARE(board.outcome(board.human, DependencyAdd{task, make(board), {}, {}}), QStringLiteral("ok"));
    } else if (state == QLatin1String("claimed by me")) {
        task = make(board);
        RunClaim claim;
        claim.runId = board.enqueue(task).id;
        QCOMPARE(board.outcome(board.human, claim), QStringLiteral("ok"));
    } else if (state == QLatin1String("mine and completed")) {
        task = make(board);
        board.ended(task);
        TaskUpdate own;
        own.taskId = task;
        own.changes.owner = OwnerRef{OwnerKind::Human, QStringLiteral("ada")};
        QCOMPARE(board.outcome(board.human, own), QStringLiteral("ok"));
    } else {
        task = make(board, state == QLatin1String("mine") ? owned : std::function<void(TaskCreate &)>());
    }
    const auto item = find(inbox(board), task);
    QCOMPARE(item ? QString(toText(item->lane)) : QString(), lane);
    if (item)
        QCOMPARE(item->blockingReason, reason);
}

void InboxTest::archivedIsAlwaysShown()
{
    // TRI-09: archived before everything, whatever the status.
    Flow board;
    const TaskId task = make(board);
    QCOMPARE(board.outcome(board.human, TriageArchive{task, {}}), QStringLiteral("ok"));
    board.ended(task);
    const auto item = find(inbox(board), task);
    QCOMPARE(item->lane, InboxLane::Archived);
    QVERIFY(item->read);
    QCOMPARE(inbox(board).archivedTotal, 1);
}

void InboxTest::dismissedAndSnoozedAreHidden()
{
    Flow board;
    const TaskId task = make(board, owned);
    QVERIFY(find(inbox(board), task));
    QCOMPARE(board.outcome(board.human, TriageDismiss{task, {}}), QStringLiteral("ok"));
    QVERIFY(!find(inbox(board), task));
    board.clock.advance(1);
    QCOMPARE(board.outcome(board.human, TaskComment{task, QStringLiteral("hi")}), QStringLiteral("ok"));
    QVERIFY(!find(inbox(board), task)->read);
    QCOMPARE(board.outcome(board.human, TriageSnooze{task, board.clock.now() + 1'000}), QStringLiteral("ok"));
    QVERIFY(!find(inbox(board), task));
    board.clock.advance(1'000);
    QVERIFY(!find(inbox(board), task)->read);
}

void InboxTest::ownersOfOtherKinds()
{
    // TRI-09: kinds equal; a pool of the actor's name is nobody's work.
    Flow board;
    const TaskId pool = make(board, [](TaskCreate &task) {
        task.owner = OwnerRef{OwnerKind::Pool, QStringLiteral("ada")};
    });
    QVERIFY(!find(inbox(board), pool));
    const TaskId hers = make(board, [&](TaskCreate &task) {
        task.owner = OwnerRef{OwnerKind::AgentSession, board.worker.who.ref};
    });
    QVERIFY(!find(inbox(board), hers));
    QCOMPARE(find(inbox(board, {}, board.worker), hers)->lane, InboxLane::MyWork);
}

void InboxTest::order()
{
    // TRI-11: unread first, activity desc, priority desc, id.
    Flow board;
    const TaskId read = make(board, owned);
    board.clock.advance(1);
    const TaskId older = make(board, owned);
    board.clock.advance(1);
    const TaskId plain = make(board, owned), urgent = make(board, [](TaskCreate &task) {
                                                 owned(task);
                                                 task.priority = QStringLiteral("urgent");
                                             });
    const TaskId last = make(board, owned);
    QCOMPARE(board.outcome(board.human, TriageRead{read, {}}), QStringLiteral("ok"));
    QList<TaskId> seen;
    const InboxReply reply = inbox(board);
    for (const InboxItem &item : reply.groups.front().items)
        seen << item.task.id;
    QCOMPARE(seen, (QList<TaskId>{urgent, plain, last, older, read}));
}

void InboxTest::groupsAndTotals()
{
    // TRI-11.
    Flow board;
    for (int i = 0; i < 3; ++i)
        make(board, owned);
    const TaskId seen = make(board, owned);
    QCOMPARE(board.outcome(board.human, TriageRead{seen, {}}), QStringLiteral("ok"));
    QStringList lanes;
    for (const InboxGroup &group : inbox(board).groups)
        lanes << toText(group.lane);
    QCOMPARE(lanes, (QStringList{QStringLiteral("my_work"), QStringLiteral("approvals"), QStringLiteral("failed_runs"),
                                 QStringLiteral("blocked"), QStringLiteral("archived")}));
    InboxList limited;
    limited.limit = 2;
    InboxReply reply = inbox(board, limited);
    QCOMPARE(reply.groups.front().items.size(), 2u);
    QCOMPARE(reply.groups.front().count, 4);
    QCOMPARE(reply.total, 4);
    QCOMPARE(reply.unreadTotal, 3);
    InboxList unread;
    unread.unread = true;
    reply = inbox(board, unread);
    QCOMPARE(reply.groups.front().count, 3);
    InboxList lane;
    lane.lane = QStringLiteral("blocked");
    reply = inbox(board, lane);
    QCOMPARE(reply.groups.size(), 1u);
    QCOMPARE(reply.groups.front().lane, InboxLane::Blocked);
}

void InboxTest::marksAreTheActorsOwn()
{
    // TRI-01.
    Flow board;
    const TaskId task = make(board, [](TaskCreate &one) { one.approvalPolicy = QStringLiteral("manual"); });
    const qint64 before = board.lastSeq();
    QCOMPARE(board.outcome(board.human, TriageArchive{task, {}}), QStringLiteral("ok"));
    QCOMPARE(board.lastSeq(), before);
    QCOMPARE(find(inbox(board), task)->lane, InboxLane::Archived);
    QCOMPARE(find(inbox(board, {}, bob), task)->lane, InboxLane::Approvals);
}

void InboxTest::refusals()
{
    Flow board;
    InboxList lane;
    lane.lane = QStringLiteral("attic");
    QCOMPARE(board.outcome(board.human, lane), QStringLiteral("validation_failed"));
    InboxList limit;
    limit.limit = -1;
    QCOMPARE(board.outcome(board.human, limit), QStringLiteral("validation_failed"));
}

STINT_REGISTER_TEST(InboxTest)
#include "tst_inbox.moc"
