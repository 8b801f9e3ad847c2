#include "model/service/board.h"

#include "model/service/boardduties.h"
#include "model/service/boardlocking.h"
#include "model/service/bootrecovery.h"
#include "model/service/log.h"
#include "model/service/runevents.h"
#include "model/service/sessions.h"
#include "model/service/starts.h"

namespace stint
{

namespace
{

/// END-05: a session had to be stopped by force.
Done recordForcedStop(Verb &verb, const ForcedStop &forced)
{
    STINT_TRY_LET(const Run run, verb.requireRun(forced.run));
    STINT_TRY_LET(const Task task, verb.requireTask(run.taskId));
    JsonWriter payload = beginRunPayload(run.status, task.status);
    payload.member("session_id", forced.session.value);
    payload.member("grace_timeout_ms", forced.graceMs);
    memberIfSet(payload, "propagated_from_task_id", forced.propagatedFrom);
    payload.endObject();
    verb.record("task.run_force_stopped", task.id, run.id, std::move(payload));
    return {};
}

} // namespace

Board::Board(const Ports &ports)
    : m_ports(ports)
    , m_world{ports.ids, ports.executor, ports.notifier}
    , m_locking(std::make_unique<Locking>(*this))
    , m_duties(std::make_unique<Duties>(*this))
{
    m_world.isDirectory = ports.isDirectory;
    m_world.stoppedByForce = [this](const ForcedStop &forced) {
        m_duties->act(Actor::engine("dispatcher"), [forced](Verb &verb) { return recordForcedStop(verb, forced); });
    };
    m_world.launchFailed = [this](const RunId &run, const QString &text) {
        m_duties->act(Actor::engine("dispatcher"), [run, text](Verb &verb) { return failLaunch(verb, run, text); });
    };
}

Board::~Board()
{
    m_duties->stop();
}

void Board::start(std::function<void(Done)> ready)
{
    recoverFrom(0, std::move(ready));
}

void Board::recoverFrom(std::size_t step, std::function<void(Done)> ready)
{
    const auto &steps = bootSteps();
    if (step == steps.size()) {
        m_started = true;
        m_duties->start();
        ready({});
        return;
    }
    m_duties->act(Actor::engine("recovery"), steps[step].run,
                  [this, step, ready = std::move(ready)](const Done &outcome) {
                      if (outcome) {
                          recoverFrom(step + 1, ready);
                          return;
                      }
                      qCCritical(lcService, "start-up stopped at %s: %s", bootSteps()[step].name,
                                 errorInfo(outcome.error().code).text);
                      ready(outcome);
                  });
}

void Board::stop()
{
    m_duties->stop();
    // A board whose recovery did not succeed has not been served: its next start must recover again.
    if (m_started.exchange(false))
        m_duties->act(Actor::engine("recovery"), markCleanStop);
}

void Board::resumeSession(const QString &tokenHash, const std::optional<ProcessRef> &peer,
                          std::function<void(Result<Session>)> answer)
{
    const auto session = std::make_shared<Session>();
    m_duties->act(
        Actor::engine("recovery"),
        [tokenHash, peer, session](Verb &verb) -> Done {
            STINT_TRY_LET(*session, stint::resumeSession(verb, tokenHash, peer));
            return {};
        },
        [session, answer = std::move(answer)](const Done &outcome) {
            answer(outcome ? Result<Session>(*session) : Result<Session>(outcome.error()));
        });
}

void Board::disconnectSession(const SessionId &session)
{
    cancelWaiting(session);
    m_duties->act(
        Actor::agent(session), [session](Verb &verb) { return stint::disconnectSession(verb, session); },
        [this, session](const Done &outcome) {
            if (!outcome && outcome.error().code == ErrorCode::Locked)
                m_locking->disconnectLater(session);
            else if (!outcome)
                qCWarning(lcService, "a session could not be disconnected: %s", errorInfo(outcome.error().code).text);
        });
}

void Board::lock(std::function<void(Done)> answer)
{
    m_locking->lock(std::move(answer));
}

void Board::unlock(std::function<void(Done)> answer)
{
    m_locking->unlock(std::move(answer));
}

bool Board::isLocked() const
{
    return m_locking->isLocked();
}

void Board::observeLocking(std::function<void(bool)> observer)
{
    m_locking->observe(std::move(observer));
}

std::optional<SessionId> Board::sessionOfProcess(const ProcessRef &process) const
{
    return m_locking->sessionOf(process);
}

void Board::judge(const Actor &actor, const Method &method, std::function<void(Done)> answer)
{
    m_ports.reader.submit([actor, method, answer = std::move(answer)](StoreReader *store, Time, const Done &outcome) {
        if (!store) {
            answer(outcome);
            return;
        }
        const Done allowed = authorize(actor, method, loadSettings(*store));
        const Done healthy = store->health();
        answer(healthy ? allowed : healthy);
    });
}

void Board::cancelWaiting(const SessionId &session, const QString &call)
{
    // A claim that is still on its way to the writer waits only later: what cancels it goes the same way.
    class Cancel final : public WriteCommand
    {
    public:
        Cancel(WaitingClaims &waiting, const SessionId &session, const QString &call)
            : m_waiting(waiting)
            , m_session(session)
            , m_call(call)
        {
        }
        bool execute(StoreTransaction &, Time) override { return false; }
        void finish(const Done &) override { m_waiting.cancel(m_session, m_call); }

    private:
        WaitingClaims &m_waiting;
        const SessionId m_session;
        const QString m_call;
    };
    m_duties->waiting.cancel(session, call);
    m_ports.writer.submit(std::make_unique<Cancel>(m_duties->waiting, session, call));
}

void Board::parkClaim(WaitingClaim claim)
{
    const qint64 deadlineMs = m_duties->monotonicMs() + claim.request.waitMs.value_or(0);
    m_duties->waiting.park(std::move(claim), deadlineMs);
    m_duties->noteDue();
}

void Board::drain(const Actor &actor, SchedulerDrain request, Answer<SchedulerDrain> answer)
{
    m_duties->drain(actor, std::move(request), std::move(answer));
}

} // namespace stint
