#include "model/items/actions.h"
#include "model/items/card.h"
#include "model/items/inboxrow.h"
#include "model/items/rows.h"
#include "model/items/texts.h"
#include "tests/desktop/samples.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

Q_DECLARE_METATYPE(stint::TaskSummary)
Q_DECLARE_METATYPE(stint::BoardColumn)
Q_DECLARE_METATYPE(stint::look::Action)

/// Where a task stands, what its card says and what a drop means: desktop.md 2.1 to 2.3.
class PlacementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void column_data()
    {
        QTest::addColumn<TaskSummary>("task");
        QTest::addColumn<BoardColumn>("column");
        using enum TaskStatus;
        const auto row = [](const char *name, const Sample &sample, BoardColumn column) {
            QTest::newRow(name) << sample.task << column;
        };
        const auto s = [](TaskStatus status) { return Sample(1, QStringLiteral("t"), status); };
        row("draft", s(Draft), BoardColumn::Draft);
        row("draft with a review left over", s(Draft).review(60), BoardColumn::Draft);
        row("blocked", s(Blocked), BoardColumn::Blocked);
        row("blocked with a waiting run", s(Blocked).run(RunStatus::Queued), BoardColumn::Blocked);
        row("needs attention", s(Blocked).run(RunStatus::NeedsAttention), BoardColumn::Blocked);
        row("needs attention beats an open review", s(Blocked).run(RunStatus::NeedsAttention).review(60),
            BoardColumn::Blocked);
        row("ready", s(Ready), BoardColumn::Ready);
        row("ready with a waiting run", s(Ready).run(RunStatus::Queued), BoardColumn::Ready);
        row("claimed is in progress though its status is ready", s(Ready).run(RunStatus::Claimed),
            BoardColumn::InProgress);
        row("claimed and blocked", s(Blocked).run(RunStatus::Claimed), BoardColumn::InProgress);
        row("starting", s(InProgress).run(RunStatus::Starting), BoardColumn::InProgress);
        row("running", s(InProgress).run(RunStatus::Running), BoardColumn::InProgress);
        row("running beats an open review", s(InProgress).run(RunStatus::Running).review(60), BoardColumn::InProgress);
        row("in review", s(InProgress).review(60), BoardColumn::Review);
        row("in progress without run or review", s(InProgress), BoardColumn::InProgress);
        row("completed", s(Completed), BoardColumn::Done);
        row("completed with a review asked for later", s(Completed).review(60), BoardColumn::Done);
        row("failed", s(Failed), BoardColumn::Failed);
        row("canceled", s(Canceled), BoardColumn::Canceled);
    }
    void column()
    {
        QFETCH(TaskSummary, task);
        QFETCH(BoardColumn, column);
        QCOMPARE(columnOf(task), column);
    }

    void needsPerson_data()
    {
        QTest::addColumn<QString>("gate");
        QTest::addColumn<bool>("needs");
        for (const char *gate : {"asks", "unproven", "starved", "review_circuit_open", "approval_pending",
                                 "approval_rejected", "attempts_exhausted", "owner_person"})
            QTest::newRow(gate) << QString::fromLatin1(gate) << true;
        for (const char *gate : {"draft", "review_open", "dependencies", "no_run", "paused", "not_before",
                                 "scheduler_paused", "no_capable_session", "no_eligible_session"})
            QTest::newRow(gate) << QString::fromLatin1(gate) << false;
    }
    void needsPerson()
    {
        QFETCH(QString, gate);
        QFETCH(bool, needs);
        Sample sample(1, QStringLiteral("t"), TaskStatus::Blocked);
        sample.gate(qPrintable(gate), QStringLiteral("text"));
        QCOMPARE(stint::needsPerson(sample.task), needs);
        QCOMPARE(makeCard(sample.task, sampleNow).gateTone == look::Tone::Attention, needs);
        QCOMPARE(makeGateRow(*sample.task.gate, sampleNow).needsPerson, needs);
    }

    /// The engine's own words are for agents: the inbox says what the card says.
    void inboxIsWordedAsTheCard()
    {
        Sample sample(1, QStringLiteral("t"), TaskStatus::Blocked);
        sample.run(RunStatus::NeedsAttention)
            .attention(AttentionReason::Starved, QStringLiteral("no_eligible_session after 1205000 ms"))
            .gate("starved", QStringLiteral("Waited too long for an agent"));
        InboxItem item;
        item.task = sample.task;
        QCOMPARE(makeInboxRow(item, false, sampleNow).reason, makeCard(sample.task, sampleNow).gateText);
    }

    void colourIsForPeople() // desktop.md 7: quiet by default
    {
        const auto isLoud = [](look::Tone tone) { return tone == look::Tone::Attention || tone == look::Tone::Danger; };
        for (const Priority priority : {Priority::Low, Priority::Medium, Priority::High, Priority::Urgent}) {
            Sample sample(1, QStringLiteral("t"), TaskStatus::Ready);
            sample.priority(priority);
            const look::Tone tone = makeCard(sample.task, sampleNow).priorityTone;
            QVERIFY(!isLoud(tone));
            QCOMPARE(tone == look::Tone::Strong, priority >= Priority::High);
        }
        QVERIFY(!isLoud(texts::statusTone(TaskStatus::Blocked)));
    }

    void order()
    {
        Sample ranked(1, QStringLiteral("ranked"), TaskStatus::Ready);
        ranked.task.rank = QStringLiteral("b");
        Sample first(2, QStringLiteral("first"), TaskStatus::Ready);
        first.task.rank = QStringLiteral("a");
        Sample urgent(3, QStringLiteral("urgent"), TaskStatus::Ready);
        urgent.priority(Priority::Urgent).age(900);
        Sample recent(4, QStringLiteral("recent"), TaskStatus::Ready);
        recent.age(10);
        Sample older(5, QStringLiteral("older"), TaskStatus::Ready);
        older.age(20);
        std::vector<TaskSummary> tasks{older.task, recent.task, urgent.task, ranked.task, first.task};
        std::sort(tasks.begin(), tasks.end(),
                  [](const auto &a, const auto &b) { return standsAbove(BoardColumn::Ready, a, b); });
        QStringList titles;
        for (const TaskSummary &task : tasks)
            titles += task.title;
        QCOMPARE(titles.join(QLatin1Char(' ')), QStringLiteral("first ranked urgent recent older"));
    }

    void chosenOrders_data() // 1: sort
    {
        QTest::addColumn<look::CardOrder>("order");
        QTest::addColumn<QString>("titles");
        QTest::newRow("by hand") << look::CardOrder::ByHand << QStringLiteral("ranked urgent recent older");
        QTest::newRow("by priority") << look::CardOrder::ByPriority << QStringLiteral("urgent ranked recent older");
        QTest::newRow("latest first") << look::CardOrder::LatestFirst << QStringLiteral("ranked recent older urgent");
        QTest::newRow("longest wait") << look::CardOrder::LongestWait << QStringLiteral("urgent older recent ranked");
    }
    void chosenOrders()
    {
        QFETCH(look::CardOrder, order);
        QFETCH(QString, titles);
        Sample ranked(1, QStringLiteral("ranked"), TaskStatus::Ready);
        ranked.age(5).task.rank = QStringLiteral("b");
        std::vector<TaskSummary> tasks{
            Sample(2, QStringLiteral("older"), TaskStatus::Ready).age(20).task,
            Sample(3, QStringLiteral("recent"), TaskStatus::Ready).age(10).task, ranked.task,
            Sample(4, QStringLiteral("urgent"), TaskStatus::Ready).priority(Priority::Urgent).age(900).task};
        std::sort(tasks.begin(), tasks.end(),
                  [order](const auto &a, const auto &b) { return standsAbove(BoardColumn::Ready, a, b, order); });
        QStringList found;
        for (const TaskSummary &task : tasks)
            found += task.title;
        QCOMPARE(found.join(QLatin1Char(' ')), titles);
    }

    void lease_data()
    {
        QTest::addColumn<int>("left");
        QTest::addColumn<int>("heartbeatAge");
        QTest::addColumn<double>("share");
        QTest::addColumn<bool>("stale");
        QTest::newRow("fresh") << 100 << 0 << 1.0 << false;
        QTest::newRow("half") << 50 << 50 << 0.5 << false;
        QTest::newRow("heartbeat older than half the lease") << 50 << 51 << 0.5 << true;
        QTest::newRow("exactly a fifth") << 20 << 10 << 0.2 << false;
        QTest::newRow("under a fifth") << 19 << 10 << 0.19 << true;
        QTest::newRow("run out") << -5 << 10 << 0.0 << true;
    }
    void lease()
    {
        QFETCH(int, left);
        QFETCH(int, heartbeatAge);
        QFETCH(double, share);
        QFETCH(bool, stale);
        Sample sample(1, QStringLiteral("t"), TaskStatus::InProgress);
        sample.run(RunStatus::Running, QStringLiteral("a")).lease(100, left, heartbeatAge);
        const Card card = makeCard(sample.task, sampleNow);
        QCOMPARE(card.leaseShare, share);
        QCOMPARE(card.stale, stale);
        QVERIFY(card.accessibleDescription.contains(card.leaseText));
    }

    void leaseOfManualWork()
    {
        Sample sample(1, QStringLiteral("t"), TaskStatus::InProgress);
        sample.run(RunStatus::Running);
        const Card card = makeCard(sample.task, sampleNow);
        QVERIFY(card.live);
        QVERIFY(card.leaseShare < 0);
        QCOMPARE(card.whoIcon, QStringLiteral("person"));
    }

    void cardTexts()
    {
        Sample sample(7, QStringLiteral("Title"), TaskStatus::Blocked);
        sample.priority(Priority::Urgent)
            .gate("approval_pending", QStringLiteral("Needs approval"))
            .labels({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")})
            .children(1, 4)
            .comments(2)
            .attempts(2)
            .age(3'700);
        const Card card = makeCard(sample.task, sampleNow);
        QCOMPARE(card.handle, QStringLiteral("ST-7"));
        QCOMPARE(card.priorityIcon, QStringLiteral("priority-urgent"));
        QCOMPARE(card.gateText, QStringLiteral("Needs approval"));
        QCOMPARE(card.gateKey, QStringLiteral("Shift+A"));
        QCOMPARE(card.labels, QStringList({QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(card.moreLabels, QStringLiteral("+1"));
        QCOMPARE(card.children, QStringLiteral("1/4"));
        QCOMPARE(card.comments, QStringLiteral("2"));
        QCOMPARE(card.attempts, QStringLiteral("2/3"));
        QCOMPARE(card.age, QStringLiteral("1 h"));
        QVERIFY(card.accessibleName.contains(QStringLiteral("Urgent")));
        QVERIFY(card.accessibleDescription.contains(QStringLiteral("labels a, b, c")));
    }

    void disguisesAreShown() // SHL-06
    {
        Sample sample(1, QStringLiteral("pay\u202Egpj.exe\nnow\x01"), TaskStatus::Ready);
        QCOMPARE(makeCard(sample.task, sampleNow).title, QStringLiteral("pay\uFFFDgpj.exe now\u2401"));
        QCOMPARE(texts::visible(QStringLiteral("a\nb\u2066")), QStringLiteral("a\nb\uFFFD"));
        QCOMPARE(texts::visible(QStringLiteral("soft\u00ad fill\u3164 \U000E0069\U000E0067x")),
                 QStringLiteral("soft\uFFFD fill\uFFFD \uFFFD\uFFFDx"));
        // What writing needs stays: families, ideographic variants.
        const QString needed = QStringLiteral("\U0001F469\u200D\U0001F4BB \u845B\U000E0100");
        QCOMPARE(texts::visible(needed), needed);
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("future") << qint64(-5'000) << QStringLiteral("now");
        QTest::newRow("under a second") << qint64(999) << QStringLiteral("now");
        QTest::newRow("seconds") << qint64(59'999) << QStringLiteral("59 s");
        QTest::newRow("minutes") << qint64(60'000) << QStringLiteral("1 min");
        QTest::newRow("hours") << qint64(3'600'000) << QStringLiteral("1 h");
        QTest::newRow("days") << qint64(13 * 86'400'000LL) << QStringLiteral("13 d");
        QTest::newRow("weeks") << qint64(15 * 86'400'000LL) << QStringLiteral("2 w");
    }
    void durations()
    {
        QFETCH(qint64, ms);
        QFETCH(QString, text);
        QCOMPARE(texts::duration(ms), text);
    }

    void drops_data() // 2.3
    {
        QTest::addColumn<TaskSummary>("task");
        QTest::addColumn<BoardColumn>("target");
        QTest::addColumn<look::Action>("action");
        using enum TaskStatus;
        using look::Action;
        const auto row = [](const char *name, const Sample &sample, BoardColumn target, Action action) {
            QTest::newRow(name) << sample.task << target << action;
        };
        const auto s = [](TaskStatus status) { return Sample(1, QStringLiteral("t"), status); };
        Sample approval = s(Blocked);
        approval.task.approvalState = ApprovalState::Pending;
        row("draft to ready", s(Draft), BoardColumn::Ready, Action::Publish);
        row("approval to ready", approval, BoardColumn::Ready, Action::Approve);
        row("question to ready",
            s(Blocked).run(RunStatus::NeedsAttention).attention(AttentionReason::NeedsInput, QStringLiteral("?")),
            BoardColumn::Ready, Action::Answer);
        row("starved to ready",
            s(Blocked).run(RunStatus::NeedsAttention).attention(AttentionReason::Starved, QStringLiteral("?")),
            BoardColumn::Ready, Action::Recover);
        row("unproven to done",
            s(Blocked).run(RunStatus::NeedsAttention).attention(AttentionReason::Unproven, QStringLiteral("?")),
            BoardColumn::Done, Action::Accept);
        row("waiting to ready", s(Blocked).gate("dependencies", QStringLiteral("w")), BoardColumn::Ready, Action::None);
        row("ready to progress", s(Ready), BoardColumn::InProgress, Action::Start);
        row("queued to progress", s(Ready).run(RunStatus::Queued), BoardColumn::InProgress, Action::None);
        row("claimed to ready", s(Ready).run(RunStatus::Claimed), BoardColumn::Ready, Action::Release);
        row("running to ready", s(InProgress).run(RunStatus::Running), BoardColumn::Ready, Action::Requeue);
        row("review to done", s(InProgress).review(60), BoardColumn::Done, Action::ReviewApprove);
        row("review to ready", s(InProgress).review(60), BoardColumn::Ready, Action::ReviewReject);
        row("failed to ready", s(Failed), BoardColumn::Ready, Action::Retry);
        row("done to ready", s(Completed), BoardColumn::Ready, Action::Enqueue);
        row("open to canceled", s(Ready), BoardColumn::Canceled, Action::Cancel);
        row("draft to canceled", s(Draft), BoardColumn::Canceled, Action::Cancel);
        row("done to canceled", s(Completed), BoardColumn::Canceled, Action::None);
        row("ready to draft", s(Ready), BoardColumn::Draft, Action::None);
        row("ready to done", s(Ready), BoardColumn::Done, Action::None);
        row("running to failed", s(InProgress).run(RunStatus::Running), BoardColumn::Failed, Action::None);
        row("canceled to ready", s(Canceled), BoardColumn::Ready, Action::None);
        row("ready to blocked", s(Ready), BoardColumn::Blocked, Action::None);
        row("ready to review", s(Ready), BoardColumn::Review, Action::None);
    }
    void drops()
    {
        QFETCH(TaskSummary, task);
        QFETCH(BoardColumn, target);
        QFETCH(look::Action, action);
        const Move move = moveTo(task, target);
        QCOMPARE(move.action, action);
        QCOMPARE(move.refusal.isEmpty(), move.isAllowed()); // BRD-01: every refusal has words
        if (move.isAllowed())
            QCOMPARE(actionRefusal(task, move.action), QString()); // what a drop offers the action itself allows
    }

    void gatesNameKeysThatExist()
    {
        for (int i = 1; i <= int(look::Action::Resume); ++i) {
            const ActionInfo info = actionInfo(look::Action(i));
            QVERIFY(!info.label.isEmpty());
            QVERIFY(!info.key.isEmpty());
            QVERIFY(!info.needsText || info.asksText);
        }
    }
};

STINT_REGISTER_TEST(PlacementTest)
#include "tst_placement.moc"
