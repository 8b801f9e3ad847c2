#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

namespace stint
{

/// What to do with the strings of a JSON text while it is copied. Thread: any.
struct JsonFilter {
    /// Whether a member with that (decoded) name stays; without it all stay.
    std::function<bool(const QString &)> keepMember = {};
    /// What takes the place of a (decoded) string value; nothing: the value stays byte for byte.
    std::function<std::optional<QString>(const QString &)> replaceValue = {};
    /// Told of each member of the outermost object: its name, and where its value stands in the text.
    std::function<void(const QString &, qsizetype at, qsizetype bytes)> seeMember = {};
};

/// Copies \a json byte for byte except for what \a filter changes. Nothing when it is not exactly one valid JSON value
/// (RFC 8259; also refused: invalid UTF-8, lone surrogates, more than 256 levels).
std::optional<QByteArray> filteredJson(const QByteArray &json, const JsonFilter &filter);

} // namespace stint
