#pragma once

#include "app/wire/strictjson.h"
#include "model/domain/error.h"

namespace stint::wire
{

/// The numbers JSON-RPC 2.0 itself defines.
enum class Standard : int {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,
};

/// An error with the number under which it travels: one of JSON-RPC's own or that of its code.
struct Refusal {
    std::optional<Standard> standard; ///< absent: the number of error.code
    Error error;

    int number() const;
    /// `data.code`: the wire string of the code, or of the standard number.
    QLatin1String codeText() const;

    /// The verb's own answer; a defect travels as −32603.
    static Refusal of(Error error);
    static Refusal of(const JsonFault &fault);
    static Refusal invalidRequest(const QString &message);
    static Refusal unknownMethod();
    /// −32602 about one parameter.
    static Refusal invalidParams(const QString &field, const QString &message);
};

} // namespace stint::wire
