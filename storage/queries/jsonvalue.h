#pragma once

#include "model/domain/fieldsjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>

namespace stint
{

// Small nested values kept as JSON texts in one column: written by writeJson() (fieldsjson.h), read back here. What is
// read was written by us, so members that are missing keep their defaults and nothing is refused.

template<class T>
void readJson(const QJsonValue &json, T &value)
{
    using namespace fieldsjson;
    if constexpr (isOptional<T>) {
        if (!json.isNull() && !json.isUndefined())
            readJson(json, value.emplace());
    } else if constexpr (std::is_same_v<T, bool>) {
        value = json.toBool();
    } else if constexpr (std::is_integral_v<T>) {
        value = static_cast<T>(json.toInteger());
    } else if constexpr (std::is_same_v<T, QString>) {
        value = json.toString();
    } else if constexpr (isId<T>) {
        value.value = json.toString();
    } else if constexpr (std::is_same_v<T, Time>) {
        value = timeFromText(json.toString()).value_or(Time{});
    } else if constexpr (DomainEnum<T>) {
        value = enumFromText<T>(json.toString()).value_or(value);
    } else if constexpr (std::is_same_v<T, QStringList>) {
        const QJsonArray array = json.toArray();
        for (const auto &item : array)
            value.append(item.toString());
    } else if constexpr (isVector<T>) {
        const QJsonArray array = json.toArray();
        for (const auto &item : array)
            readJson(item, value.emplace_back());
    } else {
        const QJsonObject object = json.toObject();
        forEachField<T>([&](const auto &field) {
            const QJsonValue member = object.value(QLatin1String(field.name));
            if (!member.isUndefined())
                readJson(member, value.*field.member);
        });
    }
}

template<class T>
Json toJsonText(const T &value)
{
    JsonWriter out;
    writeJson(out, value);
    return Json{out.take()};
}

/// The value of a text made by toJsonText().
template<class T>
T fromJsonText(const Json &json)
{
    T value{};
    const QJsonDocument document = QJsonDocument::fromJson(json.text);
    readJson(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()), value);
    return value;
}

} // namespace stint
