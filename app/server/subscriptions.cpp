#include "app/server/subscriptions.h"

#include "app/server/api.h"
#include "app/wire/encode.h"
#include "model/domain/text.h"

#include <algorithm>

namespace stint::server
{

struct Subscriptions::Stream {
    QString id;
    quint64 connection = 0;
    EventsSubscribe request;
    qint64 cursor = 0;       ///< everything up to this one was queued here or is not wanted
    qint64 deliveredSeq = 0; ///< handed to the connection
    bool isReading = false;  ///< a page is on its way
    bool isLive = false;     ///< takes commits as they come
    bool isLocked = false;   ///< wanted to read while the board was locked
    std::deque<Waiting> waiting;

    bool wants(const Event &event) const
    {
        return event.seq > cursor && (request.kinds.isEmpty() || request.kinds.contains(event.type));
    }
};

Subscriptions::Subscriptions(Api &api)
    : m_api(api)
{
}

Subscriptions::~Subscriptions() = default;

void Subscriptions::begin(Connection &connection, const Call &call, EventsSubscribe request)
{
    if (connection.subscriptions >= m_api.config.limits.subscriptions) {
        m_api.refuse(call, refuse(ErrorCode::TooManyConnections, "This connection has too many subscriptions.")
                               .with("limit", m_api.config.limits.subscriptions));
        return;
    }
    if (request.afterSeq && *request.afterSeq < 0) {
        m_api.refuse(call, invalid("after_seq", "after_seq is not negative"));
        return;
    }
    auto kinds = checkEventTypes("kinds", request.kinds);
    if (!kinds) {
        m_api.refuse(call, kinds.error());
        return;
    }
    request.kinds = std::move(*kinds);
    ++connection.subscriptions;
    ++m_api.feed->subscriptions; // before lastSeq is read: a commit is either seen there or brought over
    auto stream = std::make_unique<Stream>();
    stream->id = QStringLiteral("sub-%1").arg(++m_lastId);
    stream->connection = connection.id;
    stream->request = std::move(request);
    stream->cursor = stream->request.afterSeq.value_or(m_api.feed->lastSeq);
    stream->deliveredSeq = stream->cursor;
    Stream &begun = *stream;
    m_streams.push_back(std::move(stream));
    if (!begun.request.taskId) {
        m_api.answer(call, wire::encoded(EventsSubscribe::Reply{begun.id, begun.cursor}));
        read(begun);
        return;
    }
    // Whether the task exists is the one thing that can be wrong; the acknowledgement waits for it.
    const auto outbox = m_api.outbox;
    begun.isReading = true;
    m_api.board.submit<TaskGet>(
        connection.actor, {*begun.request.taskId}, [outbox, call, id = begun.id](const Result<TaskReply> &task) {
            outbox->post([call, id, error = task ? std::nullopt : std::optional(task.error())](Api &api) {
                Stream *const found = api.subscriptions.find(id);
                if (!found)
                    return;
                if (error) {
                    api.refuse(call, *error);
                    api.subscriptions.close(*found, false);
                    return;
                }
                api.answer(call, wire::encoded(EventsSubscribe::Reply{id, found->cursor}));
                api.subscriptions.read(*found);
            });
        });
}

void Subscriptions::end(Connection &connection, const Call &call, const QString &id)
{
    Stream *const stream = find(id);
    if (!stream || stream->connection != connection.id) {
        m_api.refuse(call, invalid("subscription_id", "This connection has no such subscription."));
        return;
    }
    close(*stream, false);
    m_api.answer(call, wire::encoded(OkReply{}));
}

void Subscriptions::drop(Connection &connection)
{
    const auto isOurs = [&](const std::unique_ptr<Stream> &stream) { return stream->connection == connection.id; };
    const auto dropped = std::erase_if(m_streams, isOurs);
    m_api.feed->subscriptions -= static_cast<int>(dropped);
    connection.subscriptions = 0;
}

void Subscriptions::read(Stream &stream)
{
    Connection *const connection = m_api.find(stream.connection);
    if (!connection)
        return;
    stream.isReading = true;
    stream.isLive = false;
    EventsList request;
    request.afterSeq = stream.cursor;
    request.taskId = stream.request.taskId;
    request.kinds = stream.request.kinds;
    request.limit = m_api.config.limits.replayPage;
    request.counted = false;
    const auto outbox = m_api.outbox;
    const qint64 committed = std::max<qint64>(m_api.feed->lastSeq, m_publishedSeq);
    m_api.board.submit<EventsList>(connection->actor, std::move(request),
                                   [outbox, id = stream.id, committed](Result<Page<Event>> page) {
                                       outbox->post([id, committed, page = std::move(page)](Api &api) {
                                           api.subscriptions.onPage(id, committed, page);
                                       });
                                   });
}

void Subscriptions::onPage(const QString &id, qint64 committedWhenAsked, const Result<Page<Event>> &page)
{
    Stream *const stream = find(id);
    if (!stream)
        return;
    stream->isReading = false;
    Connection *const connection = m_api.find(stream->connection);
    if (!page && connection && page.error().code == ErrorCode::Locked) {
        stream->isLocked = true;
        // Unlocked while the refusal was on its way.
        if (!m_api.board.isLocked())
            goOn();
        return;
    }
    if (!page || !connection) {
        close(*stream, true);
        return;
    }
    for (const Event &event : page->items)
        add(*stream, event);
    m_api.touch(*connection);
    if (page->items.size() >= static_cast<std::size_t>(m_api.config.limits.replayPage))
        return; // pump() asks for more when there is room
    stream->cursor = std::max(stream->cursor, committedWhenAsked);
    if (m_publishedSeq > stream->cursor)
        read(*stream);
    else
        stream->isLive = true;
}

void Subscriptions::publish(const std::vector<Event> &events)
{
    if (events.empty())
        return;
    m_publishedSeq = std::max(m_publishedSeq, events.back().seq);
    for (std::size_t i = 0; i < m_streams.size(); ++i) {
        Stream &stream = *m_streams[i];
        if (!stream.isLive)
            continue;
        if (stream.request.taskId) {
            read(stream);
            continue;
        }
        for (const Event &event : events) {
            if (stream.wants(event))
                add(stream, event);
        }
        stream.cursor = std::max(stream.cursor, events.back().seq);
        if (Connection *const connection = m_api.find(stream.connection)) {
            pump(*connection);
            m_api.touch(*connection);
        }
        if (stream.waiting.size() > static_cast<std::size_t>(m_api.config.limits.undeliveredEvents)) {
            close(stream, true);
            --i;
        }
    }
}

void Subscriptions::add(Stream &stream, const Event &event)
{
    Event shown = event;
    shown.payload.text = redactedUtf8(withoutSecretKeys(event.payload.text));
    stream.waiting.push_back({event.seq, wire::notificationLine(EventNotification::name,
                                                                wire::encoded(EventNotification{stream.id, shown}))});
    stream.cursor = std::max(stream.cursor, event.seq);
}

void Subscriptions::pump(Connection &connection)
{
    if (connection.subscriptions == 0)
        return;
    for (std::size_t i = 0; i < m_streams.size(); ++i) {
        Stream &stream = *m_streams[i];
        if (stream.connection != connection.id)
            continue;
        // Until the kernel takes no more: only then does the socket call again.
        do {
            while (!stream.waiting.empty() && connection.queuedBytes() < m_api.config.limits.outputEnough / 4) {
                connection.send(stream.waiting.front().line);
                stream.deliveredSeq = stream.waiting.front().seq;
                stream.waiting.pop_front();
            }
            connection.flush();
        } while (!stream.waiting.empty() && connection.queuedBytes() == 0 && !connection.isDead);
        if (stream.waiting.empty() && !stream.isLive && !stream.isReading && !stream.isLocked)
            read(stream);
    }
}

void Subscriptions::goOn()
{
    for (const auto &stream : m_streams) {
        if (std::exchange(stream->isLocked, false))
            read(*stream);
    }
}

void Subscriptions::close(Stream &stream, bool overflowed)
{
    if (Connection *const connection = m_api.find(stream.connection)) {
        --connection->subscriptions;
        if (overflowed)
            connection->send(wire::notificationLine(
                OverflowNotification::name, wire::encoded(OverflowNotification{stream.id, stream.deliveredSeq})));
        m_api.touch(*connection);
    }
    --m_api.feed->subscriptions;
    std::erase_if(m_streams, [&](const std::unique_ptr<Stream> &other) { return other.get() == &stream; });
}

Subscriptions::Stream *Subscriptions::find(const QString &id)
{
    const auto found = std::find_if(m_streams.begin(), m_streams.end(),
                                    [&](const std::unique_ptr<Stream> &stream) { return stream->id == id; });
    return found == m_streams.end() ? nullptr : found->get();
}

} // namespace stint::server
