#pragma once

#include "model/domain/limits.h"
#include "model/domain/text.h"

#include <algorithm>
#include <optional>

namespace stint
{

/// LIM-13, LIM-14: absent or 0 is the default, more than the maximum is lowered, negative is refused.
inline Result<int> pageLimit(std::optional<int> limit)
{
    if (limit.value_or(0) < 0)
        return invalid("limit", "limit is not negative");
    const int wanted = limit.value_or(0);
    return wanted == 0 ? limits::listDefault : std::min(wanted, limits::listMax);
}

/// A filter's enumeration: nothing when blank, refused when unknown (VAL-10).
template<class E>
Result<std::optional<E>> filterEnum(const char *field, const QString &text)
{
    if (text.trimmed().isEmpty())
        return std::optional<E>();
    STINT_TRY_LET(const E value, checkEnum<E>(field, text, std::nullopt));
    return std::optional<E>(value);
}

/// VAL-10: a position in the event sequence; absent is the beginning.
inline Result<qint64> checkAfterSeq(std::optional<qint64> afterSeq)
{
    if (afterSeq.value_or(0) < 0)
        return invalid("after_seq", "after_seq is not negative");
    return afterSeq.value_or(0);
}

} // namespace stint
