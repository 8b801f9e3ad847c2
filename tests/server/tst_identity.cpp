#include "app/client/client.h"
#include "app/client/runfile.h"
#include "app/client/transport.h"
#include "tests/server/rawclient.h"
#include "tests/server/servedboard.h"
#include "tests/support/testmain.h"

#include <QJsonDocument>
#include <QTemporaryFile>
#include <QTest>

#include <array>

#include <fcntl.h>
#include <unistd.h>

using namespace stint;
using namespace stint::test;

/// Who a connection is (CON-01 … CON-04, ACT-03 … ACT-05).
class IdentityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_board.reset(); }
    void act04_people_data();
    void act04_people();
    void hello();
    void con02_registerOnce();
    void con02_requestsBehindARegistrationAreTheAgents();
    void con03_wrongTokens_data();
    void con03_wrongTokens();
    void con01_ticketOpensOneSession();
    void con01_ticketsEnd();
    void con01_usedTicket();
    void con01_handedOverInADescriptor();
    void con04_resume();
    void con04_leaseOutlivesTheConnection();
    void con04_endClosesConnections();
    void con04_releaseClosesConnections();
    void act03_descendants();
    void notices();

private:
    QJsonObject result(const QJsonObject &answer) const { return answer.value(QLatin1String("result")).toObject(); }
    std::unique_ptr<ServedBoard> m_board;
};

void IdentityTest::init()
{
    m_board = std::make_unique<ServedBoard>();
    QVERIFY(m_board->start());
}

void IdentityTest::act04_people_data()
{
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QString>("origin");
    QTest::newRow("the command line") << QByteArray("stint") << QStringLiteral("cli:stint");
    QTest::newRow("any other") << QByteArray("my-script") << QStringLiteral("uds:my-script");
}

void IdentityTest::act04_people()
{
    QFETCH(QByteArray, client);
    RawClient raw(m_board->socketPath());
    const QJsonObject reply = result(raw.hello(client.constData()));
    const auto pair = [](const QJsonValue &value) {
        return value.toObject().value(QLatin1String("kind")).toString() + QLatin1Char(':') +
               value.toObject().value(QLatin1String("ref")).toString();
    };
    QCOMPARE(pair(reply.value(QLatin1String("actor"))), QStringLiteral("human:ada"));
    QTEST(pair(reply.value(QLatin1String("origin"))), "origin");
    // The task says so too: the actor is the connection's (ACT-03).
    const QJsonObject task =
        result(raw.call("task.create", R"({"title":"t"})")).value(QLatin1String("task")).toObject();
    QCOMPARE(pair(task.value(QLatin1String("created_by"))), QStringLiteral("human:ada"));
    QTEST(pair(task.value(QLatin1String("origin"))), "origin");
}

void IdentityTest::hello()
{
    m_board->addTask(QStringLiteral("t"));
    RawClient raw(m_board->socketPath());
    const QJsonObject reply = result(raw.hello());
    QCOMPARE(reply.value(QLatin1String("protocol")).toInt(), 1);
    QCOMPARE(reply.value(QLatin1String("board")).toObject().value(QLatin1String("id")).toString(),
             QStringLiteral("board-1"));
    QVERIFY(reply.value(QLatin1String("seq")).toInt() > 0);
    QVERIFY(!reply.contains(QLatin1String("session")));
    QCOMPARE(reply.value(QLatin1String("limits")).toObject().value(QLatin1String("line_bytes")).toInt(), 1 << 20);
    QCOMPARE(outcome(RawClient(m_board->socketPath()).hello("", {})), QStringLiteral("validation_failed/client.name"));
}

void IdentityTest::con02_registerOnce()
{
    RawClient raw(m_board->socketPath());
    raw.hello();
    const QJsonObject reply =
        result(raw.call("session.register", R"({"agent_name":"probe","capabilities":["b","a"]})"));
    QVERIFY(reply.value(QLatin1String("session_token")).toString().startsWith(QLatin1String("stint_session_")));
    QVERIFY(!QJsonDocument(reply.value(QLatin1String("session")).toObject()).toJson().contains("token"));
    QCOMPARE(outcome(raw.call("session.register", R"({"agent_name":"probe"})")),
             QStringLiteral("session_already_bound"));
    const QJsonObject info = result(raw.call("system.info"));
    QCOMPARE(info.value(QLatin1String("actor")).toObject().value(QLatin1String("kind")).toString(),
             QStringLiteral("agent_session"));
    QCOMPARE(outcome(raw.call("settings.set", R"({"key":"force.limit","value":1})")),
             QStringLiteral("permission_denied/human_only"));
}

void IdentityTest::con02_requestsBehindARegistrationAreTheAgents()
{
    RawClient raw(m_board->socketPath());
    raw.hello();
    const int registration = raw.begin("session.register", R"({"agent_name":"probe"})");
    const int created = raw.begin("task.create", R"({"title":"t"})"); // sent before the answer is there
    QCOMPARE(outcome(raw.answer(registration)), QStringLiteral("result"));
    const QJsonObject task = result(raw.answer(created)).value(QLatin1String("task")).toObject();
    QCOMPARE(task.value(QLatin1String("created_by")).toObject().value(QLatin1String("kind")).toString(),
             QStringLiteral("agent_session"));
}

void IdentityTest::con03_wrongTokens_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("unknown token") << QByteArray(
        R"(,"session_token":"stint_session_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")");
    QTest::newRow("no token at all") << QByteArray(R"(,"session_token":"x")");
    QTest::newRow("empty token") << QByteArray(R"(,"session_token":"")");
    QTest::newRow("blank token") << QByteArray(R"(,"session_token":" ")");
    QTest::newRow("empty ticket") << QByteArray(R"(,"ticket":"")");
    QTest::newRow("blank ticket") << QByteArray(R"(,"ticket":" ")");
    QTest::newRow("unknown ticket") << QByteArray(R"(,"ticket":"x")");
}

void IdentityTest::con03_wrongTokens()
{
    QFETCH(QByteArray, secret);
    RawClient raw(m_board->socketPath());
    QString first;
    for (int i = 0; i < 3; ++i) {
        const QJsonObject error = raw.hello("probe", secret).value(QLatin1String("error")).toObject();
        QCOMPARE(error.value(QLatin1String("data")).toObject().value(QLatin1String("code")).toString(),
                 QStringLiteral("not_authenticated"));
        if (i == 0)
            first = error.value(QLatin1String("message")).toString();
        QCOMPARE(error.value(QLatin1String("message")).toString(), first);
    }
    QVERIFY(raw.isClosed());
}

/// A ticket opens the session of its launch, once; the token in the answer resumes it.
void IdentityTest::con01_ticketOpensOneSession()
{
    SessionRegister launched;
    launched.agentName = QStringLiteral("builder");
    launched.launch.emplace();
    m_board->tickets->issue(QStringLiteral("stint_ticket_1"), launched, 60'000'000);
    auto raw = std::make_unique<RawClient>(m_board->socketPath());
    const QJsonObject greeting = result(raw->hello("probe", R"(,"ticket":"stint_ticket_1")"));
    const QJsonObject session = greeting.value(QLatin1String("session")).toObject();
    QCOMPARE(session.value(QLatin1String("agent_name")).toString(), QStringLiteral("builder"));
    QCOMPARE(session.value(QLatin1String("launched")).toBool(), true);
    QCOMPARE(greeting.value(QLatin1String("actor")).toObject().value(QLatin1String("kind")).toString(),
             QStringLiteral("agent_session"));
    QCOMPARE(outcome(raw->call("session.register", R"({"agent_name":"x"})")), QStringLiteral("session_already_bound"));
    RawClient second(m_board->socketPath());
    QCOMPARE(outcome(second.hello("probe", R"(,"ticket":"stint_ticket_1")")), QStringLiteral("not_authenticated"));
    const QByteArray token = greeting.value(QLatin1String("session_token")).toString().toUtf8();
    // The token is no ticket.
    QCOMPARE(outcome(second.hello("probe", ",\"ticket\":\"" + token + '"')), QStringLiteral("not_authenticated"));
    raw->finish();
    QVERIFY(raw->isClosed());
    const QJsonObject resumed = result(second.hello("probe", ",\"session_token\":\"" + token + '"'));
    QCOMPARE(resumed.value(QLatin1String("session")).toObject().value(QLatin1String("id")),
             session.value(QLatin1String("id")));
    QVERIFY(!resumed.contains(QLatin1String("session_token")));
}

void IdentityTest::con01_ticketsEnd()
{
    SessionRegister launched;
    launched.agentName = QStringLiteral("builder");
    server::Tickets tickets;
    tickets.issue(QStringLiteral("a"), launched, 1'000);
    tickets.issue(QStringLiteral("b"), launched, 2'000);
    QVERIFY(!tickets.take(QStringLiteral("a"), 1'000));
    QVERIFY(tickets.take(QStringLiteral("b"), 1'999));
    QVERIFY(!tickets.take(QStringLiteral("b"), 1'999));
}

/// CON-01: who comes with a used ticket and descends from no agent is not the operator, now or later.
void IdentityTest::con01_usedTicket()
{
    SessionRegister launched;
    launched.agentName = QStringLiteral("builder");
    m_board->tickets->issue(QStringLiteral("stint_ticket_1"), launched, 60'000'000);
    client::Client::Options options;
    options.board.explicitSocket = m_board->socketPath();
    options.ticket = QStringLiteral("stint_ticket_1");
    const auto first = client::Client::connect(options), second = client::Client::connect(options);
    QVERIFY2(first, first ? "" : qPrintable(first.error().message));
    QCOMPARE((*first)->greeting().actor.kind, ActorKind::AgentSession);
    QVERIFY(!(*first)->sessionToken().isEmpty());
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::NotAuthenticated);
}

/// CON-01: the run file may be an inherited descriptor; whatever it is, it is closed to others.
void IdentityTest::con01_handedOverInADescriptor()
{
    std::array<int, 2> ends{};
    QCOMPARE(::pipe2(ends.data(), O_CLOEXEC), 0);
    const QByteArray content = R"({"run_id":"run-1","socket":"/s","ticket":"stint_ticket_1"})";
    QCOMPARE(::write(ends[1], content.constData(), static_cast<std::size_t>(content.size())), content.size());
    ::close(ends[1]);
    const auto inherited = client::readRunFile(QStringLiteral("/dev/fd/%1").arg(ends[0]));
    ::close(ends[0]);
    QVERIFY(inherited);
    QCOMPARE(inherited->ticket, QStringLiteral("stint_ticket_1"));
    QCOMPARE(inherited->socket, QStringLiteral("/s"));
    QCOMPARE(inherited->runId.value, QStringLiteral("run-1"));
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(content);
    file.flush();
    QVERIFY(client::readRunFile(file.fileName()));
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QCOMPARE(client::faultOf(client::readRunFile(file.fileName()).error()), client::Fault::Distrusted);
}

/// CON-04: the lease is there when the session comes back.
void IdentityTest::con04_leaseOutlivesTheConnection()
{
    TaskStart start;
    start.taskId = m_board->addTask(QStringLiteral("t"));
    QVERIFY(m_board->run(m_board->human, start));
    auto raw = std::make_unique<RawClient>(m_board->socketPath());
    raw->hello();
    const QByteArray token = result(raw->call("session.register", R"({"agent_name":"probe"})"))
                                 .value(QLatin1String("session_token"))
                                 .toString()
                                 .toUtf8();
    const QByteArray run = result(raw->call("run.claim_next"))
                               .value(QLatin1String("run"))
                               .toObject()
                               .value(QLatin1String("id"))
                               .toString()
                               .toUtf8();
    QVERIFY(!run.isEmpty());
    raw->finish();
    QVERIFY(raw->isClosed());
    m_board->stop();
    QVERIFY(m_board->start());
    RawClient again(m_board->socketPath());
    QCOMPARE(outcome(again.hello("probe", ",\"session_token\":\"" + token + '"')), QStringLiteral("result"));
    QCOMPARE(outcome(again.call("run.heartbeat", "{\"run_id\":\"" + run + "\",\"lease_epoch\":1}")),
             QStringLiteral("result"));
    QCOMPARE(outcome(again.call("run.complete", "{\"run_id\":\"" + run + "\"}")), QStringLiteral("result"));
}

void IdentityTest::con04_resume()
{
    auto raw = std::make_unique<RawClient>(m_board->socketPath());
    raw->hello();
    const QJsonObject registered = result(raw->call("session.register", R"({"agent_name":"probe"})"));
    const QByteArray secret =
        ",\"session_token\":\"" + registered.value(QLatin1String("session_token")).toString().toUtf8() + '"';
    RawClient second(m_board->socketPath());
    QCOMPARE(outcome(second.hello("probe", secret)), QStringLiteral("session_already_bound"));
    raw->finish();
    QVERIFY(raw->isClosed()); // the board has noticed
    const QJsonObject resumed = result(second.hello("probe", secret));
    QCOMPARE(resumed.value(QLatin1String("session")).toObject().value(QLatin1String("id")),
             registered.value(QLatin1String("session")).toObject().value(QLatin1String("id")));
    QCOMPARE(resumed.value(QLatin1String("session")).toObject().value(QLatin1String("state")).toString(),
             QStringLiteral("active"));
}

void IdentityTest::con04_endClosesConnections()
{
    RawClient raw(m_board->socketPath());
    raw.hello();
    const QJsonObject registered = result(raw.call("session.register", R"({"agent_name":"probe"})"));
    QCOMPARE(outcome(raw.call("session.end")), QStringLiteral("result"));
    QVERIFY(raw.isClosed());
    RawClient again(m_board->socketPath());
    const QByteArray secret =
        ",\"session_token\":\"" + registered.value(QLatin1String("session_token")).toString().toUtf8() + '"';
    QCOMPARE(outcome(again.hello("probe", secret)), QStringLiteral("not_authenticated"));
}

void IdentityTest::con04_releaseClosesConnections()
{
    RawClient raw(m_board->socketPath()), person(m_board->socketPath());
    raw.hello();
    person.hello();
    const QJsonObject session =
        result(raw.call("session.register", R"({"agent_name":"probe"})")).value(QLatin1String("session")).toObject();
    const QByteArray params =
        "{\"reason\":\"enough\",\"session_id\":\"" + session.value(QLatin1String("id")).toString().toUtf8() + "\"}";
    QCOMPARE(outcome(person.call("session.release", params)), QStringLiteral("result"));
    QVERIFY(raw.isClosed());
}

void IdentityTest::act03_descendants()
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
    RawClient stranger(m_board->socketPath());
    QCOMPARE(result(stranger.hello()).value(QLatin1String("actor")).toObject().value(QLatin1String("kind")).toString(),
             QStringLiteral("human"));
    m_board->executor.related.insert({42, 41});
    RawClient child(m_board->socketPath());
    const QJsonObject actor = result(child.hello("stint")).value(QLatin1String("actor")).toObject();
    QCOMPARE(actor.value(QLatin1String("kind")).toString(), QStringLiteral("agent_session"));
    QCOMPARE(actor.value(QLatin1String("ref")).toString(), launched.value);
    QCOMPARE(outcome(child.call("session.register", R"({"agent_name":"x"})")), QStringLiteral("session_already_bound"));
    // CON-01: the next command of a launched agent finds its ticket used, and is known by its descent instead.
    client::Client::Options options;
    options.board.explicitSocket = m_board->socketPath();
    options.ticket = QStringLiteral("stint_ticket_used");
    const auto next = client::Client::connect(options);
    QVERIFY2(next, next ? "" : qPrintable(next.error().message));
    QCOMPARE((*next)->greeting().actor.ref, launched.value);
}

/// FRC-10: who loses a run is told, without any token.
void IdentityTest::notices()
{
    const TaskId task = m_board->addTask(QStringLiteral("t"));
    TaskStart start;
    start.taskId = task;
    QVERIFY(m_board->run(m_board->human, start));
    RawClient agent(m_board->socketPath()), person(m_board->socketPath());
    agent.hello();
    person.hello();
    agent.call("session.register", R"({"agent_name":"probe"})");
    const QJsonObject claimed = result(agent.call("run.claim_next"));
    QVERIFY(claimed.value(QLatin1String("claimed")).toBool());
    QVERIFY(!claimed.contains(QLatin1String("claim_token"))); // MTH-04
    const QString run = claimed.value(QLatin1String("run")).toObject().value(QLatin1String("id")).toString();
    QCOMPARE(outcome(person.call("run.force_release", "{\"reason\":\"stuck\",\"run_id\":\"" + run.toUtf8() + "\"}")),
             QStringLiteral("result"));
    const QJsonObject notice = agent.object();
    QCOMPARE(notice.value(QLatin1String("method")).toString(), QStringLiteral("session.notice"));
    const QJsonObject params = notice.value(QLatin1String("params")).toObject();
    QCOMPARE(params.value(QLatin1String("kind")).toString(), QStringLiteral("run_taken"));
    QCOMPARE(params.value(QLatin1String("run_id")).toString(), run);
    QCOMPARE(params.value(QLatin1String("end_reason")).toString(), QStringLiteral("force_released"));
    QVERIFY(!QJsonDocument(notice).toJson().contains("stint_"));
}

STINT_REGISTER_TEST(IdentityTest)
#include "tst_identity.moc"
