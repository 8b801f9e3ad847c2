#pragma once

#include "app/wire/refusal.h"
#include "app/wire/shapes.h"
#include "model/domain/actor.h"

#include <algorithm>
#include <limits>

namespace stint::wire
{

enum class Unknown {
    Refused, ///< a request: nothing is silently ignored (FRM-02)
    Skipped, ///< an answer: later versions may say more
};

/// Fills described structs from JSON by their own lists of fields. The first thing that does not fit is kept.
class Decoder
{
public:
    explicit Decoder(Unknown unknown = Unknown::Refused)
        : m_unknown(unknown)
    {
    }

    /// False, and fault() says why, when \a from does not fit. A \a from that is not there counts as {}.
    template<Described T>
    bool decode(JsonRef from, T &into);

    /// The same for the parameters of a call (by name only, protocol.md 2), which beside those of \a into may hold one
    /// text named \a extra (MTH-02).
    template<Described T>
    bool decodeCall(JsonRef from, T &into, const char *extra, std::optional<QString> &extraText);

    const std::optional<Refusal> &fault() const { return m_fault; }

private:
    template<Described T>
    bool members(JsonRef from, T &into, int &taken);
    template<class F, class T>
    bool member(JsonRef from, const F &field, T &into, int &taken);
    template<Described T>
    bool refuseUnknown(JsonRef from, const char *extra);
    template<class T>
    bool value(JsonRef from, T &into);
    template<class T>
    bool list(JsonRef from, T &into);
    /// A number that \a T cannot hold becomes the nearest one: the bounds of the domain all lie well inside those of T,
    /// so it is lowered, refused or found unequal there as the true one would be.
    template<class T>
    bool whole(JsonRef from, T &into);
    bool text(JsonRef from, QString &into);
    /// A text without anything to read.
    static bool isBlank(JsonRef from);
    /// VAL-06: both members blank; such an owner counts as absent.
    static bool isBlankOwner(JsonRef from);
    bool time(JsonRef from, Time &into);

    QString path() const;
    bool wrong(const QString &message);
    bool wrongType(const char *wanted);
    bool refuseAs(ErrorCode code, const QString &message);

    const Unknown m_unknown;
    std::optional<Refusal> m_fault;
    QStringList m_path; ///< names and [indexes] down to the value being read
};

/// The value \a T that \a from describes, strictly.
template<Described T>
tl::expected<T, Refusal> decode(JsonRef from, Unknown unknown = Unknown::Refused)
{
    Decoder decoder(unknown);
    T value{};
    if (!decoder.decode(from, value))
        return tl::unexpected(*decoder.fault());
    return value;
}

// ---------------------------------------------------------------------------------------------------------------------

/// An enumeration, also an optional one: on the wire one word of several.
template<class T>
inline constexpr bool isWord = DomainEnum<T>;
template<class T>
inline constexpr bool isWord<std::optional<T>> = DomainEnum<T>;

template<class T>
concept HasImmutableFields = requires
{
    T::immutableFields;
};

template<Described T>
bool Decoder::decode(JsonRef from, T &into)
{
    int taken = 0;
    if (from && !from.is(JsonKind::Object))
        return wrongType("an object");
    if (!members(from, into, taken))
        return false;
    if (m_unknown == Unknown::Refused && from && taken != from.size())
        return refuseUnknown<T>(from, "");
    return true;
}

template<Described T>
bool Decoder::decodeCall(JsonRef from, T &into, const char *extra, std::optional<QString> &extraText)
{
    int taken = 0;
    if (from && !from.is(JsonKind::Object))
        return wrong(QStringLiteral("params go by name"));
    // A member may have no name; that is not the extra one.
    if (const JsonRef found = from && *extra ? from.find(extra) : JsonRef()) {
        m_path.append(QLatin1String(extra));
        if (!text(found, extraText.emplace()))
            return false;
        m_path.removeLast();
        ++taken;
    }
    if (!members(from, into, taken))
        return false;
    return !from || taken == from.size() || refuseUnknown<T>(from, extra);
}

template<Described T>
bool Decoder::members(JsonRef from, T &into, int &taken)
{
    bool good = true;
    forEachField<T>([&](const auto &field) {
        using F = std::remove_cvref_t<decltype(field)>;
        if (!good)
            return;
        if constexpr (IsInlined<F>::value)
            good = members(from, into.*field.member, taken);
        else
            good = member(from, field, into, taken);
    });
    return good;
}

template<class F, class T>
bool Decoder::member(JsonRef from, const F &field, T &into, int &taken)
{
    const JsonRef found = from ? from.find(field.name) : JsonRef();
    m_path.append(QLatin1String(field.name));
    bool good = true;
    if (found) {
        ++taken;
        // PRO-03, VAL-10: a blank word leaves what is meant without one.
        const bool isLeftOut =
            isWord<std::remove_cvref_t<decltype(into.*field.member)>> && !field.required && isBlank(found);
        good = isLeftOut || value(found, into.*field.member);
    } else if (field.required) {
        good = wrong(QStringLiteral("%1 is needed").arg(path()));
    }
    m_path.removeLast();
    return good;
}

template<Described T>
bool Decoder::refuseUnknown(JsonRef from, const char *extra)
{
    from.forEach([&](JsonRef candidate) {
        bool known = *extra && candidate.hasKey(extra);
        forEachWireField<T>([&](const auto &field) { known = known || candidate.hasKey(field.name); });
        if (known || m_fault)
            return;
        m_path.append(candidate.key().left(64));
        if constexpr (HasImmutableFields<T>) {
            for (const char *const name : T::immutableFields) {
                if (candidate.hasKey(name))
                    refuseAs(ErrorCode::ImmutableField, QStringLiteral("%1 cannot be changed").arg(path()));
            }
        }
        if (!m_fault)
            wrong(QStringLiteral("there is no parameter %1").arg(path()));
        m_path.removeLast();
    });
    // Whoever did not look at JsonText::fault() before.
    if (!m_fault)
        wrong(QStringLiteral("a parameter is named twice"));
    return false;
}

template<class T>
bool Decoder::value(JsonRef from, T &into)
{
    if constexpr (std::is_same_v<T, Patch<OwnerRef>> || std::is_same_v<T, std::optional<OwnerRef>>) {
        if (isBlankOwner(from)) {
            into = {};
            return true;
        }
    }
    if constexpr (IsPatch<T>::value) {
        if (from.is(JsonKind::Null)) {
            into = T::cleared();
            return true;
        }
        into.kind = T::Kind::Given;
        return value(from, into.value);
    } else if constexpr (IsOptional<T>::value) {
        return value(from, into.emplace());
    } else if constexpr (std::is_same_v<T, Json>) {
        into.text = from.is(JsonKind::Null) ? QByteArray() : from.raw().toByteArray();
        return true;
    } else if constexpr (std::is_same_v<T, bool>) {
        if (!from.is(JsonKind::True) && !from.is(JsonKind::False))
            return wrongType("true or false");
        into = from.is(JsonKind::True);
        return true;
    } else if constexpr (std::is_integral_v<T>) {
        return whole(from, into);
    } else if constexpr (std::is_same_v<T, double>) {
        if (!from.is(JsonKind::Number))
            return wrongType("a number");
        into = from.number();
        return true;
    } else if constexpr (std::is_same_v<T, QString>) {
        return text(from, into);
    } else if constexpr (IsId<T>::value) {
        return text(from, into.value);
    } else if constexpr (std::is_same_v<T, Time>) {
        return time(from, into);
    } else if constexpr (DomainEnum<T>) {
        QString word;
        if (!text(from, word))
            return false;
        const auto known = enumFromText<T>(word);
        if (!known)
            return refuseAs(ErrorCode::ValidationFailed,
                            QStringLiteral("%1 has no value \"%2\"").arg(path(), word.trimmed().left(64)));
        into = *known;
        return true;
    } else if constexpr (std::is_same_v<T, QStringList> || IsVector<T>::value) {
        return list(from, into);
    } else {
        static_assert(Described<T>, "a member of this type cannot travel");
        return decode(from, into);
    }
}

template<class T>
bool Decoder::list(JsonRef from, T &into)
{
    if (!from.is(JsonKind::Array))
        return wrongType("a list");
    into.clear();
    into.reserve(static_cast<typename T::size_type>(from.size()));
    bool good = true;
    int index = 0;
    from.forEach([&](JsonRef item) {
        if (!good)
            return;
        m_path.append(QStringLiteral("[%1]").arg(index++));
        typename T::value_type one{};
        good = value(item, one);
        into.push_back(std::move(one));
        m_path.removeLast();
    });
    return good;
}

template<class T>
bool Decoder::whole(JsonRef from, T &into)
{
    if (!from.is(JsonKind::Number))
        return wrongType("a whole number");
    const auto number = from.integer();
    if (!number)
        return wrong(QStringLiteral("%1 is not a whole number within the limits").arg(path()));
    using Bounds = std::numeric_limits<T>;
    into = static_cast<T>(std::clamp<qint64>(*number, Bounds::min(), Bounds::max()));
    return true;
}

} // namespace stint::wire
