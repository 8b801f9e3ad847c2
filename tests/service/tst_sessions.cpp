#include "model/domain/text.h"
#include "model/service/sessions.h"
#include "tests/service/runs.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;
using namespace stint::test;

/// Sessions and their end (sections 1.6, 7.3).
class SessionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registers();
    void registerFields_data();
    void registerFields();
    void endsByItself();
    void endGivesEverythingBack();
    void releaseByPerson();
    void disconnectKeepsLeases();
    void resumes();
    void unknownTokens();
};

namespace
{

Result<Session> resumed(TestBoard &board, const QString &token)
{
    std::optional<Result<Session>> answer;
    board.board().resumeSession(sha256Text(token.toUtf8()), ProcessRef{9, 9},
                                [&](Result<Session> result) { answer.emplace(std::move(result)); });
    board.pump();
    return answer ? *answer : Result<Session>(refuse(ErrorCode::Internal, "no answer"));
}

} // namespace

void SessionsTest::registers()
{
    // CON-02, IDN-05, RED-01.
    TestBoard board;
    const WorkspaceId here = addWorkspace(board, "here");
    SessionRegister request;
    request.agentName = q(" worker ");
    request.capabilities = {q("b"), q("a"), q("b")};
    request.workspaceId = here;
    request.channel = q("docs");
    request.peerId = q("peer.1");
    request.kind = q(" Reviewer");
    request.process = ProcessRef{7, 3};
    const SessionRegister::Reply reply = done(board, board.human, request);
    const Session stored = storedSession(board, reply.session.id);
    QCOMPARE(stored.agentName, q("worker"));
    QCOMPARE(stored.capabilities, (QStringList{q("a"), q("b")}));
    QCOMPARE(stored.kind, SessionKind::Reviewer);
    QCOMPARE(stored.state, SessionState::Active);
    QCOMPARE(stored.process, (ProcessRef{7, 3}));
    QVERIFY(!stored.launched);
    QVERIFY(reply.sessionToken.startsWith(QLatin1String("stint_session_")));
    QCOMPARE(stored.tokenHash, sha256Text(reply.sessionToken.toUtf8()));
    const Event event = newest(board, "session.registered");
    QVERIFY(!event.taskId);
    QCOMPARE(keysOf(event), q("session_id agent_name kind"));
    QVERIFY(!event.payload.text.contains("stint_session_"));
    QCOMPARE(board.outcome(Actor::agent(stored.id), request), q("session_already_bound")); // ACT-05
    request.agentName.clear();
    QCOMPARE(board.outcome(Actor::agent(stored.id), request), q("validation_failed")); // ERR-05: step 4 before 8
    QCOMPARE(broken(board), QString());
}

void SessionsTest::registerFields_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *name, const char *field, const QString &value, const char *outcome) {
        QTest::newRow(name) << q(field) << value << q(outcome);
    };
    row("IDN-10 blank name", "name", q(" "), "validation_failed");
    row("IDN-10 longest name", "name", QString(128, QLatin1Char('n')), "ok");
    row("IDN-10 longer name", "name", QString(129, QLatin1Char('n')), "validation_failed");
    row("RED-02 token in a name", "name", q("stint_claim_x"), "validation_failed");
    row("IDN-09 comma", "capability", q("a,b"), "validation_failed");
    row("IDN-07 first character", "peer", q(".x"), "validation_failed");
    row("IDN-06 form", "channel", q("-x"), "validation_failed");
    row("ENM-01 unknown kind", "kind", q("boss"), "validation_failed");
    row("step 6 workspace", "workspace", q("nowhere"), "workspace_not_found");
}

void SessionsTest::registerFields()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QString, outcome);
    TestBoard board;
    SessionRegister request;
    request.agentName = field == QLatin1String("name") ? value : q("worker");
    if (field == QLatin1String("capability"))
        request.capabilities = {value};
    if (field == QLatin1String("peer"))
        request.peerId = value;
    if (field == QLatin1String("channel"))
        request.channel = value;
    if (field == QLatin1String("kind"))
        request.kind = value;
    if (field == QLatin1String("workspace"))
        request.workspaceId = WorkspaceId(value);
    QCOMPARE(test::outcome(board, board.human, request), outcome);
}

void SessionsTest::endsByItself()
{
    // SSN-02.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    QCOMPARE(board.outcome(board.human, SessionEnd{}), q("permission_denied/session_required"));
    SessionEnd end;
    end.reason = q("done for today");
    done(board, agent, end);
    const Session stored = storedSession(board, agent.session());
    QCOMPARE(stored.state, SessionState::Ended);
    QCOMPARE(stored.endReason, q("done for today"));
    QCOMPARE(stored.endedAt, board.clock.now());
    QCOMPARE(keysOf(newest(board, "session.ended")), q("session_id agent_name kind reason"));
    QCOMPARE(board.notifier.ended, std::vector<SessionId>{agent.session()});
    QCOMPARE(board.outcome(agent, SessionEnd{}), q("permission_denied/session_ended"));
}

void SessionsTest::endGivesEverythingBack()
{
    // LSE-13: leased runs are requeued; of the lease-less ones `claimed` is requeued and the others fail.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker")), bound = board.addAgent(q("bound"));
    const Run leased = claimedBy(board, agent);
    done(board, agent, startOf(leased.id));
    const Run manual = board.enqueue(board.addTask());
    done(board, board.human, claimOf(manual.id));
    RunAttach attach{manual.id, bound.session()};
    done(board, board.human, attach);
    SessionRelease release;
    release.reason = q("too slow");
    release.sessionId = agent.session();
    done(board, board.human, release);
    release.sessionId = bound.session();
    done(board, board.human, release);
    const Run back = board.storedRun(leased.id);
    QCOMPARE(back.status, RunStatus::Queued);
    QCOMPARE(claimRecord(board, leased.id, 1).endReason, ClaimEnd::SessionReleased);
    QCOMPARE(payload(newest(board, "task.run_released")).value(q("reason")).toString(), q("too slow"));
    const Run failed = board.storedRun(manual.id);
    QCOMPARE(failed.status, RunStatus::Failed);
    QCOMPARE(failed.error, q("session ended: too slow"));
    QCOMPARE(board.notifier.notices.size(), std::size_t(2)); // FRC-10
    QCOMPARE(board.outcome(agent, beatOf(leased.id)), q("lease_lost/session_released"));
    QCOMPARE(broken(board), QString());
}

void SessionsTest::releaseByPerson()
{
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    SessionRelease release;
    release.sessionId = agent.session();
    QCOMPARE(test::outcome(board, board.human, release), q("validation_failed")); // LSE-13: a reason is required
    release.reason = q("x");
    QCOMPARE(test::outcome(board, agent, release), q("permission_denied/human_only"));
    release.sessionId = SessionId(q("sess-x"));
    QCOMPARE(test::outcome(board, board.human, release), q("session_not_found"));
    release.sessionId = agent.session();
    QCOMPARE(done(board, board.human, release).state, SessionState::Ended);
    QVERIFY(isSilent(board, board.human, release));
}

void SessionsTest::disconnectKeepsLeases()
{
    // SSN-01, CON-04.
    TestBoard board;
    const Actor agent = board.addAgent(q("worker"));
    const Run run = claimedBy(board, agent);
    board.board().disconnectSession(agent.session());
    board.pump();
    QCOMPARE(storedSession(board, agent.session()).state, SessionState::Disconnected);
    QCOMPARE(board.storedRun(run.id).status, RunStatus::Claimed);
    const auto live = [&] {
        bool found = false;
        board.act(board.sweeper, [&](Verb &verb) { found = isLive(verb, *verb.store.session(agent.session())); });
        return found;
    };
    QVERIFY(live());
    board.clock.advance(*run.leaseDurationMs);
    QVERIFY(!live());
}

void SessionsTest::resumes()
{
    // SSN-01.
    TestBoard board;
    SessionRegister request;
    request.agentName = q("worker");
    const SessionRegister::Reply entered = done(board, board.human, request);
    QCOMPARE(TestBoard::describe(resumed(board, entered.sessionToken)), q("session_already_bound"));
    board.board().disconnectSession(entered.session.id);
    board.pump();
    const auto back = resumed(board, entered.sessionToken);
    QVERIFY(back);
    QCOMPARE(back->id, entered.session.id);
    QCOMPARE(back->state, SessionState::Active);
    QCOMPARE(storedSession(board, entered.session.id).process, (ProcessRef{9, 9}));
}

void SessionsTest::unknownTokens()
{
    // CON-03: unknown and ended tokens are told apart by nobody.
    TestBoard board;
    SessionRegister request;
    request.agentName = q("worker");
    const SessionRegister::Reply entered = done(board, board.human, request);
    QCOMPARE(TestBoard::describe(resumed(board, q("stint_session_wrong"))), q("not_authenticated"));
    done(board, Actor::agent(entered.session.id), SessionEnd{});
    QCOMPARE(TestBoard::describe(resumed(board, entered.sessionToken)), q("not_authenticated"));
}

STINT_REGISTER_TEST(SessionsTest)
#include "tst_sessions.moc"
