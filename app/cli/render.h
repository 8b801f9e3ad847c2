#pragma once

#include "app/cli/output.h"

#include <optional>

namespace stint::cli
{

// Pictures of JSON answers whose shape only the method table knows.

/// \a document with nothing but the named members. A name is a path with dots; it is looked for in each item of a list,
/// in the answer itself, then in its task, run, review or session.
QByteArray withFields(const QByteArray &document, const QStringList &fields);
/// The items of a list, or the document itself.
std::vector<QByteArray> itemsOf(const QByteArray &document);
/// A list as a table of its telling members; nothing when the document is no list.
std::optional<Table> tableOf(const QByteArray &document);
/// Every member, nested ones by path.
std::vector<std::pair<QString, QString>> pairsOf(const QByteArray &document);

} // namespace stint::cli
