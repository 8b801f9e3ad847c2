#include "tests/cli/commandline.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace stint::test;
using namespace Qt::Literals::StringLiterals;

/// What becomes of results that cannot be written, and where `stint export` writes (CLI-01, CLI-02).
class StreamsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void lostOutputIsAFailure_data();
    void lostOutputIsAFailure();
    void exportIntoAFolder();
    void exportThroughALink();
    void exportIntoAPipe();
    void exportThatDoesNotFit();

private:
    QString path(const QString &name) { return m_cli.folder() + u'/' + name; }
    QByteArray contentOf(const QString &name)
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    CommandLine m_cli;
    QByteArray m_lines; ///< the whole export
};

void StreamsTest::initTestCase()
{
    QVERIFY(m_cli.startBoard());
    for (int i = 0; i < 40; ++i)
        m_cli.addTask(QString(200, u'x'));
    const Said said = m_cli.run({u"export"_s});
    QCOMPARE(said.exitCode, 0);
    m_lines = said.out;
    QVERIFY(m_lines.size() > 8'192);
}

void StreamsTest::lostOutputIsAFailure_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<bool>("isClosed");
    for (const QStringList &words : {QStringList{u"export"_s}, QStringList{u"list"_s}, QStringList{u"--help"_s},
                                     QStringList{u"--version"_s}, QStringList{u"list"_s, u"--json"_s}}) {
        QTest::newRow(qPrintable(words.join(u' ') + u" on a full disk"_s)) << words << false;
        QTest::newRow(qPrintable(words.join(u' ') + u" into nothing"_s)) << words << true;
    }
}

void StreamsTest::lostOutputIsAFailure()
{
    QFETCH(QStringList, words);
    QFETCH(bool, isClosed);
    const auto process = m_cli.startProgram(QStringLiteral(STINT_PROGRAM), words, [isClosed] {
        ::close(STDOUT_FILENO);
        if (!isClosed)
            ::open("/dev/full", O_WRONLY);
    });
    const Said said = CommandLine::finish(*process);
    QCOMPARE(said.exitCode, 1);
    QVERIFY2(said.err.contains("could be written to standard output"), said.err.constData());
}

void StreamsTest::exportIntoAFolder()
{
    QVERIFY(QDir().mkpath(path(u"folder"_s)));
    const Said said = m_cli.run({u"export"_s, path(u"folder"_s), u"--yes"_s});
    QCOMPARE(said.exitCode, 2);
    QVERIFY2(said.err.contains("is a folder"), said.err.constData());
    QVERIFY(!QFileInfo::exists(path(u"folder.new"_s)));
}

void StreamsTest::exportThroughALink()
{
    QVERIFY(QFile::link(path(u"real"_s), path(u"link"_s)));
    QFile real(path(u"real"_s));
    QVERIFY(real.open(QIODevice::WriteOnly));
    real.close();
    QCOMPARE(m_cli.run({u"export"_s, path(u"link"_s)}).exitCode, 2); // CLI-03
    QCOMPARE(m_cli.run({u"export"_s, path(u"link"_s), u"--yes"_s}).exitCode, 0);
    QVERIFY(QFileInfo(path(u"link"_s)).isSymLink());
    QCOMPARE(contentOf(u"real"_s), m_lines);
}

void StreamsTest::exportIntoAPipe()
{
    QCOMPARE(::mkfifo(QFile::encodeName(path(u"pipe"_s)).constData(), S_IRUSR | S_IWUSR), 0);
    const auto reader = m_cli.startProgram(u"cat"_s, {path(u"pipe"_s)});
    const Said said = m_cli.run({u"export"_s, path(u"pipe"_s)});
    QCOMPARE(said.exitCode, 0);
    QCOMPARE(CommandLine::finish(*reader).out, m_lines);
    QVERIFY(!QFileInfo(path(u"pipe"_s)).isFile());
}

void StreamsTest::exportThatDoesNotFit()
{
    const auto process = m_cli.startProgram(QStringLiteral(STINT_PROGRAM), {u"export"_s, path(u"large"_s)}, [] {
        const rlimit little{4'096, 4'096};
        ::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &little);
    });
    const Said said = CommandLine::finish(*process);
    QCOMPARE(said.exitCode, 2);
    QVERIFY(!QFileInfo::exists(path(u"large"_s)));
    QVERIFY(!QFileInfo::exists(path(u"large.new"_s)));
}

STINT_REGISTER_TEST(StreamsTest)
#include "tst_streams.moc"
