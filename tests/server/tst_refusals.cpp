#include "tests/server/rawclient.h"
#include "tests/server/servedboard.h"
#include "tests/support/testmain.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace stint;
using namespace stint::test;

/// What the verbs refuse, sent as bytes to a board on which every state occurs: the connection stays, nothing changes,
/// nobody else notices (GEN-02, ERR-01). Lists and their pages (MTH-01).
class RefusalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void refused_data();
    void refused();
    void nothingToClaimIsAnAnswer();
    void err01_itemsOfBulkVerbs();
    void cyclesNameTheirPath();
    void versionsNameTheCurrentOne();
    void mth01_pages_data();
    void mth01_pages();
    void mth01_limits_data();
    void mth01_limits();
    void mth01_cursorsAreOpaque();

private:
    QJsonObject result(const QJsonObject &answer) const { return answer.value(QLatin1String("result")).toObject(); }
    QJsonObject ask(const char *method, const QByteArray &params = "{}") { return m_person->call(method, params); }
    void makeTask(const char *name, const QByteArray &more = {}, bool isStarted = true);
    /// "run:x" and "session:x" become the ids behind these names.
    QByteArray withIds(QByteArray params) const;
    qint64 newestEvent() { return result(ask("system.health")).value(QLatin1String("seq")).toInteger(); }
    /// Id, version and status of every task, id, status and epoch of every run.
    QStringList rowsNow();
    RawClient &agent(const char *name);
    QByteArray claim(const char *agentName, const char *task);

    std::unique_ptr<ServedBoard> m_board;
    std::unique_ptr<RawClient> m_person;
    std::map<QByteArray, std::unique_ptr<RawClient>> m_agents;
    QHash<QByteArray, QByteArray> m_ids;
};

void RefusalsTest::makeTask(const char *name, const QByteArray &more, bool isStarted)
{
    const QByteArray id = QByteArray("task-") + name;
    QCOMPARE(outcome(ask("task.create", "{\"title\":\"" + id + "\",\"id\":\"" + id + '"' + more + '}')),
             QStringLiteral("result"));
    if (!isStarted)
        return;
    const QJsonObject run =
        result(ask("task.start", "{\"task_id\":\"" + id + "\"}")).value(QLatin1String("run")).toObject();
    m_ids[QByteArray("run:") + name] = run.value(QLatin1String("id")).toString().toUtf8();
    QVERIFY(!m_ids[QByteArray("run:") + name].isEmpty());
}

QByteArray RefusalsTest::withIds(QByteArray params) const
{
    for (auto it = m_ids.begin(); it != m_ids.end(); ++it)
        params.replace('"' + it.key() + '"', '"' + it.value() + '"');
    return params;
}

QStringList RefusalsTest::rowsNow()
{
    QStringList rows;
    const auto add = [&](const char *method, const QByteArray &params, std::initializer_list<const char *> members) {
        for (const QJsonValue &item : result(ask(method, params)).value(QLatin1String("items")).toArray()) {
            QStringList cells;
            for (const char *const member : members)
                cells += item.toObject().value(QLatin1String(member)).toVariant().toString();
            rows += cells.join(QLatin1Char(' '));
        }
    };
    add("task.list", R"({"limit":500,"include_drafts":true})", {"id", "version", "status", "title"});
    for (const char *const status : {"queued", "claimed", "completed"})
        add("run.list", QByteArray("{\"limit\":500,\"status\":\"") + status + "\"}", {"id", "status", "lease_epoch"});
    return rows;
}

RawClient &RefusalsTest::agent(const char *name)
{
    auto &client = m_agents[name];
    if (!client) {
        client = std::make_unique<RawClient>(m_board->socketPath());
        client->hello();
        const QJsonObject session =
            result(client->call("session.register", QByteArray("{\"agent_name\":\"") + name + "\"}"))
                .value(QLatin1String("session"))
                .toObject();
        m_ids[QByteArray("session:") + name] = session.value(QLatin1String("id")).toString().toUtf8();
    }
    return *client;
}

QByteArray RefusalsTest::claim(const char *agentName, const char *task)
{
    return agent(agentName)
                   .call("run.claim",
                         withIds(QByteArray("{\"idempotency_key\":\"c\",\"run_id\":\"run:") + task + "\"}"))
                   .contains(QLatin1String("result"))
               ? m_ids[QByteArray("run:") + task]
               : QByteArray();
}

void RefusalsTest::initTestCase()
{
    m_board = std::make_unique<ServedBoard>();
    QVERIFY(m_board->start());
    m_person = std::make_unique<RawClient>(m_board->socketPath());
    m_person->hello();
    makeTask("open", {}, false);
    makeTask("draft", ",\"draft\":true", false);
    makeTask("held");
    makeTask("lost");
    makeTask("done");
    makeTask("paused");
    makeTask("later", ",\"not_before\":\"2099-01-01T00:00:00.000Z\"");
    makeTask("blocked");
    makeTask("rust", {}, false);
    QCOMPARE(outcome(ask("dependency.add", R"({"task_id":"task-blocked","depends_on_task_id":"task-open"})")),
             QStringLiteral("result"));
    QCOMPARE(outcome(ask("task.pause", R"({"task_id":"task-paused","reason":"later"})")), QStringLiteral("result"));
    QVERIFY(!claim("holder", "held").isEmpty());
    QVERIFY(!claim("former", "lost").isEmpty());
    QCOMPARE(outcome(ask("run.force_release", withIds(R"({"run_id":"run:lost","reason":"needed"})"))),
             QStringLiteral("result"));
    QVERIFY(!claim("finisher", "done").isEmpty());
    QCOMPARE(outcome(agent("finisher").call("run.complete", withIds(R"({"run_id":"run:done"})"))),
             QStringLiteral("result"));
    agent("idle");
}

void RefusalsTest::cleanupTestCase()
{
    m_agents.clear();
    m_person.reset();
    m_board.reset();
}

void RefusalsTest::refused_data()
{
    QTest::addColumn<QByteArray>("who");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const char *who, const char *method, const QByteArray &params,
                        const char *outcome) {
        QTest::newRow(name) << QByteArray(who) << QByteArray(method) << params << QString::fromLatin1(outcome);
    };
    const QByteArray many = QByteArray("\"x\",").repeated(50) + "\"x\"";
    row("title missing", "", "task.create", R"({"title":"\t \n"})", "validation_failed/title");
    row("description too long", "", "task.create", R"({"title":"t","description":")" + QByteArray(65'537, 'x') + "\"}",
        "validation_failed/description");
    row("comment too long", "", "task.comment", R"({"task_id":"task-open","text":")" + QByteArray(16'385, 'x') + "\"}",
        "validation_failed/text");
    row("control character in a body", "", "task.comment", R"({"task_id":"task-open","text":"a\u0001"})",
        "validation_failed/text");
    row("token in a result", "holder", "run.complete", R"({"run_id":"run:held","result":{"a":{"claim_token":"x"}}})",
        "validation_failed/secret_key");
    row("result too large", "holder", "run.complete",
        R"({"run_id":"run:held","result":")" + QByteArray(65'537, 'x') + "\"}", "payload_too_large/result");
    row("id of no form", "", "task.create", R"({"title":"t","id":"a\u0001b"})", "validation_failed/id");
    row("id in use", "", "task.create", R"({"title":"t","id":"task-open"})", "conflict/id");
    row("not found", "", "run.get", R"({"run_id":"run-none"})", "run_not_found/run_id");
    row("illegal move", "", "task.approve", R"({"task_id":"task-open"})",
        "invalid_status_transition/approval_not_pending");
    row("publish what is no draft", "", "task.publish", R"({"task_id":"task-held"})",
        "invalid_status_transition/not_draft");
    row("version", "", "task.update", R"({"task_id":"task-open","title":"x","expected_version":99})",
        "version_conflict/expected_version");
    row("self link", "", "dependency.add", R"({"task_id":"task-open","depends_on_task_id":"task-open"})",
        "validation_failed/self_dependency");
    row("cycle", "", "dependency.add", R"({"task_id":"task-open","depends_on_task_id":"task-blocked"})",
        "cycle_detected");
    row("edge twice", "", "dependency.add", R"({"task_id":"task-blocked","depends_on_task_id":"task-open"})",
        "validation_failed/dependency_exists");
    row("claim of a taken run", "idle", "run.claim", R"({"idempotency_key":"k","run_id":"run:held"})",
        "invalid_status_transition/run_not_queued");
    row("claim of one not due", "idle", "run.claim", R"({"idempotency_key":"k","run_id":"run:later"})",
        "no_claimable_run/not_before");
    row("claim of a waiting one", "idle", "run.claim", R"({"idempotency_key":"k","run_id":"run:blocked"})",
        "invalid_status_transition/task_blocked");
    row("claim of a paused one", "idle", "run.claim", R"({"idempotency_key":"k","run_id":"run:paused"})",
        "no_claimable_run/paused");
    row("second lease", "holder", "run.claim_next", "{}", "active_run_lease");
    row("negative lease", "holder", "run.heartbeat", R"({"run_id":"run:held","lease_ms":-1})",
        "validation_failed/lease_ms");
    row("lease beyond a day", "idle", "run.claim_next", R"({"lease_ms":86400001})", "validation_failed/lease_ms");
    row("lease is no number", "idle", "run.claim_next", R"({"lease_ms":"long"})", "validation_failed/lease_ms");
    row("wait beyond the bound", "idle", "run.claim_next", R"({"wait_ms":25001})", "validation_failed/wait_ms");
    row("old epoch", "holder", "run.heartbeat", R"({"run_id":"run:held","lease_epoch":7})",
        "lease_lost/epoch_mismatch");
    row("taken away", "former", "run.heartbeat", R"({"run_id":"run:lost"})", "lease_lost/force_released");
    row("taken away, release", "former", "run.release", R"({"run_id":"run:lost"})", "lease_lost/force_released");
    row("done already", "finisher", "run.complete", R"({"run_id":"run:done"})", "invalid_status_transition/completed");
    row("lease of somebody else", "idle", "run.heartbeat", R"({"run_id":"run:held"})", "permission_denied/foreign_run");
    row("role", "idle", "task.approve", R"({"task_id":"task-open"})", "forbidden_operator_action/approve");
    row("role, force", "idle", "run.force_fail", R"({"run_id":"run:held","reason":"x"})",
        "forbidden_operator_action/force");
    row("of the operator alone", "idle", "settings.set", R"({"key":"force.limit","value":1})",
        "permission_denied/human_only");
    row("role before parameters", "idle", "run.force_fail", R"({"run_id":7})", "forbidden_operator_action/force");
    row("epoch beyond 32 bits", "holder", "run.heartbeat", R"({"run_id":"run:held","lease_epoch":4294967297})",
        "lease_lost/epoch_mismatch");
    row("no reason for force", "", "run.force_fail", R"({"run_id":"run:held"})", "force_op_requires_reason/reason");
    row("too many ids", "", "task.bulk_cancel", "{\"ids\":[" + many + "]}", "bulk_too_large/ids");
    row("unknown setting", "", "settings.set", R"({"key":"no.such","value":1})", "validation_failed/key");
    row("setting out of bounds", "", "settings.set", R"({"key":"force.limit","value":-1})", "validation_failed/value");
    row("unknown scope of a list", "", "task.list", R"({"status":"sideways"})", "validation_failed/status");
    row("unknown workspace", "", "task.create", R"({"title":"t","scope":"workspace","workspace_id":"ws-none"})",
        "workspace_not_found/workspace_id");
    row("scope and workspace", "", "task.create", R"({"title":"t","scope":"workspace"})",
        "invalid_scope_binding/scope");
}

void RefusalsTest::refused()
{
    QFETCH(QByteArray, who);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, params);
    RawClient &client = who.isEmpty() ? *m_person : agent(who.constData());
    const qint64 before = newestEvent();
    const QStringList rows = rowsNow();
    const QJsonObject answer = client.call(method.constData(), withIds(params));
    QTEST(test::outcome(answer), "outcome");
    const QJsonObject error = answer.value(QLatin1String("error")).toObject();
    // ERR-01; nothing of the inside comes out.
    QVERIFY(error.value(QLatin1String("data")).toObject().contains(QLatin1String("retryable")));
    QVERIFY(error.value(QLatin1String("data")).toObject().contains(QLatin1String("request_id")));
    const QByteArray text = QJsonDocument(error).toJson();
    for (const char *const secret : {"SELECT", "sqlite", "stint_session_", "stint_claim_", ".cpp"})
        QVERIFY2(!text.contains(secret), text.constData());
    QVERIFY2(!text.contains(m_board->folder().toUtf8()), text.constData());
    QCOMPARE(newestEvent(), before);
    QCOMPARE(rowsNow(), rows);
    QCOMPARE(test::outcome(client.call("system.ping")), QStringLiteral("result"));
}

/// MTH-03
void RefusalsTest::nothingToClaimIsAnAnswer()
{
    const QJsonObject answer = result(agent("idle").call("run.claim_next", R"({"priority_min":40})"));
    QCOMPARE(answer, (QJsonObject{{QStringLiteral("claimed"), false}}));
}

/// ERR-01 holds for the items of a bulk verb, too (BLK-02).
void RefusalsTest::err01_itemsOfBulkVerbs()
{
    const QJsonObject item = result(ask("task.bulk_cancel", R"({"ids":["task-none"]})"))
                                 .value(QLatin1String("items"))
                                 .toArray()
                                 .at(0)
                                 .toObject();
    const QJsonObject data = item.value(QLatin1String("error")).toObject().value(QLatin1String("data")).toObject();
    QCOMPARE(data, (QJsonObject{{QStringLiteral("code"), QStringLiteral("task_not_found")},
                                {QStringLiteral("field"), QStringLiteral("task_id")},
                                {QStringLiteral("retryable"), false}}));
}

void RefusalsTest::cyclesNameTheirPath()
{
    const QJsonObject answer = ask("dependency.add", R"({"task_id":"task-open","depends_on_task_id":"task-blocked"})");
    const QJsonArray path = answer.value(QLatin1String("error"))
                                .toObject()
                                .value(QLatin1String("data"))
                                .toObject()
                                .value(QLatin1String("path"))
                                .toArray();
    QVERIFY(path.contains(QStringLiteral("task-open")) && path.contains(QStringLiteral("task-blocked")));
}

void RefusalsTest::versionsNameTheCurrentOne()
{
    const QJsonObject task = result(ask("task.get", R"({"task_id":"task-open"})"));
    const QJsonObject answer = ask("task.update", R"({"task_id":"task-open","title":"x","expected_version":99})");
    const QJsonObject data = answer.value(QLatin1String("error")).toObject().value(QLatin1String("data")).toObject();
    QCOMPARE(data.value(QLatin1String("current_version")).toInteger(),
             task.value(QLatin1String("task")).toObject().value(QLatin1String("version")).toInteger(-1));
}

void RefusalsTest::mth01_pages_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QByteArray>("idPath");
    QTest::newRow("task.list") << QByteArray("task.list") << QByteArray("{") << QByteArray("id");
    QTest::newRow("task.list by priority")
        << QByteArray("task.list") << QByteArray("{\"order\":\"priority\",") << QByteArray("id");
    QTest::newRow("task.search") << QByteArray("task.search") << QByteArray("{\"query\":\"task\",") << QByteArray("id");
    QTest::newRow("run.list") << QByteArray("run.list") << QByteArray("{\"status\":\"queued\",") << QByteArray("id");
    QTest::newRow("session.list") << QByteArray("session.list") << QByteArray("{") << QByteArray("id");
    QTest::newRow("scheduler.backlog") << QByteArray("scheduler.backlog") << QByteArray("{\"include_paused\":true,")
                                       << QByteArray("run.id");
}

/// Page by page gives the same rows as at once, none twice, and each page tells how many there are.
void RefusalsTest::mth01_pages()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, params);
    QFETCH(QByteArray, idPath);
    const auto idsOf = [&](const QJsonObject &page) {
        QStringList ids;
        for (const QJsonValue &item : page.value(QLatin1String("items")).toArray()) {
            QJsonValue value = item;
            for (const QByteArray &name : idPath.split('.'))
                value = value.toObject().value(QString::fromUtf8(name));
            ids += value.toString();
        }
        return ids;
    };
    const QJsonObject whole = result(ask(method.constData(), params + "\"limit\":500}"));
    const QStringList all = idsOf(whole);
    QVERIFY(all.size() >= 3);
    QVERIFY(!all.contains(QString()));
    QCOMPARE(whole.value(QLatin1String("total")).toInteger(), all.size());
    QVERIFY(!whole.contains(QLatin1String("next_cursor")));
    QStringList joined;
    QString cursor;
    do {
        const QByteArray more = cursor.isEmpty() ? QByteArray() : ",\"cursor\":\"" + cursor.toUtf8() + '"';
        const QJsonObject page = result(ask(method.constData(), params + "\"limit\":2" + more + '}'));
        QCOMPARE(page.value(QLatin1String("total")).toInteger(), all.size());
        QVERIFY(idsOf(page).size() <= 2);
        joined += idsOf(page);
        cursor = page.value(QLatin1String("next_cursor")).toString();
    } while (!cursor.isEmpty() && joined.size() <= all.size());
    QCOMPARE(joined, all);
}

void RefusalsTest::mth01_limits_data()
{
    QTest::addColumn<QByteArray>("limit");
    QTest::addColumn<QString>("verdict"); // how many items, or the refusal
    QTest::newRow("absent") << QByteArray() << QStringLiteral("50");
    QTest::newRow("zero") << QByteArray("0") << QStringLiteral("50");
    QTest::newRow("one") << QByteArray("1") << QStringLiteral("1");
    QTest::newRow("most") << QByteArray("500") << QStringLiteral("500");
    QTest::newRow("beyond") << QByteArray("501") << QStringLiteral("500");
    QTest::newRow("beyond 32 bits") << QByteArray("3000000000") << QStringLiteral("500");
    QTest::newRow("negative beyond 32 bits") << QByteArray("-3000000000") << QStringLiteral("validation_failed/limit");
    QTest::newRow("negative") << QByteArray("-1") << QStringLiteral("validation_failed/limit");
}

void RefusalsTest::mth01_limits()
{
    QFETCH(QByteArray, limit);
    // A board of its own with more than fits into the longest page.
    static std::unique_ptr<ServedBoard> large;
    const auto release = qScopeGuard([&] {
        if (qstrcmp(QTest::currentDataTag(), "negative") == 0)
            large.reset();
    });
    if (!large) {
        large = std::make_unique<ServedBoard>();
        QVERIFY(large->start());
        RawClient filler(large->socketPath());
        filler.hello();
        for (int i = 0; i < 510; ++i)
            QCOMPARE(outcome(filler.call("task.create", R"({"title":"t"})")), QStringLiteral("result"));
    }
    RawClient client(large->socketPath());
    client.hello();
    const QJsonObject answer =
        client.call("task.list", limit.isEmpty() ? QByteArray("{}") : "{\"limit\":" + limit + '}');
    const QString got = answer.contains(QLatin1String("result"))
                            ? QString::number(result(answer).value(QLatin1String("items")).toArray().size())
                            : outcome(answer);
    QTEST(got, "verdict");
}

void RefusalsTest::mth01_cursorsAreOpaque()
{
    QCOMPARE(outcome(ask("task.list", R"({"cursor":"x"})")), QStringLiteral("validation_failed/cursor"));
    const QString cursor = result(ask("task.list", R"({"limit":2})")).value(QLatin1String("next_cursor")).toString();
    // One of another list or another order is none.
    QCOMPARE(outcome(ask("run.list", "{\"status\":\"queued\",\"cursor\":\"" + cursor.toUtf8() + "\"}")),
             QStringLiteral("validation_failed/cursor"));
    QCOMPARE(outcome(ask("task.list", "{\"order\":\"priority\",\"cursor\":\"" + cursor.toUtf8() + "\"}")),
             QStringLiteral("validation_failed/cursor"));
}

STINT_REGISTER_TEST(RefusalsTest)
#include "tst_refusals.moc"
