#include "app/wire/refusal.h"

namespace stint::wire
{

int Refusal::number() const
{
    return standard ? static_cast<int>(*standard) : errorInfo(error.code).number;
}

QLatin1String Refusal::codeText() const
{
    if (standard == Standard::ParseError)
        return QLatin1String("parse_error");
    if (standard == Standard::InvalidRequest)
        return QLatin1String("invalid_request");
    if (standard == Standard::MethodNotFound)
        return QLatin1String("method_not_found");
    return QLatin1String(errorInfo(error.code).text);
}

Refusal Refusal::of(Error error)
{
    if (error.code == ErrorCode::Internal)
        return {Standard::InternalError, std::move(error)};
    return {std::nullopt, std::move(error)};
}

Refusal Refusal::of(const JsonFault &fault)
{
    Error error = refuse(ErrorCode::ValidationFailed, fault.what).with("offset", static_cast<qint64>(fault.offset));
    return {fault.kind == JsonFault::Malformed ? Standard::ParseError : Standard::InvalidRequest, std::move(error)};
}

Refusal Refusal::invalidRequest(const QString &message)
{
    return {Standard::InvalidRequest, refuse(ErrorCode::ValidationFailed, message)};
}

Refusal Refusal::unknownMethod()
{
    return {Standard::MethodNotFound, refuse(ErrorCode::ValidationFailed, "There is no such method.")};
}

Refusal Refusal::invalidParams(const QString &field, const QString &message)
{
    return {Standard::InvalidParams, refuse(ErrorCode::ValidationFailed, message).with("field", field)};
}

} // namespace stint::wire
