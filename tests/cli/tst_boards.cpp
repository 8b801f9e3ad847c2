#include "tests/cli/commandline.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

using namespace stint::test;
using namespace Qt::Literals::StringLiterals;

/// Boards of one name in different folders: a command reaches the one that is meant or none (NET-05, CLI-07).
class BoardsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void net05_namesakeIsNotReached();
    void net05_eachIsReachedByItsFile();
    void net05_nameBelongsToTheDataFolder();
    void net05_onlyHomeIsKnown();
    void cli07_linksLeadToTheSameBoard();
    void con03_sessionsAreOfOneBoard();

private:
    /// Serves \a file until it is destroyed.
    std::unique_ptr<QProcess> serve(const QString &file)
    {
        auto daemon = m_cli->startProgram(QStringLiteral(STINTD_PROGRAM), {u"--board"_s, file});
        return CommandLine::lineWith(*daemon, "ready socket=").isEmpty() ? nullptr : std::move(daemon);
    }
    int tasksOf(const QStringList &board)
    {
        return m_cli->run(board + QStringList{u"task"_s, u"list"_s, u"--json=total"_s}).json()[u"total"_s].toInt(-1);
    }

    std::unique_ptr<CommandLine> m_cli;
    QString m_elsewhere; ///< path of a board with the name of the default one
};

void BoardsTest::init()
{
    m_cli = std::make_unique<CommandLine>();
    QVERIFY(QDir(m_cli->folder()).mkdir(u"elsewhere"_s));
    m_elsewhere = m_cli->folder() + u"/elsewhere/board.stint"_s;
}

/// CLI-02: a board that is not running is 7, also when another one of its name is.
void BoardsTest::net05_namesakeIsNotReached()
{
    QVERIFY(m_cli->startBoard());
    QCOMPARE(m_cli->run({u"--board"_s, m_elsewhere, u"add"_s, u"x"_s}).exitCode, 7);
    const Said said = m_cli->run({u"--board"_s, m_elsewhere, u"add"_s, u"x"_s, u"--json"_s});
    QVERIFY2(said.errorJson()[u"message"_s].toString().contains(m_elsewhere), said.err.constData());
    QCOMPARE(tasksOf({}), 0);
    m_cli->stopBoard();
    const auto other = serve(m_elsewhere);
    QVERIFY(other);
    QCOMPARE(m_cli->run({u"add"_s, u"x"_s}).exitCode, 7);
    QCOMPARE(tasksOf({u"--board"_s, m_elsewhere}), 0);
}

void BoardsTest::net05_eachIsReachedByItsFile()
{
    for (const bool defaultIsFirst : {true, false}) {
        init();
        if (defaultIsFirst)
            QVERIFY(m_cli->startBoard());
        auto other = serve(m_elsewhere);
        QVERIFY(other);
        if (!defaultIsFirst)
            QVERIFY(m_cli->startBoard());
        QCOMPARE(m_cli->run({u"--board"_s, m_elsewhere, u"add"_s, u"there"_s}).exitCode, 0);
        QCOMPARE(tasksOf({}), 0);
        QCOMPARE(tasksOf({u"--board"_s, u"board"_s}), 0);
        QCOMPARE(tasksOf({u"--board"_s, m_elsewhere}), 1);
        // The end of one leaves the other where it was; killed, it leaves its files.
        other->kill();
        CommandLine::finish(*other);
        QCOMPARE(tasksOf({}), 0);
        QCOMPARE(m_cli->run({u"--board"_s, m_elsewhere, u"list"_s}).exitCode, 7);
    }
}

/// Who knows no more than the name of the endpoint file is led to the board of the data folder.
void BoardsTest::net05_nameBelongsToTheDataFolder()
{
    const auto told = [&] {
        QFile file(m_cli->folder() + u"/data/stint/endpoint-board.json"_s);
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
    };
    const auto other = serve(m_elsewhere);
    QVERIFY(other);
    QCOMPARE(told()[u"file"_s].toString(), m_elsewhere); // nobody else is meant
    QVERIFY(m_cli->startBoard());
    QCOMPARE(told()[u"file"_s].toString(), m_cli->folder() + u"/data/stint/board.stint"_s);
    QCOMPARE(told()[u"pid"_s].toInteger(), m_cli->boardPid());
    const QString third = m_cli->folder() + u"/board.stint"_s;
    const auto another = serve(third);
    QVERIFY(another);
    QCOMPARE(told()[u"pid"_s].toInteger(), m_cli->boardPid());
}

/// Without the folder of sockets the endpoint files still lead to either board.
void BoardsTest::net05_onlyHomeIsKnown()
{
    QVERIFY(m_cli->startBoard());
    const auto other = serve(m_elsewhere);
    QVERIFY(other);
    QCOMPARE(m_cli->run({u"--board"_s, m_elsewhere, u"add"_s, u"there"_s}).exitCode, 0);
    m_cli->environment.insert(u"XDG_RUNTIME_DIR"_s, m_cli->folder() + u"/nowhere"_s);
    QCOMPARE(tasksOf({}), 0);
    QCOMPARE(tasksOf({u"--board"_s, m_elsewhere}), 1);
}

void BoardsTest::cli07_linksLeadToTheSameBoard()
{
    const auto other = serve(m_elsewhere);
    QVERIFY(other);
    const QString link = m_cli->folder() + u"/link.stint"_s, folder = m_cli->folder() + u"/folder"_s;
    QVERIFY(QFile::link(m_elsewhere, link) && QFile::link(m_cli->folder() + u"/elsewhere"_s, folder));
    QCOMPARE(tasksOf({u"--board"_s, link}), 0);
    QCOMPARE(tasksOf({u"--board"_s, folder + u"/board.stint"_s}), 0);
}

/// An agent has one session on each board; the token of one is never shown to the other.
void BoardsTest::con03_sessionsAreOfOneBoard()
{
    QVERIFY(m_cli->startBoard());
    const auto other = serve(m_elsewhere);
    QVERIFY(other);
    const QStringList there{u"--board"_s, m_elsewhere}, claim{u"claim"_s, u"--agent"_s, u"one"_s, u"--json"_s};
    for (const QStringList &board : {QStringList(), there}) {
        QCOMPARE(m_cli->run(board + QStringList{u"add"_s, u"work"_s}).exitCode, 0);
        QCOMPARE(m_cli->run(board + claim).json()[u"claimed"_s], QJsonValue(true));
    }
    QCOMPARE(QDir(m_cli->folder() + u"/state/stint/sessions"_s).entryList({u"*.json"_s}).size(), 2);
    for (const QStringList &board : {QStringList(), there})
        QCOMPARE(m_cli->run(board + QStringList{u"done"_s, u"--agent"_s, u"one"_s}).exitCode, 0);
}

STINT_REGISTER_TEST(BoardsTest)

#include "tst_boards.moc"
