#pragma once

#include <QStringList>

namespace stint::cli
{

/// Those of \a fields (`--json=FIELD,…`) that no answer of any command has: mistakes, told before anything is done. A
/// field that exists but is absent from an answer is none.
QStringList unknownFields(const QStringList &fields);

} // namespace stint::cli
