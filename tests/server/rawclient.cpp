#include "tests/server/rawclient.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace stint::test
{

RawClient::RawClient()
    : m_socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
}

RawClient::RawClient(const QString &socketPath)
    : RawClient()
{
    if (!connect(socketPath))
        m_socket.reset();
}

bool RawClient::connect(const QString &socketPath)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    const QByteArray path = QFile::encodeName(socketPath);
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    return ::connect(m_socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
}

void RawClient::send(const QByteArray &bytes)
{
    m_sent.append(bytes);
    while (const auto line = m_sent.next())
        m_judge.sent(line->toByteArray());
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const auto now = ::send(m_socket.get(), bytes.constData() + sent, static_cast<std::size_t>(bytes.size() - sent),
                                MSG_NOSIGNAL);
        if (now <= 0)
            return;
        sent += now;
    }
}

void RawClient::flood(const QByteArray &bytes, qint64 total)
{
    while (total > 0) {
        const auto now = ::send(m_socket.get(), bytes.constData(), static_cast<std::size_t>(bytes.size()),
                                MSG_NOSIGNAL | MSG_DONTWAIT);
        if (now <= 0)
            return;
        total -= now;
    }
}

bool RawClient::receive()
{
    pollfd waiting = {m_socket.get(), POLLIN, 0};
    if (m_ended || ::poll(&waiting, 1, 10'000) != 1)
        return false;
    char buffer[64 * 1024];
    const auto got = ::recv(m_socket.get(), buffer, sizeof buffer, 0);
    m_ended = got <= 0;
    if (got > 0)
        m_lines.append(QByteArrayView(buffer, got));
    return got > 0;
}

QByteArray RawClient::line()
{
    for (;;) {
        if (const auto next = m_lines.next()) {
            const QByteArray line = next->toByteArray();
            if (const QString fault = m_judge.received(line); !fault.isEmpty())
                QTest::qFail(qPrintable(fault), __FILE__, __LINE__);
            return line;
        }
        if (!receive())
            return {};
    }
}

QJsonObject RawClient::object()
{
    return QJsonDocument::fromJson(line()).object();
}

bool RawClient::isClosed()
{
    return line().isEmpty() && m_ended && m_lines.halfLineBytes() == 0;
}

QByteArray RawClient::rest()
{
    QByteArray all;
    for (QByteArray next = line(); !next.isEmpty(); next = line())
        all += next + '\n';
    return all;
}

void RawClient::finish()
{
    ::shutdown(m_socket.get(), SHUT_WR);
}

int RawClient::begin(const char *method, const QByteArray &params)
{
    const int id = ++m_lastId;
    send("{\"jsonrpc\":\"2.0\",\"id\":" + QByteArray::number(id) + ",\"method\":\"" + method +
         "\",\"params\":" + params + "}\n");
    return id;
}

QJsonObject RawClient::answer(int id)
{
    const auto isIt = [id](const QJsonObject &one) { return one.value(QLatin1String("id")).toInt(-1) == id; };
    const auto early = std::find_if(others.begin(), others.end(), isIt);
    if (early != others.end()) {
        const QJsonObject found = *early;
        others.erase(early);
        return found;
    }
    for (;;) {
        const QJsonObject next = object();
        if (next.isEmpty() || isIt(next))
            return next;
        others.push_back(next);
    }
}

QJsonObject RawClient::call(const char *method, const QByteArray &params)
{
    return answer(begin(method, params));
}

QJsonObject RawClient::hello(const char *clientName, const QByteArray &more)
{
    return call("system.hello", QByteArray("{\"protocol\":{\"min\":1,\"max\":1},\"client\":{\"name\":\"") + clientName +
                                    "\",\"version\":\"1\"}" + more + "}");
}

QString errorCode(const QJsonObject &answer)
{
    return answer.value(QLatin1String("error"))
        .toObject()
        .value(QLatin1String("data"))
        .toObject()
        .value(QLatin1String("code"))
        .toString();
}

QString outcome(const QJsonObject &answer)
{
    if (answer.contains(QLatin1String("result")))
        return QStringLiteral("result");
    const QJsonObject data = answer.value(QLatin1String("error")).toObject().value(QLatin1String("data")).toObject();
    QString text = errorCode(answer);
    for (const char *const key : {"reason", "field"}) {
        if (data.contains(QLatin1String(key)))
            return text + QLatin1Char('/') + data.value(QLatin1String(key)).toString();
    }
    return text;
}

} // namespace stint::test
