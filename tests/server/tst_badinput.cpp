#include "tests/server/bounds.h"
#include "tests/server/rawclient.h"
#include "tests/server/servedboard.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTest>

#include <future>
#include <thread>

using namespace stint;
using namespace stint::test;

/// What bad input gets, sent as bytes to a real socket (FRM-01 … FRM-04, CON-05).
class BadInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void lines_data();
    void lines();
    void frm01_tooLong_data();
    void frm01_tooLong();
    void frm03_reusedId();
    void frm03_malformedUnderAnIdInFlight();
    void frm03_tooManyInFlight();
    void frm03_startedInOrder();
    void frm03_repliesMayOvertake();
    void frm03_limitIs256();
    void cancelReachesAClaimOnItsWay();
    void cancelEndsTheOneNamed_data();
    void cancelEndsTheOneNamed();
    void cancelIsNoRequestInFlight();
    void notificationsAreNotAnswered_data();
    void notificationsAreNotAnswered();
    void frm04_tenMalformedLines();
    void floodsAreBounded_data();
    void floodsAreBounded();
    void fullQueueIsToldAtOnce();
    void tooManySubscriptions();
    void frm04_noHello();
    void frm04_halfLine();
    void frm04_halfLineBeginsAnew();
    void helloComesFirst();
    void protocolMismatch();
    void con05_rateLimit();
    void shuttingDownAnswersEverybody();
    void repliesAreFramedWhateverTheChunks();

private:
    Actor addAgent(RawClient &client);
    static QByteArray cancelOf(const QByteArray &id)
    {
        return R"({"jsonrpc":"2.0","method":"rpc.cancel","params":{"id":)" + id + "}}\n";
    }
    std::unique_ptr<ServedBoard> m_board;
};

void BadInputTest::init()
{
    m_board = std::make_unique<ServedBoard>();
    const Done started = m_board->start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().message));
}

void BadInputTest::cleanup()
{
    m_board.reset();
}

void BadInputTest::lines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const QByteArray &line, int number, const char *outcome) {
        QTest::newRow(name) << line << number << QString::fromLatin1(outcome);
    };
    row("not JSON", "hello", -32700, "parse_error");
    row("blank line", "", -32700, "parse_error");
    row("bad UTF-8", "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"\xff\"}", -32700, "parse_error");
    row("byte order mark", "\xef\xbb\xbf{}", -32700, "parse_error");
    row("NaN", R"({"jsonrpc":"2.0","id":9,"method":"system.ping","params":{"x":NaN}})", -32700, "parse_error");
    row("trailing text", R"({"jsonrpc":"2.0","id":9,"method":"system.ping"} x)", -32700, "parse_error");
    row("duplicate key", R"({"jsonrpc":"2.0","id":9,"id":9,"method":"system.ping"})", -32600, "invalid_request");
    row("lone surrogate", R"({"jsonrpc":"2.0","id":9,"method":"task.create","params":{"title":"\ud800"}})", -32600,
        "invalid_request");
    row("raw control character",
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"task.create\",\"params\":{\"title\":\"a\x02\"}}", -32600,
        "invalid_request");
    row("NUL between values", QByteArray("{\"jsonrpc\":\"2.0\",\0\"id\":9,\"method\":\"system.ping\"}", 43), -32600,
        "invalid_request");
    row("NUL", R"({"jsonrpc":"2.0","id":9,"method":"task.create","params":{"title":"\u0000"}})", -32600,
        "invalid_request");
    row("too deep",
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"task.create\",\"params\":{\"metadata\":" + QByteArray(40, '[') +
            QByteArray(40, ']') + "}}",
        -32600, "invalid_request");
    row(
        "too many members",
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"task.create\",\"params\":{\"title\":\"t\",\"metadata\":{" +
            [] {
                QByteArrayList members;
                for (int i = 0; i <= 1'000; ++i)
                    members += "\"k" + QByteArray::number(i) + "\":1";
                return members.join(',');
            }() +
            "}}}",
        -32600, "invalid_request");
    row("too many items",
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"task.create\",\"params\":{\"title\":\"t\",\"metadata\":[" +
            QByteArray("1,").repeated(1'000) + "1]}}",
        -32600, "invalid_request");
    row("empty batch", "[]", -32600, "invalid_request");
    row("a text for an object", "\"system.ping\"", -32600, "invalid_request");
    row("another version", R"({"jsonrpc":"1.0","id":9,"method":"system.ping"})", -32600, "invalid_request");
    row("method is no text", R"({"jsonrpc":"2.0","id":9,"method":7})", -32600, "invalid_request");
    row("id is an object", R"({"jsonrpc":"2.0","id":{"a":1},"method":"system.ping"})", -32600, "invalid_request");
    row("id is a fraction", R"({"jsonrpc":"2.0","id":1.5,"method":"system.ping"})", -32600, "invalid_request");
    row("long id", "{\"jsonrpc\":\"2.0\",\"id\":\"" + QByteArray(300, 'i') + "\",\"method\":\"system.ping\"}", -32600,
        "invalid_request");
    row("torn", R"({"jsonrpc":"2.0","id":9,"method":"system.pi)", -32700, "parse_error");
    row("joined", R"({"jsonrpc":"2.0","id":9,"method":"system.ping"}{"jsonrpc":"2.0","id":10,"method":"system.ping"})",
        -32700, "parse_error");
    row("escape of no kind", R"({"jsonrpc":"2.0","id":9,"method":"system.\q"})", -32700, "parse_error");
    row("number of no kind", R"({"jsonrpc":"2.0","id":01,"method":"system.ping"})", -32700, "parse_error");
    row("duplicate parameter", R"({"jsonrpc":"2.0","id":9,"method":"task.create","params":{"title":"a","title":"b"}})",
        -32600, "invalid_request");
    row("duplicate key, spelled otherwise",
        R"({"jsonrpc":"2.0","id":9,"method":"task.create","params":{"title":"a","t\u0069tle":"b"}})", -32600,
        "invalid_request");
    row("batch", R"([{"jsonrpc":"2.0","id":9,"method":"system.ping"}])", -32600, "invalid_request");
    row("null id", R"({"jsonrpc":"2.0","id":null,"method":"system.ping"})", -32600, "invalid_request");
    row("no id", R"({"jsonrpc":"2.0","method":"system.ping"})", -32600, "invalid_request");
    row("no version", R"({"id":9,"method":"system.ping"})", -32600, "invalid_request");
    row("second hello",
        R"({"jsonrpc":"2.0","id":9,"method":"system.hello","params":{"protocol":{"min":1,"max":1},"client":{"name":"x","version":"1"}}})",
        -32600, "invalid_request");
    row("unknown method", R"({"jsonrpc":"2.0","id":9,"method":"task.frobnicate"})", -32601, "method_not_found");
    row("unknown parameter", R"({"jsonrpc":"2.0","id":9,"method":"task.create","params":{"title":"t","x":1}})", -32602,
        "validation_failed/x");
    row("missing parameter", R"({"jsonrpc":"2.0","id":9,"method":"task.get"})", -32602, "validation_failed/task_id");
    row("beyond 2^53", R"({"jsonrpc":"2.0","id":9,"method":"events.list","params":{"after_seq":9007199254740993}})",
        -32602, "validation_failed/after_seq");
    row("beyond 32 bits",
        R"({"jsonrpc":"2.0","id":9,"method":"task.create","params":{"title":"t","max_attempts":3000000000}})", 1000,
        "validation_failed/max_attempts");
    row("fraction", R"({"jsonrpc":"2.0","id":9,"method":"task.list","params":{"limit":1.5}})", -32602,
        "validation_failed/limit");
    row("params by place", R"({"jsonrpc":"2.0","id":9,"method":"task.get","params":["t"]})", -32602,
        "validation_failed/params");
    row("blank title", R"({"jsonrpc":"2.0","id":9,"method":"task.create","params":{"title":" "}})", 1000,
        "validation_failed/title");
    row("long title",
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"task.create\",\"params\":{\"title\":\"" + QByteArray(1'025, 'x') +
            "\"}}",
        1000, "validation_failed/title");
    row("control character in a title",
        R"({"jsonrpc":"2.0","id":9,"method":"task.create","params":{"title":"a\u0007"}})", 1000,
        "validation_failed/title");
    row("token key",
        R"({"jsonrpc":"2.0","id":9,"method":"task.create","params":{"title":"t","metadata":{"claim_token":"x"}}})",
        1000, "validation_failed/secret_key");
    row("large metadata",
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"task.create\",\"params\":{\"title\":\"t\",\"metadata\":\"" +
            QByteArray(17'000, 'x') + "\"}}",
        1003, "payload_too_large/metadata");
    row("immutable field",
        R"({"jsonrpc":"2.0","id":9,"method":"task.update","params":{"task_id":"t","status":"ready"}})", 1001,
        "immutable_field/status");
    row("not found", R"({"jsonrpc":"2.0","id":9,"method":"task.get","params":{"task_id":"task-none"}})", 1010,
        "task_not_found/task_id");
    row("blank id", R"({"jsonrpc":"2.0","id":9,"method":"task.get","params":{"task_id":" "}})", 1000,
        "validation_failed/task_id");
    row("lease of nobody", R"({"jsonrpc":"2.0","id":9,"method":"run.heartbeat","params":{"run_id":"r"}})", 1004,
        "permission_denied/session_required");
    row("long request id",
        "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"task.create\",\"params\":{\"title\":\"t\",\"request_id\":\"" +
            QByteArray(129, 'x') + "\"}}",
        1000, "validation_failed/request_id");
    row("blank request id", R"({"jsonrpc":"2.0","id":9,"method":"task.create","params":{"title":"t","request_id":""}})",
        1000, "validation_failed/request_id");
}

void BadInputTest::lines()
{
    QFETCH(QByteArray, line);
    QFETCH(int, number);
    RawClient client(m_board->socketPath()), witness(m_board->socketPath());
    client.hello();
    witness.hello();
    const int before =
        witness.call("system.health").value(QLatin1String("result")).toObject().value(QLatin1String("seq")).toInt();
    const int waiting = witness.begin("system.ping");
    client.send(line + '\n');
    const QJsonObject answer = client.object();
    QCOMPARE(outcome(witness.answer(waiting)), QStringLiteral("result"));
    QCOMPARE(answer.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toInt(), number);
    QTEST(outcome(answer), "outcome");
    const QJsonObject data = answer.value(QLatin1String("error")).toObject().value(QLatin1String("data")).toObject();
    QVERIFY(data.contains(QLatin1String("retryable")));
    QVERIFY(number != -32700 || data.contains(QLatin1String("offset")));
    // The connection stays usable and nothing was changed.
    QCOMPARE(outcome(client.call("system.ping")), QStringLiteral("result"));
    QCOMPARE(
        client.call("system.health").value(QLatin1String("result")).toObject().value(QLatin1String("seq")).toInt(-1),
        before);
    QCOMPARE(client.call("task.list").value(QLatin1String("result")).toObject().value(QLatin1String("total")).toInt(-1),
             0);
}

void BadInputTest::frm01_tooLong_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("with its end") << QByteArray(1'048'577, 'x') + '\n';
    QTest::newRow("without an end") << QByteArray(1'048'577, 'x');
}

void BadInputTest::frm01_tooLong()
{
    QFETCH(QByteArray, bytes);
    RawClient client(m_board->socketPath());
    client.hello();
    client.send(bytes);
    const QJsonObject answer = client.object();
    QCOMPARE(errorCode(answer), QStringLiteral("frame_too_large"));
    QVERIFY(client.isClosed());
}

Actor BadInputTest::addAgent(RawClient &client)
{
    client.hello();
    const QJsonObject reply = client.call("session.register", R"({"agent_name":"probe"})");
    const QJsonObject session =
        reply.value(QLatin1String("result")).toObject().value(QLatin1String("session")).toObject();
    return Actor::agent(SessionId(session.value(QLatin1String("id")).toString()));
}

void BadInputTest::frm03_reusedId()
{
    RawClient client(m_board->socketPath());
    addAgent(client);
    const int waiting = client.begin("run.claim_next", R"({"wait_ms":20000})");
    client.send("{\"jsonrpc\":\"2.0\",\"id\":" + QByteArray::number(waiting) + ",\"method\":\"system.ping\"}\n");
    QCOMPARE(errorCode(client.object()), QStringLiteral("invalid_request"));
    // The first request is answered all the same.
    client.send(cancelOf(QByteArray::number(waiting)));
    const QJsonObject answer = client.answer(waiting).value(QLatin1String("result")).toObject();
    QCOMPARE(answer.value(QLatin1String("claimed")), QJsonValue(false));
    QCOMPARE(outcome(client.call("system.ping")), QStringLiteral("result"));
}

/// FRM-03: a line that is no request is not answered under the id of one that is under way.
void BadInputTest::frm03_malformedUnderAnIdInFlight()
{
    RawClient client(m_board->socketPath());
    addAgent(client);
    const int waiting = client.begin("run.claim_next", R"({"wait_ms":20000})");
    const QByteArray id = QByteArray::number(waiting);
    for (const QByteArray &line : {R"({"jsonrpc":"1.0","id":)" + id + R"(,"method":"system.ping"})",
                                   R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":"system.ping","params":[]})",
                                   R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":"system.ping"})"}) {
        client.send(line + '\n');
        const QJsonObject answer = client.object();
        QCOMPARE(answer.value(QLatin1String("id")), QJsonValue(QJsonValue::Null));
        QVERIFY(!errorCode(answer).isEmpty());
    }
    client.send(cancelOf(id));
    QCOMPARE(outcome(client.answer(waiting)), QStringLiteral("result"));
    QCOMPARE(outcome(client.call("system.ping")), QStringLiteral("result"));
    QVERIFY(client.others.empty());
}

void BadInputTest::frm03_tooManyInFlight()
{
    m_board->stop();
    QVERIFY(m_board->start([](server::ServerConfig &config) { config.limits.inFlight = 1; }));
    RawClient client(m_board->socketPath());
    addAgent(client);
    client.begin("run.claim_next", R"({"wait_ms":20000})");
    const QJsonObject refused = client.call("system.ping");
    QCOMPARE(errorCode(refused), QStringLiteral("queue_full"));
    QVERIFY(refused.value(QLatin1String("error"))
                .toObject()
                .value(QLatin1String("data"))
                .toObject()
                .contains(QLatin1String("retry_after_ms")));
}

/// FRM-03: requests of one connection take effect in the order they came.
void BadInputTest::frm03_startedInOrder()
{
    RawClient client(m_board->socketPath());
    client.hello();
    constexpr int total = 200;
    QByteArray burst = R"({"jsonrpc":"2.0","id":1000,"method":"task.create","params":{"title":"t","id":"task-1"}})"
                       "\n";
    for (int i = 1; i <= total; ++i)
        burst += R"({"jsonrpc":"2.0","id":)" + QByteArray::number(1'000 + i) +
                 R"(,"method":"task.update","params":{"task_id":"task-1","title":"t)" + QByteArray::number(i) +
                 R"(","expected_version":)" + QByteArray::number(i) + "}}\n";
    client.send(burst);
    for (int i = 0; i <= total; ++i)
        QCOMPARE(outcome(client.answer(1'000 + i)), QStringLiteral("result"));
}

/// FRM-03: an answer does not wait for that of the request before it.
void BadInputTest::frm03_repliesMayOvertake()
{
    RawClient client(m_board->socketPath());
    addAgent(client);
    const int waiting = client.begin("run.claim_next", R"({"wait_ms":25000})");
    const int after = client.begin("system.ping");
    QCOMPARE(client.object().value(QLatin1String("id")).toInt(), after);
    client.send(cancelOf(QByteArray::number(waiting)));
    QCOMPARE(outcome(client.answer(waiting)), QStringLiteral("result"));
}

/// FRM-03: the 257th request in flight is refused, the others are answered.
void BadInputTest::frm03_limitIs256()
{
    QCOMPARE(server::ServerLimits().inFlight, 256);
    RawClient client(m_board->socketPath());
    client.hello();
    std::promise<void> begun, go;
    std::thread holder([&, gate = go.get_future().share()] {
        m_board->write([&begun, gate](StoreTransaction &, Time) {
            begun.set_value();
            gate.wait();
        });
    });
    begun.get_future().wait();
    for (int i = 0; i < 256; ++i)
        client.begin("task.create", R"({"title":"t"})");
    const QJsonObject refused = client.call("system.ping");
    go.set_value();
    holder.join();
    QCOMPARE(errorCode(refused), QStringLiteral("queue_full"));
    client.finish();
    QCOMPARE(client.rest().count("\"result\""), 256);
}

/// rpc.cancel ends a claim that has not even begun to wait.
void BadInputTest::cancelReachesAClaimOnItsWay()
{
    RawClient client(m_board->socketPath());
    addAgent(client);
    std::promise<void> begun, go;
    std::thread holder([&, gate = go.get_future().share()] {
        m_board->write([&begun, gate](StoreTransaction &, Time) {
            begun.set_value();
            gate.wait();
        });
    });
    begun.get_future().wait();
    const int waiting = client.begin("run.claim_next", R"({"wait_ms":25000})");
    client.send(cancelOf(QByteArray::number(waiting)));
    client.call("system.ping");
    go.set_value();
    holder.join();
    const QJsonObject answer = client.answer(waiting).value(QLatin1String("result")).toObject();
    QCOMPARE(answer.value(QLatin1String("claimed")), QJsonValue(false));
}

void BadInputTest::cancelEndsTheOneNamed_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("named");
    QTest::newRow("number") << QByteArray("70") << QByteArray("70");
    QTest::newRow("number, spelled otherwise") << QByteArray("70") << QByteArray("7e1");
    QTest::newRow("text") << QByteArray("\"caf\xc3\xa9\"") << QByteArray("\"caf\xc3\xa9\"");
    QTest::newRow("text, spelled otherwise") << QByteArray("\"caf\xc3\xa9\"") << QByteArray(R"("caf\u00e9")");
}

/// rpc.cancel ends the request it names (FRM-03: ids are values), and no other of the session.
void BadInputTest::cancelEndsTheOneNamed()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, named);
    RawClient client(m_board->socketPath());
    addAgent(client);
    const int other = client.begin("run.claim_next", R"({"wait_ms":20000})");
    client.send(R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":"run.claim_next","params":{"wait_ms":20000}})" + '\n' +
                cancelOf(named));
    const QJsonObject ended = client.object();
    QVERIFY(ended.value(QLatin1String("id")) != QJsonValue(other));
    QCOMPARE(ended.value(QLatin1String("result")).toObject().value(QLatin1String("claimed")), QJsonValue(false));
    TaskStart start;
    start.taskId = m_board->addTask(QStringLiteral("t"));
    QVERIFY(m_board->run(m_board->human, std::move(start)));
    const QJsonObject claimed = client.answer(other).value(QLatin1String("result")).toObject();
    QCOMPARE(claimed.value(QLatin1String("claimed")), QJsonValue(true));
}

/// FRM-03: a notification never is a request in flight, and is wanted most when there are too many.
void BadInputTest::cancelIsNoRequestInFlight()
{
    m_board->stop();
    QVERIFY(m_board->start([](server::ServerConfig &config) { config.limits.inFlight = 1; }));
    RawClient client(m_board->socketPath());
    addAgent(client);
    const int waiting = client.begin("run.claim_next", R"({"wait_ms":20000})");
    client.send(cancelOf(QByteArray::number(waiting)));
    QCOMPARE(outcome(client.object()), QStringLiteral("result"));
}

void BadInputTest::notificationsAreNotAnswered_data()
{
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<bool>("isGreeted");
    QTest::newRow("before the greeting") << QByteArray(R"({"id":7})") << false;
    QTest::newRow("of a request that is not there") << QByteArray(R"({"id":7})") << true;
    QTest::newRow("without a parameter") << QByteArray("{}") << true;
    QTest::newRow("with an unknown parameter") << QByteArray(R"({"id":7,"x":1})") << true;
    QTest::newRow("with an id that is none") << QByteArray(R"({"id":[]})") << true;
    QTest::newRow("with parameters by place") << QByteArray("[7]") << true;
    QTest::newRow("over the rate") << QByteArray(R"({"id":7})") << true;
}

/// JSON-RPC 2.0, section 4.1: a notification is not answered, not even when it is refused.
void BadInputTest::notificationsAreNotAnswered()
{
    QFETCH(QByteArray, params);
    QFETCH(bool, isGreeted);
    RawClient client(m_board->socketPath());
    if (qstrcmp(QTest::currentDataTag(), "over the rate") == 0) {
        m_board->stop();
        QVERIFY(m_board->start([](server::ServerConfig &config) { config.limits.burst = 1; }));
        client = RawClient(m_board->socketPath());
        addAgent(client);
        QCOMPARE(outcome(client.call("system.ping")), QStringLiteral("result"));
    } else if (isGreeted) {
        client.hello();
    }
    client.send(R"({"jsonrpc":"2.0","method":"rpc.cancel","params":)" + params + "}\n");
    QVERIFY(!client.call("system.ping").isEmpty());
    QVERIFY(client.others.empty());
}

void BadInputTest::floodsAreBounded_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("requests") << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"rpc.discover"})"
                                            "\n");
    QTest::newRow("one endless line") << QByteArray(64 * 1024, 'x');
    QTest::newRow("line feeds") << QByteArray(64 * 1024, '\n');
    QTest::newRow("largest lines") << '"' + QByteArray((1 << 20) - 2, 'x') + "\"\n";
}

/// Sixty-four clients that send as much as the board takes and read nothing: what it keeps for them is bounded, and
/// another client is served.
void BadInputTest::floodsAreBounded()
{
    QFETCH(QByteArray, bytes);
    constexpr int floods = 64;
    constexpr qint64 each = 4 << 20;
    const auto residentBytes = [] {
        QFile file(QStringLiteral("/proc/self/statm"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4'096 : 0;
    };
    RawClient witness(m_board->socketPath());
    witness.hello();
    witness.call("rpc.discover");
    const qint64 before = residentBytes();
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < floods; ++i) {
        clients.push_back(std::make_unique<RawClient>(m_board->socketPath()));
        clients.back()->hello();
        clients.back()->flood(bytes, each);
        QCOMPARE(outcome(witness.call("system.ping")), QStringLiteral("result"));
    }
    const qint64 grown = residentBytes() - before;
    QVERIFY2(grown <= growthMax, qPrintable(QStringLiteral("%1 KiB more").arg(grown / 1'024)));
    QCOMPARE(outcome(witness.call("task.create", R"({"title":"t"})")), QStringLiteral("result"));
}

/// The writer's queue is full: whoever comes then is told so before anything else is answered.
void BadInputTest::fullQueueIsToldAtOnce()
{
    m_board->stop();
    m_board->storage.writer.queueMax = 4;
    QVERIFY(m_board->start());
    RawClient client(m_board->socketPath());
    client.hello();
    std::promise<void> begun, go;
    std::thread holder([&, gate = go.get_future().share()] {
        m_board->write([&begun, gate](StoreTransaction &, Time) {
            begun.set_value();
            gate.wait();
        });
    });
    begun.get_future().wait();
    for (int i = 0; i < 20; ++i)
        client.begin("task.create", R"({"title":"t"})");
    const QJsonObject refused = client.object();
    QCOMPARE(outcome(client.call("system.ping")), QStringLiteral("result"));
    go.set_value();
    holder.join();
    QCOMPARE(errorCode(refused), QStringLiteral("queue_full"));
    const QJsonObject data = refused.value(QLatin1String("error")).toObject().value(QLatin1String("data")).toObject();
    QCOMPARE(data.value(QLatin1String("retryable")).toBool(), true);
    QVERIFY(data.value(QLatin1String("retry_after_ms")).toInt() > 0);
    QCOMPARE(outcome(client.call("task.create", R"({"title":"t"})")), QStringLiteral("result"));
}

void BadInputTest::tooManySubscriptions()
{
    RawClient client(m_board->socketPath());
    client.hello();
    for (int i = 0; i < server::ServerLimits().subscriptions; ++i)
        QCOMPARE(outcome(client.call("events.subscribe")), QStringLiteral("result"));
    QCOMPARE(errorCode(client.call("events.subscribe")), QStringLiteral("too_many_connections"));
    QCOMPARE(outcome(client.call("system.ping")), QStringLiteral("result"));
}

void BadInputTest::frm04_tenMalformedLines()
{
    RawClient client(m_board->socketPath());
    client.hello();
    client.send(QByteArray("x\n").repeated(9));
    client.begin("system.ping");
    client.send(QByteArray("x\n").repeated(10));
    QCOMPARE(client.rest().count('\n'), 20);
    QVERIFY(client.isClosed());
}

void BadInputTest::frm04_noHello()
{
    RawClient silent(m_board->socketPath()), greeted(m_board->socketPath());
    greeted.hello();
    RawClient half(m_board->socketPath());
    half.send("{\"jsonrpc\"");
    // A greeting shows that the callers before it were accepted, so their time runs.
    RawClient(m_board->socketPath()).hello();
    m_board->advance(4'999);
    QCOMPARE(outcome(greeted.call("system.ping")), QStringLiteral("result"));
    RawClient late(m_board->socketPath());
    late.begin("system.ping");
    QCOMPARE(outcome(late.object()), QStringLiteral("not_authenticated/hello_required"));
    m_board->advance(1);
    QVERIFY(silent.isClosed());
    QVERIFY(half.isClosed());
    QCOMPARE(outcome(greeted.call("system.ping")), QStringLiteral("result"));
    QCOMPARE(outcome(late.hello()), QStringLiteral("result"));
}

void BadInputTest::frm04_halfLine()
{
    RawClient client(m_board->socketPath()), other(m_board->socketPath());
    client.hello();
    other.hello();
    client.send("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"system.ping\"}\n{\"half");
    QCOMPARE(outcome(client.object()), QStringLiteral("result"));
    m_board->advance(29'999);
    QCOMPARE(outcome(other.call("system.ping")), QStringLiteral("result"));
    m_board->advance(1);
    QVERIFY(client.isClosed());
    QCOMPARE(outcome(other.call("system.ping")), QStringLiteral("result"));
}

/// FRM-04: each half line has its own thirty seconds, however they follow upon one another.
void BadInputTest::frm04_halfLineBeginsAnew()
{
    const QByteArray ping = R"({"jsonrpc":"2.0","id":5,"method":"system.ping"})"
                            "\n";
    RawClient client(m_board->socketPath());
    client.hello();
    client.send(ping + ping.left(10));
    QCOMPARE(outcome(client.object()), QStringLiteral("result"));
    for (int i = 0; i < 3; ++i) {
        m_board->advance(29'999);
        client.send(ping.mid(10) + ping.left(10));
        QCOMPARE(outcome(client.object()), QStringLiteral("result"));
    }
    m_board->advance(30'000);
    QVERIFY(client.isClosed());
}

void BadInputTest::helloComesFirst()
{
    RawClient client(m_board->socketPath());
    QCOMPARE(outcome(client.call("task.create", R"({"title":"t"})")),
             QStringLiteral("not_authenticated/hello_required"));
    QCOMPARE(outcome(client.hello()), QStringLiteral("result"));
    QCOMPARE(client.call("task.list").value(QLatin1String("result")).toObject().value(QLatin1String("total")).toInt(-1),
             0);
}

void BadInputTest::protocolMismatch()
{
    RawClient client(m_board->socketPath());
    const QJsonObject answer =
        client.call("system.hello", R"({"protocol":{"min":7,"max":9},"client":{"name":"x","version":"1"}})");
    QCOMPARE(errorCode(answer), QStringLiteral("protocol_mismatch"));
    const QJsonObject supported = answer.value(QLatin1String("error"))
                                      .toObject()
                                      .value(QLatin1String("data"))
                                      .toObject()
                                      .value(QLatin1String("supported"))
                                      .toObject();
    QCOMPARE(supported.value(QLatin1String("min")).toInt(), 1);
    QCOMPARE(supported.value(QLatin1String("max")).toInt(), 1);
    // A range is a range, however far it reaches (FRM-02).
    const QByteArray wide = R"({"protocol":{"min":1,"max":3000000000},"client":{"name":"x","version":"1"}})";
    RawClient other(m_board->socketPath());
    QCOMPARE(outcome(other.call("system.hello", wide)), QStringLiteral("result"));
    QCOMPARE(outcome(client.hello()), QStringLiteral("result"));
}

void BadInputTest::con05_rateLimit()
{
    RawClient agent(m_board->socketPath()), person(m_board->socketPath());
    addAgent(agent);
    person.hello();
    for (int i = 0; i < 400; ++i)
        QCOMPARE(outcome(agent.call("system.ping")), QStringLiteral("result"));
    const QJsonObject refused = agent.call("system.ping");
    QCOMPARE(errorCode(refused), QStringLiteral("rate_limited"));
    const QJsonObject data = refused.value(QLatin1String("error")).toObject().value(QLatin1String("data")).toObject();
    QCOMPARE(data.value(QLatin1String("retry_after_ms")).toInt(), 5); // 200 a second
    m_board->advance(5);
    QCOMPARE(outcome(agent.call("system.ping")), QStringLiteral("result"));
    QCOMPARE(errorCode(agent.call("system.ping")), QStringLiteral("rate_limited"));
    for (int i = 0; i < 500; ++i)
        QCOMPARE(outcome(person.call("system.ping")), QStringLiteral("result"));
}

void BadInputTest::shuttingDownAnswersEverybody()
{
    RawClient agent(m_board->socketPath()), person(m_board->socketPath());
    addAgent(agent);
    person.hello();
    const int waiting = agent.begin("run.claim_next", R"({"wait_ms":25000})");
    QCOMPARE(outcome(agent.call("system.ping")), QStringLiteral("result"));
    m_board->refuseRequests();
    QCOMPARE(errorCode(person.call("system.ping")), QStringLiteral("shutting_down"));
    QVERIFY(!RawClient().connect(m_board->socketPath()));
    m_board->stop();
    QCOMPARE(errorCode(agent.answer(waiting)), QStringLiteral("shutting_down"));
    QVERIFY(agent.isClosed());
    QVERIFY(!QFile::exists(m_board->socketPath()));
}

void BadInputTest::repliesAreFramedWhateverTheChunks()
{
    RawClient client(m_board->socketPath());
    client.hello();
    QByteArray stream;
    for (int i = 100; i < 300; ++i)
        stream += "{\"jsonrpc\":\"2.0\",\"id\":" + QByteArray::number(i) + ",\"method\":\"system.ping\"}\n";
    for (qsizetype at = 0; at < stream.size(); at += 37)
        client.send(stream.mid(at, 37));
    for (int i = 100; i < 300; ++i)
        QCOMPARE(client.object().value(QLatin1String("id")).toInt(), i);
}

STINT_REGISTER_TEST(BadInputTest)
#include "tst_badinput.moc"
