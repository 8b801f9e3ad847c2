#pragma once

// The templates of Board: how a request becomes a command of the writer or a read of a snapshot. Included by board.h
// only.

namespace stint
{

/// One verb on its way through the writer.
template<Request R>
class Board::Command final : public WriteCommand
{
public:
    using Reply = typename R::Reply;
    using Encode = std::function<QByteArray(const Reply &)>;

    Command(Board &board, const Actor &actor, R request, std::optional<Once> once, Encode encode, Answer<R> answer)
        : m_board(board)
        , m_actor(actor)
        , m_request(std::move(request))
        , m_once(std::move(once))
        , m_encode(std::move(encode))
        , m_answer(std::move(answer))
    {
    }

    bool execute(StoreTransaction &store, Time now) override
    {
        Verb verb(store, now, m_actor, m_board.m_state, m_board.m_world);
        m_executedAt = now;
        m_isExecuted = true;
        if (m_once) {
            auto first = m_once->firstAnswer(store, m_actor);
            if (!first || *first) {
                if (first)
                    m_replay = std::move(**first);
                else
                    m_result = std::move(first).error();
                return false;
            }
        }
        if (Done allowed = authorize(m_actor, R::method, verb.settings()); !allowed) {
            m_result = std::move(allowed).error();
            return false;
        }
        m_result = perform(verb, m_request);
        if (!m_result && !verb.keepsWrites())
            return false;
        verb.recordConsequences();
        if (m_once && m_result)
            m_once->keep(store, m_actor, m_encode(*m_result), now);
        m_effects = verb.takeEffects();
        return true;
    }

    void finish(const Done &outcome) override
    {
        if (!outcome) {
            // What the verb left in memory may be ahead of the store now. Who was refused unexecuted is not on the
            // writer's thread.
            if (m_isExecuted)
                m_board.m_state.settingsLoaded = false;
            m_answer(outcome.error());
            return;
        }
        if (m_replay) {
            m_once->replay(*m_replay);
        } else if (!waitsInstead()) {
            m_answer(std::move(m_result));
        }
        for (const auto &effect : m_effects)
            effect();
    }

    bool isLazy() const override { return R::method.access == Access::Lazy && !m_once; }

    /// A lease that was promised is on disk before a third of it has passed.
    qint64 maxDelayMs() const override
    {
        if constexpr (std::is_same_v<R, RunHeartbeat>)
            return m_result ? std::max<qint64>(1, (m_result->leaseUntil - m_executedAt) / 3) : 0;
        return 0;
    }

private:
    /// A claim-next that found nothing is handed over to those that wait.
    bool waitsInstead()
    {
        if constexpr (std::is_same_v<R, RunClaimNext>) {
            if (!m_result && m_result.error().code == ErrorCode::NoClaimableRun && m_request.waitMs.value_or(0) > 0) {
                m_board.parkClaim(
                    {m_actor, std::move(m_request), std::move(m_answer), std::move(m_once), std::move(m_encode)});
                return true;
            }
        }
        return false;
    }

    Board &m_board;
    Actor m_actor;
    R m_request;
    std::optional<Once> m_once;
    Encode m_encode;
    Answer<R> m_answer;
    Time m_executedAt;
    bool m_isExecuted = false;
    Result<Reply> m_result = refuse(ErrorCode::Internal, "The verb was not executed.");
    std::optional<QByteArray> m_replay;
    std::vector<std::function<void()>> m_effects;
};

template<Request R>
void Board::write(const Actor &actor, R request, std::optional<Once> once,
                  std::function<QByteArray(const typename R::Reply &)> encode, Answer<R> answer)
{
    m_ports.writer.submit(std::make_unique<Command<R>>(*this, actor, std::move(request), std::move(once),
                                                       std::move(encode), std::move(answer)));
}

template<Request R>
void Board::read(const Actor &actor, R request, Answer<R> answer)
{
    m_ports.reader.submit([this, actor, request = std::move(request),
                           answer = std::move(answer)](StoreReader *store, Time now, const Done &outcome) {
        if (!store) {
            answer(outcome.error());
            return;
        }
        Query query{
            *store, now, actor, loadSettings(*store), m_ports.executor.canLaunch(), [this](const ProcessRef &process) {
                return m_ports.executor.isAlive(process);
            }};
        Done allowed = authorize(actor, R::method, query.settings);
        Result<typename R::Reply> result = allowed ? perform(query, request) : std::move(allowed).error();
        // After a fault the store says "nothing there"; nobody may believe that.
        if (Done healthy = store->health(); !healthy)
            result = std::move(healthy).error();
        answer(std::move(result));
    });
}

} // namespace stint
