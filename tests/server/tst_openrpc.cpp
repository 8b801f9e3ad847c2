#include "app/server/methodtable.h"
#include "app/wire/connectionmethods.h"
#include "app/wire/openrpc.h"
#include "tests/server/apidocument.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace stint;
using namespace stint::test;
using namespace Qt::Literals::StringLiterals;

namespace
{

/// What the meta-schema of OpenRPC 1.3 lets an object hold, beside members of our own (x-…).
struct Shape {
    QStringList required, allowed;
};

const QMap<QString, Shape> shapes{
    {u"document"_s, {{u"openrpc"_s, u"info"_s, u"methods"_s}, {u"servers"_s, u"components"_s, u"externalDocs"_s}}},
    {u"info"_s, {{u"title"_s, u"version"_s}, {u"description"_s, u"termsOfService"_s, u"contact"_s, u"license"_s}}},
    {u"method"_s,
     {{u"name"_s, u"params"_s},
      {u"description"_s, u"summary"_s, u"servers"_s, u"tags"_s, u"paramStructure"_s, u"result"_s, u"errors"_s,
       u"links"_s, u"examples"_s, u"deprecated"_s, u"externalDocs"_s}}},
    {u"descriptor"_s, {{u"name"_s, u"schema"_s}, {u"description"_s, u"summary"_s, u"required"_s, u"deprecated"_s}}},
    {u"error"_s, {{u"code"_s, u"message"_s}, {u"data"_s}}},
    {u"tag"_s, {{u"name"_s}, {u"summary"_s, u"description"_s, u"externalDocs"_s}}},
    {u"components"_s,
     {{},
      {u"schemas"_s, u"links"_s, u"errors"_s, u"examples"_s, u"examplePairings"_s, u"contentDescriptors"_s,
       u"tags"_s}}},
};

QString misshapen(const QJsonObject &object, const QString &kind)
{
    const Shape &shape = shapes[kind];
    for (const QString &name : shape.required) {
        if (!object.contains(name))
            return u"%1 has no %2"_s.arg(kind, name);
    }
    for (const QString &name : object.keys()) {
        if (!name.startsWith(u"x-"_s) && !shape.required.contains(name) && !shape.allowed.contains(name))
            return u"%1 must not have %2"_s.arg(kind, name);
    }
    return {};
}

/// A JSON Schema as far as this document uses the language (draft 7).
QString badSchema(const QJsonObject &schema)
{
    static const QStringList types{u"object"_s, u"array"_s,   u"string"_s, u"integer"_s,
                                   u"number"_s, u"boolean"_s, u"null"_s};
    static const QStringList words{u"type"_s,  u"properties"_s, u"required"_s, u"items"_s,      u"enum"_s,
                                   u"anyOf"_s, u"$ref"_s,       u"format"_s,   u"description"_s};
    for (const QString &word : schema.keys()) {
        if (!words.contains(word))
            return u"unknown word "_s + word;
    }
    if (schema.contains(u"$ref"_s) && schema.size() != 1)
        return u"a reference has no neighbours"_s;
    if (schema.contains(u"type"_s) && !types.contains(schema.value(u"type"_s).toString()))
        return u"unknown type"_s;
    if (schema.contains(u"enum"_s) && schema.value(u"enum"_s).toArray().isEmpty())
        return u"an enumeration of nothing"_s;
    const QJsonObject properties = schema.value(u"properties"_s).toObject();
    for (const QJsonValue &name : schema.value(u"required"_s).toArray()) {
        if (!properties.contains(name.toString()))
            return u"requires what it does not have: "_s + name.toString();
    }
    QList<QJsonValue> inner(properties.begin(), properties.end());
    for (const QJsonValue &choice : schema.value(u"anyOf"_s).toArray())
        inner += choice;
    if (schema.contains(u"items"_s))
        inner += schema.value(u"items"_s);
    for (const QJsonValue &next : std::as_const(inner)) {
        const QString fault = next.isObject() ? badSchema(next.toObject()) : u"a schema is an object"_s;
        if (!fault.isEmpty())
            return fault;
    }
    return {};
}

QString badMethod(const QJsonObject &method)
{
    QString fault = misshapen(method, u"method"_s);
    QList<QJsonValue> descriptors;
    QStringList names;
    bool optionalSeen = false;
    for (const QJsonValue &param : method.value(u"params"_s).toArray()) {
        descriptors += param;
        names += param.toObject().value(u"name"_s).toString();
        const bool isRequired = param.toObject().value(u"required"_s).toBool();
        if (isRequired && optionalSeen)
            return u"%1 is required behind optional ones"_s.arg(names.last());
        optionalSeen = !isRequired;
    }
    if (names.removeDuplicates() > 0)
        return u"a parameter is there twice"_s;
    if (method.contains(u"result"_s))
        descriptors += method.value(u"result"_s);
    for (const QJsonValue &descriptor : std::as_const(descriptors)) {
        if (fault.isEmpty())
            fault = misshapen(descriptor.toObject(), u"descriptor"_s);
        if (fault.isEmpty())
            fault = badSchema(descriptor.toObject().value(u"schema"_s).toObject());
    }
    for (const QJsonValue &tag : method.value(u"tags"_s).toArray()) {
        if (fault.isEmpty())
            fault = misshapen(tag.toObject(), u"tag"_s);
    }
    return fault;
}

} // namespace

class OpenRpcTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileIsUpToDate();
    void everyMethodIsServedAndDescribed();
    void referencesLeadSomewhere();
    void documentIsOpenRpc();
    void methodsAreOpenRpc_data();
    void methodsAreOpenRpc();
    void componentsAreOpenRpc();
    void theJudgeSees_data();
    void theJudgeSees();
};

void OpenRpcTest::fileIsUpToDate()
{
    QFile file(QStringLiteral(STINT_SOURCE_DIR "/resources/api/openrpc.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY2(file.readAll() == wire::openRpcText(),
             "the interface has changed: write the document anew with `ninja openrpc`");
}

void OpenRpcTest::everyMethodIsServedAndDescribed()
{
    QStringList described;
    const QJsonArray methods =
        QJsonDocument::fromJson(wire::openRpcDocument()).object().value(QLatin1String("methods")).toArray();
    for (const QJsonValue &method : methods)
        described += method.toObject().value(QLatin1String("name")).toString();
    QStringList served;
    forEachMethod([&](auto type) {
        using R = typename decltype(type)::type;
        served += QLatin1String(R::method.name);
        QVERIFY2(server::findMethod(R::method.name), R::method.name);
    });
    QCOMPARE(described, served);
    described.removeDuplicates();
    QCOMPARE(described.size(), served.size());
}

void OpenRpcTest::referencesLeadSomewhere()
{
    const QByteArray text = wire::openRpcDocument();
    const QJsonObject components = QJsonDocument::fromJson(text).object().value(QLatin1String("components")).toObject();
    const QByteArray marker = "\"$ref\":\"#/components/";
    int references = 0;
    for (qsizetype at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 1)) {
        const qsizetype from = at + marker.size();
        const QStringList path =
            QString::fromUtf8(text.mid(from, text.indexOf('"', from) - from)).split(QLatin1Char('/'));
        QVERIFY2(components.value(path.at(0)).toObject().contains(path.at(1)), qPrintable(path.join(QLatin1Char('/'))));
        ++references;
    }
    QVERIFY(references > 100);
}

void OpenRpcTest::documentIsOpenRpc()
{
    const QJsonObject root = ApiDocument::get().root();
    QCOMPARE(misshapen(root, u"document"_s), QString());
    QCOMPARE(misshapen(root.value(u"info"_s).toObject(), u"info"_s), QString());
    QCOMPARE(misshapen(root.value(u"components"_s).toObject(), u"components"_s), QString());
    QVERIFY(QRegularExpression(u"^1\\.3\\.[0-2]$"_s).match(root.value(u"openrpc"_s).toString()).hasMatch());
}

void OpenRpcTest::methodsAreOpenRpc_data()
{
    QTest::addColumn<QJsonObject>("method");
    for (const QJsonValue &method : ApiDocument::get().root().value(u"methods"_s).toArray())
        QTest::newRow(qPrintable(method.toObject().value(u"name"_s).toString())) << method.toObject();
}

void OpenRpcTest::methodsAreOpenRpc()
{
    QFETCH(QJsonObject, method);
    QCOMPARE(badMethod(method), QString());
}

void OpenRpcTest::componentsAreOpenRpc()
{
    const QJsonObject components = ApiDocument::get().root().value(u"components"_s).toObject();
    const QJsonObject schemas = components.value(u"schemas"_s).toObject(),
                      errors = components.value(u"errors"_s).toObject();
    const QRegularExpression name(u"^[0-9A-Za-z_-]+$"_s);
    for (auto it = schemas.begin(); it != schemas.end(); ++it) {
        QVERIFY2(name.match(it.key()).hasMatch(), qPrintable(it.key()));
        QCOMPARE(badSchema(it.value().toObject()), QString());
    }
    QSet<int> numbers;
    for (auto it = errors.begin(); it != errors.end(); ++it) {
        QCOMPARE(misshapen(it.value().toObject(), u"error"_s), QString());
        numbers.insert(it.value().toObject().value(u"code"_s).toInt());
    }
    QCOMPARE(numbers.size(), errors.size());
}

void OpenRpcTest::theJudgeSees_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isRight");
    const auto row = [](const char *name, const char *request, const char *answer, bool isRight) {
        QTest::newRow(name) << QByteArray(request) << QByteArray(answer) << isRight;
    };
    const char *const ping = R"({"jsonrpc":"2.0","id":1,"method":"system.ping"})";
    const char *const get = R"({"jsonrpc":"2.0","id":1,"method":"task.get","params":{"task_id":"t"}})";
    row("right", ping, R"({"jsonrpc":"2.0","id":1,"result":{"time":"2026-11-21T10:00:00.000Z"}})", true);
    row("time without milliseconds", ping, R"({"jsonrpc":"2.0","id":1,"result":{"time":"2026-11-21T10:00:00Z"}})",
        false);
    row("missing member", ping, R"({"jsonrpc":"2.0","id":1,"result":{}})", false);
    row("member nobody tells of", ping,
        R"({"jsonrpc":"2.0","id":1,"result":{"time":"2026-11-21T10:00:00.000Z","x":1}})", false);
    row("null", ping, R"({"jsonrpc":"2.0","id":1,"result":{"time":null}})", false);
    row("lenient about parameters", R"({"jsonrpc":"2.0","id":1,"method":"system.ping","params":{"x":1}})",
        R"({"jsonrpc":"2.0","id":1,"result":{"time":"2026-11-21T10:00:00.000Z"}})", false);
    row("answer to nobody", ping, R"({"jsonrpc":"2.0","id":2,"result":{}})", false);
    row("error of the method", get,
        R"({"jsonrpc":"2.0","id":1,"error":{"code":1010,"message":"x","data":{"code":"task_not_found","retryable":false,"request_id":"c2.1"}}})",
        true);
    row("error without the call's name", get,
        R"({"jsonrpc":"2.0","id":1,"error":{"code":1010,"message":"x","data":{"code":"task_not_found","retryable":false}}})",
        false);
    row("error of another method", ping,
        R"({"jsonrpc":"2.0","id":1,"error":{"code":1010,"message":"x","data":{"code":"task_not_found","retryable":false,"request_id":"c2.1"}}})",
        false);
    row("wrong number", get,
        R"({"jsonrpc":"2.0","id":1,"error":{"code":1011,"message":"x","data":{"code":"task_not_found","retryable":false,"request_id":"c2.1"}}})",
        false);
    row("error without data", get, R"({"jsonrpc":"2.0","id":1,"error":{"code":1010,"message":"x"}})", false);
    row("unknown notification", ping, R"({"jsonrpc":"2.0","method":"events.more","params":{}})", false);
}

/// A recorded exchange that differs from the document is noticed.
void OpenRpcTest::theJudgeSees()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, answer);
    QFETCH(bool, isRight);
    ExchangeJudge judge;
    judge.sent(request);
    const QString fault = judge.received(answer);
    QVERIFY2(fault.isEmpty() == isRight, qPrintable(fault));
}

STINT_REGISTER_TEST(OpenRpcTest)
#include "tst_openrpc.moc"
