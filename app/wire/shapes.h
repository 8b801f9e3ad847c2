#pragma once

#include "model/domain/enums.h"
#include "model/domain/fields.h"
#include "model/domain/ids.h"
#include "model/domain/json.h"
#include "model/domain/time.h"

#include <QStringList>

#include <optional>
#include <type_traits>
#include <vector>

/// Telling apart the kinds of members that described structs have; decoding, encoding and the schemas share it.
namespace stint::wire
{

template<class T>
struct IsOptional : std::false_type {
};
template<class T>
struct IsOptional<std::optional<T>> : std::true_type {
};

template<class T>
struct IsVector : std::false_type {
};
template<class T>
struct IsVector<std::vector<T>> : std::true_type {
};

template<class T>
struct IsPatch : std::false_type {
};
template<class T>
struct IsPatch<Patch<T>> : std::true_type {
};

template<class T>
struct IsId : std::false_type {
};
template<class Tag>
struct IsId<Id<Tag>> : std::true_type {
};

template<class F>
struct IsInlined : std::false_type {
};
template<class S, class M>
struct IsInlined<Inlined<S, M>> : std::true_type {
};

/// The type of the member behind a pointer to member.
template<class P>
struct MemberOf;
template<class S, class M>
struct MemberOf<M S::*> {
    using Type = M;
};
template<class F>
using FieldType = typename MemberOf<std::remove_cvref_t<decltype(std::declval<F>().member)>>::Type;

/// Calls \a visit with every field of \a T as it appears on the wire: inlined members are opened.
template<Described T, class Visit>
constexpr void forEachWireField(Visit &&visit)
{
    forEachField<T>([&](const auto &field) {
        using F = std::remove_cvref_t<decltype(field)>;
        if constexpr (IsInlined<F>::value)
            forEachWireField<FieldType<F>>(visit);
        else
            visit(field);
    });
}

} // namespace stint::wire
