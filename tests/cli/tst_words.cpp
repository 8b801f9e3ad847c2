#include "app/cli/commandtable.h"
#include "app/cli/helpverbs.h"
#include "app/client/endpoint.h"
#include "app/client/transport.h"
#include "tests/support/testmain.h"

#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace stint;
using namespace stint::cli;

/// The command table and what is generated from it (CLI-06), the words of a command line, the way to the board
/// (NET-05).
class WordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMethodIsACommand();
    void commandsHaveSummaries();
    void completionNamesEveryCommand_data();
    void completionNamesEveryCommand();
    void manualNamesEveryCommand();
    void helpTellsTheWords();
    void durations_data();
    void durations();
    void globalOptionsStandAnywhere();
    void childOptionsAreNotOurs();
    void socketPathsFollowTheRules();
    void foldersOfOthersAreDistrusted();
};

void WordsTest::everyMethodIsACommand()
{
    CommandTable table;
    const QByteArrayList bound{"events.subscribe", "events.unsubscribe", "rpc.cancel"};
    int methods = 0;
    forEachMethod([&](auto identity) {
        using R = typename decltype(identity)::type;
        const QByteArray name = R::method.name;
        if (bound.contains(name))
            return;
        ++methods;
        const QByteArrayList parts = name.split('.');
        QVERIFY2(table.find({parts[0].toStdString(), parts[1].toStdString()}).command, name.constData());
    });
    QVERIFY(methods > 80);
}

void WordsTest::commandsHaveSummaries()
{
    CommandTable table;
    for (const Command &command : table.all()) {
        QVERIFY2(command.summary.endsWith('.'), command.words.constData());
        QVERIFY2(usage(command).contains(QLatin1String("Usage")), command.words.constData());
    }
}

void WordsTest::completionNamesEveryCommand_data()
{
    QTest::addColumn<QString>("shell");
    for (const char *shell : {"bash", "zsh", "fish"})
        QTest::newRow(shell) << QString::fromLatin1(shell);
}

void WordsTest::completionNamesEveryCommand()
{
    QFETCH(QString, shell);
    CommandTable table;
    const auto script = completionScript(table, shell);
    QVERIFY(script);
    for (const Command &command : table.all()) {
        const QString name = QString::fromUtf8(command.words);
        QVERIFY2(
            script->contains(QLatin1Char('"') + name + QLatin1Char('"')) ||
                script->contains(QLatin1String("__stint_in ") + name + QLatin1Char('\'')) ||
                script->contains(QLatin1String(" -a '") + name.section(QLatin1Char(' '), -1) + QLatin1String("' ")),
            command.words.constData());
    }
    QVERIFY(script->contains(QLatin1String("time-limit")));
    QVERIFY(!completionScript(table, QStringLiteral("tcsh")));
}

void WordsTest::manualNamesEveryCommand()
{
    CommandTable table;
    const QString page = manualPage(table);
    for (const Command &command : table.all()) {
        QString name = QString::fromUtf8(command.words);
        QVERIFY2(page.contains(QLatin1String(".SS stint ") + name.replace(QLatin1Char('-'), QLatin1String("\\-"))),
                 command.words.constData());
    }
}

/// What the method table knows of a value is told with the option; the filters of LIM-13 say what becomes of more.
void WordsTest::helpTellsTheWords()
{
    CommandTable table;
    const auto help = [&](const std::vector<std::string> &words) { return usage(*table.find(words).command); };
    QVERIFY(help({"task", "list"}).contains(QLatin1String("not_required, pending, approved, rejected")));
    QVERIFY(help({"list"}).contains(QLatin1String("only tasks with this priority: low, medium, high, urgent")));
    QVERIFY(help({"list"}).contains(QLatin1String("up to 500; more is taken as 500")));
    QVERIFY(!help({"inbox", "list"}).contains(QLatin1String("{false}")));
    QVERIFY(!help({"watch"}).contains(QLatin1String("task.created"))); // too many to be of help there
}

void WordsTest::durations_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("plain") << std::string("1500") << qint64(1'500);
    QTest::newRow("ms") << std::string("20ms") << qint64(20);
    QTest::newRow("s") << std::string("30s") << qint64(30'000);
    QTest::newRow("m") << std::string("5m") << qint64(300'000);
    QTest::newRow("h") << std::string("2h") << qint64(7'200'000);
    for (const char *wrong : {"", "s", "0", "-1s", "1.5s", "5d", "99999999999999999999", "99999999h", "5 m"})
        QTest::newRow(wrong) << std::string(wrong) << qint64(-1);
}

void WordsTest::durations()
{
    QFETCH(std::string, text);
    QFETCH(qint64, ms);
    QCOMPARE(durationMs(text).value_or(-1), ms);
}

void WordsTest::globalOptionsStandAnywhere()
{
    const auto invocation =
        readInvocation({"--board", "work", "task", "list", "--json=id,title", "--limit", "5", "--no-color", "-y"});
    QCOMPARE(invocation.board, QStringLiteral("work"));
    QCOMPARE(invocation.format, Format::Json);
    QCOMPARE(invocation.fields, (QStringList{QStringLiteral("id"), QStringLiteral("title")}));
    QVERIFY(invocation.yes && !invocation.colour);
    QCOMPARE(invocation.words, (std::vector<std::string>{"task", "list", "--limit", "5"}));
    QVERIFY(!readInvocation({"list", "--board"}).mistake.isEmpty());
}

void WordsTest::childOptionsAreNotOurs()
{
    const auto invocation = readInvocation({"exec", "--", "ls", "--json", "--help"});
    QCOMPARE(invocation.format, Format::Text);
    QVERIFY(!invocation.help);
    QCOMPARE(invocation.words.size(), std::size_t(5));
}

void WordsTest::socketPathsFollowTheRules()
{
    client::BoardAddress address;
    address.places.runtimeDir = QStringLiteral("/r");
    address.places.dataDir = QStringLiteral("/nowhere");
    address.name = QStringLiteral("work");
    QVERIFY(address.socketPaths().contains(QStringLiteral("/r/work.sock")));
    address.name = QString(120, QLatin1Char('x'));
    for (const QString &path : address.socketPaths())
        QVERIFY(path.size() <= 104);
    address.explicitSocket = QStringLiteral("/elsewhere/s");
    QCOMPARE(address.socketPaths(), QStringList{QStringLiteral("/elsewhere/s")});
}

void WordsTest::foldersOfOthersAreDistrusted()
{
    QTemporaryDir folder;
    const QString socket = folder.filePath(QStringLiteral("board.sock"));
    QCOMPARE(::chmod(qPrintable(folder.path()), 0700), 0);
    QVERIFY(client::checkSocketFolder(socket, false));
    QCOMPARE(::chmod(qPrintable(folder.path()), 0755), 0);
    QCOMPARE(client::faultOf(client::checkSocketFolder(socket, false).error()), client::Fault::Distrusted);
    QVERIFY(client::checkSocketFolder(socket, true));
    QCOMPARE(::chmod(qPrintable(folder.path()), 0777), 0);
    QCOMPARE(client::faultOf(client::checkSocketFolder(socket, true).error()), client::Fault::Distrusted);
    QCOMPARE(client::exitCode(client::connectTo(folder.filePath(QStringLiteral("none/x.sock")), false).error()), 7);
}

STINT_REGISTER_TEST(WordsTest)

#include "tst_words.moc"
