#include "app/wire/openrpc.h"

#include "app/wire/connectionmethods.h"
#include "app/wire/schema.h"

#include <QJsonDocument>

namespace stint::wire
{

namespace
{

constexpr quint64 commonErrors =
    errorSet(ErrorCode::ValidationFailed, ErrorCode::QueueFull, ErrorCode::RateLimited, ErrorCode::ShuttingDown,
             ErrorCode::Locked, ErrorCode::StorageUnavailable, ErrorCode::NotAuthenticated, ErrorCode::Internal);

const char *textOf(Access access)
{
    switch (access) {
    case Access::Read:
        return "read";
    case Access::Write:
        return "write";
    case Access::Lazy:
        return "write_lazy";
    case Access::Local:
        return "connection";
    }
    return "";
}

const char *textOf(Who who)
{
    switch (who) {
    case Who::Anyone:
        return "anyone";
    case Who::Session:
        return "agent_session";
    case Who::Human:
        return "human";
    case Who::HumanOrEngine:
        return "human_or_engine";
    }
    return "";
}

void writeErrors(JsonWriter &out, quint64 errors)
{
    out.beginArray();
    for (int i = 0; i < errorCodeCount(); ++i) {
        if ((errors & (quint64(1) << i)) == 0)
            continue;
        out.beginObject();
        out.member("$ref",
                   QStringLiteral("#/components/errors/") + QLatin1String(errorInfo(static_cast<ErrorCode>(i)).text));
        out.endObject();
    }
    out.endArray();
}

void writeParam(JsonWriter &out, const char *name, const char *doc, bool isRequired)
{
    out.member("name", name);
    if (*doc != '\0')
        out.member("summary", doc);
    out.member("required", isRequired);
    out.key("schema");
}

/// Required ones first, as OpenRPC wants them.
template<Described T>
void writeParams(JsonWriter &out, SchemaWriter &schemas)
{
    for (const bool isRequired : {true, false}) {
        forEachWireField<T>([&](const auto &field) {
            if (field.required != isRequired)
                return;
            out.beginObject();
            writeParam(out, field.name, field.doc, field.required);
            schemas.write<FieldType<decltype(field)>>(out);
            out.endObject();
        });
    }
}

/// What the table says without words: a caller of the wrong kind, one without the right, a request id used for
/// something else (MTH-02).
constexpr quint64 impliedErrors(const Method &method)
{
    return (method.who == Who::Anyone ? 0 : errorSet(ErrorCode::PermissionDenied)) |
           (method.right ? errorSet(ErrorCode::ForbiddenOperatorAction) : 0) |
           (method.isMutating() ? errorSet(ErrorCode::Conflict) : 0);
}

template<Request R>
void writeMethod(JsonWriter &out, SchemaWriter &schemas)
{
    constexpr const Method &method = R::method;
    out.beginObject();
    out.member("name", method.name);
    out.member("summary", method.summary);
    out.key("tags");
    out.beginArray();
    out.beginObject();
    out.member("name", QString::fromLatin1(method.name).section(QLatin1Char('.'), 0, 0));
    out.endObject();
    out.endArray();
    out.member("paramStructure", "by-name");
    out.key("params");
    out.beginArray();
    writeParams<R>(out, schemas);
    if (method.isMutating()) {
        out.beginObject();
        writeParam(out, "request_id", "repeating the call with it and the same parameters gives the first answer again",
                   false);
        schemas.write<QString>(out);
        out.endObject();
    }
    out.endArray();
    out.key("result");
    out.beginObject();
    out.member("name", "result");
    out.key("schema");
    schemas.write<typename R::Reply>(out);
    out.endObject();
    out.key("errors");
    writeErrors(out, method.errors | impliedErrors(method));
    out.member("x-access", textOf(method.access));
    out.member("x-who", textOf(method.who));
    if (method.right)
        out.member("x-agent-right", toText(*method.right).data());
    out.member("x-idempotent", !method.isMutating());
    if (method.isServedLocked)
        out.member("x-served-locked", true);
    out.endObject();
}

template<Described T>
void writeNotification(JsonWriter &out, SchemaWriter &schemas, const char *summary)
{
    out.beginObject();
    out.member("name", T::name);
    out.member("summary", summary);
    out.key("params");
    out.beginArray();
    writeParams<T>(out, schemas);
    out.endArray();
    out.endObject();
}

void writeErrorComponents(JsonWriter &out)
{
    out.key("errors");
    out.beginObject();
    for (int i = 0; i < errorCodeCount(); ++i) {
        const ErrorInfo &info = errorInfo(static_cast<ErrorCode>(i));
        out.key(info.text);
        out.beginObject();
        out.member("code", info.code == ErrorCode::Internal ? -32603 : info.number);
        out.member("message", info.meaning);
        out.key("data");
        out.beginObject();
        out.member("code", info.text);
        out.member("retryable", info.retryable);
        out.endObject();
        out.endObject();
    }
    out.endObject();
}

QByteArray makeDocument()
{
    SchemaWriter schemas;
    JsonWriter out;
    out.beginObject();
    out.member("openrpc", "1.3.2");
    out.key("info");
    out.beginObject();
    out.member("title", "Stint");
    out.member("version", QStringLiteral("%1.0").arg(protocolSpoken.max));
    out.member(
        "description",
        "JSON-RPC 2.0 over a Unix socket, one object per line, params by name. The first request is system.hello.");
    out.endObject();
    out.key("methods");
    out.beginArray();
    forEachMethod([&](auto request) { writeMethod<typename decltype(request)::type>(out, schemas); });
    out.endArray();
    out.key("x-notifications");
    out.beginArray();
    writeNotification<EventNotification>(out, schemas, "An event of a subscription.");
    writeNotification<OverflowNotification>(out, schemas, "A subscription fell too far behind and is over.");
    writeNotification<NoticeNotification>(out, schemas, "Something the agent session should know.");
    out.endArray();
    out.key("x-common-errors");
    writeErrors(out, commonErrors);
    out.key("components");
    out.beginObject();
    out.key("schemas");
    out.beginObject();
    for (const auto &[name, schema] : schemas.components()) {
        out.key(name.constData());
        out.raw(schema);
    }
    out.endObject();
    writeErrorComponents(out);
    out.endObject();
    out.endObject();
    return out.take();
}

} // namespace

const QByteArray &openRpcDocument()
{
    static const QByteArray document = makeDocument();
    return document;
}

QByteArray openRpcText()
{
    return QJsonDocument::fromJson(openRpcDocument()).toJson(QJsonDocument::Indented);
}

} // namespace stint::wire
