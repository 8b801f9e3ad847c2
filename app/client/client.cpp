#include "app/client/client.h"

#include "app/client/transport.h"
#include "app/client/waitforboard.h"
#include "app/wire/envelope.h"
#include "app/wire/strictjson.h"
#include "model/domain/limits.h"
#include "model/domain/text.h"

#include <QRandomGenerator>

namespace stint::client
{

namespace
{
constexpr qint64 greetingTimeoutMs = 10'000;
constexpr std::size_t noticesMax = 4'096; ///< kept for a slow reader; the server bounds what it sends

/// People gave an id and read which one: `There is no task X.` Ids that are no ids are not repeated.
Error namingWhatIsMissing(Error error, const QByteArray &params)
{
    const QLatin1String code(errorInfo(error.code).text), ending("_not_found");
    const QString field = error.data.value(QLatin1String("field")).toString();
    if (!code.endsWith(ending) || field.isEmpty())
        return error;
    const auto text = wire::JsonText::scan(params);
    if (!text)
        return error;
    QString id;
    text->root().forEach([&](wire::JsonRef member) {
        if (member.key() == field && member.is(wire::JsonKind::String))
            id = member.string();
    });
    if (!id.isEmpty() && checkRequiredName("id", id, limits::idBytes))
        error.message = QStringLiteral("There is no %1 %2.").arg(code.chopped(ending.size()), id);
    return error;
}
} // namespace

Error garbled(const QString &what)
{
    return fault(Fault::Garbled, QStringLiteral("the board's answer cannot be read: %1").arg(what));
}

Result<std::unique_ptr<Client>> Client::connect(Options options)
{
    std::unique_ptr<Client> client(new Client(std::move(options)));
    STINT_TRY(client->reconnect());
    return client;
}

Done Client::reconnect()
{
    STINT_TRY_LET(const Endpoint endpoint, connectTo(m_options.board));
    const int fd = endpoint.descriptor;
    m_socketPath = endpoint.path;
    m_connection = Connection(fd, m_options.interruptDescriptor);
    m_awaited.clear();
    return greet();
}

Done Client::reconnectInTime()
{
    const Deadline deadline = deadlineIn(m_options.reconnectMs);
    BoardWatch watch(m_options.board, m_options.interruptDescriptor);
    while (true) {
        auto done = reconnect();
        if (done)
            return {};
        const bool comingBack =
            faultOf(done.error()) == Fault::Unreachable || done.error().code == ErrorCode::ShuttingDown;
        if (!comingBack || std::chrono::steady_clock::now() >= deadline)
            return done;
        STINT_TRY(watch.wait(deadline));
    }
}

Done Client::greet()
{
    SystemHello hello;
    hello.protocol = protocolSpoken;
    hello.client = {m_options.program, QStringLiteral(STINT_VERSION)};
    hello.sessionToken = m_options.sessionToken;
    if (m_options.sessionToken.isEmpty() && !std::exchange(m_ticketShown, true))
        hello.ticket = m_options.ticket;
    auto answer = exchange(SystemHello::method.name, wire::encoded(hello), deadlineIn(greetingTimeoutMs));
    if (!answer && !hello.ticket.isEmpty() && answer.error().code == ErrorCode::NotAuthenticated) {
        // A ticket opens its session once; whoever comes again is known by its descent (CON-01).
        hello.ticket.clear();
        answer = exchange(SystemHello::method.name, wire::encoded(hello), deadlineIn(greetingTimeoutMs));
    }
    if (!answer) {
        m_connection.close();
        return std::move(answer).error();
    }
    STINT_TRY_LET(m_greeting, answerFrom<SystemHello::Reply>(*answer));
    if (!m_options.ticket.isEmpty() && m_greeting.actor.kind == ActorKind::Human) {
        // Who was launched as an agent is never served as the person.
        m_connection.close();
        return refuse(ErrorCode::NotAuthenticated,
                      QStringLiteral("the ticket in STINT_RUN_FILE is not good any more, and no agent of this board is "
                                     "behind this command"));
    }
    if (!m_greeting.sessionToken.isEmpty())
        m_options.sessionToken = std::exchange(m_greeting.sessionToken, {});
    return {};
}

QByteArray Client::withRequestId(const QByteArray &params)
{
    QByteArray bytes(16, Qt::Uninitialized);
    QRandomGenerator::system()->generate(bytes.begin(), bytes.end());
    Q_ASSERT(params.endsWith('}'));
    QByteArray extended = params.chopped(1);
    if (!extended.endsWith('{'))
        extended.append(',');
    return extended.append("\"request_id\":\"").append(bytes.toHex()).append("\"}");
}

Result<QByteArray> Client::callRaw(const QByteArray &method, const QByteArray &params, const CallOptions &options)
{
    const Deadline deadline = deadlineIn(options.timeoutMs);
    auto answer =
        m_connection.isOpen()
            ? exchange(method, params, deadline)
            : Result<QByteArray>(fault(Fault::Unreachable, QStringLiteral("the board has closed the connection")));
    while (!answer && faultOf(answer.error()) == Fault::Unreachable && options.maySendAgain) {
        STINT_TRY(reconnectInTime());
        answer = exchange(method, params, deadlineIn(options.timeoutMs));
    }
    if (!answer)
        return namingWhatIsMissing(std::move(answer).error(), params);
    return answer;
}

Result<QByteArray> Client::exchange(const QByteArray &method, const QByteArray &params, Deadline deadline)
{
    const qint64 id = ++m_lastId;
    STINT_TRY(m_connection.send(wire::requestLine(id, method.constData(), params), deadline));
    m_awaited.insert(id);
    while (true) {
        if (auto answer = takeAnswer(id))
            return std::move(*answer);
        auto waited = m_connection.waitReadable(deadline);
        if (waited)
            waited = receive();
        // An answer may have come together with the end of the stream.
        if (auto answer = takeAnswer(id))
            return std::move(*answer);
        if (!waited) {
            m_awaited.erase(id);
            return std::move(waited).error();
        }
    }
}

Result<SessionRegister::Reply> Client::registerSession(const SessionRegister &request)
{
    STINT_TRY_LET(SessionRegister::Reply reply, call(request, {.maySendAgain = false}));
    m_options.sessionToken = reply.sessionToken;
    return reply;
}

Result<qint64> Client::post(const QByteArray &method, const QByteArray &params)
{
    const qint64 id = ++m_lastId;
    STINT_TRY(m_connection.send(wire::requestLine(id, method.constData(), params), deadlineIn(greetingTimeoutMs)));
    m_awaited.insert(id);
    return id;
}

Done Client::notify(const QByteArray &method, const QByteArray &params)
{
    return m_connection.send(wire::notificationLine(method.constData(), params), deadlineIn(greetingTimeoutMs));
}

Done Client::receive()
{
    auto received = m_connection.receive();
    while (auto line = m_connection.nextLine())
        STINT_TRY(sort(std::move(*line)));
    return received;
}

Done Client::sort(QByteArray line)
{
    const auto text = wire::JsonText::scan(std::move(line), answerBounds);
    const auto incoming = text ? wire::readIncoming(*text) : std::nullopt;
    if (!incoming) {
        m_connection.close();
        return garbled(QStringLiteral("it is no JSON-RPC message"));
    }
    const auto content = [&] { return incoming->content ? incoming->content.raw().toByteArray() : QByteArray(); };
    if (!incoming->method.isEmpty()) {
        if (m_notices.size() < noticesMax)
            m_notices.push_back({incoming->method, content()});
        return {};
    }
    if (incoming->id.isEmpty()) {
        // The connection as a whole was refused, for instance with too_many_connections.
        m_connection.close();
        return incoming->error ? *incoming->error : garbled(QStringLiteral("an answer without id"));
    }
    bool isNumber = false;
    const qint64 id = incoming->id.toLongLong(&isNumber);
    if (isNumber && m_awaited.erase(id) > 0) {
        if (incoming->error)
            m_answers.insert_or_assign(id, *incoming->error);
        else
            m_answers.insert_or_assign(id, content());
    }
    return {};
}

std::optional<Result<QByteArray>> Client::takeAnswer(qint64 id)
{
    const auto found = m_answers.find(id);
    if (found == m_answers.end())
        return std::nullopt;
    Result<QByteArray> answer = std::move(found->second);
    m_answers.erase(found);
    return answer;
}

std::optional<Notice> Client::takeNotice()
{
    if (m_notices.empty())
        return std::nullopt;
    Notice notice = std::move(m_notices.front());
    m_notices.pop_front();
    return notice;
}

Result<Notice> Client::waitForNotice(qint64 timeoutMs)
{
    const Deadline deadline = deadlineIn(timeoutMs);
    while (true) {
        if (auto notice = takeNotice())
            return std::move(*notice);
        STINT_TRY(m_connection.waitReadable(deadline));
        auto received = receive();
        if (!received && m_notices.empty())
            return std::move(received).error();
    }
}

} // namespace stint::client
