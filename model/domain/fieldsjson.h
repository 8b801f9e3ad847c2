#pragma once

#include "model/domain/enums.h"
#include "model/domain/fields.h"
#include "model/domain/ids.h"
#include "model/domain/json.h"
#include "model/domain/time.h"

#include <QStringList>

#include <type_traits>
#include <vector>

namespace stint
{

// Writing described structs as JSON by their fields, for texts that the engine itself composes.

namespace fieldsjson
{
template<class T>
inline constexpr bool isOptional = false;
template<class T>
inline constexpr bool isOptional<std::optional<T>> = true;
template<class T>
inline constexpr bool isVector = false;
template<class T>
inline constexpr bool isVector<std::vector<T>> = true;
template<class T>
inline constexpr bool isId = false;
template<class Tag>
inline constexpr bool isId<Id<Tag>> = true;
template<class F>
inline constexpr bool isInlined = false;
template<class S, class M>
inline constexpr bool isInlined<Inlined<S, M>> = true;
} // namespace fieldsjson

template<class T>
void writeJson(JsonWriter &out, const T &value);

/// Whether an optional member says anything; absent is absent, never null (FRM-06).
template<class T>
bool saysSomething(const T &value)
{
    using namespace fieldsjson;
    if constexpr (isOptional<T>)
        return value.has_value();
    else if constexpr (std::is_same_v<T, Json>)
        return !value.isNull();
    else if constexpr (std::is_same_v<T, QString> || std::is_same_v<T, QStringList> || isId<T>)
        return !value.isEmpty();
    else if constexpr (isVector<T>)
        return !value.empty();
    else if constexpr (DomainEnum<T>)
        return !toText(value).isEmpty();
    else
        return true;
}

/// The members of \a value, into an object that is open.
template<Described T>
void writeMembers(JsonWriter &out, const T &value)
{
    forEachField<T>([&](const auto &field) {
        using F = std::remove_cvref_t<decltype(field)>;
        if constexpr (fieldsjson::isInlined<F>) {
            writeMembers(out, value.*field.member);
        } else if (field.required || saysSomething(value.*field.member)) {
            out.key(field.name);
            writeJson(out, value.*field.member);
        }
    });
}

template<class T>
void writeJson(JsonWriter &out, const T &value)
{
    using namespace fieldsjson;
    if constexpr (isOptional<T>) {
        if (value)
            writeJson(out, *value);
        else
            out.null();
    } else if constexpr (std::is_same_v<T, Json>) {
        out.raw(value.text);
    } else if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, double> || std::is_same_v<T, QString>) {
        out.value(value);
    } else if constexpr (std::is_integral_v<T>) {
        out.value(static_cast<qint64>(value));
    } else if constexpr (isId<T>) {
        out.value(value.value);
    } else if constexpr (std::is_same_v<T, Time>) {
        out.value(toText(value));
    } else if constexpr (DomainEnum<T>) {
        out.value(toText(value).data());
    } else if constexpr (std::is_same_v<T, QStringList> || isVector<T>) {
        out.beginArray();
        for (const auto &item : value)
            writeJson(out, item);
        out.endArray();
    } else {
        out.beginObject();
        writeMembers(out, value);
        out.endObject();
    }
}

} // namespace stint
