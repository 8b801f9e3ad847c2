#include "model/domain/json.h"
#include "model/domain/jsontext.h"
#include "model/domain/text.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <limits>

using namespace stint;

class JsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writerWritesCompactJson();
    void writerEscapes_data();
    void writerEscapes();
    void storedJson_data();
    void storedJson();
    void secretKeysAreCutOut_data();
    void secretKeysAreCutOut();
    void depthIsBounded();
};

void JsonTest::writerWritesCompactJson()
{
    JsonWriter writer;
    writer.beginObject();
    writer.member("text", QStringLiteral("a"));
    writer.member("number", qint64(-5));
    writer.member("flag", false);
    writer.member("fraction", 0.5);
    writer.memberIfSet("left_out", QString());
    writer.memberRaw("left_out_too", {});
    writer.memberRaw("raw", "[1, 2]");
    writer.key("list");
    writer.beginArray();
    writer.null();
    writer.beginObject();
    writer.endObject();
    writer.value(std::numeric_limits<double>::infinity());
    writer.endArray();
    writer.endObject();
    QCOMPARE(writer.take(),
             QByteArray(R"({"text":"a","number":-5,"flag":false,"fraction":0.5,"raw":[1, 2],"list":[null,{},null]})"));
}

void JsonTest::writerEscapes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("quote and backslash") << QStringLiteral("\"\\") << QByteArray(R"("\"\\")");
    QTest::newRow("breaks") << QStringLiteral("\n\r\t") << QByteArray(R"("\n\r\t")");
    QTest::newRow("control") << QStringLiteral("\u0001\u007f") << QByteArray("\"\\u0001\\u007f\"");
    QTest::newRow("utf-8 stays") << QStringLiteral("ü😀") << QByteArray("\"ü😀\"");
    QTest::newRow("byte order mark") << QStringLiteral("\ufeffa\ufeff") << QByteArray("\"\\ufeffa\xef\xbb\xbf\"");
}

void JsonTest::writerEscapes()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, expected);
    JsonWriter writer;
    writer.value(text);
    QCOMPARE(writer.text(), expected);
}

void JsonTest::storedJson_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *given, const char *expected) {
        QTest::newRow(name) << QByteArray(given) << QByteArray(expected);
    };
    row("VAL-02 absent", "", "ok:");
    row("VAL-02 null", " null ", "ok:");
    row("VAL-02 byte-wise after trimming", " {\"b\" : 1.0,\"a\":[ ]}\n", "ok:{\"b\" : 1.0,\"a\":[ ]}");
    row("VAL-02 number", "-1.5e+3", "ok:-1.5e+3");
    row("VAL-02 word", "truth", "validation_failed");
    row("VAL-02 open", "{\"a\":1", "validation_failed");
    row("VAL-02 trailing comma", "[1,]", "validation_failed");
    row("VAL-02 trailing text", "{} x", "validation_failed");
    row("VAL-02 leading zero", "01", "validation_failed");
    row("VAL-02 bare fraction", "1.", "validation_failed");
    row("VAL-02 single quotes", "{'a':1}", "validation_failed");
    row("VAL-02 unknown escape", R"(["\q"])", "validation_failed");
    row("VAL-02 bad hex", R"(["\u00g0"])", "validation_failed");
    row("VAL-02 lone surrogate", R"(["\ud800"])", "validation_failed");
    row("VAL-02 pair", R"(["\ud83d\ude00"])", R"(ok:["\ud83d\ude00"])");
    row("VAL-01 raw control", "[\"a\nb\"]", "validation_failed");
    row("VAL-01 invalid UTF-8", "[\"\xc3\"]", "validation_failed");
    row("VAL-03 token key", R"({"a":[{"Claim_Token ":1}]})", "validation_failed/secret_key");
    row("VAL-03 session key", R"({"session_token":null})", "validation_failed/secret_key");
    row("VAL-03 escaped key", R"({"claim\u005ftoken":1})", "validation_failed/secret_key");
    row("VAL-03 similar key", R"({"claim_tokens":1})", R"(ok:{"claim_tokens":1})");
    row("INV-42 token as key", R"({"stint_claim_abc":1})", "validation_failed/secret_key");
    row("RED-02 value", R"({"a":"x stint_claim_abc y"})", R"(ok:{"a":"x stint_claim_[REDACTED] y"})");
    row("RED-02 escaped value", R"(["stint\u005fclaim_abc"])", R"(ok:["stint_claim_[REDACTED]"])");
    row("ERR-02 exactly the bound", "\"123456789012345678901234567890123456789012345678\"",
        "ok:\"123456789012345678901234567890123456789012345678\"");
    row("ERR-02 over the bound", "\"1234567890123456789012345678901234567890123456789\"", "payload_too_large");
    row("ERR-02 syntax before size", "\"1234567890123456789012345678901234567890123456789", "validation_failed");
    row("size before secret key", R"({"claim_token":"12345678901234567890123456789012345678901"})",
        "payload_too_large");
}

void JsonTest::storedJson()
{
    QFETCH(QByteArray, given);
    QFETCH(QByteArray, expected);
    Json json{given};
    const Done done = checkJson("metadata", json, 50);
    QByteArray told = "ok:" + json.text;
    if (!done) {
        told = errorInfo(done.error().code).text;
        if (const QString reason = done.error().reasonText(); !reason.isEmpty())
            told += '/' + reason.toUtf8();
    }
    QCOMPARE(told, expected);
}

void JsonTest::secretKeysAreCutOut_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *given, const char *expected) {
        QTest::newRow(name) << QByteArray(given) << QByteArray(expected);
    };
    row("RED-04 none", R"({"a": 1, "b":[2]})", R"({"a": 1, "b":[2]})");
    row("RED-04 only", R"({"claim_token":"x"})", R"({})");
    row("RED-04 first", R"({"oauth_code":"x","b":2})", R"({"b":2})");
    row("RED-04 middle", R"({"a":1,"pkce_verifier":"x","b":2})", R"({"a":1,"b":2})");
    row("RED-04 last", R"({"a":1,"mcp_auth_token":"x"})", R"({"a":1})");
    row("RED-04 all", R"({"secret_binding":1,"secret_bindings":2,"session_token":3})", R"({})");
    row("RED-04 suffix", R"({"client_Secret":"x","secretary":1})", R"({"secretary":1})");
    row("RED-04 prefix", R"({"stint_claim_":1,"a":2})", R"({"a":2})");
    row("RED-04 deep", R"([{"a":{"claim_token":{"b":[1]}}}])", R"([{"a":{}}])");
    row("RED-04 dropped with its tokens", R"({"a":1,"x_secret":["stint_claim_b"],"c":"stint_claim_d"})",
        R"({"a":1,"c":"stint_claim_[REDACTED]"})");
}

void JsonTest::secretKeysAreCutOut()
{
    QFETCH(QByteArray, given);
    QFETCH(QByteArray, expected);
    QCOMPARE(withoutSecretKeys(given), expected);
    QVERIFY(filteredJson(withoutSecretKeys(given), {}).has_value());
}

void JsonTest::depthIsBounded()
{
    QVERIFY(filteredJson(QByteArray(256, '[') + QByteArray(256, ']'), {}).has_value());
    QVERIFY(!filteredJson(QByteArray(257, '[') + QByteArray(257, ']'), {}).has_value());
    QVERIFY(!filteredJson(QByteArray(1'000'000, '['), {}).has_value());
}

STINT_REGISTER_TEST(JsonTest)
#include "tst_json.moc"
