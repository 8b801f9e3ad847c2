#pragma once

#include <QStringView>

namespace stint
{

/// How many letters must be put in, left out or replaced to make one text of the other (Levenshtein): what a mistyped
/// word was meant to be has the least.
int editDistance(QStringView a, QStringView b);

} // namespace stint
