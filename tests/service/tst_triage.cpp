#include "tests/service/verbtest.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

namespace
{

constexpr qint64 dayMs = 86'400'000;

/// Sets the mark of that name; a snooze lasts a day.
TriageReply mark(TestBoard &board, const TaskId &id, const QString &name)
{
    if (name == QLatin1String("read"))
        return done(board, board.human, TriageRead{id, {}});
    if (name == QLatin1String("unread"))
        return done(board, board.human, TriageUnread{id, {}});
    if (name == QLatin1String("archive"))
        return done(board, board.human, TriageArchive{id, {}});
    if (name == QLatin1String("unarchive"))
        return done(board, board.human, TriageUnarchive{id, {}});
    if (name == QLatin1String("dismiss"))
        return done(board, board.human, TriageDismiss{id, {}});
    return done(board, board.human, TriageSnooze{id, board.clock.now() + dayMs});
}

/// The flags that are set, in the order of the table.
QString flags(const TriageReply &reply)
{
    QStringList set;
    if (reply.read)
        set << QStringLiteral("read");
    if (reply.archived)
        set << QStringLiteral("archived");
    if (reply.dismissed)
        set << QStringLiteral("dismissed");
    return set.join(QLatin1Char(' '));
}

} // namespace

class TriageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void lastSeenActivity_data();
    void lastSeenActivity();
    void laterMarksEndASnooze();
    void activityUndoesADismissal();
    void marksBelongToTheirActor();
    void marksLeaveTheTaskAlone();
    void snoozeTimes();
    void refused();
    void bulk();
};

void TriageTest::table_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *before, const char *after, const char *expected) {
        QTest::newRow(name) << QString(QLatin1String(before)) << QString(QLatin1String(after))
                            << QString(QLatin1String(expected));
    };
    row("TRI-02 fresh", "", "read", "read");
    row("TRI-02 archived stays", "archive", "read", "read archived");
    row("TRI-02 ends dismissal", "dismiss", "read", "read");
    row("TRI-03 fresh", "", "unread", "");
    row("TRI-03 read", "read", "unread", "");
    row("TRI-03 archived", "archive", "unread", "");
    row("TRI-03 dismissed", "dismiss", "unread", "");
    row("TRI-04 fresh", "", "archive", "read archived");
    row("TRI-04 dismissed", "dismiss", "archive", "read archived");
    row("TRI-05 fresh", "", "unarchive", "");
    row("TRI-05 archived", "archive", "unarchive", "read");
    row("TRI-05 dismissed", "dismiss", "unarchive", "read");
    row("TRI-06 fresh", "", "dismiss", "read dismissed");
    row("TRI-06 archived stays", "archive", "dismiss", "read archived dismissed");
    row("TRI-07 fresh", "", "snooze", "read");
    row("TRI-07 dismissed stays", "dismiss", "snooze", "read dismissed");
    row("TRI-07 archived stays", "archive", "snooze", "read archived");
}

void TriageTest::table()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, expected);
    CheckedBoard board;
    const TaskId id = board.addTask();
    if (!before.isEmpty())
        mark(board, id, before);
    QCOMPARE(flags(mark(board, id, after)), expected);
}

void TriageTest::lastSeenActivity_data()
{
    QTest::addColumn<bool>("moves");
    QTest::newRow("read") << true;
    QTest::newRow("unread") << false;
    QTest::newRow("archive") << true;
    QTest::newRow("unarchive") << false;
    QTest::newRow("dismiss") << true;
    QTest::newRow("snooze") << true;
}

void TriageTest::lastSeenActivity()
{
    QFETCH(bool, moves);
    CheckedBoard board;
    const TaskId id = board.addTask();
    const Time created = board.clock.now();
    QVERIFY(mark(board, id, QStringLiteral("read")).lastSeenActivity == created);
    board.clock.advance(1000);
    done(board, board.human, TaskComment{id, QStringLiteral("news")});
    const Time commented = board.clock.now();
    board.clock.advance(1000);
    const TriageReply reply = mark(board, id, QLatin1String(QTest::currentDataTag()));
    QVERIFY(reply.lastSeenActivity == (moves ? commented : created));
}

void TriageTest::laterMarksEndASnooze()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    QVERIFY(mark(board, id, QStringLiteral("snooze")).snoozedUntil == board.clock.now() + dayMs);
    QVERIFY(!mark(board, id, QStringLiteral("read")).snoozedUntil); // TRI-08
}

void TriageTest::activityUndoesADismissal()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    mark(board, id, QStringLiteral("dismiss"));
    board.clock.advance(1000);
    done(board, board.human, TaskComment{id, QStringLiteral("news")});
    // TRI-08: effectively not dismissed any more, so "unchanged" does not bring it back.
    QCOMPARE(flags(mark(board, id, QStringLiteral("snooze"))), QStringLiteral("read"));
    mark(board, id, QStringLiteral("archive"));
    board.clock.advance(1000);
    done(board, board.human, TaskComment{id, QStringLiteral("more")});
    QCOMPARE(flags(mark(board, id, QStringLiteral("snooze"))),
             QStringLiteral("read archived")); // never undone by activity
}

void TriageTest::marksBelongToTheirActor()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    mark(board, id, QStringLiteral("archive"));
    QCOMPARE(flags(done(board, agent, TriageDismiss{id, {}})), QStringLiteral("read dismissed")); // TRI-01
    const auto stored =
        board.looked<std::optional<TriageMark>>([&](StoreReader &s) { return s.triage(id, board.human.who); });
    QVERIFY(stored && stored->archived && !stored->dismissed);
}

void TriageTest::marksLeaveTheTaskAlone()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    const Task before = board.task(id);
    const qint64 seq = board.lastSeq();
    board.clock.advance(10);
    for (const char *name : {"read", "unread", "archive", "unarchive", "dismiss", "snooze"})
        mark(board, id, QLatin1String(name));
    QVERIFY(board.task(id) == before); // TRI-01
    QCOMPARE(board.lastSeq(), seq);
}

void TriageTest::snoozeTimes()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    const auto until = [&](qint64 ms) { return outcome(board, board.human, TriageSnooze{id, board.clock.now() + ms}); };
    QCOMPARE(until(0), QStringLiteral("validation_failed")); // TRI-07
    QCOMPARE(until(1), QStringLiteral("ok"));
    QCOMPARE(until(366 * dayMs), QStringLiteral("ok"));
    QCOMPARE(until(366 * dayMs + 1), QStringLiteral("validation_failed"));
    QCOMPARE(outcome(board, board.human, TriageSnooze{id, {}}), QStringLiteral("validation_failed"));
    QCOMPARE(outcome(board, board.human, TriageRead{id, board.clock.now() + 1}), QStringLiteral("validation_failed"));
}

void TriageTest::refused()
{
    CheckedBoard board;
    const WorkspaceId a = addWorkspace(board, "ws-a"), b = addWorkspace(board, "ws-b");
    TaskCreate create;
    create.workspaceId = a;
    const TaskId id = board.addTask(create);
    QCOMPARE(outcome(board, board.human, TriageRead{TaskId(), {}}), QStringLiteral("validation_failed"));
    QCOMPARE(outcome(board, board.human, TriageRead{TaskId(QStringLiteral("x")), {}}),
             QStringLiteral("task_not_found"));
    QCOMPARE(outcome(board, addAgentIn(board, "near", a), TriageRead{id, {}}), QStringLiteral("ok"));
    QCOMPARE(outcome(board, addAgentIn(board, "far", b), TriageRead{id, {}}),
             QStringLiteral("permission_denied/foreign_workspace")); // ACT-12
}

void TriageTest::bulk()
{
    CheckedBoard board;
    const TaskId a = board.addTask(), b = board.addTask();
    TriageBulk request;
    request.action = QStringLiteral(" Archive ");
    request.ids = {a.value, QStringLiteral("x"), b.value};
    const BulkReply reply = done(board, board.human, request);
    QVERIFY(reply.items[0].ok && reply.items[0].task && !reply.items[1].ok && reply.items[2].ok); // BLK-02
    const auto stored =
        board.looked<std::optional<TriageMark>>([&](StoreReader &s) { return s.triage(b, board.human.who); });
    QVERIFY(stored && stored->archived);
    request.action = QStringLiteral("burn");
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("validation_failed"));
    request.action = QStringLiteral("snooze");
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("validation_failed"));
    request.until = board.clock.now() + 10;
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("ok"));
    request.action = QStringLiteral("read");
    QCOMPARE(outcome(board, board.human, request), QStringLiteral("validation_failed")); // a time that would be ignored
}

STINT_REGISTER_TEST(TriageTest)
#include "tst_triage.moc"
