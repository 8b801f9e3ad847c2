#pragma once

#include "app/wire/refusal.h"

namespace stint::wire
{

/// A request or notification as it came in. The parameters point into the JsonText it was read from.
struct Request {
    QByteArray id; ///< as JSON, in one spelling per value; blank: a notification
    QByteArray method;
    JsonRef params; ///< as they were sent, or not there
};

struct BadRequest {
    QByteArray id; ///< of the request, as far as it could be read
    Refusal refusal;
};

/// An id as it is echoed and compared (FRM-03); nothing when it is none.
std::optional<QByteArray> readId(JsonRef id);

/// Takes a request apart (protocol.md 2): version, id, method, params, nothing else.
tl::expected<Request, BadRequest> readRequest(const JsonText &text);

/// What a client receives.
struct Incoming {
    QByteArray id;     ///< of an answer; blank for a notification or an error without id
    QByteArray method; ///< of a notification
    JsonRef content;   ///< result of an answer, params of a notification
    std::optional<Error> error;
};

/// Takes a line from the board apart; nothing when it is none.
std::optional<Incoming> readIncoming(const JsonText &text);
/// The members of `error` as the Error they were made from; unknown codes become validation_failed or internal by
/// number.
Error errorFromWire(JsonRef error);

// Each of these is one line with its line feed.
QByteArray requestLine(qint64 id, const char *method, const QByteArray &params);
QByteArray notificationLine(const char *method, const QByteArray &params);
QByteArray resultLine(const QByteArray &id, const QByteArray &result);
/// Texts are redacted (RED-03). \a requestId lets a person find the call in the log. A blank id is null.
QByteArray errorLine(const QByteArray &id, const Refusal &refusal, const QString &requestId);

} // namespace stint::wire
