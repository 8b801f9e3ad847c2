#pragma once

#include "app/cli/command.h"

namespace stint::cli
{

/// Every command of `stint`: the short verbs, and one command for each method of the method table. Built only as far as
/// it is asked for.
class CommandTable
{
public:
    CommandTable();

    struct Match {
        const Command *command = nullptr;
        std::size_t words = 0; ///< how many words named it
    };
    /// The command that \a words begin with.
    Match find(const std::vector<std::string> &words);
    /// All of them, short verbs first.
    const std::vector<Command> &all();
    /// Names close to the first words, for a mistyped command.
    QStringList similar(const std::vector<std::string> &words);

private:
    Match search(const std::vector<std::string> &words) const;
    void addMethods();
    /// The commands that \a words could be with a slip of the finger.
    QStringList misspelt(const std::vector<std::string> &words);

    std::vector<Command> m_commands;
    bool m_complete = false;
};

} // namespace stint::cli
