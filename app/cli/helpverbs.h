#pragma once

#include "app/cli/command.h"

namespace stint::cli
{

class CommandTable;

std::vector<Command> helpVerbs(); ///< help, completion

/// The overview of all commands.
QString overview(CommandTable &table);
/// The commands of the noun that \a words name; blank when there is none.
QString commandsOf(CommandTable &table, const std::vector<std::string> &words);
/// That no command is named by \a words, and which ones are close.
QString unknownCommand(CommandTable &table, const std::vector<std::string> &words);
/// How \a command is used.
QString usage(const Command &command);
/// stint(1) in roff, from the command table.
QString manualPage(CommandTable &table);

/// One option of a command, as completions and manual show it.
struct OptionInfo {
    QString name; ///< --long, or the name of a place
    QString doc;
    bool byPlace = false; ///< may be given by its place
    bool takesValue = false;
    bool isFile = false; ///< the value names a file
    QStringList words;   ///< the values there are, when they are known

    bool isNamed() const { return name.startsWith(QLatin1String("--")); }
};
std::vector<OptionInfo> optionsOf(const Command &command);

/// A completion script for bash, zsh or fish, from the command table; nothing for another shell.
std::optional<QString> completionScript(CommandTable &table, const QString &shell);

} // namespace stint::cli
