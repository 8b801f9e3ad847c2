#pragma once

#include <QStringList>

#include <optional>

/// Command lines as people type them: taken apart and put together by the quotes of a shell (POSIX 2.2), nothing else.
/// There are no variables, patterns, pipes or lists of commands: what stands for them is text.
namespace stint::shellwords
{

/// The words of \a line; absent when a quote is not closed or nothing follows the last backslash.
std::optional<QStringList> split(const QString &line);
/// The line that a shell takes apart into \a words again.
QString joined(const QStringList &words);

} // namespace stint::shellwords
