#include "tests/server/rawclient.h"
#include "tests/server/servedboard.h"
#include "tests/support/testmain.h"

#include "app/wire/connectionmethods.h"

#include <QTest>

#include <string_view>

using namespace stint;
using namespace stint::test;

namespace
{

/// One row of the authority matrix (ACT-06, MTH-06, MTH-07): what a person and an agent without any right get. Blank:
/// the verb looks at the request itself. An agent with all rights gets the same but for the forbidden operator actions.
struct Row {
    const char *method;
    const char *params;
    const char *person;
    const char *agent;
};

constexpr Row matrix[] = {
    {"system.hello", R"({"protocol":{"min":1,"max":1},"client":{"name":"x","version":"1"}})", "", ""},
    {"system.info", R"({})", "", ""},
    {"system.ping", R"({})", "", ""},
    {"system.health", R"({})", "", ""},
    {"rpc.discover", R"({})", "", ""},
    {"rpc.cancel", R"({"id":1})", "", ""},
    {"events.subscribe", R"({})", "", ""},
    {"events.unsubscribe", R"({"subscription_id":"x"})", "", ""},
    {"board.info", R"({})", "", "permission_denied/human_only"},
    {"board.backup", R"({"path":"x"})", "", "permission_denied/human_only"},
    {"board.lock", R"({"request_id":""})", "", "permission_denied/human_only"},
    {"board.unlock", R"({"request_id":""})", "", "permission_denied/human_only"},
    {"run.log", R"({"run_id":"x","text":"x"})", "permission_denied/session_required", ""},
    {"task.create", R"({"title":"x"})", "", ""},
    {"task.create_child", R"({"parent":"x","title":"x"})", "", ""},
    {"task.update", R"({"task_id":"x"})", "", ""},
    {"task.delete", R"({"task_id":"x"})", "", "forbidden_operator_action/delete"},
    {"task.get", R"({"task_id":"x"})", "", ""},
    {"task.list", R"({})", "", ""},
    {"task.search", R"({"query":"x"})", "", ""},
    {"task.summaries", R"({"ids":["x"]})", "", ""},
    {"task.tree", R"({"task_id":"x"})", "", ""},
    {"task.timeline", R"({"task_id":"x"})", "", ""},
    {"task.inspect", R"({"task_id":"x"})", "", ""},
    {"task.context", R"({})", "", ""},
    {"task.publish", R"({"task_id":"x"})", "", ""},
    {"task.start", R"({"task_id":"x"})", "", ""},
    {"task.approve", R"({"task_id":"x"})", "", "forbidden_operator_action/approve"},
    {"task.reject", R"({"task_id":"x"})", "", "forbidden_operator_action/approve"},
    {"task.cancel", R"({"task_id":"x"})", "", ""},
    {"task.pause", R"({"task_id":"x"})", "", "forbidden_operator_action/pause"},
    {"task.resume", R"({"task_id":"x"})", "", "forbidden_operator_action/pause"},
    {"task.comment", R"({"task_id":"x","text":"x"})", "", ""},
    {"task.bulk_cancel", R"({"ids":["x"]})", "", ""},
    {"task.bulk_approve", R"({"ids":["x"]})", "", ""},
    {"task.bulk_update", R"({"ids":["x"]})", "", ""},
    {"dependency.add", R"({"task_id":"x","depends_on_task_id":"x"})", "", ""},
    {"dependency.remove", R"({"task_id":"x","depends_on_task_id":"x"})", "", ""},
    {"dependency.list", R"({"task_id":"x"})", "", ""},
    {"profile.get", R"({"task_id":"x"})", "", ""},
    {"profile.set", R"({"task_id":"x"})", "", "forbidden_operator_action/profile"},
    {"profile.delete", R"({"task_id":"x"})", "", "forbidden_operator_action/profile"},
    {"run.enqueue", R"({"task_id":"x"})", "", ""},
    {"run.claim_next", R"({})", "permission_denied/session_required", ""},
    {"run.claim", R"({"run_id":"x"})", "", ""},
    {"run.start", R"({"run_id":"x"})", "", ""},
    {"run.attach", R"({"run_id":"x","session_id":"x"})", "", "permission_denied/human_only"},
    {"run.heartbeat", R"({"run_id":"x"})", "permission_denied/session_required", ""},
    {"run.release", R"({"run_id":"x"})", "permission_denied/session_required", ""},
    {"run.complete", R"({"run_id":"x"})", "", ""},
    {"run.fail", R"({"run_id":"x","error":"x"})", "", ""},
    {"run.cancel", R"({"run_id":"x"})", "", ""},
    {"run.ask", R"({"run_id":"x","kind":"needs_input","question":"x"})", "permission_denied/session_required", ""},
    {"run.answer", R"({"run_id":"x","text":"x"})", "", "permission_denied/human_only"},
    {"run.accept", R"({"run_id":"x","reason":"x"})", "", "permission_denied/human_only"},
    {"run.get", R"({"run_id":"x"})", "", ""},
    {"run.list", R"({})", "", ""},
    {"run.inspect", R"({"run_id":"x"})", "", ""},
    {"run.force_release", R"({"run_id":"x"})", "", "forbidden_operator_action/force"},
    {"run.force_fail", R"({"run_id":"x"})", "", "forbidden_operator_action/force"},
    {"run.retry", R"({"run_id":"x"})", "", "forbidden_operator_action/force"},
    {"run.recover", R"({"run_id":"x"})", "", "forbidden_operator_action/force"},
    {"run.bulk_release", R"({"ids":["x"]})", "", ""},
    {"run.bulk_fail", R"({"ids":["x"]})", "", ""},
    {"run.bulk_cancel", R"({"ids":["x"]})", "", ""},
    {"late_result.list", R"({"run_id":"x"})", "", "permission_denied/human_only"},
    {"late_result.adopt", R"({"run_id":"x","n":1})", "", "permission_denied/human_only"},
    {"late_result.discard", R"({"run_id":"x","n":1})", "", "permission_denied/human_only"},
    {"review.request", R"({"run_id":"x"})", "", ""},
    {"review.bind", R"({"review_id":"x"})", "", ""},
    {"review.for_session", R"({})", "", ""},
    {"review.record",
     R"({"review_id":"x","run_id":"x","outcome":"approved","confidence":0.5,"reason":"x","delivery_id":"x"})", "", ""},
    {"review.get", R"({"review_id":"x"})", "", ""},
    {"review.list", R"({})", "", ""},
    {"triage.read", R"({"task_id":"x"})", "", ""},
    {"triage.unread", R"({"task_id":"x"})", "", ""},
    {"triage.archive", R"({"task_id":"x"})", "", ""},
    {"triage.unarchive", R"({"task_id":"x"})", "", ""},
    {"triage.dismiss", R"({"task_id":"x"})", "", ""},
    {"triage.snooze", R"({"task_id":"x","until":"2030-01-01T00:00:00Z"})", "", ""},
    {"triage.bulk", R"({"action":"read","ids":["x"]})", "", ""},
    {"scheduler.status", R"({})", "", ""},
    {"scheduler.pause", R"({})", "", "forbidden_operator_action/scheduler"},
    {"scheduler.resume", R"({})", "", "forbidden_operator_action/scheduler"},
    {"scheduler.drain", R"({})", "", "forbidden_operator_action/scheduler"},
    {"scheduler.backlog", R"({})", "", ""},
    {"inbox.list", R"({})", "", ""},
    {"dashboard.get", R"({})", "", ""},
    {"events.get", R"({"event_id":"x"})", "", ""},
    {"events.list", R"({})", "", ""},
    {"settings.get", R"({})", "", ""},
    {"settings.set", R"({"key":"x","value":1})", "", "permission_denied/human_only"},
    {"workspace.create", R"({"name":"x","root_path":"x"})", "", "permission_denied/human_only"},
    {"workspace.update", R"({"workspace_id":"x","name":"x"})", "", "permission_denied/human_only"},
    {"workspace.delete", R"({"workspace_id":"x"})", "", "permission_denied/human_only"},
    {"workspace.get", R"({"workspace_id":"x"})", "", ""},
    {"workspace.list", R"({})", "", ""},
    {"session.register", R"({"agent_name":"x"})", "", ""},
    {"session.end", R"({})", "permission_denied/session_required", ""},
    {"session.release", R"({"session_id":"x","reason":"x"})", "", "permission_denied/human_only"},
    {"session.get", R"({"session_id":"x"})", "", ""},
    {"session.list", R"({})", "", ""},
    {"board.verify", R"({})", "", "permission_denied/human_only"},
    {"board.export", R"({})", "", "permission_denied/human_only"},
    {"board.import", R"({"import_id":"x","tasks":[]})", "", "permission_denied/human_only"},
};

template<Request R>
constexpr bool hasRow()
{
    for (const Row &row : matrix) {
        if (std::string_view(row.method) == R::method.name)
            return true;
    }
    return false;
}

template<Request R>
struct RowOf {
    static_assert(hasRow<R>(), "a method has no row in the authority matrix (MTH-07)");
};

template<class... R>
constexpr std::size_t rowsOf(TypeList<R...>)
{
    return (sizeof(RowOf<R>) + ... + 0);
}

static_assert(rowsOf(ConnectionMethods{}) + rowsOf(TaskMethods{}) + rowsOf(RunMethods{}) + rowsOf(ReviewMethods{}) +
                      rowsOf(BoardMethods{}) ==
                  std::size(matrix),
              "the matrix has a row for a method that does not exist");

bool isAuthority(const QString &outcome)
{
    return outcome.startsWith(QLatin1String("forbidden_operator_action")) ||
           outcome == QLatin1String("permission_denied/human_only") ||
           outcome == QLatin1String("permission_denied/session_required");
}

} // namespace

class MatrixTest : public QObject
{
    Q_OBJECT

public:
    enum class Caller { Person, Agent, Trusted };
    Q_ENUM(Caller)

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_board.reset(); }
    void mth07_data();
    void mth07();

private:
    std::unique_ptr<ServedBoard> m_board;
    bool m_hasRights = false;
};

void MatrixTest::initTestCase()
{
    m_board = std::make_unique<ServedBoard>();
    QVERIFY(m_board->start());
}

void MatrixTest::mth07_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("params");
    QTest::addColumn<Caller>("caller");
    QTest::addColumn<QString>("expected");
    for (const Row &row : matrix) {
        const auto cell = [&](const char *who, Caller caller, const QString &expected) {
            QTest::addRow("%s by %s", row.method, who)
                << QByteArray(row.method) << QByteArray(row.params) << caller << expected;
        };
        const QString agent = QString::fromLatin1(row.agent);
        cell("a person", Caller::Person, QString::fromLatin1(row.person));
        cell("an agent", Caller::Agent, agent);
        cell("an agent with every right", Caller::Trusted,
             agent.startsWith(QLatin1String("forbidden_operator_action")) ? QString() : agent);
    }
}

void MatrixTest::mth07()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, params);
    QFETCH(Caller, caller);
    QFETCH(QString, expected);
    RawClient client(m_board->socketPath());
    client.hello();
    if ((caller == Caller::Trusted) != m_hasRights) {
        m_hasRights = !m_hasRights;
        const QByteArray rights =
            m_hasRights ? R"(["approve","force","pause","scheduler","delete","profile","edit"])" : "[]";
        QCOMPARE(outcome(client.call("settings.set", R"({"key":"agent_rights","value":)" + rights + '}')),
                 QStringLiteral("result"));
    }
    if (caller != Caller::Person)
        QCOMPARE(outcome(client.call("session.register", R"({"agent_name":"probe"})")), QStringLiteral("result"));
    const QString got = outcome(client.call(method.constData(), params));
    QVERIFY(!got.isEmpty());
    QVERIFY2(got != QLatin1String("internal"), "a defect");
    if (expected.isEmpty())
        QVERIFY2(!isAuthority(got), qPrintable(got));
    else
        QCOMPARE(got, expected);
    // Kind and right come before the parameters (ERR-05 steps 3 and 4): the same with parameters that make no sense.
    const QString nonsense = outcome(client.call(method.constData(), R"({"no_such":1})"));
    if (expected.isEmpty())
        QVERIFY2(!isAuthority(nonsense), qPrintable(nonsense));
    else
        QCOMPARE(nonsense, expected);
}

STINT_REGISTER_TEST(MatrixTest)
#include "tst_matrix.moc"
