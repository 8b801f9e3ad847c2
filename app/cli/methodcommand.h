#pragma once

#include "app/cli/command.h"

namespace stint::cli
{

/// One parameter of a method as an option of the command line.
struct FieldSpec {
    enum class Kind { Text, Integer, Flag, List, Json };
    QByteArray name; ///< on the wire
    QByteArray doc;
    Kind kind = Kind::Text;
    bool required = false;
    bool clearable = false;             ///< null means something: a member of an update
    std::span<const char *const> words; ///< the values there are; none: any
};

/// How a member of type \a T is given on the command line.
template<class T>
constexpr FieldSpec::Kind kindOf()
{
    if constexpr (wire::IsPatch<T>::value)
        return kindOf<decltype(T::value)>();
    else if constexpr (wire::IsOptional<T>::value)
        return kindOf<typename T::value_type>();
    else if constexpr (std::is_same_v<T, bool>)
        return FieldSpec::Kind::Flag;
    else if constexpr (std::is_integral_v<T>)
        return FieldSpec::Kind::Integer;
    else if constexpr (std::is_same_v<T, QStringList>)
        return FieldSpec::Kind::List;
    else if constexpr (std::is_same_v<T, QString> || wire::IsId<T>::value || std::is_same_v<T, Time> || DomainEnum<T>)
        return FieldSpec::Kind::Text;
    else
        return FieldSpec::Kind::Json;
}

/// The parameters of \a R, from its own list of fields.
template<Request R>
std::vector<FieldSpec> fieldSpecs()
{
    std::vector<FieldSpec> specs;
    wire::forEachWireField<R>([&](const auto &field) {
        using Member = wire::FieldType<decltype(field)>;
        FieldSpec spec{field.name, field.doc, kindOf<Member>(), field.required, wire::IsPatch<Member>::value, {}};
        if constexpr (requires { field.words; })
            spec.words = field.words;
        specs.push_back(spec);
    });
    return specs;
}

/// A method of the table as a command.
struct MethodInfo {
    Method method;
    std::vector<FieldSpec> (*fields)();
};

/// The command `noun verb` of a method: its options are its parameters, its output is its answer.
Command methodCommand(const MethodInfo &info);
/// `run claim-next` for `run.claim_next`.
QByteArray commandWords(const char *methodName);

} // namespace stint::cli
