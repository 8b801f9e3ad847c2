#pragma once

#include "app/server/descriptor.h"
#include "app/wire/lineframer.h"
#include "tests/server/apidocument.h"

#include <QJsonObject>
#include <QString>

namespace stint::test
{

/// A client that sends bytes and reads lines, nothing more. Reading waits ten seconds at most: longer is a failure.
/// Every exchange is judged by the document of the interface; what differs from it fails the test. Main thread.
class RawClient
{
public:
    explicit RawClient(const QString &socketPath);
    /// Only makes the socket; connect() later.
    RawClient();
    bool connect(const QString &socketPath);

    void send(const QByteArray &bytes);
    /// Sends \a bytes again and again, up to \a total, as long as the other side takes them; unjudged.
    void flood(const QByteArray &bytes, qint64 total);
    /// The next line; blank when the stream ended or nothing came in time (see isClosed()).
    QByteArray line();
    QJsonObject object();
    /// True when the other side closes without another byte.
    bool isClosed();
    /// Everything up to the end of the stream.
    QByteArray rest();
    /// No more will be sent.
    void finish();
    void close() { m_socket.reset(); }

    /// A request with the next id; blank params: none.
    QJsonObject call(const char *method, const QByteArray &params = "{}");
    int begin(const char *method, const QByteArray &params = "{}"); ///< \return its id
    /// The answer to \a id, whatever the order: other lines that come ahead of it are kept in `others`.
    QJsonObject answer(int id);
    QJsonObject hello(const char *clientName = "probe", const QByteArray &more = {});

    std::vector<QJsonObject> others;

private:
    bool receive();
    server::Descriptor m_socket;
    wire::LineFramer m_lines{64 << 20}, m_sent{64 << 20};
    ExchangeJudge m_judge;
    int m_lastId = 0;
    bool m_ended = false;
};

/// `result`, or `code/reason`, `code/field` or `code` of an error, for comparing at a glance.
QString outcome(const QJsonObject &answer);
QString errorCode(const QJsonObject &answer);

} // namespace stint::test
