#pragma once

#include <QString>

namespace stint
{

/// \a mine and \a theirs, both made from \a base, line by line: what only one of them changed is taken over. Where both
/// changed the same lines both versions stand one below the other and \a isClean is false.
struct MergedText {
    QString text;
    bool isClean = true;
};
MergedText mergeTexts(const QString &base, const QString &mine, const QString &theirs);

} // namespace stint
