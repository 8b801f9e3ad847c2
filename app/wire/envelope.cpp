#include "app/wire/envelope.h"

#include "app/wire/limits.h"
#include "model/domain/json.h"
#include "model/domain/text.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace stint::wire
{

namespace
{

QByteArray line(JsonWriter &out)
{
    out.endObject();
    QByteArray text = out.take();
    text.append('\n');
    return text;
}

JsonWriter begun()
{
    JsonWriter out;
    out.beginObject();
    out.member("jsonrpc", "2.0");
    return out;
}

} // namespace

std::optional<QByteArray> readId(JsonRef id)
{
    if (id.raw().size() > idMaxBytes)
        return std::nullopt;
    JsonWriter out;
    if (id.is(JsonKind::String))
        out.value(id.string());
    else if (const auto number = id.integer())
        out.value(*number);
    else
        return std::nullopt;
    return out.take();
}

tl::expected<Request, BadRequest> readRequest(const JsonText &text)
{
    const JsonRef root = text.root();
    const auto bad = [](const QByteArray &id, Refusal refusal) {
        return tl::unexpected(BadRequest{id, std::move(refusal)});
    };
    if (!root.is(JsonKind::Object))
        return bad({}, Refusal::invalidRequest(root.is(JsonKind::Array) ? QStringLiteral("batches are not taken")
                                                                        : QStringLiteral("a request is an object")));
    Request request;
    const JsonRef id = root.find("id");
    if (id) {
        auto readable = readId(id);
        if (!readable)
            return bad({}, Refusal::invalidRequest(
                               QStringLiteral("id is a string or an integer of at most %1 bytes").arg(idMaxBytes)));
        request.id = std::move(*readable);
    }
    if (text.fault())
        return bad(request.id, Refusal::of(*text.fault()));

    const JsonRef version = root.find("jsonrpc"), method = root.find("method"), params = root.find("params");
    if (!version.is(JsonKind::String) || version.string() != QLatin1String("2.0"))
        return bad(request.id, Refusal::invalidRequest(QStringLiteral("jsonrpc is \"2.0\"")));
    if (!method.is(JsonKind::String))
        return bad(request.id, Refusal::invalidRequest(QStringLiteral("method is a text")));
    if (root.size() != 2 + (id ? 1 : 0) + (params ? 1 : 0))
        return bad(request.id, Refusal::invalidRequest(
                                   QStringLiteral("a request has no members but jsonrpc, id, method and params")));
    request.method = method.string().toUtf8();
    request.params = params;
    return request;
}

std::optional<Incoming> readIncoming(const JsonText &text)
{
    const JsonRef root = text.root();
    if (!root.is(JsonKind::Object))
        return std::nullopt;
    Incoming incoming;
    if (const JsonRef id = root.find("id"); id && !id.is(JsonKind::Null))
        incoming.id = readId(id).value_or(QByteArray());
    if (const JsonRef method = root.find("method"); method.is(JsonKind::String)) {
        incoming.method = method.string().toUtf8();
        incoming.content = root.find("params");
    } else if (const JsonRef error = root.find("error"); error.is(JsonKind::Object)) {
        incoming.error = errorFromWire(error);
    } else if (const JsonRef result = root.find("result")) {
        incoming.content = result;
    } else {
        return std::nullopt;
    }
    return incoming;
}

Error errorFromWire(JsonRef error)
{
    Error result;
    const JsonRef message = error.find("message"), data = error.find("data"), number = error.find("code");
    if (message.is(JsonKind::String))
        result.message = message.string();
    if (data.is(JsonKind::Object))
        result.data = QJsonDocument::fromJson(data.raw().toByteArray()).object();
    const ErrorInfo *const known = errorInfoFor(result.data.value(QLatin1String("code")).toString());
    const auto standard = number ? number.integer().value_or(0) : 0;
    if (known)
        result.code = known->code;
    else if (standard <= static_cast<int>(Standard::InvalidRequest) &&
             standard != static_cast<int>(Standard::InternalError))
        result.code = ErrorCode::ValidationFailed;
    return result;
}

QByteArray requestLine(qint64 id, const char *method, const QByteArray &params)
{
    JsonWriter out = begun();
    out.member("id", id);
    out.member("method", method);
    out.memberRaw("params", params);
    return line(out);
}

QByteArray notificationLine(const char *method, const QByteArray &params)
{
    JsonWriter out = begun();
    out.member("method", method);
    out.memberRaw("params", params);
    return line(out);
}

QByteArray resultLine(const QByteArray &id, const QByteArray &result)
{
    // Written by hand: the largest answers are copied once, into the line that is sent.
    QByteArray text;
    text.reserve(id.size() + result.size() + 40);
    text.append("{\"jsonrpc\":\"2.0\",\"id\":").append(id).append(",\"result\":").append(result).append("}\n");
    return text;
}

QByteArray errorLine(const QByteArray &id, const Refusal &refusal, const QString &requestId)
{
    QJsonObject data = refusal.error.data;
    data.insert(QLatin1String("code"), refusal.codeText());
    data.insert(QLatin1String("retryable"), errorInfo(refusal.error.code).retryable);
    if (!requestId.isEmpty())
        data.insert(QLatin1String("request_id"), requestId);
    JsonWriter out = begun();
    out.key("id");
    out.raw(id);
    out.key("error");
    out.beginObject();
    out.member("code", refusal.number());
    out.member("message", redacted(refusal.error.message));
    out.memberRaw("data", redactedUtf8(QJsonDocument(data).toJson(QJsonDocument::Compact)));
    out.endObject();
    return line(out);
}

} // namespace stint::wire
