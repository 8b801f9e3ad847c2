#pragma once

#include <QString>

#include <cstddef>
#include <utility>

namespace stint
{

/// How a member of a request or record travels: its wire name, whether a request must carry it, one line of help.
/// A struct lists its members once in `static constexpr auto fields()`; decoding, encoding, the OpenRPC document and
/// the command line's help are all derived from that list.
template<class S, class M>
struct Field {
    const char *name;
    M S::*member;
    bool required;
    const char *doc;
};

template<class S, class M>
constexpr Field<S, M> required(const char *name, M S::*member, const char *doc = "")
{
    return {name, member, true, doc};
}

template<class S, class M>
constexpr Field<S, M> optional(const char *name, M S::*member, const char *doc = "")
{
    return {name, member, false, doc};
}

/// A member whose own fields appear beside the others, not inside an object of their own.
template<class S, class M>
struct Inlined {
    M S::*member;
};

template<class S, class M>
constexpr Inlined<S, M> inlined(M S::*member)
{
    return {member};
}

template<std::size_t, class F>
struct FieldAt {
    F field;
};

/// The fields of one struct, in order. Not a std::tuple: its constructors, tried for every struct in every file that
/// sees it, were a third of the time it took to compile the house.
template<class Positions, class... F>
struct FieldList;

template<std::size_t... I, class... F>
struct FieldList<std::index_sequence<I...>, F...> : FieldAt<I, F>... {
    template<class Visit>
    constexpr void each(Visit &visit) const
    {
        (visit(static_cast<const FieldAt<I, F> &>(*this).field), ...);
    }
};

template<class... F>
constexpr FieldList<std::index_sequence_for<F...>, F...> fieldList(F... field)
{
    return {{field}...};
}

template<class T>
concept Described = requires
{
    T::fields();
};

/// Calls \a visit with each field of \a T, in order.
template<Described T, class Visit>
constexpr void forEachField(Visit &&visit)
{
    constexpr auto fields = T::fields();
    fields.each(visit);
}

/// A member of an update: not mentioned, cleared by null, or given a new value.
template<class T>
struct Patch {
    enum class Kind { Absent, Cleared, Given };
    Kind kind = Kind::Absent;
    T value{};

    Patch() = default;
    Patch(T given) // NOLINT(google-explicit-constructor): a field is set to a value
        : kind(Kind::Given)
        , value(std::move(given))
    {
    }
    static Patch cleared()
    {
        Patch p;
        p.kind = Kind::Cleared;
        return p;
    }
    bool isAbsent() const { return kind == Kind::Absent; }
    bool isCleared() const { return kind == Kind::Cleared; }
    bool isGiven() const { return kind == Kind::Given; }
    bool operator==(const Patch &) const = default;
};

} // namespace stint
