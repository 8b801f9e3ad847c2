#pragma once

#include "app/wire/shapes.h"

namespace stint::wire
{

template<class T>
void encode(JsonWriter &out, const T &value);

/// Whether an optional member says anything: absent is absent, never null (FRM-06).
template<class T>
bool hasContent(const T &value)
{
    if constexpr (IsOptional<T>::value) {
        return value.has_value();
    } else if constexpr (IsPatch<T>::value) {
        return !value.isAbsent();
    } else if constexpr (std::is_same_v<T, Json>) {
        return !value.isNull();
    } else if constexpr (std::is_same_v<T, QString> || std::is_same_v<T, QStringList> || IsId<T>::value) {
        return !value.isEmpty();
    } else if constexpr (IsVector<T>::value) {
        return !value.empty();
    } else if constexpr (DomainEnum<T>) {
        return *toText(value).data() != '\0';
    } else if constexpr (Described<T>) {
        bool any = false;
        forEachField<T>([&](const auto &field) {
            using F = std::remove_cvref_t<decltype(field)>;
            if constexpr (IsInlined<F>::value)
                any = any || hasContent(value.*field.member);
            else
                any = any || field.required || hasContent(value.*field.member);
        });
        return any;
    } else {
        return true;
    }
}

template<Described T>
void encodeMembers(JsonWriter &out, const T &value)
{
    forEachField<T>([&](const auto &field) {
        using F = std::remove_cvref_t<decltype(field)>;
        if constexpr (IsInlined<F>::value) {
            encodeMembers(out, value.*field.member);
        } else if (hasContent(value.*field.member) || (field.required && !IsOptional<FieldType<F>>::value)) {
            out.key(field.name);
            encode(out, value.*field.member);
        }
    });
}

/// Writes \a value as it travels: described structs by their fields, times in RFC 3339, enumerations by their text.
template<class T>
void encode(JsonWriter &out, const T &value)
{
    if constexpr (IsOptional<T>::value) {
        if (value)
            encode(out, *value);
        else
            out.null();
    } else if constexpr (IsPatch<T>::value) {
        if (value.isGiven())
            encode(out, value.value);
        else
            out.null();
    } else if constexpr (std::is_same_v<T, Json>) {
        out.raw(value.text);
    } else if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, double> || std::is_same_v<T, QString>) {
        out.value(value);
    } else if constexpr (std::is_integral_v<T>) {
        out.value(static_cast<qint64>(value));
    } else if constexpr (IsId<T>::value) {
        out.value(value.value);
    } else if constexpr (std::is_same_v<T, Time>) {
        out.value(toText(value));
    } else if constexpr (DomainEnum<T>) {
        out.value(toText(value).data());
    } else if constexpr (std::is_same_v<T, QStringList> || IsVector<T>::value) {
        out.beginArray();
        for (const auto &item : value)
            encode(out, item);
        out.endArray();
    } else {
        static_assert(Described<T>, "a member of this type cannot travel");
        out.beginObject();
        encodeMembers(out, value);
        out.endObject();
    }
}

/// The whole of \a value as one JSON text.
template<class T>
QByteArray encoded(const T &value)
{
    JsonWriter out;
    encode(out, value);
    return out.take();
}

} // namespace stint::wire
