#include "app/cli/commandtable.h"

#include "app/cli/helpverbs.h"
#include "app/cli/methodcommand.h"
#include "app/cli/shortverbs.h"
#include "model/domain/editdistance.h"

#include <algorithm>
#include <array>

namespace stint::cli
{

namespace
{

constexpr int slipsMax = 2; ///< letters that may be wrong in a mistyped command
/// Methods that make sense only on a connection that stays; `watch` and the verbs of agents are their commands.
constexpr auto connectionBound =
    std::to_array<QByteArrayView>({"events.subscribe", "events.unsubscribe", "rpc.cancel"});

std::vector<MethodInfo> methods()
{
    std::vector<MethodInfo> list;
    forEachMethod([&](auto identity) {
        using R = typename decltype(identity)::type;
        const MethodInfo info{R::method, &fieldSpecs<R>};
        if (std::find(connectionBound.begin(), connectionBound.end(), QByteArrayView(R::method.name)) ==
            connectionBound.end())
            list.push_back(info);
    });
    return list;
}

} // namespace

CommandTable::CommandTable()
{
    for (const auto &part :
         {taskVerbs, agentVerbs, watchVerbs, boardVerbs, exportVerbs, importVerbs, execVerbs, mcpVerbs, helpVerbs}) {
        auto commands = part();
        std::move(commands.begin(), commands.end(), std::back_inserter(m_commands));
    }
}

void CommandTable::addMethods()
{
    if (std::exchange(m_complete, true))
        return;
    for (const MethodInfo &info : methods()) {
        // A hand-made command stands in for its method.
        const QByteArray words = commandWords(info.method.name);
        if (std::none_of(m_commands.begin(), m_commands.end(),
                         [&](const Command &command) { return command.words == words; }))
            m_commands.push_back(methodCommand(info));
    }
}

CommandTable::Match CommandTable::search(const std::vector<std::string> &words) const
{
    for (const Command &command : m_commands) {
        const auto count = static_cast<std::size_t>(command.words.count(' ')) + 1;
        if (words.size() < count)
            continue;
        QByteArray given = QByteArray::fromStdString(words[0]);
        if (count == 2)
            given += ' ' + QByteArray::fromStdString(words[1]);
        if (given.replace('_', '-') == command.words)
            return {&command, count};
    }
    return {};
}

CommandTable::Match CommandTable::find(const std::vector<std::string> &words)
{
    const Match match = search(words);
    if (match.command || m_complete)
        return match;
    addMethods();
    return search(words);
}

const std::vector<Command> &CommandTable::all()
{
    addMethods();
    return m_commands;
}

QStringList CommandTable::misspelt(const std::vector<std::string> &words)
{
    const QStringList given = texts(words).mid(0, 2).replaceInStrings(QStringLiteral("_"), QStringLiteral("-"));
    QStringList names;
    for (const Command &command : all()) {
        const QString name = QString::fromUtf8(command.words);
        const QString meant = name.contains(QLatin1Char(' ')) ? given.join(QLatin1Char(' ')) : given.first();
        if (editDistance(meant, name) <= slipsMax && name.size() > slipsMax + 1)
            names += name;
    }
    return names;
}

QStringList CommandTable::similar(const std::vector<std::string> &words)
{
    const QByteArray first = words.empty() ? QByteArray() : QByteArray::fromStdString(words[0]).replace('_', '-');
    if (first.isEmpty())
        return {};
    QStringList names = misspelt(words);
    if (!names.isEmpty())
        return names;
    for (const Command &command : all()) {
        if (command.words.startsWith(first) || first.startsWith(command.words))
            names += QString::fromUtf8(command.words);
    }
    return names;
}

} // namespace stint::cli
