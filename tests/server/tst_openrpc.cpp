#include "app/server/methodtable.h"
#include "app/wire/connectionmethods.h"
#include "app/wire/openrpc.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace stint;

class OpenRpcTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileIsUpToDate();
    void everyMethodIsServedAndDescribed();
    void referencesLeadSomewhere();
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

STINT_REGISTER_TEST(OpenRpcTest)
#include "tst_openrpc.moc"
