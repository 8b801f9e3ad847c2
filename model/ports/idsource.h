#pragma once

#include "model/domain/time.h"

#include <QString>

namespace stint
{

/// The only source of generated ids and secrets. Thread-safe.
class IdSource
{
public:
    virtual ~IdSource() = default;
    /// `<prefix>-` + ULID of 26 lower-case Crockford characters, strictly increasing within the process (IDN-01).
    virtual QString next(const char *prefix, Time now) = 0;
    /// \a prefix + 43 URL-safe base64 characters of 32 random bytes (IDN-04, IDN-05).
    virtual QString token(const char *prefix) = 0;
};

} // namespace stint
