#include "app/cli/helpverbs.h"

#include "app/cli/commandtable.h"
#include "app/client/transport.h"
#include "app/manual/manualpage.h"

#include <CLI/CLI.hpp>

namespace stint::cli
{

namespace
{

struct GlobalOption {
    const char *option, *doc;
};
constexpr auto globalOptions = std::to_array<GlobalOption>(
    {{"--board FILE|NAME", "the board to talk to; default: STINT_SOCKET, STINT_BOARD, board.stint"},
     {"--json[=FIELD,...]", "results as one JSON document, thinned to the named members"},
     {"--jsonl", "results as JSON, one object a line"},
     {"--no-color", "no colours; NO_COLOR and TERM=dumb do the same"},
     {"--yes", "do not ask before destructive acts"},
     {"--help", "how a command is used"},
     {"--version", "the version of stint"}});

constexpr auto exitCodes = std::to_array<GlobalOption>({{"0", "done"},
                                                        {"1", "failure"},
                                                        {"2", "usage"},
                                                        {"3", "not found"},
                                                        {"4", "not authorised"},
                                                        {"5", "conflict: lease lost, version, taken"},
                                                        {"6", "nothing to claim, with --fail-if-empty"},
                                                        {"7", "board not reachable"},
                                                        {"8", "blocked by a sandbox"},
                                                        {"124", "time limit"},
                                                        {"130", "interrupted"}});

QString listed(const QString &name, const QString &doc, int width = 26)
{
    return QStringLiteral("  ") + name.leftJustified(width) + QStringLiteral("  ") + doc + QLatin1Char('\n');
}

bool isShort(const Command &command)
{
    return !command.words.contains(' ');
}

class Help : public Runner
{
public:
    explicit Help(CLI::App &app) { app.add_option("command", m_words, "a command")->type_name("COMMAND"); }

    int run(Context &context) override
    {
        CommandTable table;
        if (m_words.empty()) {
            context.out().line(overview(table));
            return 0;
        }
        const auto match = table.find(m_words);
        const QString text = match.command ? usage(*match.command) : commandsOf(table, m_words);
        if (text.isEmpty()) {
            context.out().speakFor({});
            return context.out().error(client::fault(client::Fault::Usage, unknownCommand(table, m_words)));
        }
        context.out().line(text);
        return 0;
    }

private:
    std::vector<std::string> m_words;
};

class Completion : public Runner
{
public:
    explicit Completion(CLI::App &app)
    {
        demand(app.add_option("shell", m_shell, "bash, zsh or fish")->required()->type_name("SHELL"),
               {QStringLiteral("bash"), QStringLiteral("zsh"), QStringLiteral("fish")});
    }

    int run(Context &context) override
    {
        CommandTable table;
        context.out().line(completionScript(table, text(m_shell)).value_or(QString()));
        return 0;
    }

private:
    std::string m_shell;
};

} // namespace

std::vector<Command> helpVerbs()
{
    return {command<Help>("help", "Shows how stint or one of its commands is used."),
            command<Completion>("completion", "Prints a completion script for a shell.")};
}

QString overview(CommandTable &table)
{
    QString text = QStringLiteral("Usage: stint [OPTION]... COMMAND [ARGUMENT]...\n\nCommands:\n");
    QString methods;
    for (const Command &command : table.all())
        (isShort(command) ? text : methods) +=
            listed(QString::fromUtf8(command.words), QString::fromUtf8(command.summary));
    text += QStringLiteral("\nOptions of every command:\n");
    for (const auto &option : globalOptions)
        text += listed(QLatin1String(option.option), QLatin1String(option.doc));
    return text + QStringLiteral("\nEvery method of the board:\n") + methods +
           QStringLiteral("\nstint help COMMAND shows the options of a command.");
}

QString commandsOf(CommandTable &table, const std::vector<std::string> &words)
{
    QString text;
    const QByteArray noun = words.size() == 1 ? QByteArray::fromStdString(words[0]).replace('_', '-') + ' ' : " ";
    for (const Command &command : table.all()) {
        if (command.words.startsWith(noun))
            text += listed(QString::fromUtf8(command.words), QString::fromUtf8(command.summary));
    }
    return text.isEmpty() ? text : text + QStringLiteral("\nstint help COMMAND shows the options of a command.");
}

QString unknownCommand(CommandTable &table, const std::vector<std::string> &words)
{
    const QString message =
        QStringLiteral("there is no command \"%1\"").arg(texts(words).mid(0, 2).join(QLatin1Char(' ')));
    const QStringList names = table.similar(words);
    return names.isEmpty() ? message : message + QStringLiteral("; there are: %1").arg(names.join(QLatin1String(", ")));
}

QString usage(const Command &command)
{
    CLI::App app(command.summary.toStdString(), "stint " + command.words.toStdString());
    app.set_help_flag();
    const auto runner = command.make(app);
    // What a flag means by its second name needs no mark; what follows stays in its column.
    const QLatin1String mark("{false}");
    return QString::fromStdString(app.help())
        .replace(mark + QLatin1Char(' '), QString(mark.size() + 1, QLatin1Char(' ')))
        .remove(mark)
        .trimmed();
}

std::vector<OptionInfo> optionsOf(const Command &command)
{
    CLI::App app;
    app.set_help_flag();
    const auto runner = command.make(app);
    std::vector<OptionInfo> list;
    for (const CLI::Option *const option : app.get_options()) {
        const QString doc = QString::fromStdString(option->get_description());
        const bool takesValue = option->get_type_size_max() > 0, isFile = namesFile(*option);
        const QStringList words = runner->wordsFor(option);
        const bool byPlace = option->get_positional();
        for (const auto &name : option->get_lnames())
            list.push_back(
                {QStringLiteral("--") + QString::fromStdString(name), doc, byPlace, takesValue, isFile, words});
        if (option->get_lnames().empty())
            list.push_back({QString::fromStdString(option->get_name(true)), doc, byPlace, true, isFile, words});
    }
    return list;
}

QString manualPage(CommandTable &table)
{
    ManualPage page(QStringLiteral("stint"), QStringLiteral("a task board for people and the agents they run"),
                    QStringLiteral("[OPTION]... COMMAND [ARGUMENT]..."));
    page.section(QStringLiteral("OPTIONS"));
    for (const auto &option : globalOptions)
        page.entry(QLatin1String(option.option), QLatin1String(option.doc));
    page.section(QStringLiteral("COMMANDS"));
    for (const Command &command : table.all()) {
        page.part(QStringLiteral("stint ") + QString::fromUtf8(command.words), QString::fromUtf8(command.summary));
        for (const OptionInfo &option : optionsOf(command))
            page.entry(option.isNamed() ? option.name : option.name.toUpper(), option.doc);
    }
    page.section(QStringLiteral("EXIT STATUS"));
    for (const auto &code : exitCodes)
        page.entry(QLatin1String(code.option), QLatin1String(code.doc));
    page.section(QStringLiteral("ENVIRONMENT"));
    page.entry(QStringLiteral("STINT_SOCKET"), QStringLiteral("the board's socket"));
    page.entry(QStringLiteral("STINT_BOARD"), QStringLiteral("file or name of the board"));
    page.entry(QStringLiteral("STINT_AGENT"), QStringLiteral("name of the agent that calls"));
    page.entry(QStringLiteral("STINT_RUN"), QStringLiteral("the run that is worked on; set by stint exec"));
    page.section(QStringLiteral("SEE ALSO"));
    page.paragraph(QStringLiteral("stintd(1)"));
    return page.text();
}

} // namespace stint::cli
