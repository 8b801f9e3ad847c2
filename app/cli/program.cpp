#include "app/cli/program.h"

#include "app/cli/commandtable.h"
#include "app/cli/helpverbs.h"
#include "app/cli/jsonfields.h"
#include "app/client/transport.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>

namespace stint::cli
{

namespace
{

using client::Fault;
using client::fault;

constexpr int exitFailure = 1; ///< CLI-02

int usageError(Output &out, const QString &message)
{
    return out.error(fault(Fault::Usage, message));
}

/// Everything a person writes is UTF-8; the names of files and the command of an agent are bytes. A file has a name.
Done checkTexts(const CLI::App &app)
{
    for (const CLI::Option *option : app.get_options()) {
        if (namesFile(*option)) {
            for (const std::string &value : option->results()) {
                if (value.empty())
                    return unnamedFile(text(option->get_name()));
            }
            continue;
        }
        if (option->get_type_name() == "COMMAND")
            continue;
        for (const std::string &value : option->results()) {
            if (!QByteArrayView(value.data(), static_cast<qsizetype>(value.size())).isValidUtf8())
                return fault(Fault::Usage,
                             QStringLiteral("%1 \"%2\" is not UTF-8").arg(text(option->get_name()), text(value)));
        }
    }
    return {};
}

/// Parses the options of \a command from \a words and runs it.
int runCommand(const Command &command, std::vector<std::string> words, Context &context)
{
    CLI::App app(command.summary.toStdString(), "stint " + command.words.toStdString());
    app.set_help_flag();
    const auto runner = command.make(app);
    std::reverse(words.begin(), words.end()); // the parser takes them from the end
    try {
        app.parse(words);
    } catch (const CLI::ParseError &error) {
        return usageError(context.out(), QString::fromUtf8(error.what()));
    }
    if (Done checked = checkTexts(app); !checked)
        return context.out().error(checked.error());
    return runner->run(context);
}

int run(const std::vector<std::string> &arguments)
{
    Invocation invocation = readInvocation(arguments);
    Context context(invocation);
    if (!invocation.mistake.isEmpty())
        return usageError(context.out(), invocation.mistake);
    if (invocation.version && invocation.words.empty()) {
        std::fputs("stint " STINT_VERSION "\n", stdout);
        return 0;
    }
    CommandTable table;
    auto &words = invocation.words;
    if (words.size() == 1 && words.front() == "--man") {
        context.out().line(manualPage(table));
        return 0;
    }
    if (words.empty()) {
        if (context.out().isJson() && !invocation.help)
            return usageError(context.out(), QStringLiteral("there is no command to carry out"));
        if (invocation.help)
            context.out().line(overview(table));
        else
            context.out().note(overview(table));
        return invocation.help ? 0 : 2;
    }
    const auto match = table.find(words);
    if (!match.command && invocation.help) {
        if (const QString listing = commandsOf(table, words); !listing.isEmpty()) {
            context.out().line(listing);
            return 0;
        }
    }
    if (!match.command)
        return usageError(context.out(), unknownCommand(table, words));
    context.out().speakFor(match.command->words);
    if (invocation.help) {
        context.out().line(usage(*match.command));
        return 0;
    }
    if (const QStringList unknown = unknownFields(invocation.fields); !unknown.isEmpty())
        return usageError(context.out(),
                          QStringLiteral("--json: no answer has a field %1").arg(unknown.join(QLatin1String(", "))));
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(match.words));
    return runCommand(*match.command, words, context);
}

} // namespace

int runProgram(const std::vector<std::string> &arguments)
{
    const int code = run(arguments);
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return code;
    Output(Format::Text, {}, true).note(QStringLiteral("stint: not everything could be written to standard output"));
    return code == 0 ? exitFailure : code;
}

} // namespace stint::cli
