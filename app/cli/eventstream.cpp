#include "app/cli/eventstream.h"

#include "app/client/transport.h"

namespace stint::cli
{

namespace
{
constexpr qint64 waitMs = 3'600'000; ///< one wait; a quiet board is waited for again
}

Done EventStream::subscribe()
{
    STINT_TRY_LET(const auto reply, m_board.call(m_request));
    // From here on a lost connection may not lose an event.
    if (!m_request.afterSeq)
        m_request.afterSeq = reply.seq;
    return {};
}

Result<std::optional<Event>> EventStream::take(const client::Notice &notice)
{
    if (notice.method == OverflowNotification::name)
        STINT_TRY(subscribe());
    if (notice.method != EventNotification::name)
        return std::optional<Event>();
    STINT_TRY_LET(EventNotification received, client::answerFrom<EventNotification>(notice.params));
    if (m_request.afterSeq && received.event.seq <= *m_request.afterSeq)
        return std::optional<Event>();
    m_request.afterSeq = received.event.seq;
    return std::optional<Event>(std::move(received.event));
}

Result<Event> EventStream::next()
{
    while (true) {
        auto notice = m_board.waitForNotice(waitMs);
        if (!notice) {
            const auto kind = client::faultOf(notice.error());
            if (kind == client::Fault::TimedOut)
                continue;
            if (kind != client::Fault::Unreachable)
                return std::move(notice).error();
            STINT_TRY(m_board.reconnectInTime());
            STINT_TRY(subscribe());
            continue;
        }
        STINT_TRY_LET(auto event, take(*notice));
        if (event)
            return std::move(*event);
    }
}

} // namespace stint::cli
