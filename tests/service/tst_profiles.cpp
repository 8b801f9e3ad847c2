#include "tests/service/verbtest.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

namespace
{

using Shape = std::function<void(ProfileSections &)>;

QStringList list(const char *text)
{
    return QString(QLatin1String(text)).split(QLatin1Char('|'));
}

ProfileSet profile(const TaskId &id, const Shape &shape)
{
    ProfileSet request;
    request.taskId = id;
    shape(request.sections);
    return request;
}

} // namespace

Q_DECLARE_METATYPE(Shape)

class ProfilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setNormalises();
    void setReplacesTheWhole();
    void equalProfilesAreSilent();
    void rules_data();
    void rules();
    void gates_data();
    void gates();
    void storedProfilesSurviveTighterGates();
    void activeRunsHinder();
    void profilesSteerClaims();
    void deletion();
    void agentsNeedTheRight();
};

void ProfilesTest::setNormalises()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    const ProfileReply reply = done(board, board.human, profile(id, [](ProfileSections &p) {
                                        p.coordinator.guidance = QStringLiteral(" be brief ");
                                        p.worker.mode = WorkerMode::Select;
                                        p.worker.allowedAgents = list("b| a ||b");
                                        p.worker.requiredCapabilities = list("qt||cpp|qt ");
                                        p.review.policy = ReviewPolicy::OnSuccess;
                                        p.sandbox = {SandboxMode::Ref, QStringLiteral(" box ")};
                                        p.runtime.mode = RuntimeMode::Evidence;
                                    }));
    QVERIFY(reply.stored);
    QCOMPARE(reply.profile.coordinator.guidance, QStringLiteral("be brief")); // PRO-03
    QCOMPARE(reply.profile.worker.allowedAgents, list("a|b"));
    QCOMPARE(reply.profile.worker.requiredCapabilities, list("cpp|qt"));
    QCOMPARE(reply.profile.sandbox.ref, QStringLiteral("box"));
    QVERIFY(done(board, board.human, ProfileGet{id}).profile == reply.profile);
    const Event event = newest(board, "task.execution_profile_updated");
    QCOMPARE(keysOf(event),
             QStringLiteral("task_id coordinator_mode worker_mode sandbox_mode runtime_mode review_policy"));
    QCOMPARE(payload(event).value(QStringLiteral("worker_mode")).toString(), QStringLiteral("select"));
    QCOMPARE(board.task(id).version, 1); // VER-01
}

void ProfilesTest::setReplacesTheWhole()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    const Time created = board.clock.now();
    done(board, board.human, profile(id, [](ProfileSections &p) { p.worker.agent = QStringLiteral("x"); }));
    board.clock.advance(50);
    const ProfileReply reply =
        done(board, board.human, profile(id, [](ProfileSections &p) { p.review.agent = QStringLiteral("y"); }));
    QVERIFY(reply.profile.worker.agent.isEmpty()); // PRO-02
    QVERIFY(reply.createdAt == created && reply.updatedAt == board.clock.now());
    QCOMPARE(keysOf(newest(board, "task.execution_profile_updated")),
             QStringLiteral("task_id coordinator_mode worker_mode sandbox_mode runtime_mode"));
}

void ProfilesTest::equalProfilesAreSilent()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    done(board, board.human, profile(id, [](ProfileSections &p) { p.worker.allowedAgents = list("a|b"); }));
    board.clock.advance(5);
    QVERIFY(isSilent(board, board.human,
                     profile(id, [](ProfileSections &p) { p.worker.allowedAgents = list("b|a|b"); }))); // PRO-03
}

void ProfilesTest::rules_data()
{
    QTest::addColumn<Shape>("shape");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const char *field, const Shape &shape) {
        QTest::newRow(name) << shape << QString(QLatin1String(field));
    };
    row("PRO-04 worker agent not allowed", "worker.agent", [](ProfileSections &p) {
        p.worker.agent = QStringLiteral("c");
        p.worker.allowedAgents = list("a|b");
    });
    row("PRO-04 worker agent allowed", "", [](ProfileSections &p) {
        p.worker.agent = QStringLiteral("a");
        p.worker.allowedAgents = list("a|b");
    });
    row("PRO-04 review agent not allowed", "review.agent", [](ProfileSections &p) {
        p.review.agent = QStringLiteral("c");
        p.review.allowedAgents = list("a");
    });
    row("PRO-04 select without a choice", "worker.mode", [](ProfileSections &p) {
        p.worker.mode = WorkerMode::Select;
        p.worker.preferredCapabilities = list("qt");
    });
    row("PRO-04 select by preference", "", [](ProfileSections &p) {
        p.worker.mode = WorkerMode::Select;
        p.worker.preferredAgents = list("a");
    });
    row("PRO-04 select by capability", "", [](ProfileSections &p) {
        p.worker.mode = WorkerMode::Select;
        p.worker.requiredCapabilities = list("qt");
    });
    row("PRO-04 ref without reference", "sandbox.ref", [](ProfileSections &p) { p.sandbox.mode = SandboxMode::Ref; });
    row("PRO-04 none with reference", "sandbox.ref", [](ProfileSections &p) {
        p.sandbox = {SandboxMode::None, QStringLiteral("x")};
    });
    row("PRO-04 inherit with reference", "sandbox.ref", [](ProfileSections &p) {
        p.sandbox = {SandboxMode::Inherit, QStringLiteral("x")};
    });
    row("IDN-09 capability", "participants.required_capabilities",
        [](ProfileSections &p) { p.participants.requiredCapabilities = list("a b"); });
    row("1.6 selector with a break", "review.allowed_peers",
        [](ProfileSections &p) { p.review.allowedPeers = list("a\nb"); });
    row("1.6 selector 129", "worker.model",
        [](ProfileSections &p) { p.worker.model = QString(129, QLatin1Char('m')); });
    row("1.6 guidance 8193", "coordinator.guidance",
        [](ProfileSections &p) { p.coordinator.guidance = QString(8193, QLatin1Char('g')); });
    row("1.6 guidance 8192", "", [](ProfileSections &p) { p.coordinator.guidance = QString(8192, QLatin1Char('g')); });
    row("1.6 65 entries", "worker.allowed_agents", [](ProfileSections &p) {
        for (int i = 0; i < 65; ++i)
            p.worker.allowedAgents << QString::number(i);
    });
    row("1.6 64 entries", "", [](ProfileSections &p) {
        for (int i = 0; i < 64; ++i)
            p.worker.allowedAgents << QString::number(i);
    });
}

void ProfilesTest::rules()
{
    QFETCH(Shape, shape);
    QFETCH(QString, field);
    CheckedBoard board;
    const BoardSnapshot before = board.snapshotRows();
    const auto result = board.run(board.human, profile(TaskId(QStringLiteral("x")), shape));
    QVERIFY(!result);
    if (field.isEmpty()) {
        QCOMPARE(TestBoard::describe(result.error()), QStringLiteral("task_not_found")); // the fields are fine
        return;
    }
    QCOMPARE(TestBoard::describe(result.error()), QStringLiteral("validation_failed"));
    QCOMPARE(result.error().data.value(QStringLiteral("field")).toString(), field);
    QVERIFY(board.snapshotRows() == before);
}

void ProfilesTest::gates_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<Shape>("shape");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const char *key, const char *value, const char *field, const Shape &shape) {
        QTest::newRow(name) << QString(QLatin1String(key)) << QByteArray(value) << shape
                            << QString(QLatin1String(field));
    };
    const char *provider = "profile.allow_provider_override";
    row("PRO-05 coordinator provider", provider, "false", "coordinator.provider",
        [](ProfileSections &p) { p.coordinator.provider = QStringLiteral("x"); });
    row("PRO-05 coordinator model", provider, "false", "coordinator.model",
        [](ProfileSections &p) { p.coordinator.model = QStringLiteral("x"); });
    row("PRO-05 worker provider", provider, "false", "worker.provider",
        [](ProfileSections &p) { p.worker.provider = QStringLiteral("x"); });
    row("PRO-05 worker model", provider, "false", "worker.model",
        [](ProfileSections &p) { p.worker.model = QStringLiteral("x"); });
    row("PRO-05 no sandbox", "profile.allow_sandbox_none", "false", "sandbox.mode",
        [](ProfileSections &p) { p.sandbox.mode = SandboxMode::None; });
    row("PRO-05 own sandbox", "profile.allow_sandbox_ref", "false", "sandbox.ref", [](ProfileSections &p) {
        p.sandbox = {SandboxMode::Ref, QStringLiteral("x")};
    });
    row("PRO-05 guidance", "profile.guidance_max_bytes", "3", "coordinator.guidance",
        [](ProfileSections &p) { p.coordinator.guidance = QStringLiteral("1234"); });
}

void ProfilesTest::gates()
{
    QFETCH(QString, key);
    QFETCH(QByteArray, value);
    QFETCH(Shape, shape);
    QFETCH(QString, field);
    CheckedBoard board;
    const TaskId id = board.addTask();
    QCOMPARE(outcome(board, board.human, profile(id, shape)), QStringLiteral("ok"));
    const TaskId other = board.addTask();
    set(board, key.toLatin1().constData(), value.constData());
    const auto refusal = board.run(board.human, profile(other, shape));
    QCOMPARE(TestBoard::describe(refusal), QStringLiteral("validation_failed/profile_gate"));
    QCOMPARE(refusal.error().data.value(QStringLiteral("field")).toString(), field);
}

void ProfilesTest::storedProfilesSurviveTighterGates()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    done(board, board.human, profile(id, [](ProfileSections &p) { p.worker.model = QStringLiteral("x"); }));
    set(board, "profile.allow_provider_override", "false");
    QCOMPARE(done(board, board.human, ProfileGet{id}).profile.worker.model, QStringLiteral("x")); // PRO-06
}

void ProfilesTest::activeRunsHinder()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    const TaskId id = board.addTask();
    board.enqueue(id);
    const auto shape = [](ProfileSections &p) { p.worker.preferredAgents = list("worker"); };
    QCOMPARE(outcome(board, board.human, profile(id, shape)),
             QStringLiteral("ok")); // PRO-02: a queued run does not hinder
    QVERIFY(board.claimNext(agent).claimed);
    QCOMPARE(outcome(board, board.human, profile(id, shape)), QStringLiteral("invalid_status_transition/active_run"));
    QCOMPARE(outcome(board, board.human, ProfileDelete{id}), QStringLiteral("invalid_status_transition/active_run"));
}

void ProfilesTest::profilesSteerClaims()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    const TaskId id = board.addTask();
    board.enqueue(id);
    done(board, board.human, profile(id, [](ProfileSections &p) { p.worker.agent = QStringLiteral("another"); }));
    QVERIFY(!board.run(agent, RunClaimNext{})); // PRO-07, E12
    done(board, board.human, ProfileDelete{id});
    QVERIFY(board.claimNext(agent).claimed);
}

void ProfilesTest::deletion()
{
    CheckedBoard board;
    const TaskId id = board.addTask();
    QCOMPARE(outcome(board, board.human, ProfileDelete{id}), QStringLiteral("profile_not_found"));
    QCOMPARE(outcome(board, board.human, ProfileDelete{TaskId(QStringLiteral("x"))}), QStringLiteral("task_not_found"));
    done(board, board.human, profile(id, [](ProfileSections &p) { p.runtime.mode = RuntimeMode::Evidence; }));
    done(board, board.human, ProfileDelete{id});
    QCOMPARE(keysOf(newest(board, "task.execution_profile_deleted")), QStringLiteral("task_id"));
    const ProfileReply reply = done(board, board.human, ProfileGet{id});
    QVERIFY(!reply.stored && reply.profile == ProfileSections{}); // PRO-01
}

void ProfilesTest::agentsNeedTheRight()
{
    CheckedBoard board;
    const Actor agent = board.addAgent(QStringLiteral("worker"));
    const TaskId id = board.addTask();
    QCOMPARE(outcome(board, agent, profile(id, [](ProfileSections &) {})),
             QStringLiteral("forbidden_operator_action/profile"));
    QCOMPARE(outcome(board, agent, ProfileDelete{id}), QStringLiteral("forbidden_operator_action/profile"));
    set(board, "agent_rights", R"(["profile"])");
    QCOMPARE(outcome(board, agent, profile(id, [](ProfileSections &) {})), QStringLiteral("ok"));
}

STINT_REGISTER_TEST(ProfilesTest)
#include "tst_profiles.moc"
