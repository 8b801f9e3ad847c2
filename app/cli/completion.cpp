#include "app/cli/commandtable.h"
#include "app/cli/helpverbs.h"

#include <QMap>
#include <QSet>

#include <algorithm>

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
    QMap<QString, QStringList> places; ///< by command: what stands without a name, where that is a choice of words
    QStringList takers;                ///< options that take a value, whatever the command
};

Words wordsOf(CommandTable &table)
{
    Words words;
    QSet<QString> flags, takers{QStringLiteral("--board")};
    for (const Command &command : table.all()) {
        const QString name = QString::fromUtf8(command.words);
        const QStringList parts = name.split(QLatin1Char(' '));
        if (!words.first.contains(parts.first()))
            words.first += parts.first();
        if (parts.size() > 1)
            words.verbs[parts.first()] += parts.last();
        words.options[name] = optionsOf(command);
        words.summaries[name] = QString::fromUtf8(command.summary);
        for (const OptionInfo &option : words.options[name]) {
            if (option.isNamed())
                (option.takesValue ? takers : flags) += option.name;
            if (option.byPlace)
                words.places[name] += option.words;
        }
    }
    words.first.sort();
    words.places[QStringLiteral("help")] = words.first;
    words.takers = (takers - flags).values();
    words.takers.sort();
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
        if (option.isNamed())
            names += option.name;
    }
    return names + globalNames();
}

bool takesFile(const std::vector<OptionInfo> &options)
{
    return std::any_of(options.begin(), options.end(),
                       [](const OptionInfo &option) { return option.byPlace && option.isFile; });
}

/// How a shell of bash's family offers things and returns.
struct Offers {
    QString words; ///< with a place for them
    QString files, nothing;
};

/// bash and zsh share the choice of words.
QString cases(const Words &words, const Offers &offers)
{
    const auto isShort = [](const QString &command) { return !command.contains(QLatin1Char(' ')); };
    QString text = QStringLiteral("    case \"$command $previous\" in\n");
    for (auto it = words.options.begin(); it != words.options.end(); ++it) {
        for (const OptionInfo &option : it.value()) {
            if (option.isNamed() && (option.isFile || !option.words.isEmpty()))
                text += QStringLiteral("    \"%1%2 %3\") %4; return ;;\n")
                            .arg(it.key(), isShort(it.key()) ? QStringLiteral(" \"*\"") : QString(), option.name,
                                 option.isFile ? offers.files : offers.words.arg(option.words.join(QLatin1Char(' '))));
        }
    }
    text +=
        QStringLiteral("    *\" --board\") %1; return ;;\n    esac\n    case \"$previous\" in\n    %2) %3; return ;;\n"
                       "    esac\n    case \"$command\" in\n")
            .arg(offers.files, words.takers.join(QLatin1Char('|')), offers.nothing);
    for (auto it = words.options.begin(); it != words.options.end(); ++it) {
        const QString file =
            takesFile(it.value())
                ? QStringLiteral("if [[ \"$current\" != -* ]]; then %1; return; fi; ").arg(offers.files)
                : QString();
        text +=
            QStringLiteral("    \"%1\"%2) %3%4 ;;\n")
                .arg(it.key(), isShort(it.key()) ? QStringLiteral("|\"%1 \"*").arg(it.key()) : QString(), file,
                     offers.words.arg((words.places.value(it.key()) + optionNames(it.value())).join(QLatin1Char(' '))));
    }
    for (auto it = words.verbs.begin(); it != words.verbs.end(); ++it)
        text +=
            QStringLiteral("    \"%1 \"*) %2 ;;\n").arg(it.key(), offers.words.arg(it.value().join(QLatin1Char(' '))));
    return text + QStringLiteral("    *) %1 ;;\n    esac\n")
                      .arg(offers.words.arg((words.first + globalNames()).join(QLatin1Char(' '))));
}

QString bashScript(const Words &words)
{
    // What an option and its value are joined by is a word of its own to bash.
    return QStringLiteral("# bash completion for stint\n"
                          "_stint() {\n"
                          "    local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\" "
                          "command=\"\" i\n"
                          "    local -a given=()\n"
                          "    COMPREPLY=()\n"
                          "    if [[ \"$current\" == = ]]; then current=\"\"\n"
                          "    elif [[ \"$previous\" == = ]]; then previous=\"${COMP_WORDS[COMP_CWORD-2]}\"; fi\n"
                          "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                          "        case \"${COMP_WORDS[i]}\" in\n"
                          "        --) return ;;\n"
                          "        %1) ((i++)); if [[ \"${COMP_WORDS[i]-}\" == = ]]; then ((i++)); fi ;;\n"
                          "        =) ((i++)) ;;\n"
                          "        -*) ;;\n"
                          "        *) given+=(\"${COMP_WORDS[i]}\") ;;\n"
                          "        esac\n"
                          "    done\n"
                          "    if ((${#given[@]} > 0)); then command=\"${given[0]} ${given[1]-}\"; fi\n")
               .arg(words.takers.join(QLatin1Char('|'))) +
           cases(words, {QStringLiteral("mapfile -t COMPREPLY < <(compgen -W \"%1\" -- \"$current\")"),
                         QStringLiteral(":"), QStringLiteral("compopt +o default 2> /dev/null")}) +
           QStringLiteral("}\ncomplete -o default -F _stint stint");
}

QString zshScript(const Words &words)
{
    return QStringLiteral("#compdef stint\n"
                          "_stint() {\n"
                          "    local current=\"$PREFIX\" previous=\"${words[CURRENT-1]}\" command=\"\" i\n"
                          "    local -a given\n"
                          "    if [[ \"$PREFIX\" == --*=* ]]; then previous=\"${PREFIX%%=*}\"; compset -P '*='; fi\n"
                          "    for ((i = 2; i < CURRENT; i++)); do\n"
                          "        case \"${words[i]}\" in\n"
                          "        --) _files; return ;;\n"
                          "        %1) ((i++)) ;;\n"
                          "        -*) ;;\n"
                          "        *) given+=(\"${words[i]}\") ;;\n"
                          "        esac\n"
                          "    done\n"
                          "    if ((${#given} > 0)); then command=\"${given[1]} ${given[2]}\"; fi\n")
               .replace(QLatin1String("%1"), words.takers.join(QLatin1Char('|'))) +
           cases(words, {QStringLiteral("compadd -- %1"), QStringLiteral("_files"), QStringLiteral(":")}) +
           QStringLiteral("}\ncompdef _stint stint");
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

/// What follows an option.
QString fishValue(const OptionInfo &option)
{
    if (!option.takesValue)
        return {};
    if (option.isFile)
        return QStringLiteral(" -r -F");
    return option.words.isEmpty() ? QStringLiteral(" -x")
                                  : QStringLiteral(" -x -a %1").arg(quotedForFish(option.words.join(QLatin1Char(' '))));
}

QString fishScript(const Words &words)
{
    QString text = QStringLiteral("# fish completion for stint\n"
                                  "function __stint_given\n"
                                  "    set -l skip 0\n"
                                  "    for word in (commandline -opc)[2..-1]\n"
                                  "        if test $skip = 1\n"
                                  "            set skip 0\n"
                                  "        else if contains -- $word %1\n"
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
                                  "end\n")
                       .arg(words.takers.join(QLatin1Char(' ')));
    for (auto it = words.summaries.begin(); it != words.summaries.end(); ++it) {
        const QStringList parts = it.key().split(QLatin1Char(' '));
        text += fishPlace(parts.size() > 1 ? parts.first() : QString(), parts.last(), it.value());
    }
    for (auto it = words.verbs.begin(); it != words.verbs.end(); ++it)
        text += fishPlace(QString(), it.key(), it.value().join(QLatin1String(", ")));
    for (auto it = words.places.begin(); it != words.places.end(); ++it) {
        if (!it.value().isEmpty())
            text += QStringLiteral("complete -c stint -f -n '__stint_in %1' -a %2\n")
                        .arg(it.key(), quotedForFish(it.value().join(QLatin1Char(' '))));
    }
    for (const QString &option : globalNames())
        text += QStringLiteral("complete -c stint -l %1%2\n")
                    .arg(option.mid(2), option == QLatin1String("--board") ? QStringLiteral(" -r -F") : QString());
    for (auto it = words.options.begin(); it != words.options.end(); ++it) {
        if (takesFile(it.value()))
            text += QStringLiteral("complete -c stint -n '__stint_in %1' -F\n").arg(it.key());
        for (const OptionInfo &option : it.value()) {
            if (option.isNamed())
                text += QStringLiteral("complete -c stint -n '__stint_in %1' -l %2%3 -d %4\n")
                            .arg(it.key(), option.name.mid(2), fishValue(option), quotedForFish(option.doc));
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
