#pragma once

#include "app/wire/shapes.h"

#include <map>
#include <string_view>

namespace stint::wire
{

/// The name of a described type as it appears in the OpenRPC document: `TaskReply`, `PageTaskSummary`,
/// `BoardVerifyReply`.
template<class T>
QByteArray schemaName()
{
    // The compiler spells the type out in the name of this very function: "… [with T = stint::Run]".
    const std::string_view spelled = __PRETTY_FUNCTION__;
    const auto from = spelled.find("T = ") + 4;
    const auto to = spelled.find_first_of(";]", from);
    QByteArray name = QByteArray(spelled.data() + from, static_cast<qsizetype>(to - from));
    name.replace("stint::", "");
    name.replace("wire::", "");
    QByteArray letters;
    for (const char c : name) {
        if (isalnum(static_cast<unsigned char>(c)))
            letters.append(c);
    }
    return letters;
}

/// The schema of any JSON value, type by type: clients warn of one without a type, and of a list of types (MCP-06).
inline QByteArray anyJson()
{
    JsonWriter out;
    out.beginObject();
    out.key("anyOf");
    out.beginArray();
    for (const char *const type : {"object", "array", "string", "number", "boolean", "null"}) {
        out.beginObject();
        out.member("type", type);
        out.endObject();
    }
    out.endArray();
    out.endObject();
    return out.take();
}

/// Writes JSON Schemas of member types; described structs become components that are referred to.
class SchemaWriter
{
public:
    /// The schema of a value of type \a T.
    template<class T>
    void write(JsonWriter &out);

    /// Name → schema of everything that was referred to, ordered by name.
    const std::map<QByteArray, QByteArray> &components() const { return m_components; }

private:
    template<Described T>
    void describe();
    static void refer(JsonWriter &out, const QByteArray &name)
    {
        out.member("$ref", QString(QLatin1String("#/components/schemas/") + QLatin1String(name)));
    }

    std::map<QByteArray, QByteArray> m_components;
};

template<class T>
void SchemaWriter::write(JsonWriter &out)
{
    if constexpr (IsOptional<T>::value) {
        write<typename T::value_type>(out);
        return;
    } else {
        out.beginObject();
        if constexpr (IsPatch<T>::value) {
            out.key("anyOf");
            out.beginArray();
            write<decltype(T::value)>(out);
            out.beginObject();
            out.member("type", "null");
            out.endObject();
            out.endArray();
        } else if constexpr (std::is_same_v<T, Json>) {
            m_components.try_emplace("Json", anyJson());
            refer(out, "Json");
        } else if constexpr (std::is_same_v<T, bool>) {
            out.member("type", "boolean");
        } else if constexpr (std::is_integral_v<T>) {
            out.member("type", "integer");
        } else if constexpr (std::is_same_v<T, double>) {
            out.member("type", "number");
        } else if constexpr (std::is_same_v<T, QString> || IsId<T>::value) {
            out.member("type", "string");
        } else if constexpr (std::is_same_v<T, Time>) {
            out.member("type", "string");
            out.member("format", "date-time");
        } else if constexpr (DomainEnum<T>) {
            out.member("type", "string");
            out.key("enum");
            out.beginArray();
            for (const char *const text : EnumTexts<T>::values) {
                if (*text != '\0')
                    out.value(text);
            }
            out.endArray();
        } else if constexpr (std::is_same_v<T, QStringList> || IsVector<T>::value) {
            out.member("type", "array");
            out.key("items");
            write<typename T::value_type>(out);
        } else {
            describe<T>();
            refer(out, schemaName<T>());
        }
        out.endObject();
    }
}

template<Described T>
void SchemaWriter::describe()
{
    const QByteArray name = schemaName<T>();
    if (m_components.contains(name))
        return;
    m_components[name] = {}; // types that hold themselves must not describe themselves again
    JsonWriter out;
    out.beginObject();
    out.member("type", "object");
    out.key("properties");
    out.beginObject();
    forEachWireField<T>([&](const auto &field) {
        out.key(field.name);
        write<FieldType<decltype(field)>>(out);
    });
    out.endObject();
    out.key("required");
    out.beginArray();
    forEachWireField<T>([&](const auto &field) {
        if (field.required)
            out.value(field.name);
    });
    out.endArray();
    out.endObject();
    m_components[name] = out.take();
}

} // namespace stint::wire
