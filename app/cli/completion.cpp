#include "app/cli/commandtable.h"
#include "app/cli/helpverbs.h"

#include <QMap>

namespace stint::cli
{

namespace
{

/// What may follow at each place: nouns and short verbs, the verbs of each noun, the options of each command.
struct Words {
    QStringList first;
    QMap<QString, QStringList> verbs;
    QMap<QString, std::vector<OptionInfo>> options; ///< by command
    QMap<QString, QString> summaries;
    QMap<QString, QStringList> arguments; ///< what a short verb takes, where that is a choice of words
};

Words wordsOf(CommandTable &table)
{
    Words words;
    for (const Command &command : table.all()) {
        const QString name = QString::fromUtf8(command.words);
        const QStringList parts = name.split(QLatin1Char(' '));
        if (!words.first.contains(parts.first()))
            words.first += parts.first();
        if (parts.size() > 1)
            words.verbs[parts.first()] += parts.last();
        words.options[name] = optionsOf(command);
        words.summaries[name] = QString::fromUtf8(command.summary);
    }
    words.first.sort();
    words.arguments = {
        {QStringLiteral("completion"), {QStringLiteral("bash"), QStringLiteral("zsh"), QStringLiteral("fish")}},
        {QStringLiteral("help"), words.first}};
    return words;
}

QStringList globalNames()
{
    return {QStringLiteral("--board"),    QStringLiteral("--json"), QStringLiteral("--jsonl"),
            QStringLiteral("--no-color"), QStringLiteral("--yes"),  QStringLiteral("--help")};
}

QStringList optionNames(const std::vector<OptionInfo> &options)
{
    QStringList names;
    for (const OptionInfo &option : options) {
        if (!option.byPlace)
            names += option.name;
    }
    return names + globalNames();
}

/// bash and zsh share the choice of words; \a offer is how a list is offered.
QString cases(const Words &words, const QString &offer)
{
    QString text = QStringLiteral("    case \"$command\" in\n");
    for (auto it = words.options.begin(); it != words.options.end(); ++it)
        text += QStringLiteral("    \"%1\"%2) %3 ;;\n")
                    .arg(it.key(),
                         it.key().contains(QLatin1Char(' ')) ? QString() : QStringLiteral("|\"%1 \"*").arg(it.key()),
                         offer.arg((words.arguments.value(it.key()) + optionNames(it.value())).join(QLatin1Char(' '))));
    for (auto it = words.verbs.begin(); it != words.verbs.end(); ++it)
        text += QStringLiteral("    \"%1 \"*) %2 ;;\n").arg(it.key(), offer.arg(it.value().join(QLatin1Char(' '))));
    return text + QStringLiteral("    *) %1 ;;\n    esac\n")
                      .arg(offer.arg((words.first + globalNames()).join(QLatin1Char(' '))));
}

QString bashScript(const Words &words)
{
    return QStringLiteral("# bash completion for stint\n"
                          "_stint() {\n"
                          "    local current=\"${COMP_WORDS[COMP_CWORD]}\" command=\"\" i\n"
                          "    local -a given=()\n"
                          "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                          "        case \"${COMP_WORDS[i]}\" in\n"
                          "        --board) ((i++)) ;;\n"
                          "        -*) ;;\n"
                          "        *) given+=(\"${COMP_WORDS[i]}\") ;;\n"
                          "        esac\n"
                          "    done\n"
                          "    if ((${#given[@]} > 0)); then command=\"${given[0]} ${given[1]-}\"; fi\n") +
           cases(words, QStringLiteral("mapfile -t COMPREPLY < <(compgen -W \"%1\" -- \"$current\")")) +
           QStringLiteral("}\ncomplete -o default -F _stint stint");
}

QString zshScript(const Words &words)
{
    return QStringLiteral("#compdef stint\n"
                          "_stint() {\n"
                          "    local command=\"\" i\n"
                          "    local -a given\n"
                          "    for ((i = 2; i < CURRENT; i++)); do\n"
                          "        case \"${words[i]}\" in\n"
                          "        --board) ((i++)) ;;\n"
                          "        -*) ;;\n"
                          "        *) given+=(\"${words[i]}\") ;;\n"
                          "        esac\n"
                          "    done\n"
                          "    if ((${#given} > 0)); then command=\"${given[1]} ${given[2]}\"; fi\n") +
           cases(words, QStringLiteral("compadd -- %1")) + QStringLiteral("}\ncompdef _stint stint");
}

QString quotedForFish(QString text)
{
    return QLatin1Char('\'') +
           text.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('\''), QLatin1String("\\'")) +
           QLatin1Char('\'');
}

/// What stands before the cursor, without options; \a offers is what follows there.
QString fishPlace(const QString &before, const QString &offers, const QString &doc)
{
    return QStringLiteral("complete -c stint -f -n '__stint_at %1' -a %2 -d %3\n")
        .arg(before, quotedForFish(offers), quotedForFish(doc));
}

QString fishScript(const Words &words)
{
    QString text = QStringLiteral("# fish completion for stint\n"
                                  "function __stint_given\n"
                                  "    set -l skip 0\n"
                                  "    for word in (commandline -opc)[2..-1]\n"
                                  "        if test $skip = 1\n"
                                  "            set skip 0\n"
                                  "        else if test \"$word\" = --board\n"
                                  "            set skip 1\n"
                                  "        else if not string match -q -- '-*' $word\n"
                                  "            echo $word\n"
                                  "        end\n"
                                  "    end\n"
                                  "end\n"
                                  "function __stint_at\n"
                                  "    set -l given (__stint_given)\n"
                                  "    test \"$given\" = \"$argv\"\n"
                                  "end\n"
                                  "function __stint_in\n"
                                  "    set -l given (__stint_given)\n"
                                  "    string match -q -- \"$argv *\" \"$given \"\n"
                                  "end\n");
    for (auto it = words.summaries.begin(); it != words.summaries.end(); ++it) {
        const QStringList parts = it.key().split(QLatin1Char(' '));
        text += fishPlace(parts.size() > 1 ? parts.first() : QString(), parts.last(), it.value());
    }
    for (auto it = words.verbs.begin(); it != words.verbs.end(); ++it)
        text += fishPlace(QString(), it.key(), it.value().join(QLatin1String(", ")));
    for (auto it = words.arguments.begin(); it != words.arguments.end(); ++it)
        text += fishPlace(it.key(), it.value().join(QLatin1Char(' ')), QString());
    for (const QString &option : globalNames())
        text += QStringLiteral("complete -c stint -l %1%2\n")
                    .arg(option.mid(2), option == QLatin1String("--board") ? QStringLiteral(" -r") : QString());
    for (auto it = words.options.begin(); it != words.options.end(); ++it) {
        for (const OptionInfo &option : it.value()) {
            if (!option.byPlace)
                text += QStringLiteral("complete -c stint -n '__stint_in %1' -l %2%3 -d %4\n")
                            .arg(it.key(), option.name.mid(2), option.takesValue ? QStringLiteral(" -r") : QString(),
                                 quotedForFish(option.doc));
        }
    }
    return text.chopped(1);
}

} // namespace

std::optional<QString> completionScript(CommandTable &table, const QString &shell)
{
    const Words words = wordsOf(table);
    if (shell == QLatin1String("bash"))
        return bashScript(words);
    if (shell == QLatin1String("zsh"))
        return zshScript(words);
    if (shell == QLatin1String("fish"))
        return fishScript(words);
    return std::nullopt;
}

} // namespace stint::cli
