#include "tests/server/rawclient.h"
#include "tests/server/servedboard.h"
#include "tests/support/testmain.h"

#include <QJsonDocument>
#include <QTest>

using namespace stint;
using namespace stint::test;

/// MTH-02: the same request id gives the first answer again.
class RepetitionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_board.reset(); }
    void firstAnswerAgain_data();
    void firstAnswerAgain();
    void otherParamsConflict();
    void otherActorsHaveTheirOwnIds();
    void refusalsAreNotKept();
    void repeatedClaimHasOneAnswer();
    void waitedClaimIsKept();
    void twinsThatWaitGetOneRun();
    void strangersUnderOneIdConflict();
    void red01_registrationIsNotRepeated();

private:
    static QByteArray bare(QJsonObject answer)
    {
        answer.remove(QLatin1String("id"));
        return QJsonDocument(answer).toJson();
    }
    static bool isClaim(const QJsonObject &answer)
    {
        return answer.value(QLatin1String("result")).toObject().value(QLatin1String("claimed")).toBool();
    }
    int taskCount(RawClient &raw)
    {
        return raw.call("task.list").value(QLatin1String("result")).toObject().value(QLatin1String("total")).toInt(-1);
    }
    std::unique_ptr<RawClient> agent();
    /// A task whose run waits to be claimed.
    void enqueue()
    {
        TaskStart request;
        request.taskId = m_board->addTask(QStringLiteral("t"));
        QVERIFY(m_board->run(m_board->human, std::move(request)));
    }
    std::unique_ptr<ServedBoard> m_board;
};

void RepetitionTest::init()
{
    m_board = std::make_unique<ServedBoard>();
    QVERIFY(m_board->start());
}

std::unique_ptr<RawClient> RepetitionTest::agent()
{
    auto raw = std::make_unique<RawClient>(m_board->socketPath());
    raw->hello();
    raw->call("session.register", R"({"agent_name":"probe"})");
    return raw;
}

void RepetitionTest::firstAnswerAgain_data()
{
    QTest::addColumn<bool>("restarted");
    QTest::newRow("at once") << false;
    QTest::newRow("after a restart") << true;
}

void RepetitionTest::firstAnswerAgain()
{
    QFETCH(bool, restarted);
    auto raw = std::make_unique<RawClient>(m_board->socketPath());
    raw->hello();
    const QJsonObject first = raw->call("task.create", R"({"title":"t","labels":["a"],"request_id":"r1"})");
    QCOMPARE(outcome(first), QStringLiteral("result"));
    if (restarted) {
        m_board->stop();
        QVERIFY(m_board->start());
        raw = std::make_unique<RawClient>(m_board->socketPath());
        raw->hello();
    }
    // Order and blanks do not make another request of it.
    const QJsonObject again = raw->call("task.create", R"({ "request_id":"r1", "labels":[ "a" ], "title":"t" })");
    QCOMPARE(bare(again), bare(first));
    QCOMPARE(taskCount(*raw), 1);
}

void RepetitionTest::otherParamsConflict()
{
    RawClient raw(m_board->socketPath());
    raw.hello();
    raw.call("task.create", R"({"title":"t","request_id":"r1"})");
    QCOMPARE(outcome(raw.call("task.create", R"({"title":"u","request_id":"r1"})")),
             QStringLiteral("conflict/request_id_reused"));
    const QByteArray comment = R"({"task_id":"x","text":"t","request_id":"r1"})";
    QCOMPARE(outcome(raw.call("task.comment", comment)), QStringLiteral("conflict/request_id_reused"));
    QCOMPARE(taskCount(raw), 1);
}

void RepetitionTest::otherActorsHaveTheirOwnIds()
{
    RawClient person(m_board->socketPath()), agent(m_board->socketPath());
    person.hello();
    agent.hello();
    agent.call("session.register", R"({"agent_name":"probe"})");
    QCOMPARE(outcome(person.call("task.create", R"({"title":"t","request_id":"r1"})")), QStringLiteral("result"));
    QCOMPARE(outcome(agent.call("task.create", R"({"title":"u","request_id":"r1"})")), QStringLiteral("result"));
    QCOMPARE(taskCount(person), 2);
}

void RepetitionTest::refusalsAreNotKept()
{
    RawClient raw(m_board->socketPath());
    raw.hello();
    const QByteArray comment = R"({"task_id":"task-1","text":"t","request_id":"r1"})";
    QCOMPARE(outcome(raw.call("task.comment", comment)), QStringLiteral("task_not_found/task_id"));
    raw.call("task.create", R"({"title":"t","id":"task-1"})");
    QCOMPARE(outcome(raw.call("task.comment", comment)), QStringLiteral("result"));
}

/// MTH-02, IDM-06: the first answer again, and nothing more under that id.
void RepetitionTest::repeatedClaimHasOneAnswer()
{
    const auto raw = agent();
    enqueue();
    const QJsonObject first = raw->call("run.claim_next", R"({"request_id":"r1"})");
    QVERIFY(isClaim(first));
    QCOMPARE(bare(raw->call("run.claim_next", R"({"request_id":"r1"})")), bare(first));
    // The writer is done with the claim when it has done this.
    QCOMPARE(outcome(raw->call("task.create", R"({"title":"u"})")), QStringLiteral("result"));
    QCOMPARE(outcome(raw->call("system.ping")), QStringLiteral("result"));
    QVERIFY(raw->others.empty());
}

/// MTH-02: it does not matter that the first answer was waited for (MTH-03).
void RepetitionTest::waitedClaimIsKept()
{
    const auto raw = agent();
    const QByteArray params = R"({"wait_ms":20000,"request_id":"r1"})";
    const int waiting = raw->begin("run.claim_next", params);
    QCOMPARE(outcome(raw->call("system.ping")), QStringLiteral("result"));
    enqueue();
    const QJsonObject first = raw->answer(waiting);
    QVERIFY(isClaim(first));
    QCOMPARE(bare(raw->call("run.claim_next", params)), bare(first));
    QCOMPARE(outcome(raw->call("run.claim_next", R"({"request_id":"r1"})")),
             QStringLiteral("conflict/request_id_reused"));
    // Nor does it after the run was given back and waits again.
    const QString run = first.value(QLatin1String("result"))
                            .toObject()
                            .value(QLatin1String("run"))
                            .toObject()
                            .value(QLatin1String("id"))
                            .toString();
    QCOMPARE(outcome(raw->call("run.release", "{\"run_id\":\"" + run.toUtf8() + "\"}")), QStringLiteral("result"));
    QCOMPARE(bare(raw->call("run.claim_next", params)), bare(first));
    QCOMPARE(outcome(raw->call("run.claim_next", R"({"request_id":"r1"})")),
             QStringLiteral("conflict/request_id_reused"));
}

/// MTH-02: the same request sent again while the first one waits.
void RepetitionTest::twinsThatWaitGetOneRun()
{
    const auto raw = agent();
    const QByteArray params = R"({"wait_ms":20000,"request_id":"r1"})";
    const int first = raw->begin("run.claim_next", params), second = raw->begin("run.claim_next", params);
    QCOMPARE(outcome(raw->call("system.ping")), QStringLiteral("result"));
    enqueue();
    const QJsonObject answer = raw->answer(first);
    QVERIFY(isClaim(answer));
    QCOMPARE(bare(raw->answer(second)), bare(answer));
}

/// MTH-02: other parameters under the id of a request that waits.
void RepetitionTest::strangersUnderOneIdConflict()
{
    const auto raw = agent();
    const int first = raw->begin("run.claim_next", R"({"wait_ms":20000,"request_id":"r1"})"),
              second = raw->begin("run.claim_next", R"({"wait_ms":20001,"request_id":"r1"})");
    QCOMPARE(outcome(raw->call("system.ping")), QStringLiteral("result"));
    enqueue();
    QVERIFY(isClaim(raw->answer(first)));
    QCOMPARE(outcome(raw->answer(second)), QStringLiteral("conflict/request_id_reused"));
}

void RepetitionTest::red01_registrationIsNotRepeated()
{
    RawClient raw(m_board->socketPath()), again(m_board->socketPath());
    raw.hello();
    again.hello();
    const QByteArray params = R"({"agent_name":"probe","request_id":"r1"})";
    QCOMPARE(outcome(raw.call("session.register", params)), QStringLiteral("result"));
    QCOMPARE(outcome(again.call("session.register", params)), QStringLiteral("conflict/token_shown_once"));
    QCOMPARE(outcome(again.call("system.ping")), QStringLiteral("result"));
}

STINT_REGISTER_TEST(RepetitionTest)
#include "tst_repetition.moc"
