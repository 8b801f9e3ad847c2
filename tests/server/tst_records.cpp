#include "app/wire/connectionmethods.h"
#include "app/wire/decode.h"
#include "app/wire/encode.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::wire;

namespace
{

/// `ok`, or number, code and field of the refusal.
template<Request R>
QString verdict(const QByteArray &params, R &into)
{
    const auto text = JsonText::scan(params);
    Q_ASSERT(text);
    std::optional<QString> requestId;
    Decoder decoder;
    if (decoder.decodeCall(text->root(), into, R::method.isMutating() ? "request_id" : "", requestId))
        return requestId ? QStringLiteral("ok ") + *requestId : QStringLiteral("ok");
    const Refusal &refusal = *decoder.fault();
    return QStringLiteral("%1 %2 %3")
        .arg(refusal.number())
        .arg(refusal.codeText(), refusal.error.data.value(QLatin1String("field")).toString());
}

using Judge = QString (*)(const QByteArray &);
template<Request R>
QString judge(const QByteArray &params)
{
    R request{};
    return verdict(params, request);
}

} // namespace
Q_DECLARE_METATYPE(Judge)

/// Decoding and encoding of described structs (FRM-02, FRM-06, VAL-02).
class RecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void frm02_params_data();
    void frm02_params();
    void val02_jsonIsKeptBytewise();
    void patches();
    void frm06_absentIsAbsent();
    void everyRequestRoundTrips();
    void answersMaySayMore();
    void frm02_wholeNumbersOfAnySize_data();
    void frm02_wholeNumbersOfAnySize();
};

void RecordsTest::frm02_params_data()
{
    QTest::addColumn<Judge>("judge");
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<QString>("verdict");
    const auto row = [](const char *name, Judge judge, const char *params, const char *verdict) {
        QTest::newRow(name) << judge << QByteArray(params) << QString::fromLatin1(verdict);
    };
    row("good", judge<TaskCreate>, R"({"title":"t","labels":["a"],"max_attempts":3,"draft":true})", "ok");
    row("request id", judge<TaskCreate>, R"({"title":"t","request_id":"r1"})", "ok r1");
    row("request id of a read", judge<TaskGet>, R"({"task_id":"t","request_id":"r1"})",
        "-32602 validation_failed request_id");
    row("request id is no text", judge<TaskCreate>, R"({"title":"t","request_id":1})",
        "-32602 validation_failed request_id");
    row("missing", judge<TaskCreate>, R"({"description":"x"})", "-32602 validation_failed title");
    row("unknown", judge<TaskCreate>, R"({"title":"t","prio":"high"})", "-32602 validation_failed prio");
    row("VAL-06 blank owner is none", judge<TaskCreate>, R"({"title":"t","owner":{"kind":" ","ref":""}})", "ok");
    row("VAL-06 owner without kind", judge<TaskCreate>, R"({"title":"t","owner":{"kind":"","ref":"p"}})",
        "1000 validation_failed owner.kind");
    row("unknown inside", judge<TaskCreate>, R"({"title":"t","owner":{"kind":"pool","ref":"p","x":1}})",
        "-32602 validation_failed owner.x");
    row("wrong type", judge<TaskCreate>, R"({"title":7})", "-32602 validation_failed title");
    row("null for a text", judge<TaskCreate>, R"({"title":null})", "-32602 validation_failed title");
    row("text for a number", judge<TaskCreate>, R"({"title":"t","max_attempts":"3"})",
        "-32602 validation_failed max_attempts");
    row("number for a flag", judge<TaskCreate>, R"({"title":"t","draft":1})", "-32602 validation_failed draft");
    row("text for a list", judge<TaskCreate>, R"({"title":"t","labels":"a"})", "-32602 validation_failed labels");
    row("number in a list", judge<TaskCreate>, R"({"title":"t","labels":["a",1]})",
        "-32602 validation_failed labels[1]");
    row("in a list of objects", judge<TaskCreate>, R"({"title":"t","acceptance":[{"text":"a"},{"met":true}]})",
        "-32602 validation_failed acceptance[1].text");
    row("fraction", judge<TaskCreate>, R"({"title":"t","max_attempts":1.5})", "-32602 validation_failed max_attempts");
    row("beyond int", judge<TaskCreate>, R"({"title":"t","max_attempts":2147483648})", "ok"); // the domain refuses it
    row("beyond 2^53", judge<TaskUpdate>, R"({"task_id":"t","expected_version":9007199254740992})",
        "-32602 validation_failed expected_version");
    row("no time", judge<TaskCreate>, R"({"title":"t","not_before":"tomorrow"})",
        "-32602 validation_failed not_before");
    row("unknown word of an enumeration", judge<ProfileSet>, R"({"task_id":"t","worker":{"mode":"swarm"}})",
        "1000 validation_failed worker.mode");
    row("words are trimmed and folded (ENM-01)", judge<ProfileSet>, R"({"task_id":"t","worker":{"mode":" Select "}})",
        "ok");
    row("PRO-03 blank mode is the default", judge<ProfileSet>, R"({"task_id":"t","worker":{"mode":" "}})", "ok");
    row("blank policy is none", judge<ProfileSet>, R"({"task_id":"t","review":{"policy":""}})", "ok");
    row("immutable of several", judge<TaskBulkUpdate>, R"({"ids":["t"],"status":"ready"})",
        "1001 immutable_field status");
    row("immutable", judge<TaskUpdate>, R"({"task_id":"t","status":"ready"})", "1001 immutable_field status");
    row("immutable only in updates", judge<TaskCreate>, R"({"title":"t","status":"ready"})",
        "-32602 validation_failed status");
    row("the in-process token", judge<RunComplete>, R"({"run_id":"r","claim_token":"x"})",
        "-32602 validation_failed claim_token");
    row("the in-process session", judge<RunClaimNext>, R"({"session":"s"})", "-32602 validation_failed session");
    row("by place", judge<TaskGet>, R"(["t"])", "-32602 validation_failed params");
    row("nothing needed, by place", judge<SchedulerStatusGet>, "[]", "-32602 validation_failed params");
    row("nothing needed, null", judge<SchedulerStatusGet>, "null", "-32602 validation_failed params");
    row("nothing needed", judge<SchedulerStatusGet>, "{}", "ok");
    row("nothing allowed", judge<SchedulerStatusGet>, R"({"x":1})", "-32602 validation_failed x");
}

void RecordsTest::frm02_params()
{
    QFETCH(Judge, judge);
    QFETCH(QByteArray, params);
    QTEST(judge(params), "verdict");
}

void RecordsTest::val02_jsonIsKeptBytewise()
{
    TaskCreate request;
    QCOMPARE(verdict(R"({"title":"t","metadata": {"b" : 1.50, "a":[ 18446744073709551616 ]}})", request),
             QStringLiteral("ok"));
    QCOMPARE(request.metadata.text, QByteArray(R"({"b" : 1.50, "a":[ 18446744073709551616 ]})"));
    QCOMPARE(verdict(R"({"title":"t","metadata":null})", request), QStringLiteral("ok"));
    QVERIFY(request.metadata.isNull());
}

void RecordsTest::patches()
{
    TaskUpdate request;
    QCOMPARE(verdict(R"({"task_id":"t","description":null,"title":"new","labels":[]})", request), QStringLiteral("ok"));
    QVERIFY(request.changes.description.isCleared());
    QCOMPARE(request.changes.title, Patch<QString>(QStringLiteral("new")));
    QVERIFY(request.changes.labels.isGiven());
    QVERIFY(request.changes.milestone.isAbsent());
    QCOMPARE(encoded(request),
             QByteArray(R"({"task_id":"t","title":"new","description":null,"clear_owner":false,"labels":[]})"));
}

void RecordsTest::frm06_absentIsAbsent()
{
    Run run;
    run.id = RunId(QStringLiteral("run-1"));
    run.taskId = TaskId(QStringLiteral("task-1"));
    run.queuedAt = run.waitingSince = Time{1'000};
    run.result.text = R"({"x": 1})";
    run.claimTokenHash = QStringLiteral("sha256:secret");
    QCOMPARE(encoded(run),
             QByteArray(R"({"id":"run-1","task_id":"task-1","attempt":1,"status":"queued",)"
                        R"("queued_at":"1970-01-01T00:00:01.000Z","waiting_since":"1970-01-01T00:00:01.000Z",)"
                        R"("lease_epoch":0,"result":{"x": 1},"required_capabilities":[],"preferred_capabilities":[],)"
                        R"("review_round":1})"));
    run.usage.inputTokens = 0; // zero is not absent
    QVERIFY(encoded(run).contains(R"("usage":{"input_tokens":0})"));
    QCOMPARE(encoded(ClaimReply{}), QByteArray(R"({"claimed":false})"));
}

/// Whatever a request can say survives being written and read again: CLI and server cannot drift apart.
void RecordsTest::everyRequestRoundTrips()
{
    forEachMethod([](auto type) {
        using R = typename decltype(type)::type;
        const R request{};
        const QByteArray written = encoded(request);
        const auto text = JsonText::scan(written);
        QVERIFY2(text, R::method.name);
        R again{};
        QString expected = QStringLiteral("ok");
        forEachWireField<R>([&](const auto &field) {
            // A value that has no default cannot be left out.
            if (field.required && IsOptional<FieldType<decltype(field)>>::value)
                expected = QStringLiteral("-32602 validation_failed ") + QLatin1String(field.name);
        });
        QCOMPARE(verdict(written, again), expected);
        QCOMPARE(encoded(again), written);
    });
}

void RecordsTest::answersMaySayMore()
{
    const auto text = JsonText::scan(R"({"ok":true,"later":1})");
    QVERIFY(!decode<OkReply>(text->root()));
    QVERIFY(decode<OkReply>(text->root(), Unknown::Skipped)->ok);
}

void RecordsTest::frm02_wholeNumbersOfAnySize_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<QString>("limit");
    QTest::newRow("as it is") << QByteArray("2147483646") << QStringLiteral("2147483646");
    QTest::newRow("greater than the type holds") << QByteArray("2147483648") << QStringLiteral("2147483647");
    QTest::newRow("greatest") << QByteArray("9007199254740991") << QStringLiteral("2147483647");
    QTest::newRow("least") << QByteArray("-9007199254740991") << QStringLiteral("-2147483648");
    QTest::newRow("too great") << QByteArray("9007199254740992") << QStringLiteral("refused");
}

/// FRM-02: the bounds of a C++ type are none of the protocol's; what is out of bounds is refused by the domain.
void RecordsTest::frm02_wholeNumbersOfAnySize()
{
    QFETCH(QByteArray, number);
    const auto text = JsonText::scan("{\"limit\":" + number + '}');
    const auto decoded = decode<TaskList>(text->root());
    QTEST(decoded ? QString::number(*decoded->filter.limit) : QStringLiteral("refused"), "limit");
}

STINT_REGISTER_TEST(RecordsTest)
#include "tst_records.moc"
