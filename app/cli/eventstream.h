#pragma once

#include "app/client/client.h"

namespace stint::cli
{

/// The events of the board in order, without gap or repetition, over lost connections and overflows (LIV-04, LIV-06).
class EventStream
{
public:
    EventStream(client::Client &board, EventsSubscribe request)
        : m_board(board)
        , m_request(std::move(request))
    {
    }

    Done subscribe();
    /// The next event, waiting for it. Interrupted by the client's interrupt descriptor.
    Result<Event> next();
    /// The event a notification carries; nothing for other notifications and for events already seen. After an overflow
    /// the stream subscribes again.
    Result<std::optional<Event>> take(const client::Notice &notice);

private:
    client::Client &m_board;
    EventsSubscribe m_request;
};

} // namespace stint::cli
