#pragma once

#include "model/domain/enums.h"
#include "model/domain/fields.h"

#include <span>

namespace stint
{

/// A field whose text is one of some words. The verb judges what comes; help and completions offer the words.
template<class S, class M>
struct Choice : Field<S, M> {
    std::span<const char *const> words;
};

template<std::size_t N, class S, class M>
constexpr Choice<S, M> oneOf(const std::array<const char *, N> &words, Field<S, M> field)
{
    return {field, words};
}

/// Every word of the enumeration \a E.
template<DomainEnum E, class S, class M>
constexpr Choice<S, M> oneOf(Field<S, M> field)
{
    return oneOf(EnumTexts<E>::values, field);
}

/// The texts of some values of one enumeration.
template<auto... Value>
inline constexpr std::array textsOf{EnumTexts<decltype(Value)>::values[static_cast<std::size_t>(Value)]...};

} // namespace stint
