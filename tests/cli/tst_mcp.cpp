#include "tests/cli/commandline.h"
#include "tests/support/testmain.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

#include <array>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace stint::test;
using namespace Qt::Literals::StringLiterals;

namespace
{

/// MCP-04 says one second; a machine that builds beside the tests may take longer. A greeting waits for ten.
constexpr qint64 endsMs = 5'000;

/// `stint mcp` as its client sees it: lines in, lines out.
class Bridge
{
public:
    explicit Bridge(CommandLine &cli)
        : process(cli.start({u"mcp"_s}))
    {
    }
    void send(const QJsonObject &message)
    {
        process->write(QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n');
    }
    QJsonObject next()
    {
        while (!process->canReadLine()) {
            if (process->state() == QProcess::NotRunning || !process->waitForReadyRead(CommandLine::patienceMs))
                return {};
        }
        return QJsonDocument::fromJson(process->readLine()).object();
    }
    int begin(const QString &method, const QJsonObject &params)
    {
        QJsonObject all = params;
        if (isStateless)
            all.insert(u"_meta"_s, QJsonObject{{u"io.modelcontextprotocol/protocolVersion"_s, version},
                                               {u"io.modelcontextprotocol/clientCapabilities"_s, QJsonObject()},
                                               {u"io.modelcontextprotocol/clientInfo"_s,
                                                QJsonObject{{u"name"_s, u"probe"_s}, {u"version"_s, u"1"_s}}}});
        send({{u"jsonrpc"_s, u"2.0"_s}, {u"id"_s, ++m_id}, {u"method"_s, method}, {u"params"_s, all}});
        return m_id;
    }
    QJsonObject answer(int id)
    {
        for (QJsonObject message = next(); !message.isEmpty(); message = next()) {
            if (message.value(u"id"_s).toInt(-1) == id)
                return message;
            others += message;
        }
        return {};
    }
    QJsonObject call(const QString &method, const QJsonObject &params = {}) { return answer(begin(method, params)); }
    QJsonObject result(const QString &method, const QJsonObject &params = {})
    {
        return call(method, params).value(u"result"_s).toObject();
    }
    QJsonObject tool(const QString &name, const QJsonObject &arguments = {})
    {
        return result(u"tools/call"_s, {{u"name"_s, name}, {u"arguments"_s, arguments}});
    }
    QJsonObject shakeHands(const QString &wanted)
    {
        return result(u"initialize"_s,
                      {{u"protocolVersion"_s, wanted},
                       {u"capabilities"_s, QJsonObject()},
                       {u"clientInfo"_s, QJsonObject{{u"name"_s, u"probe"_s}, {u"version"_s, u"1"_s}}}});
    }

    std::unique_ptr<QProcess> process;
    bool isStateless = false;
    QString version = u"2026-07-28"_s;
    QList<QJsonObject> others;

private:
    int m_id = 0;
};

/// A board that takes connections and never answers, for instance because it is stopped.
class SilentBoard
{
public:
    explicit SilentBoard(const QString &path)
    {
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        const QByteArray name = QFile::encodeName(path);
        std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
        ::bind(m_listening, reinterpret_cast<const sockaddr *>(&address), sizeof address);
        ::listen(m_listening, 1);
    }
    ~SilentBoard()
    {
        ::close(m_caller);
        ::close(m_listening);
    }
    Q_DISABLE_COPY_MOVE(SilentBoard)
    /// Waits until somebody has begun to greet.
    bool isGreeted()
    {
        char byte = 0;
        m_caller = ::accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC);
        return ::read(m_caller, &byte, 1) == 1;
    }

private:
    int m_listening = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), m_caller = -1;
};

int errorOf(const QJsonObject &answer)
{
    return answer.value(u"error"_s).toObject().value(u"code"_s).toInt();
}

QString textOf(const QJsonObject &result)
{
    return result.value(u"content"_s).toArray().at(0).toObject().value(u"text"_s).toString();
}

/// The first place below a schema that takes any value without saying so, or names several types at once: clients warn
/// of both. Blank when there is none.
QString vaguePlaceIn(const QJsonObject &schema, const QString &at)
{
    QList<std::pair<QString, QJsonValue>> below;
    for (const char *const table : {"properties", "$defs"}) {
        const QJsonObject members = schema.value(QLatin1String(table)).toObject();
        for (auto it = members.begin(); it != members.end(); ++it)
            below.append({at + u'.' + it.key(), it.value()});
    }
    for (const QJsonValue &choice : schema.value(u"anyOf"_s).toArray())
        below.append({at + u".anyOf"_s, choice});
    if (schema.contains(u"items"_s))
        below.append({at + u"[]"_s, schema.value(u"items"_s)});
    for (const auto &[place, one] : std::as_const(below)) {
        const QString vague = vaguePlaceIn(one.toObject(), place);
        if (!vague.isEmpty())
            return vague;
    }
    const bool isClear =
        schema.value(u"type"_s).isString() || schema.contains(u"$ref"_s) || schema.contains(u"anyOf"_s);
    return isClear ? QString() : at;
}

} // namespace

/// The bridge for agents that speak the Model Context Protocol (MCP-01..05); other people's clients judge it by
/// tests/mcp/judge.sh (MCP-06).
class McpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_cli.startBoard()); }
    void mcp01_handshake_data();
    void mcp01_handshake();
    void mcp01_stateless();
    void mcp01_eachRequestByItself();
    void mcp02_tools();
    void mcp03_aWholeRun_data();
    void mcp03_aWholeRun();
    void mcp03_refusals_data();
    void mcp03_refusals();
    void mcp04_endsAtOnce_data();
    void mcp04_endsAtOnce();
    void mcp04_endsBesideASilentBoard_data() { mcp04_endsAtOnce_data(); }
    void mcp04_endsBesideASilentBoard();
    void mcp04_endsBesideADeafClient();
    void mcp04_answersWhatWasAsked();
    void mcp04_canceledWait();
    void mcp04_boardMayRestart();
    void mcp04_noBoard();
    void mcp05_resources();
    void mcp05_updates();
    void badLines();

private:
    QString runOf(const QString &task)
    {
        return m_cli.run({u"run"_s, u"list"_s, u"--task-id"_s, task, u"--json"_s})
            .json()
            .value(u"items"_s)
            .toArray()
            .at(0)
            .toObject()
            .value(u"status"_s)
            .toString();
    }
    CommandLine m_cli;
};

void McpTest::mcp01_handshake_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QString>("spoken");
    QTest::newRow("2025-06-18") << u"2025-06-18"_s << u"2025-06-18"_s;
    QTest::newRow("2025-11-25") << u"2025-11-25"_s << u"2025-11-25"_s;
    QTest::newRow("older") << u"2024-11-05"_s << u"2025-11-25"_s;
    QTest::newRow("stateless ones shake no hands") << u"2026-07-28"_s << u"2025-11-25"_s;
}

void McpTest::mcp01_handshake()
{
    QFETCH(QString, wanted);
    Bridge bridge(m_cli);
    const QJsonObject greeting = bridge.shakeHands(wanted);
    QTEST(greeting.value(u"protocolVersion"_s).toString(), "spoken");
    QVERIFY(greeting.value(u"capabilities"_s).toObject().contains(u"tools"_s));
    QCOMPARE(greeting.value(u"serverInfo"_s).toObject().value(u"name"_s).toString(), u"stint"_s);
    for (const char *word : {"task", "run", "claim", "heartbeat", "board"}) // MCP-05
        QVERIFY(greeting.value(u"instructions"_s).toString().contains(QLatin1String(word)));
    QVERIFY(!greeting.contains(u"resultType"_s));
    bridge.send({{u"jsonrpc"_s, u"2.0"_s}, {u"method"_s, u"notifications/initialized"_s}});
    QVERIFY(bridge.call(u"ping"_s).contains(u"result"_s));
    QCOMPARE(errorOf(bridge.call(u"prompts/list"_s)), -32601);
    QCOMPARE(errorOf(bridge.call(u"server/discover"_s)), -32601);
}

void McpTest::mcp01_stateless()
{
    Bridge bridge(m_cli);
    bridge.isStateless = true;
    const QJsonObject found = bridge.result(u"server/discover"_s);
    QVERIFY(found.value(u"supportedVersions"_s).toArray().contains(u"2026-07-28"_s));
    QCOMPARE(found.value(u"resultType"_s).toString(), u"complete"_s);
    for (const QString &method : {u"tools/list"_s, u"resources/list"_s, u"resources/templates/list"_s}) {
        const QJsonObject list = bridge.result(method);
        QCOMPARE(list.value(u"resultType"_s).toString(), u"complete"_s);
        QVERIFY(list.value(u"ttlMs"_s).toInt(-1) >= 0);
        QCOMPARE(list.value(u"cacheScope"_s).toString(), u"private"_s);
    }
    QCOMPARE(bridge.tool(u"board_summary"_s).value(u"resultType"_s).toString(), u"complete"_s);
    for (const QString &gone : {u"initialize"_s, u"ping"_s, u"resources/subscribe"_s})
        QCOMPARE(errorOf(bridge.call(gone)), -32601);
    bridge.version = u"2031-01-01"_s;
    const QJsonObject refused = bridge.call(u"tools/list"_s);
    QCOMPARE(errorOf(refused), -32022);
    const QJsonObject data = refused.value(u"error"_s).toObject().value(u"data"_s).toObject();
    QCOMPARE(data.value(u"requested"_s).toString(), u"2031-01-01"_s);
    QVERIFY(data.value(u"supported"_s).toArray().contains(u"2026-07-28"_s));
}

void McpTest::mcp01_eachRequestByItself()
{
    Bridge bridge(m_cli);
    bridge.shakeHands(u"2025-11-25"_s);
    QVERIFY(!bridge.result(u"tools/list"_s).contains(u"resultType"_s));
    bridge.isStateless = true;
    QVERIFY(bridge.result(u"tools/list"_s).contains(u"resultType"_s));
    bridge.isStateless = false;
    QVERIFY(!bridge.result(u"tools/list"_s).contains(u"resultType"_s));
}

void McpTest::mcp02_tools()
{
    Bridge bridge(m_cli);
    bridge.shakeHands(u"2025-11-25"_s);
    QStringList names;
    static const QRegularExpression form(u"^[a-z]+_[a-z]+$"_s);
    for (const QJsonValue &value : bridge.result(u"tools/list"_s).value(u"tools"_s).toArray()) {
        const QJsonObject tool = value.toObject();
        const QString name = tool.value(u"name"_s).toString();
        names += name;
        QVERIFY2(form.match(name).hasMatch() && name.size() <= 32, qPrintable(name));
        QVERIFY(!tool.value(u"description"_s).toString().isEmpty());
        const QJsonObject input = tool.value(u"inputSchema"_s).toObject();
        QCOMPARE(input.value(u"type"_s).toString(), u"object"_s);
        QCOMPARE(input.value(u"additionalProperties"_s), QJsonValue(false));
        const QJsonObject properties = input.value(u"properties"_s).toObject();
        for (const QJsonValue &argument : properties) { // flat: nothing refers, nothing holds members
            QVERIFY2(!argument.toObject().contains(u"$ref"_s), qPrintable(name));
            QVERIFY2(!argument.toObject().contains(u"properties"_s), qPrintable(name));
        }
        for (const QJsonValue &needed : input.value(u"required"_s).toArray())
            QVERIFY(properties.contains(needed.toString()));
        const QJsonObject output = tool.value(u"outputSchema"_s).toObject();
        QCOMPARE(output.value(u"type"_s).toString(), u"object"_s);
        const QString text = QString::fromUtf8(QJsonDocument(output).toJson());
        static const QRegularExpression reference(u"\"\\$ref\": \"#/\\$defs/([^\"]+)\""_s);
        for (auto it = reference.globalMatch(text); it.hasNext();)
            QVERIFY(output.value(u"$defs"_s).toObject().contains(it.next().captured(1)));
        QVERIFY(!text.contains(u"#/components"_s));
        QCOMPARE(vaguePlaceIn(input, name), QString());
        QCOMPARE(vaguePlaceIn(output, name), QString());
        const QJsonObject hints = tool.value(u"annotations"_s).toObject();
        for (const char *hint : {"readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"})
            QVERIFY2(hints.value(QLatin1String(hint)).isBool(), hint);
        QCOMPARE(hints.value(u"openWorldHint"_s), QJsonValue(false));
        QCOMPARE(hints.value(u"readOnlyHint"_s).toBool(),
                 name == u"board_summary"_s || name == u"task_list"_s || name == u"task_get"_s);
    }
    QCOMPARE(names, (QStringList{u"board_summary"_s, u"task_list"_s, u"task_get"_s, u"task_create"_s, u"task_update"_s,
                                 u"task_comment"_s, u"run_claim"_s, u"run_heartbeat"_s, u"run_finish"_s,
                                 u"run_release"_s, u"run_ask"_s, u"review_record"_s}));
}

void McpTest::mcp03_aWholeRun_data()
{
    QTest::addColumn<bool>("isStateless");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("handshake, completed") << false << u"completed"_s;
    QTest::newRow("stateless, failed") << true << u"failed"_s;
}

void McpTest::mcp03_aWholeRun()
{
    QFETCH(bool, isStateless);
    QFETCH(QString, outcome);
    Bridge bridge(m_cli);
    bridge.isStateless = isStateless;
    if (!isStateless)
        bridge.shakeHands(u"2025-11-25"_s);
    // Nothing to claim is an answer like any other.
    QJsonObject claim = bridge.tool(u"run_claim"_s);
    QCOMPARE(claim.value(u"isError"_s), QJsonValue(false));
    QCOMPARE(claim.value(u"structuredContent"_s).toObject(), (QJsonObject{{u"claimed"_s, false}}));
    const QString task = m_cli.addTask(u"For the bridge"_s);
    claim = bridge.tool(u"run_claim"_s, {{u"with_context"_s, true}});
    const QJsonObject told = claim.value(u"structuredContent"_s).toObject();
    QCOMPARE(told.value(u"task"_s).toObject().value(u"id"_s).toString(), task);
    QVERIFY(told.contains(u"context"_s));
    // Text and structure each say it all.
    QCOMPARE(QJsonDocument::fromJson(textOf(claim).toUtf8()).object(), told);
    QVERIFY(!textOf(claim).contains(u"stint_"_s));
    const QString run = told.value(u"run"_s).toObject().value(u"id"_s).toString();
    QVERIFY(bridge.tool(u"run_heartbeat"_s, {{u"run_id"_s, run}, {u"progress"_s, u"half"_s}})
                .value(u"structuredContent"_s)
                .toObject()
                .contains(u"lease_until"_s));
    QJsonObject end{{u"run_id"_s, run}, {u"outcome"_s, outcome}};
    if (outcome == u"failed"_s)
        end.insert(u"error"_s, u"it broke"_s);
    else
        end.insert(u"result"_s, QJsonObject{{u"answer"_s, 42}});
    QCOMPARE(bridge.tool(u"run_finish"_s, end)
                 .value(u"structuredContent"_s)
                 .toObject()
                 .value(u"run"_s)
                 .toObject()
                 .value(u"status"_s)
                 .toString(),
             outcome);
    QCOMPARE(runOf(task), outcome);
    const QJsonArray sessions = m_cli.run({u"session"_s, u"list"_s, u"--json"_s}).json().value(u"items"_s).toArray();
    QVERIFY(QString::fromUtf8(QJsonDocument(sessions).toJson()).contains(u"\"agent_name\": \"probe\""_s));
}

void McpTest::mcp03_refusals_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QJsonObject>("arguments");
    QTest::addColumn<QString>("says"); // the beginning of the text; blank: an error of the protocol
    const auto row = [](const char *name, const QString &tool, const QJsonObject &arguments, const QString &says) {
        QTest::newRow(name) << tool << arguments << says;
    };
    row("unknown tool", u"task_delete"_s, {}, {});
    row("unknown argument", u"task_get"_s, {{u"id"_s, u"x"_s}}, u"validation_failed: "_s);
    row("missing argument", u"task_get"_s, {}, u"validation_failed: "_s);
    row("not found", u"task_get"_s, {{u"task_id"_s, u"task-none"_s}}, u"task_not_found: "_s);
    row("lease of nobody", u"run_heartbeat"_s, {{u"run_id"_s, u"run-none"_s}}, u"run_not_found: "_s);
    row("outcome of no kind", u"run_finish"_s, {{u"run_id"_s, u"x"_s}, {u"outcome"_s, u"maybe"_s}},
        u"validation_failed: "_s);
    row("wait too long", u"run_claim"_s, {{u"wait_ms"_s, 25'001}}, u"validation_failed: "_s);
}

void McpTest::mcp03_refusals()
{
    QFETCH(QString, tool);
    QFETCH(QJsonObject, arguments);
    QFETCH(QString, says);
    Bridge bridge(m_cli);
    bridge.shakeHands(u"2025-11-25"_s);
    const QJsonObject answer = bridge.call(u"tools/call"_s, {{u"name"_s, tool}, {u"arguments"_s, arguments}});
    if (says.isEmpty()) {
        QCOMPARE(errorOf(answer), -32602);
        return;
    }
    const QJsonObject result = answer.value(u"result"_s).toObject();
    QCOMPARE(result.value(u"isError"_s), QJsonValue(true));
    static const QRegularExpression form(
        u"^[a-z_]+: [^.]+\\. [A-Z][^.]+\\.$"_s); // code: one sentence. What to do next.
    QVERIFY2(form.match(textOf(result)).hasMatch(), qPrintable(textOf(result)));
    QVERIFY2(textOf(result).startsWith(says), qPrintable(textOf(result)));
}

void McpTest::mcp04_endsAtOnce_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("end of input") << 0;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

/// Also while a claim waits; the lease is left to expire.
void McpTest::mcp04_endsAtOnce()
{
    QFETCH(int, signal);
    const QString task = m_cli.addTask(u"Left behind"_s, {u"--priority"_s, u"urgent"_s});
    Bridge bridge(m_cli);
    bridge.shakeHands(u"2025-11-25"_s);
    QCOMPARE(bridge.tool(u"run_claim"_s).value(u"structuredContent"_s).toObject().value(u"claimed"_s),
             QJsonValue(true));
    if (signal != 0)
        ::kill(static_cast<pid_t>(bridge.process->processId()), signal);
    const Said said = CommandLine::finish(*bridge.process);
    QCOMPARE(said.exitCode, 0);
    QCOMPARE(said.out, QByteArray());
    QCOMPARE(runOf(task), u"claimed"_s);
    QCOMPARE(m_cli.run({u"task"_s, u"cancel"_s, task}).exitCode, 0);
}

void McpTest::mcp04_endsBesideASilentBoard()
{
    QFETCH(int, signal);
    CommandLine cli;
    const QString socket = cli.folder() + u"/silent.sock"_s;
    SilentBoard board(socket);
    cli.environment.insert(u"STINT_SOCKET"_s, socket);
    Bridge bridge(cli);
    bridge.begin(u"tools/call"_s, {{u"name"_s, u"board_summary"_s}});
    QVERIFY(bridge.process->waitForBytesWritten(CommandLine::patienceMs));
    QVERIFY(board.isGreeted());
    QElapsedTimer timer;
    timer.start();
    if (signal != 0)
        ::kill(static_cast<pid_t>(bridge.process->processId()), signal);
    QCOMPARE(CommandLine::finish(*bridge.process).exitCode, 0);
    QVERIFY2(timer.elapsed() < endsMs, qPrintable(QString::number(timer.elapsed())));
}

/// The client does not read, and has nothing more to say.
void McpTest::mcp04_endsBesideADeafClient()
{
    std::array<int, 2> ends{};
    QCOMPARE(::pipe2(ends.data(), O_CLOEXEC), 0);
    const int full = ends[1];
    ::fcntl(full, F_SETFL, O_NONBLOCK);
    const QByteArray filling(4'096, 'x');
    while (::write(full, filling.constData(), static_cast<std::size_t>(filling.size())) > 0) {
    }
    ::fcntl(full, F_SETFL, 0);
    auto process =
        m_cli.startProgram(QStringLiteral(STINT_PROGRAM), {u"mcp"_s}, [full] { ::dup2(full, STDOUT_FILENO); });
    process->write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}\n");
    QVERIFY(process->waitForBytesWritten(CommandLine::patienceMs));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(CommandLine::finish(*process).exitCode, 0);
    QVERIFY2(timer.elapsed() < endsMs, qPrintable(QString::number(timer.elapsed())));
    ::close(ends[0]);
    ::close(full);
}

/// What was asked before the client closed its stream is answered, but for a wait.
void McpTest::mcp04_answersWhatWasAsked()
{
    Bridge bridge(m_cli);
    bridge.shakeHands(u"2025-11-25"_s);
    for (const char *const call : {R"("name":"board_summary")", R"("name":"run_claim","arguments":{"wait_ms":20000})"})
        bridge.process->write(R"({"jsonrpc":"2.0","id":")" + QByteArray(call).mid(8, 5) +
                              R"(","method":"tools/call","params":{)" + call + "}}\n");
    const Said said = CommandLine::finish(*bridge.process);
    QCOMPARE(said.exitCode, 0);
    QCOMPARE(said.out.count('\n'), 1);
    const QJsonObject answer = QJsonDocument::fromJson(said.out).object();
    QCOMPARE(answer.value(u"id"_s).toString(), u"board"_s);
    QVERIFY(answer.value(u"result"_s).toObject().contains(u"structuredContent"_s));
}

void McpTest::mcp04_canceledWait()
{
    Bridge bridge(m_cli);
    bridge.shakeHands(u"2025-11-25"_s);
    const int waiting = bridge.begin(
        u"tools/call"_s, {{u"name"_s, u"run_claim"_s}, {u"arguments"_s, QJsonObject{{u"wait_ms"_s, 25'000}}}});
    QVERIFY(bridge.call(u"ping"_s).contains(u"result"_s)); // others are served meanwhile
    bridge.send({{u"jsonrpc"_s, u"2.0"_s},
                 {u"method"_s, u"notifications/cancelled"_s},
                 {u"params"_s, QJsonObject{{u"requestId"_s, waiting}}}});
    QCOMPARE(bridge.tool(u"board_summary"_s).value(u"isError"_s), QJsonValue(false));
    const QString task = m_cli.addTask(u"Not for the canceled claim"_s);
    QCOMPARE(bridge.tool(u"board_summary"_s).value(u"isError"_s), QJsonValue(false));
    QCOMPARE(runOf(task), u"queued"_s);
    QVERIFY(bridge.others.isEmpty());
    QCOMPARE(m_cli.run({u"task"_s, u"cancel"_s, task}).exitCode, 0);
}

void McpTest::mcp04_boardMayRestart()
{
    const QString task = m_cli.addTask(u"Across a restart"_s);
    Bridge bridge(m_cli);
    bridge.shakeHands(u"2025-11-25"_s);
    const QString run = bridge.tool(u"run_claim"_s)
                            .value(u"structuredContent"_s)
                            .toObject()
                            .value(u"run"_s)
                            .toObject()
                            .value(u"id"_s)
                            .toString();
    m_cli.stopBoard();
    QVERIFY(textOf(bridge.tool(u"board_summary"_s)).startsWith(u"unreachable: "_s));
    QVERIFY(m_cli.startBoard());
    QCOMPARE(bridge.tool(u"run_finish"_s, {{u"run_id"_s, run}, {u"outcome"_s, u"completed"_s}}).value(u"isError"_s),
             QJsonValue(false));
    QCOMPARE(runOf(task), u"completed"_s);
}

void McpTest::mcp04_noBoard()
{
    CommandLine nothing;
    Bridge bridge(nothing);
    QVERIFY(!bridge.shakeHands(u"2025-11-25"_s).isEmpty());
    QCOMPARE(bridge.result(u"tools/list"_s).value(u"tools"_s).toArray().size(), 12);
    const QJsonObject refused = bridge.tool(u"task_list"_s);
    QCOMPARE(refused.value(u"isError"_s), QJsonValue(true));
    QVERIFY2(textOf(refused).startsWith(u"unreachable: "_s), qPrintable(textOf(refused)));
}

void McpTest::mcp05_resources()
{
    const QString task = m_cli.addTask(u"A resource"_s, {u"--no-start"_s});
    Bridge bridge(m_cli);
    bridge.shakeHands(u"2025-11-25"_s);
    const QJsonObject content = bridge.result(u"resources/read"_s, {{u"uri"_s, u"stint://task/"_s + task}})
                                    .value(u"contents"_s)
                                    .toArray()
                                    .at(0)
                                    .toObject();
    QCOMPARE(content.value(u"mimeType"_s).toString(), u"application/json"_s);
    QVERIFY(content.value(u"text"_s).toString().contains(u"A resource"_s));
    for (const QString &uri : {u"stint://task/task-none"_s, u"stint://run/run-none"_s, u"file:///etc/passwd"_s})
        QCOMPARE(errorOf(bridge.call(u"resources/read"_s, {{u"uri"_s, uri}})), -32002);
    bridge.isStateless = true;
    QCOMPARE(errorOf(bridge.call(u"resources/read"_s, {{u"uri"_s, u"stint://task/task-none"_s}})), -32602);
    QCOMPARE(bridge.result(u"resources/read"_s, {{u"uri"_s, u"stint://task/"_s + task}}).value(u"ttlMs"_s).toInt(-1),
             0);
}

void McpTest::mcp05_updates()
{
    const QString task = m_cli.addTask(u"Followed"_s, {u"--no-start"_s});
    const QString uri = u"stint://task/"_s + task;
    Bridge bridge(m_cli);
    bridge.isStateless = true;
    const int listening =
        bridge.begin(u"subscriptions/listen"_s,
                     {{u"notifications"_s,
                       QJsonObject{{u"toolsListChanged"_s, true}, {u"resourceSubscriptions"_s, QJsonArray{uri}}}}});
    const QJsonObject agreed = bridge.next();
    QCOMPARE(agreed.value(u"method"_s).toString(), u"notifications/subscriptions/acknowledged"_s);
    QCOMPARE(agreed.value(u"params"_s).toObject().value(u"notifications"_s).toObject(),
             (QJsonObject{{u"resourceSubscriptions"_s, QJsonArray{uri}}}));
    m_cli.addTask(u"Not followed"_s, {u"--no-start"_s});
    QCOMPARE(m_cli.run({u"task"_s, u"comment"_s, task, u"news"_s}).exitCode, 0);
    const QJsonObject news = bridge.next();
    QCOMPARE(news.value(u"method"_s).toString(), u"notifications/resources/updated"_s);
    const QJsonObject params = news.value(u"params"_s).toObject();
    QCOMPARE(params.value(u"uri"_s).toString(), uri);
    QCOMPARE(params.value(u"_meta"_s).toObject().value(u"io.modelcontextprotocol/subscriptionId"_s).toInt(), listening);
    bridge.isStateless = false;
    QVERIFY(bridge.call(u"resources/subscribe"_s, {{u"uri"_s, uri}}).contains(u"result"_s));
    QVERIFY(bridge.call(u"resources/unsubscribe"_s, {{u"uri"_s, uri}}).contains(u"result"_s));
}

void McpTest::badLines()
{
    Bridge bridge(m_cli);
    bridge.process->write("not json\n[]\n{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}\n\n");
    QCOMPARE(errorOf(bridge.next()), -32700);
    QCOMPARE(errorOf(bridge.next()), -32600);
    QCOMPARE(errorOf(bridge.next()), -32600);
    bridge.process->write("{\"jsonrpc\":\"2.0\",\"id\":5}\n{}\n{\"jsonrpc\":\"2.0\",\"id\":6,\"result\":{}}\n");
    const QJsonObject nameless = bridge.next();
    QCOMPARE(errorOf(nameless), -32600);
    QCOMPARE(nameless.value(u"id"_s).toInt(), 5);
    QCOMPARE(errorOf(bridge.next()), -32600);
    QVERIFY(bridge.call(u"ping"_s).contains(u"result"_s)); // the answer to nothing got none
}

STINT_REGISTER_TEST(McpTest)

#include "tst_mcp.moc"
