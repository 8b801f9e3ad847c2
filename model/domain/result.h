#pragma once

#include "model/domain/error.h"

#include <tl/expected.hpp>

namespace stint
{

/// Either a value or the Error that explains why there is none. Never ignored silently.
template<class T>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
    using Base = tl::expected<T, Error>;

public:
    using Base::Base;
    Result(Error error) // NOLINT(google-explicit-constructor): returned as it is
        : Base(tl::unexpect, std::move(error))
    {
    }
    Result(const Base &other) // NOLINT(google-explicit-constructor)
        : Base(other)
    {
    }
    Result(Base &&other) // NOLINT(google-explicit-constructor)
        : Base(std::move(other))
    {
    }
};

/// The outcome of something that yields no value.
using Done = Result<void>;

} // namespace stint

/// Leaves the enclosing function with the error of \a expression, if it has one.
#define STINT_TRY(expression)                                                                                          \
    do {                                                                                                               \
        if (auto stintTried = (expression); !stintTried)                                                               \
            return std::move(stintTried).error();                                                                      \
    } while (false)

#define STINT_TRY_JOIN2(a, b) a##b
#define STINT_TRY_JOIN(a, b) STINT_TRY_JOIN2(a, b)
/// Declares \a declaration with the value of \a expression, or leaves the enclosing function with its error.
#define STINT_TRY_LET(declaration, expression)                                                                         \
    auto STINT_TRY_JOIN(stintTried, __LINE__) = (expression);                                                          \
    if (!STINT_TRY_JOIN(stintTried, __LINE__))                                                                         \
        return std::move(STINT_TRY_JOIN(stintTried, __LINE__)).error();                                                \
    declaration = std::move(*STINT_TRY_JOIN(stintTried, __LINE__))
