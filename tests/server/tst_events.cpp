#include "tests/server/rawclient.h"
#include "tests/server/servedboard.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <thread>

using namespace stint;
using namespace stint::test;

/// Streams of events (MTH-05, LIV-03 … LIV-06, FRM-05).
class EventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_board.reset(); }
    void acknowledgedFirstThenReplayed();
    void gaplessWhileOthersWrite_data();
    void gaplessWhileOthersWrite();
    void onlyNewOnesWithoutANumber();
    void kinds();
    void subtree();
    void largeEventsAllCome();
    void subtreeHearsOfWhatWasDeleted();
    void unsubscribe();
    void wrongRequests_data();
    void wrongRequests();
    void liv05_endsWithItsCaller();
    void liv05_endsWithTheEngine();
    void liv06_overflow();
    void aWaitingClaimIsWokenByACommit();
    void outputOfARunIsShown();

private:
    static qint64 seqOf(const QJsonObject &event)
    {
        return event.value(QLatin1String("params")).toObject().value(QLatin1String("seq")).toInteger();
    }
    static QString typeOf(const QJsonObject &event)
    {
        return event.value(QLatin1String("params")).toObject().value(QLatin1String("type")).toString();
    }
    QJsonObject result(const QJsonObject &answer) const { return answer.value(QLatin1String("result")).toObject(); }
    std::unique_ptr<ServedBoard> m_board;
};

void EventsTest::init()
{
    m_board = std::make_unique<ServedBoard>();
    QVERIFY(m_board->start());
}

void EventsTest::acknowledgedFirstThenReplayed()
{
    for (int i = 0; i < 250; ++i) // more than two pages of the replay
        m_board->addTask(QStringLiteral("t"));
    RawClient raw(m_board->socketPath());
    const qint64 newest = result(raw.hello()).value(QLatin1String("seq")).toInteger();
    QVERIFY(newest >= 250);
    raw.begin("events.subscribe", R"({"after_seq":0})");
    const QJsonObject first = raw.object();
    QVERIFY(result(first).contains(QLatin1String("subscription_id")));
    for (qint64 seq = 1; seq <= newest; ++seq)
        QCOMPARE(seqOf(raw.object()), seq);
    m_board->addTask(QStringLiteral("live"));
    QCOMPARE(seqOf(raw.object()), newest + 1);
}

void EventsTest::gaplessWhileOthersWrite_data()
{
    QTest::addColumn<bool>("ofOneTask");
    QTest::newRow("of the board") << false;
    QTest::newRow("of a task") << true;
}

void EventsTest::gaplessWhileOthersWrite()
{
    QFETCH(bool, ofOneTask);
    const TaskId task = m_board->addTask(QStringLiteral("root"));
    constexpr int total = 600;
    std::thread writer([&] {
        for (int i = 0; i < total; ++i) {
            TaskComment comment;
            comment.taskId = task;
            comment.text = QString::number(i);
            Q_ASSERT(m_board->run(m_board->human, comment));
        }
    });
    RawClient raw(m_board->socketPath());
    raw.hello();
    raw.begin("events.subscribe", ofOneTask ? "{\"after_seq\":0,\"task_id\":\"" + task.value.toUtf8() + "\"}"
                                            : QByteArray(R"({"after_seq":0})"));
    QVERIFY(result(raw.object()).contains(QLatin1String("subscription_id")));
    QStringList texts;
    qint64 last = 0;
    while (texts.size() < total) {
        const QJsonObject event = raw.object();
        QVERIFY2(seqOf(event) > last, qPrintable(QStringLiteral("after %1").arg(last)));
        last = seqOf(event);
        if (typeOf(event) == QLatin1String("task.comment_added") || typeOf(event).contains(QLatin1String("comment")))
            texts += event.value(QLatin1String("params"))
                         .toObject()
                         .value(QLatin1String("payload"))
                         .toObject()
                         .value(QLatin1String("text"))
                         .toString();
    }
    writer.join();
    for (int i = 0; i < total; ++i)
        QCOMPARE(texts.at(i), QString::number(i));
}

void EventsTest::onlyNewOnesWithoutANumber()
{
    m_board->addTask(QStringLiteral("before"));
    RawClient raw(m_board->socketPath());
    const qint64 newest = result(raw.hello()).value(QLatin1String("seq")).toInteger();
    QCOMPARE(result(raw.call("events.subscribe")).value(QLatin1String("seq")).toInteger(), newest);
    m_board->addTask(QStringLiteral("after"));
    QCOMPARE(seqOf(raw.object()), newest + 1);
}

void EventsTest::kinds()
{
    const TaskId task = m_board->addTask(QStringLiteral("t"));
    RawClient raw(m_board->socketPath());
    raw.hello();
    raw.call("events.subscribe", R"({"kinds":["task.paused"]})");
    m_board->addTask(QStringLiteral("not this"));
    TaskPauseRequest pause;
    pause.taskId = task;
    pause.reason = QStringLiteral("later");
    QVERIFY(m_board->run(m_board->human, pause));
    QCOMPARE(typeOf(raw.object()), QStringLiteral("task.paused"));
}

void EventsTest::subtree()
{
    const TaskId root = m_board->addTask(QStringLiteral("root"));
    RawClient raw(m_board->socketPath());
    raw.hello();
    QCOMPARE(outcome(raw.call("events.subscribe", "{\"task_id\":\"" + root.value.toUtf8() + "\"}")),
             QStringLiteral("result"));
    m_board->addTask(QStringLiteral("elsewhere"));
    TaskCreateChild child;
    child.parent = root;
    child.task.title = QStringLiteral("below");
    const auto made = m_board->run(m_board->human, child);
    QVERIFY(made);
    const auto taskOf = [](const QJsonObject &event) {
        return event.value(QLatin1String("params")).toObject().value(QLatin1String("task_id")).toString();
    };
    // Also those created later belong to it; whatever is about the root may come too, nothing about the other task.
    QString seen;
    for (seen = taskOf(raw.object()); seen == root.value; seen = taskOf(raw.object())) {
    }
    QCOMPARE(seen, made->task.task.id.value);
}

/// LIV-03: more in one page, or in one commit, than is handed to the socket at once comes without being asked for.
void EventsTest::largeEventsAllCome()
{
    constexpr int count = 120;
    TaskComment comment;
    comment.taskId = m_board->addTask(QStringLiteral("t"));
    comment.text = QString(2'000, QLatin1Char('x'));
    for (int i = 0; i < count; ++i)
        QVERIFY(m_board->run(m_board->human, comment));
    TaskCreateChild child;
    child.parent = m_board->addTask(QStringLiteral("root"));
    child.task.title = QStringLiteral("below");
    for (int i = 0; i < 60; ++i)
        QVERIFY(m_board->run(m_board->human, child));
    RawClient raw(m_board->socketPath());
    const qint64 newest = result(raw.hello()).value(QLatin1String("seq")).toInteger();
    raw.begin("events.subscribe", R"({"after_seq":0})");
    QVERIFY(result(raw.object()).contains(QLatin1String("subscription_id")));
    for (qint64 seq = 1; seq <= newest; ++seq)
        QCOMPARE(seqOf(raw.object()), seq);
    TaskCancel cancel;
    cancel.taskId = child.parent;
    cancel.reason = QString(4'000, QLatin1Char('y'));
    QVERIFY(m_board->run(m_board->human, cancel));
    for (qint64 seq = newest + 1; seq <= newest + 61; ++seq)
        QCOMPARE(seqOf(raw.object()), seq);
}

/// LIV-03: a descendant was one until it was deleted.
void EventsTest::subtreeHearsOfWhatWasDeleted()
{
    TaskCreateChild child;
    child.parent = m_board->addTask(QStringLiteral("root"));
    child.task.title = QStringLiteral("below");
    const auto made = m_board->run(m_board->human, child);
    QVERIFY(made);
    const TaskId below = made->task.task.id;
    m_board->addTask(QStringLiteral("elsewhere"));
    RawClient raw(m_board->socketPath());
    raw.hello();
    const QByteArray root = "\"task_id\":\"" + child.parent.value.toUtf8() + '"';
    QCOMPARE(outcome(raw.call("events.subscribe", '{' + root + '}')), QStringLiteral("result"));
    QVERIFY(m_board->run(m_board->human, TaskDelete{below, {}}));
    QCOMPARE(typeOf(raw.object()), QStringLiteral("task.deleted"));
    RawClient later(m_board->socketPath());
    later.hello();
    later.begin("events.subscribe", "{\"after_seq\":0," + root + '}');
    QVERIFY(result(later.object()).contains(QLatin1String("subscription_id")));
    QStringList types;
    while (types.isEmpty() || types.last() != QLatin1String("task.deleted"))
        types += typeOf(later.object());
    QCOMPARE(types, (QStringList{QStringLiteral("task.created"), QStringLiteral("task.created"),
                                 QStringLiteral("task.child_created"), QStringLiteral("task.deleted")}));
}

void EventsTest::unsubscribe()
{
    RawClient raw(m_board->socketPath());
    raw.hello();
    const QByteArray id =
        result(raw.call("events.subscribe")).value(QLatin1String("subscription_id")).toString().toUtf8();
    QCOMPARE(outcome(raw.call("events.unsubscribe", "{\"subscription_id\":\"" + id + "\"}")), QStringLiteral("result"));
    QCOMPARE(outcome(raw.call("events.unsubscribe", "{\"subscription_id\":\"" + id + "\"}")),
             QStringLiteral("validation_failed/subscription_id"));
    m_board->addTask(QStringLiteral("t"));
    QCOMPARE(outcome(raw.call("system.ping")), QStringLiteral("result"));
    QVERIFY(raw.others.empty());
    QCOMPARE(result(raw.call("system.health")).value(QLatin1String("subscriptions")).toInt(-1), 0);
}

void EventsTest::wrongRequests_data()
{
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("unknown task") << QByteArray(R"({"task_id":"task-none"})")
                                  << QStringLiteral("task_not_found/task_id");
    QTest::newRow("negative number") << QByteArray(R"({"after_seq":-1})")
                                     << QStringLiteral("validation_failed/after_seq");
    // VAL-10: who misspells one would wait for ever.
    QTest::newRow("unknown kind") << QByteArray(R"({"kinds":["task.paused","task.comented"]})")
                                  << QStringLiteral("validation_failed/kinds");
    QTest::newRow("unknown member") << QByteArray(R"({"after":1})") << QStringLiteral("validation_failed/after");
}

void EventsTest::wrongRequests()
{
    QFETCH(QByteArray, params);
    RawClient raw(m_board->socketPath());
    raw.hello();
    QTEST(test::outcome(raw.call("events.subscribe", params)), "outcome");
    QCOMPARE(result(raw.call("system.health")).value(QLatin1String("subscriptions")).toInt(-1), 0);
}

void EventsTest::liv05_endsWithItsCaller()
{
    RawClient other(m_board->socketPath()), raw(m_board->socketPath());
    other.hello();
    raw.hello();
    raw.call("events.subscribe");
    const auto streams = [&] {
        return result(other.call("system.health")).value(QLatin1String("subscriptions")).toInt(-1);
    };
    QCOMPARE(streams(), 1);
    raw.close();
    QCOMPARE(streams(), 0);
    // Nobody misses it.
    QVERIFY(!m_board->addTask(QStringLiteral("t")).isEmpty());
    QCOMPARE(streams(), 0);
}

void EventsTest::liv05_endsWithTheEngine()
{
    RawClient raw(m_board->socketPath());
    const qint64 newest = result(raw.hello()).value(QLatin1String("seq")).toInteger();
    raw.call("events.subscribe");
    m_board->addTask(QStringLiteral("t"));
    QCOMPARE(seqOf(raw.object()), newest + 1);
    m_board->stop();
    QVERIFY(raw.isClosed());
}

void EventsTest::liv06_overflow()
{
    QCOMPARE(server::ServerLimits().undeliveredEvents, 256); // LIM-15
    constexpr int bound = 20, total = 80;
    m_board->stop();
    QVERIFY(m_board->start([](server::ServerConfig &config) { config.limits.undeliveredEvents = bound; }));
    std::vector<TaskId> tasks;
    for (int i = 0; i < total; ++i)
        tasks.push_back(m_board->addTask(QStringLiteral("t")));
    RawClient slow(m_board->socketPath()), quick(m_board->socketPath());
    slow.hello();
    quick.hello();
    const qint64 begun = result(slow.call("events.subscribe")).value(QLatin1String("seq")).toInteger();
    quick.call("events.subscribe");
    // 16 KB each: the kernel's buffer and the connection's queue are full soon, then \a bound wait, then it is over.
    for (const TaskId &task : tasks) {
        TaskComment comment;
        comment.taskId = task;
        comment.text = QString(16'000, QLatin1Char('x'));
        QVERIFY(m_board->run(m_board->human, comment)); // LIV-05: no verb fails for somebody who does not listen
        QVERIFY(seqOf(quick.object()) > begun);         // nobody else is slowed
    }
    qint64 last = begun;
    QJsonObject next = slow.object();
    for (; seqOf(next) != 0; next = slow.object()) {
        QCOMPARE(seqOf(next), last + 1);
        last = seqOf(next);
    }
    QCOMPARE(next.value(QLatin1String("method")).toString(), QStringLiteral("events.overflow"));
    QCOMPARE(next.value(QLatin1String("params")).toObject().value(QLatin1String("last_seq")).toInteger(), last);
    QVERIFY(last < begun + total);
    // Resuming with the last delivered number continues exactly there (LIV-04).
    slow.begin("events.subscribe", "{\"after_seq\":" + QByteArray::number(last) + "}");
    QVERIFY(result(slow.object()).contains(QLatin1String("subscription_id")));
    QCOMPARE(seqOf(slow.object()), last + 1);
}

/// MTH-03: a claim that waits is served by the commit that makes a run claimable.
void EventsTest::aWaitingClaimIsWokenByACommit()
{
    RawClient agent(m_board->socketPath());
    agent.hello();
    agent.call("session.register", R"({"agent_name":"probe"})");
    QCOMPARE(result(agent.call("run.claim_next")).value(QLatin1String("claimed")), QJsonValue(false));
    const int waiting = agent.begin("run.claim_next", R"({"wait_ms":25000})");
    QCOMPARE(outcome(agent.call("system.ping")), QStringLiteral("result"));
    TaskStart start;
    start.taskId = m_board->addTask(QStringLiteral("t"));
    QVERIFY(m_board->run(m_board->human, start));
    QCOMPARE(result(agent.answer(waiting)).value(QLatin1String("claimed")), QJsonValue(true));
}

/// run.log: what a command writes reaches who shows it while its run is held, and nobody else's run (LSE-02).
void EventsTest::outputOfARunIsShown()
{
    RawClient agent(m_board->socketPath()), other(m_board->socketPath());
    for (RawClient *client : {&agent, &other}) {
        client->hello();
        client->call("session.register", R"({"agent_name":"probe"})");
    }
    TaskStart start;
    start.taskId = m_board->addTask(QStringLiteral("t"));
    QVERIFY(m_board->run(m_board->human, start));
    const QByteArray run = result(agent.call("run.claim_next"))
                               .value(QLatin1String("run"))
                               .toObject()
                               .value(QLatin1String("id"))
                               .toString()
                               .toUtf8();
    const auto log = [&run](RawClient &client, const QByteArray &text, const QByteArray &more = {}) {
        return client.call("run.log", "{\"run_id\":\"" + run + "\",\"text\":\"" + text + "\"" + more + "}");
    };
    const QByteArray words = "caf\\u00e9\\n\\u202e";
    // Nobody looks: the caller is told, and nothing is read.
    QCOMPARE(result(log(agent, words)).value(QLatin1String("shown")), QJsonValue(false));
    std::vector<std::pair<RunId, QString>> shown;
    m_board->showLogs([&shown](const RunId &id, const QString &text) { shown.emplace_back(id, text); });
    agent.call("system.ping"); // the server has heard of it now
    QCOMPARE(result(log(agent, words)).value(QLatin1String("shown")), QJsonValue(true));
    QCOMPARE(outcome(log(other, words)), QStringLiteral("permission_denied/no_active_lease"));
    const QByteArray otherEpoch = ",\"lease_epoch\":7";
    QCOMPARE(outcome(log(agent, words, otherEpoch)), QStringLiteral("lease_lost/epoch_mismatch"));
    const QByteArray most(RunLog::textBytes, 'x'), none = "{\"run_id\":\"run-none\",\"text\":\"x\"}",
                                                   done = "{\"run_id\":\"" + run + "\"}";
    QCOMPARE(outcome(log(agent, most + 'x')), QStringLiteral("payload_too_large"));
    QCOMPARE(outcome(log(agent, most)), QStringLiteral("result"));
    QCOMPARE(outcome(agent.call("run.log", none)), QStringLiteral("run_not_found/run_id"));
    QCOMPARE(outcome(agent.call("run.complete", done)), QStringLiteral("result"));
    QCOMPARE(outcome(log(agent, words)), QStringLiteral("permission_denied/no_active_lease"));
    m_board->showLogs({});
    agent.call("system.ping");
    QCOMPARE(result(log(agent, words)).value(QLatin1String("shown")), QJsonValue(false));
    QCOMPARE(shown.size(), std::size_t(2));
    QCOMPARE(shown[0].first.value.toUtf8(), run);
    QCOMPARE(shown[0].second, QStringLiteral("caf\u00e9\n\u202e"));
}

STINT_REGISTER_TEST(EventsTest)
#include "tst_events.moc"
