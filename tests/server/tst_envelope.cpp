#include "app/wire/envelope.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::wire;

class EnvelopeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requests_data();
    void requests();
    void errorsTravel_data();
    void errorsTravel();
    void red03_errorsAreRedacted();
};

void EnvelopeTest::requests_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("verdict"); // "id method" or "id number"
    const auto row = [](const char *name, const char *line, const char *verdict) {
        QTest::newRow(name) << QByteArray(line) << QString::fromLatin1(verdict);
    };
    row("number", R"({"jsonrpc":"2.0","id":7,"method":"m","params":{}})", "7 m");
    row("text id", R"({"jsonrpc":"2.0","id":"a\u0062","method":"m"})", "\"ab\" m");
    row("notification", R"({"jsonrpc":"2.0","method":"m"})", " m");
    row("null id", R"({"jsonrpc":"2.0","id":null,"method":"m"})", " -32600");
    row("fractional id", R"({"jsonrpc":"2.0","id":1.5,"method":"m"})", " -32600");
    row("object id", R"({"jsonrpc":"2.0","id":{},"method":"m"})", " -32600");
    row("no version", R"({"id":7,"method":"m"})", "7 -32600");
    row("other version", R"({"jsonrpc":"1.0","id":7,"method":"m"})", "7 -32600");
    row("number for version", R"({"jsonrpc":2.0,"id":7,"method":"m"})", "7 -32600");
    row("no method", R"({"jsonrpc":"2.0","id":7})", "7 -32600");
    row("method is no text", R"({"jsonrpc":"2.0","id":7,"method":1})", "7 -32600");
    row("more members", R"({"jsonrpc":"2.0","id":7,"method":"m","meta":1})", "7 -32600");
    row("params by place", R"({"jsonrpc":"2.0","id":7,"method":"m","params":[]})", "7 m");
    row("params null", R"({"jsonrpc":"2.0","id":7,"method":"m","params":null})", "7 m");
    row("batch", R"([{"jsonrpc":"2.0","id":7,"method":"m"}])", " -32600");
    row("empty batch", "[]", " -32600");
    row("scalar", "7", " -32600");
    row("forbidden content keeps the id", R"({"jsonrpc":"2.0","id":7,"method":"m","params":{"a":1,"a":2}})",
        "7 -32600");
}

void EnvelopeTest::requests()
{
    QFETCH(QByteArray, line);
    const auto text = JsonText::scan(line);
    QVERIFY(text);
    const auto request = readRequest(*text);
    const QString verdict =
        request
            ? QString::fromUtf8(request->id + ' ' + request->method)
            : QStringLiteral("%1 %2").arg(QString::fromUtf8(request.error().id)).arg(request.error().refusal.number());
    QTEST(verdict, "verdict");
}

void EnvelopeTest::errorsTravel_data()
{
    QTest::addColumn<int>("code");
    for (int i = 0; i < errorCodeCount(); ++i)
        QTest::newRow(errorInfo(static_cast<ErrorCode>(i)).text) << i;
}

/// Each code arrives as it was sent, with number and retryable of the table (ERR-01).
void EnvelopeTest::errorsTravel()
{
    QFETCH(int, code);
    const ErrorInfo &info = errorInfo(static_cast<ErrorCode>(code));
    const QByteArray line =
        errorLine("3", Refusal::of(refuse(info.code, "why").reason("because").with("current_version", 4)),
                  QStringLiteral("c2.1"));
    QVERIFY(line.endsWith('\n'));
    const auto text = JsonText::scan(line);
    const auto incoming = readIncoming(*text);
    QVERIFY(incoming && incoming->error);
    QCOMPARE(incoming->id, QByteArray("3"));
    QCOMPARE(incoming->error->code, info.code);
    QCOMPARE(incoming->error->reasonText(), QStringLiteral("because"));
    const QJsonObject data = incoming->error->data;
    QCOMPARE(data.value(QLatin1String("code")).toString(), QLatin1String(info.text));
    QCOMPARE(data.value(QLatin1String("retryable")).toBool(), info.retryable);
    QCOMPARE(data.value(QLatin1String("current_version")).toInt(), 4);
    QCOMPARE(data.value(QLatin1String("request_id")).toString(), QStringLiteral("c2.1"));
    QCOMPARE(text->root().find("error").find("code").integer().value(),
             info.code == ErrorCode::Internal ? -32603 : info.number);
}

void EnvelopeTest::red03_errorsAreRedacted()
{
    const QString token = QStringLiteral("stint_session_abcDEF-_123");
    const QByteArray line =
        errorLine({}, Refusal::of(refuse(ErrorCode::Internal, QStringLiteral("saw ") + token).with("got", token)), {});
    QVERIFY(!line.contains("abcDEF"));
    QCOMPARE(line.count("stint_session_[REDACTED]"), 2);
    QVERIFY(line.contains("\"id\":null"));
}

STINT_REGISTER_TEST(EnvelopeTest)
#include "tst_envelope.moc"
