#pragma once

#include <QString>

/// Characters that nobody sees but that change what is read (SHL-06): controls, what turns the direction of writing,
/// what takes no room where no writing needs it, and tags. Line feeds and tabs are none of them.
namespace stint::marks
{

/// The text with a visible mark in place of each of them. Without \a keepLines it is one line.
QString shown(const QString &text, bool keepLines);
/// Which of them there are, for people: "U+202E right-to-left override ×2, U+200B zero width space". Blank: none.
QString named(const QString &text);

} // namespace stint::marks
