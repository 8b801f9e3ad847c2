#pragma once

#include "model/domain/verbs/all.h"
#include "model/ports/engine.h"
#include "model/ports/vault.h"
#include "model/service/once.h"
#include "model/service/verb.h"
#include "model/service/verbs.h"
#include "model/service/waitingclaim.h"

#include <QFuture>
#include <QPromise>

#include <atomic>
#include <memory>

namespace stint
{

/// The asynchronous face of all verbs: what windows, sockets and tests talk to. Thread-safe; answers arrive on the
/// writer's or a reader's thread and must be moved to the receiver's by the caller (call() does it with a future).
class Board
{
public:
    struct Ports {
        WriteEngine &writer;
        ReadEngine &reader;
        Clock &clock;
        IdSource &ids;
        SessionExecutor &executor;
        Notifier &notifier;
        /// Whether a folder of that path exists (1.6 Workspace). Absent: not looked at.
        std::function<bool(const QString &)> isDirectory = {};
        /// Absent: the board cannot be locked.
        Vault *vault = nullptr;
    };

    explicit Board(const Ports &ports);
    ~Board();
    Board(const Board &) = delete;
    Board &operator=(const Board &) = delete;

    /// Start-up recovery (BOO-01), then the background duties (20.2, 20.3). \a ready is called once, on the writer
    /// thread, with the outcome; after an error the board must not be served.
    void start(std::function<void(Done)> ready);
    /// Ends duties and waiting claims (each is answered with shutting_down). Blocks until the duties' thread is gone.
    void stop();

    template<Request R>
    using Answer = std::function<void(Result<typename R::Reply>)>;

    /// Executes one verb and answers with its result.
    template<Request R>
    void submit(const Actor &actor, R request, Answer<R> answer)
    {
        if constexpr (std::is_same_v<R, SchedulerDrain>)
            drain(actor, std::move(request), std::move(answer));
        else if constexpr (R::method.access == Access::Read)
            read<R>(actor, std::move(request), std::move(answer));
        else
            write<R>(actor, std::move(request), {}, {}, std::move(answer));
    }

    /// A mutating verb with a request id (MTH-02): \a encode turns the answer into the bytes kept for repetitions.
    /// A repetition is answered by Once::replay instead of \a answer.
    template<Request R>
    void submitOnce(const Actor &actor, R request, Once once,
                    std::function<QByteArray(const typename R::Reply &)> encode, Answer<R> answer)
    {
        static_assert(R::method.isMutating(), "reads need no request id");
        write<R>(actor, std::move(request), std::move(once), std::move(encode), std::move(answer));
    }

    /// The same as a future, for receivers with an event loop: `board.call(actor, request).then(this, …)`.
    template<Request R>
    QFuture<Result<typename R::Reply>> call(const Actor &actor, R request)
    {
        auto promise = std::make_shared<QPromise<Result<typename R::Reply>>>();
        promise->start();
        auto future = promise->future();
        submit<R>(actor, std::move(request), [promise](Result<typename R::Reply> result) {
            promise->addResult(std::move(result));
            promise->finish();
        });
        return future;
    }

    /// \a observer sees every commit, on the writer thread, never blocking.
    void observe(std::function<void(const ChangeSet &)> observer) { m_ports.writer.observe(std::move(observer)); }

    // The key (board.lock, board.unlock). Whether the caller may is decided before. Answers come on a thread of the
    // board.

    /// What waits is executed and answered, then the store is closed and the key wiped; everything that needs the store
    /// is answered `locked` from the first moment on, at once. A second time: done already.
    void lock(std::function<void(Done)> answer);
    /// Opens the store again and makes up for the time without it. After an error the board is still locked.
    void unlock(std::function<void(Done)> answer);
    bool isLocked() const;
    /// \a observer hears each change, on a thread of the board, never blocking; it is kept as long as the board.
    void observeLocking(std::function<void(bool locked)> observer);
    /// The agent of this board a process belonged to when the board was locked (ACT-03).
    std::optional<SessionId> sessionOfProcess(const ProcessRef &process) const;

    // Connection-side acts of sessions; the server calls them, the answer comes on the writer thread.

    /// Finds the session of a token and makes it active (SSN-01). not_authenticated for unknown, wrong, ended tokens;
    /// session_already_bound while another connection has it.
    void resumeSession(const QString &tokenHash, const std::optional<ProcessRef> &peer,
                       std::function<void(Result<Session>)> answer);

    /// Whether \a actor may call \a method, rights included (ERR-05 steps 2 and 3). Answers on a reader's thread.
    void judge(const Actor &actor, const Method &method, std::function<void(Done)> answer);

    /// The last connection of the session is gone.
    void disconnectSession(const SessionId &session);

    /// Drops a waiting claim-next without an answer: the one with that RunClaimNext::call, or all of a session whose
    /// connection is gone (CLM-02).
    void cancelWaiting(const SessionId &session, const QString &call = {});

private:
    template<Request R>
    class Command;
    template<Request R>
    void write(const Actor &actor, R request, std::optional<Once> once,
               std::function<QByteArray(const typename R::Reply &)> encode, Answer<R> answer);
    template<Request R>
    void read(const Actor &actor, R request, Answer<R> answer);

    /// Keeps a claim-next that found nothing until work appears or its time is over (CLM-02). Writer thread.
    void parkClaim(WaitingClaim claim);
    /// SCH-03. Any thread.
    void drain(const Actor &actor, SchedulerDrain request, Answer<SchedulerDrain> answer);

    /// Runs the steps of the start from \a step on, one command after another.
    void recoverFrom(std::size_t step, std::function<void(Done)> ready);

    class Duties;
    class Locking;

    Ports m_ports;
    Surroundings m_world;
    EngineState m_state; ///< writer thread only
    std::unique_ptr<Locking> m_locking;
    std::unique_ptr<Duties> m_duties;
    std::atomic<bool> m_started = false; ///< recovery is done
};

} // namespace stint

#include "model/service/board_impl.h"
