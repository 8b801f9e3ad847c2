#include "tests/server/rawclient.h"
#include "tests/server/servedboard.h"
#include "tests/support/testmain.h"

#include "app/wire/connectionmethods.h"
#include "storage/keys/filekeystore.h"

#include <QFile>
#include <QTest>

using namespace stint;
using namespace stint::test;

/// A served board without its key: board.lock and board.unlock (protocol.md 4, ERR-05 step 1).
class LockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup()
    {
        // One board for the rows of all methods: each leaves it unlocked.
        if (qstrcmp(QTest::currentTestFunction(), "everyMethod") != 0)
            m_board.reset();
    }
    void everyMethod_data();
    void everyMethod();
    void mth06_forThePersonOnly();
    void twice();
    void clm02_aWaitingClaimIsAnswered();
    void heartbeatsMayBeRepeated();
    void mth05_streamsGoOnGapless_data();
    void mth05_streamsGoOnGapless();
    void exp01_leasesThatRanOutAreTakenBack();
    void callersWhileLocked();
    void act03_descendantsWhileLocked();
    void con04_connectionsThatGoWhileLocked();
    void aKeyThatIsMissing();
    void theOrderlyStopWhileLocked();
    void underLoad();

private:
    QJsonObject result(const QJsonObject &answer) const { return answer.value(QLatin1String("result")).toObject(); }
    std::unique_ptr<ServedBoard> m_board;
};

void LockTest::init()
{
    if (m_board && qstrcmp(QTest::currentTestFunction(), "everyMethod") == 0)
        return;
    m_board = std::make_unique<ServedBoard>();
    QVERIFY(m_board->start());
}

void LockTest::everyMethod_data()
{
    QTest::addColumn<QString>("method");
    forEachMethod([](auto type) {
        const Method method = decltype(type)::type::method;
        QTest::newRow(method.name) << QString::fromLatin1(method.name);
    });
}

/// Step 1 of ERR-05 comes before the parameters: whatever is asked, the answer is `locked` at once.
void LockTest::everyMethod()
{
    QFETCH(QString, method);
    static const QStringList served{QStringLiteral("system.hello"),       QStringLiteral("system.info"),
                                    QStringLiteral("system.ping"),        QStringLiteral("system.health"),
                                    QStringLiteral("rpc.discover"),       QStringLiteral("rpc.cancel"),
                                    QStringLiteral("events.unsubscribe"), QStringLiteral("board.info"),
                                    QStringLiteral("board.lock"),         QStringLiteral("board.unlock")};
    RawClient raw(m_board->socketPath());
    raw.hello();
    QCOMPARE(outcome(raw.call("board.lock")), QStringLiteral("result"));
    const QJsonObject answer = raw.call(qPrintable(method), "{}");
    if (!served.contains(method)) {
        QCOMPARE(errorCode(answer), QStringLiteral("locked"));
        const QJsonObject error = answer.value(QLatin1String("error")).toObject();
        QVERIFY(error.value(QLatin1String("data")).toObject().value(QLatin1String("retryable")).toBool());
    } else {
        QVERIFY(errorCode(answer) != QLatin1String("locked"));
    }
    QCOMPARE(errorCode(raw.call("no.such", "{}")), QStringLiteral("method_not_found"));
    const QJsonObject info = result(raw.call("system.info"));
    QCOMPARE(info.value(QLatin1String("locked")).toBool(), method != QLatin1String("board.unlock"));
    const QJsonObject health = result(raw.call("system.health"));
    QCOMPARE(health.value(QLatin1String("ok")).toBool(), method == QLatin1String("board.unlock"));
    if (method != QLatin1String("board.unlock"))
        QCOMPARE(health.value(QLatin1String("store")).toString(), QStringLiteral("locked"));
    QCOMPARE(outcome(raw.call("board.unlock")), QStringLiteral("result"));
}

void LockTest::mth06_forThePersonOnly()
{
    RawClient agent(m_board->socketPath()), person(m_board->socketPath());
    agent.hello();
    person.hello();
    QCOMPARE(outcome(agent.call("session.register", R"({"agent_name":"probe"})")), QStringLiteral("result"));
    QCOMPARE(outcome(agent.call("board.lock")), QStringLiteral("permission_denied/human_only"));
    QCOMPARE(outcome(person.call("task.list")), QStringLiteral("result"));
    QCOMPARE(outcome(person.call("board.lock", R"({"request_id":"r1"})")), QStringLiteral("result"));
    QCOMPARE(outcome(agent.call("board.unlock")), QStringLiteral("permission_denied/human_only"));
    QCOMPARE(errorCode(agent.call("task.list")), QStringLiteral("locked"));
}

void LockTest::twice()
{
    RawClient first(m_board->socketPath()), second(m_board->socketPath());
    first.hello();
    second.hello();
    const int a = first.begin("board.lock"), b = second.begin("board.lock");
    QVERIFY(result(first.answer(a)).value(QLatin1String("locked")).toBool());
    QVERIFY(result(second.answer(b)).value(QLatin1String("locked")).toBool());
    const int c = first.begin("board.unlock"), d = second.begin("board.unlock");
    QCOMPARE(result(first.answer(c)).value(QLatin1String("locked")), QJsonValue(false));
    QCOMPARE(result(second.answer(d)).value(QLatin1String("locked")), QJsonValue(false));
    QCOMPARE(outcome(first.call("task.list")), QStringLiteral("result"));
}

void LockTest::clm02_aWaitingClaimIsAnswered()
{
    RawClient agent(m_board->socketPath()), person(m_board->socketPath());
    agent.hello();
    person.hello();
    agent.call("session.register", R"({"agent_name":"probe"})");
    const int waiting = agent.begin("run.claim_next", R"({"wait_ms":25000})");
    agent.call("system.ping"); // the claim is on its way to the writer
    QCOMPARE(outcome(person.call("board.lock")), QStringLiteral("result"));
    QCOMPARE(errorCode(agent.answer(waiting)), QStringLiteral("locked"));
    QCOMPARE(errorCode(agent.call("run.claim_next", R"({"wait_ms":25000})")), QStringLiteral("locked"));
    QCOMPARE(outcome(person.call("board.unlock")), QStringLiteral("result"));
    const int again = agent.begin("run.claim_next", R"({"wait_ms":25000})");
    const TaskId task = m_board->addTask(QStringLiteral("work"));
    QVERIFY(m_board->run(m_board->human, TaskStart{task, {}}));
    QVERIFY(result(agent.answer(again)).value(QLatin1String("claimed")).toBool());
}

void LockTest::heartbeatsMayBeRepeated()
{
    RawClient agent(m_board->socketPath()), person(m_board->socketPath());
    agent.hello();
    person.hello();
    agent.call("session.register", R"({"agent_name":"probe"})");
    QVERIFY(m_board->run(m_board->human, TaskStart{m_board->addTask(QStringLiteral("work")), {}}));
    const QJsonObject claim = result(agent.call("run.claim_next"));
    const QByteArray run = claim.value(QLatin1String("run")).toObject().value(QLatin1String("id")).toString().toUtf8();
    const QByteArray beat = R"({"run_id":")" + run + R"("})";
    QCOMPARE(outcome(agent.call("run.heartbeat", beat)), QStringLiteral("result"));
    person.call("board.lock");
    QCOMPARE(errorCode(agent.call("run.heartbeat", beat)), QStringLiteral("locked"));
    person.call("board.unlock");
    QCOMPARE(outcome(agent.call("run.heartbeat", beat)), QStringLiteral("result"));
    QCOMPARE(outcome(agent.call("run.complete", beat)), QStringLiteral("result"));
}

void LockTest::mth05_streamsGoOnGapless_data()
{
    QTest::addColumn<bool>("ofOneTask");
    QTest::newRow("of the board") << false;
    QTest::newRow("of a task") << true;
}

void LockTest::mth05_streamsGoOnGapless()
{
    QFETCH(bool, ofOneTask);
    const TaskId task = m_board->addTask(QStringLiteral("root"));
    RawClient raw(m_board->socketPath()), person(m_board->socketPath());
    raw.hello();
    person.hello();
    const QByteArray of =
        ofOneTask ? R"({"after_seq":0,"task_id":")" + task.value.toUtf8() + R"("})" : R"({"after_seq":0})";
    raw.begin("events.subscribe", of);
    const auto comment = [&](const char *text) {
        TaskComment request;
        request.taskId = task;
        request.text = QLatin1String(text);
        return m_board->run(m_board->human, request);
    };
    QVERIFY(comment("before"));
    person.call("board.lock");
    QVERIFY(!comment("meanwhile"));
    QCOMPARE(outcome(person.call("events.subscribe", of)), QStringLiteral("locked"));
    person.call("board.unlock");
    QVERIFY(comment("after"));
    // Everything of the board is of this task here, once and in order; the first line is the acknowledgement.
    qint64 expected = 0;
    int others = 0;
    QStringList texts;
    while (!texts.contains(QStringLiteral("after"))) {
        const QJsonObject params = raw.object().value(QLatin1String("params")).toObject();
        if (params.isEmpty()) {
            QVERIFY(++others == 1); // the acknowledgement
            continue;
        }
        const qint64 seq = params.value(QLatin1String("seq")).toInteger();
        if (ofOneTask)
            QVERIFY(seq > expected);
        else
            QCOMPARE(seq, expected + 1);
        expected = seq;
        QVERIFY(params.value(QLatin1String("type")).toString() != QLatin1String("events.overflow"));
        if (params.value(QLatin1String("type")).toString() == QLatin1String("task.commented"))
            texts << params.value(QLatin1String("payload")).toObject().value(QLatin1String("text")).toString();
        QVERIFY(texts.size() <= 2 && seq < 100);
    }
    QCOMPARE(texts, (QStringList{QStringLiteral("before"), QStringLiteral("after")}));
}

/// Their sweep comes with the unlock, not an interval later.
void LockTest::exp01_leasesThatRanOutAreTakenBack()
{
    RawClient agent(m_board->socketPath()), person(m_board->socketPath());
    agent.hello();
    person.hello();
    agent.call("session.register", R"({"agent_name":"probe"})");
    QVERIFY(m_board->run(m_board->human, TaskStart{m_board->addTask(QStringLiteral("work")), {}}));
    QVERIFY(result(agent.call("run.claim_next", R"({"lease_ms":1})")).value(QLatin1String("claimed")).toBool());
    person.call("board.lock");
    person.call("board.unlock");
    person.begin("events.subscribe", R"({"after_seq":0,"kinds":["task.run_lease_expired"]})");
    QVERIFY(result(person.object()).contains(QLatin1String("subscription_id")));
    QCOMPARE(person.object().value(QLatin1String("params")).toObject().value(QLatin1String("type")).toString(),
             QStringLiteral("task.run_lease_expired"));
}

void LockTest::callersWhileLocked()
{
    RawClient agent(m_board->socketPath());
    agent.hello();
    const QByteArray token = result(agent.call("session.register", R"({"agent_name":"probe"})"))
                                 .value(QLatin1String("session_token"))
                                 .toString()
                                 .toUtf8();
    agent.close();
    RawClient person(m_board->socketPath());
    person.hello();
    QCOMPARE(outcome(person.call("board.lock")), QStringLiteral("result"));
    // A new person is known without the store.
    RawClient another(m_board->socketPath());
    QCOMPARE(
        result(another.hello("stint")).value(QLatin1String("actor")).toObject().value(QLatin1String("kind")).toString(),
        QStringLiteral("human"));
    // A token is not: its owner tries again later, on the same connection.
    RawClient back(m_board->socketPath());
    QCOMPARE(errorCode(back.hello("probe", R"(,"session_token":")" + token + '"')), QStringLiteral("locked"));
    QCOMPARE(outcome(another.call("board.unlock")), QStringLiteral("result"));
    QCOMPARE(outcome(back.hello("probe", R"(,"session_token":")" + token + '"')), QStringLiteral("result"));
}

/// Whoever descends from an agent of this board is that agent, locked or not.
void LockTest::act03_descendantsWhileLocked()
{
    const SessionId launched(QStringLiteral("sess-launched"));
    m_board->write([&](StoreTransaction &store, Time now) {
        Session session;
        session.id = launched;
        session.agentName = QStringLiteral("builder");
        session.tokenHash = QStringLiteral("sha256:") + QString(64, QLatin1Char('0'));
        session.launched = true;
        session.process = ProcessRef{41, 7};
        session.registeredAt = session.lastSeenAt = now;
        store.insertSession(session);
    });
    m_board->executor.alive.insert(41);
    m_board->stop();
    QVERIFY(m_board->start([](server::ServerConfig &config) {
        config.processOf = [](qint64) { return ProcessRef{42, 8}; };
    }));
    RawClient person(m_board->socketPath());
    QCOMPARE(outcome(person.hello()), QStringLiteral("result"));
    m_board->executor.related.insert({42, 41});
    QCOMPARE(outcome(person.call("board.lock")), QStringLiteral("result"));
    RawClient child(m_board->socketPath());
    const QJsonObject actor = result(child.hello()).value(QLatin1String("actor")).toObject();
    QCOMPARE(actor.value(QLatin1String("ref")).toString(), launched.value);
    QCOMPARE(outcome(child.call("board.unlock")), QStringLiteral("permission_denied/human_only"));
}

void LockTest::con04_connectionsThatGoWhileLocked()
{
    RawClient agent(m_board->socketPath()), person(m_board->socketPath());
    agent.hello();
    person.hello();
    const QByteArray token = result(agent.call("session.register", R"({"agent_name":"probe"})"))
                                 .value(QLatin1String("session_token"))
                                 .toString()
                                 .toUtf8();
    person.call("board.lock");
    agent.close();
    RawClient passerBy(m_board->socketPath());
    passerBy.hello(); // the server has seen the end of the connection before
    QCOMPARE(outcome(person.call("board.unlock")), QStringLiteral("result"));
    RawClient back(m_board->socketPath());
    QCOMPARE(outcome(back.hello("probe", R"(,"session_token":")" + token + '"')), QStringLiteral("result"));
}

void LockTest::aKeyThatIsMissing()
{
    m_board->addTask(QStringLiteral("t"));
    RawClient person(m_board->socketPath());
    person.hello();
    person.call("board.lock");
    const QString key = FileKeyStore::keyPath(m_board->folder() + QStringLiteral("/board.stint"));
    QVERIFY(QFile::rename(key, key + QStringLiteral(".aside")));
    const QJsonObject refused = person.call("board.unlock").value(QLatin1String("error")).toObject();
    QCOMPARE(refused.value(QLatin1String("data")).toObject().value(QLatin1String("code")).toString(),
             QStringLiteral("locked"));
    QVERIFY(refused.value(QLatin1String("message")).toString().contains(QLatin1String("unlock again")));
    QCOMPARE(errorCode(person.call("task.list")), QStringLiteral("locked"));
    QVERIFY(QFile::rename(key + QStringLiteral(".aside"), key));
    QCOMPARE(outcome(person.call("board.unlock")), QStringLiteral("result"));
    QCOMPARE(result(person.call("task.list")).value(QLatin1String("total")).toInt(), 1);
}

void LockTest::theOrderlyStopWhileLocked()
{
    m_board->addTask(QStringLiteral("t"));
    RawClient person(m_board->socketPath());
    person.hello();
    person.call("board.lock");
    m_board->stop();
    QVERIFY(person.isClosed());
    QVERIFY(m_board->start());
    RawClient again(m_board->socketPath());
    again.hello();
    QCOMPARE(result(again.call("task.list")).value(QLatin1String("total")).toInt(), 1);
}

/// What was acknowledged is there; what was not was answered `locked`.
void LockTest::underLoad()
{
    RawClient writer(m_board->socketPath()), person(m_board->socketPath());
    writer.hello();
    person.hello();
    int acknowledged = 0, refused = 0;
    for (int round = 0; round < 5; ++round) {
        std::vector<int> calls;
        for (int i = 0; i < 100; ++i)
            calls.push_back(writer.begin("task.create", R"({"title":"t"})"));
        const int lock = person.begin("board.lock");
        for (const int call : calls) {
            const QJsonObject answer = writer.answer(call);
            if (outcome(answer) == QLatin1String("result"))
                ++acknowledged;
            else
                QCOMPARE(errorCode(answer), QStringLiteral("locked"));
            refused += outcome(answer) != QLatin1String("result");
        }
        QCOMPARE(outcome(person.answer(lock)), QStringLiteral("result"));
        QCOMPARE(outcome(person.call("board.unlock")), QStringLiteral("result"));
    }
    QCOMPARE(acknowledged + refused, 500);
    QCOMPARE(result(person.call("task.list")).value(QLatin1String("total")).toInt(), acknowledged);
}

STINT_REGISTER_TEST(LockTest)
#include "tst_lock.moc"
