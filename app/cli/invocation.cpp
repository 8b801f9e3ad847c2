#include "app/cli/invocation.h"

namespace stint::cli
{

Invocation readInvocation(const std::vector<std::string> &arguments)
{
    Invocation invocation;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string &word = arguments[i];
        if (word == "--") {
            invocation.words.insert(invocation.words.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i),
                                    arguments.end());
            break;
        }
        const bool isBoard = word == "--board" || word.starts_with("--board=");
        if (isBoard) {
            if (word.size() > 7)
                invocation.board = QString::fromStdString(word.substr(8));
            else if (i + 1 < arguments.size())
                invocation.board = QString::fromStdString(arguments[++i]);
            if (invocation.board.isEmpty())
                invocation.mistake = QStringLiteral("--board needs a file or a name");
        } else if (word == "--json" || word.starts_with("--json=")) {
            invocation.format = Format::Json;
            if (word.size() > 7)
                invocation.fields = QString::fromStdString(word.substr(7)).split(QLatin1Char(','), Qt::SkipEmptyParts);
        } else if (word == "--jsonl")
            invocation.format = Format::JsonLines;
        else if (word == "--no-color" || word == "--no-colour")
            invocation.colour = false;
        else if (word == "--yes" || word == "-y")
            invocation.yes = true;
        else if (word == "--help" || word == "-h")
            invocation.help = true;
        else if (word == "--version" || word == "-V")
            invocation.version = true;
        else
            invocation.words.push_back(word);
    }
    return invocation;
}

} // namespace stint::cli
