#pragma once

#include "app/wire/connectionmethods.h"
#include "model/domain/result.h"

#include <deque>
#include <memory>
#include <vector>

namespace stint::server
{

class Api;
class Connection;
struct Call;

/// The streams of events (MTH-05, LIV-03 … LIV-06). Api thread.
///
/// A stream reads the store page by page until it has caught up, then takes commits as they come. Where a page ends is
/// compared with what was committed when it was asked for, so nothing is missed or sent twice between the two. A stream
/// of one task always reads the store: only that knows what is below the task.
class Subscriptions
{
public:
    explicit Subscriptions(Api &api);
    ~Subscriptions();

    void begin(Connection &connection, const Call &call, EventsSubscribe request);
    void end(Connection &connection, const Call &call, const QString &id);
    void drop(Connection &connection);

    /// A commit's events, ascending.
    void publish(const std::vector<Event> &events);
    /// Queues events on the connection while it has room.
    void pump(Connection &connection);
    /// The board was unlocked: streams that were reading when it was locked read on.
    void goOn();

private:
    struct Stream;
    struct Waiting {
        qint64 seq = 0;
        QByteArray line;
    };

    void read(Stream &stream);
    void onPage(const QString &id, qint64 committedWhenAsked, const Result<Page<Event>> &page);
    void add(Stream &stream, const Event &event);
    void close(Stream &stream, bool overflowed);
    Stream *find(const QString &id);

    Api &m_api;
    std::vector<std::unique_ptr<Stream>> m_streams;
    quint64 m_lastId = 0;
    qint64 m_publishedSeq = 0; ///< newest event that publish() saw
};

} // namespace stint::server
