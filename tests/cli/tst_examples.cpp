#include "tests/cli/commandline.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace stint::test;
using namespace Qt::Literals::StringLiterals;

/// The agents of resources/api do what the page says they do.
class ExamplesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_cli.startBoard()); }
    void agents_data();
    void agents();
    void pageNamesWhatThereIs();

private:
    CommandLine m_cli;
};

void ExamplesTest::agents_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("language");
    QTest::newRow("Python") << u"python3"_s << u"agent.py"_s << u"python"_s;
    QTest::newRow("Node") << u"node"_s << u"agent.mjs"_s << u"node"_s;
    QTest::newRow("shell") << u"bash"_s << u"agent.sh"_s << u"shell"_s;
}

void ExamplesTest::agents()
{
    QFETCH(QString, program);
    QFETCH(QString, file);
    QFETCH(QString, language);
    QStringList tasks;
    for (int i = 0; i < 3; ++i)
        tasks += m_cli.addTask(u"Say \"hello\" {%1}"_s.arg(i), {u"--capability"_s, language});
    auto process = m_cli.startProgram(program, {QStringLiteral(STINT_SOURCE_DIR "/resources/api/") + file});
    if (process->error() == QProcess::FailedToStart)
        QSKIP(qPrintable(u"%1 is not installed"_s.arg(program)));
    const Said said = CommandLine::finish(*process);
    QCOMPARE(QString::fromUtf8(said.err), QString());
    QCOMPARE(said.exitCode, 0);
    for (const QString &task : std::as_const(tasks)) {
        const QJsonObject run = m_cli.run({u"run"_s, u"list"_s, u"--task-id"_s, task, u"--json"_s})
                                    .json()
                                    .value(u"items"_s)
                                    .toArray()
                                    .at(0)
                                    .toObject();
        QCOMPARE(run.value(u"status"_s).toString(), u"completed"_s);
        QCOMPARE(run.value(u"result"_s).toObject().value(u"by"_s).toString(), language);
    }
}

/// The methods and links of the page exist.
void ExamplesTest::pageNamesWhatThereIs()
{
    const auto read = [](const char *name) {
        QFile file(QStringLiteral(STINT_SOURCE_DIR "/resources/api/") + QLatin1String(name));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    };
    const QString page = read("README.md"), document = read("openrpc.json");
    static const QRegularExpression method(u"\\b(?:system|session|run|events|rpc)\\.[a-z_]+\\b"_s),
        link(u"\\]\\(([^)]+)\\)"_s);
    int seen = 0;
    for (auto it = method.globalMatch(page); it.hasNext(); ++seen) {
        const QString name = it.next().captured();
        QVERIFY2(document.contains(u"\"name\": \"%1\""_s.arg(name)), qPrintable(name));
    }
    QVERIFY(seen > 10);
    for (auto it = link.globalMatch(page); it.hasNext();) {
        const QString target = it.next().captured(1);
        QVERIFY2(QFile::exists(QStringLiteral(STINT_SOURCE_DIR "/resources/api/") + target), qPrintable(target));
    }
}

STINT_REGISTER_TEST(ExamplesTest)

#include "tst_examples.moc"
