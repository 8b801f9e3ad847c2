#include "model/viewmodels/agentstartviewmodel.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/items/shellwords.h"
#include "model/items/texts.h"
#include "model/viewmodels/ask.h"
#include "model/viewmodels/viewlimits.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QRegularExpression>

namespace stint
{

AgentStartViewModel::AgentStartViewModel(Board &board, const Actor &actor, ChangeFeed &feed, ToastModel &toasts,
                                         AgentStarter *starter, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_toasts(toasts)
    , m_starter(starter)
{
    connect(&feed, &ChangeFeed::arrived, this, [this](const ChangeNews &news) {
        if ((news.queue || news.gap) && !m_awaited.empty())
            look({});
    });
}

void AgentStartViewModel::set(QString &field, const QString &text)
{
    if (field == text)
        return;
    field = text;
    check();
}

void AgentStartViewModel::setFolder(const QString &folder)
{
    m_hasOwnFolder = !folder.isEmpty();
    set(m_folder, folder);
}

void AgentStartViewModel::setKeepsGoing(bool on)
{
    if (on == m_keepsGoing)
        return;
    m_keepsGoing = on;
    check();
}

void AgentStartViewModel::begin(const QString &folder)
{
    if (!m_hasOwnFolder)
        m_folder = folder.isEmpty() ? m_starter->homeFolder() : folder;
    check();
    Q_EMIT asked();
}

AgentCommand AgentStartViewModel::wanted() const
{
    AgentCommand wanted;
    wanted.agentName = m_name.trimmed();
    wanted.arguments = shellwords::split(m_command).value_or(QStringList());
    wanted.folder = m_folder.trimmed();
    if (wanted.folder == QLatin1String("~") || wanted.folder.startsWith(QLatin1String("~/")))
        wanted.folder.replace(0, 1, m_starter->homeFolder());
    static const QRegularExpression separators(QStringLiteral("[,\\s]+"));
    wanted.capabilities = m_capabilities.split(separators, Qt::SkipEmptyParts);
    wanted.keepsGoing = m_keepsGoing;
    return wanted;
}

void AgentStartViewModel::check()
{
    m_reason = refusal(wanted());
    Q_EMIT changed();
}

/// One reason at a time, in the order of the fields; says whether it is a fault as well.
QString AgentStartViewModel::refusal(const AgentCommand &wanted)
{
    m_isWrong = false;
    if (wanted.agentName.isEmpty())
        return tr("Give the agent a name.");
    if (m_command.trimmed().isEmpty())
        return tr("Name the command that works on each task.");
    if (wanted.folder.isEmpty())
        return tr("Name the directory it works in.");
    m_isWrong = true;
    QString name = wanted.agentName;
    if (utf8Bytes(name) > limits::nameBytes)
        return tr("The name is too long.");
    if (!checkRequiredName("agent_name", name, limits::nameBytes))
        return tr("A name holds neither control characters nor tokens.");
    if (m_command.contains(QChar(QChar::Null)))
        return tr("No command can hold the character U+0000.");
    if (!shellwords::split(m_command))
        return tr("A quote in the command is not closed, or its last backslash stands alone.");
    if (!wanted.folder.startsWith(QLatin1Char('/')))
        return tr("Write the directory from / or ~ on.");
    QStringList capabilities = wanted.capabilities;
    if (!checkCapabilities("capabilities", capabilities))
        return tr("Capabilities are at most %1 words of %2 letters each.")
            .arg(limits::capabilities)
            .arg(limits::nameBytes);
    const QString missing = obstacle(wanted);
    m_isWrong = !missing.isEmpty();
    return missing;
}

QString AgentStartViewModel::obstacle(const AgentCommand &wanted) const
{
    switch (m_starter->obstacle(wanted)) {
    case AgentObstacle::None:
        break;
    case AgentObstacle::NoFolder:
        return tr("There is no such directory, or it cannot be entered.");
    case AgentObstacle::NoProgram:
        return tr("There is no program “%1” that could be executed.").arg(texts::oneLine(wanted.arguments.value(0)));
    case AgentObstacle::NoStint:
        return tr("The program “stint” is missing, which speaks for the agent. Install Stint again.");
    }
    return {};
}

QString AgentStartViewModel::shellLine() const
{
    const AgentCommand command = wanted();
    if (command.arguments.isEmpty())
        return {};
    return QStringLiteral("cd %1 && %2")
        .arg(shellwords::joined({command.folder}), shellwords::joined(m_starter->words(command)));
}

QString AgentStartViewModel::line() const
{
    return m_starter ? texts::oneLine(shellLine()) : QString();
}

void AgentStartViewModel::copyLine() const
{
    QGuiApplication::clipboard()->setText(shellLine());
}

void AgentStartViewModel::start()
{
    check(); // what is on the disk may have changed
    const AgentCommand command = wanted();
    const QString what = tr("The agent %1 was not started");
    if (!m_reason.isEmpty())
        return m_toasts.fail(what.arg(command.agentName), m_reason);
    const auto ended = [guard = QPointer<AgentStartViewModel>(this)](const AgentStarter::End &end) {
        if (guard)
            guard->finish(end);
    };
    const auto process = m_starter->start(command, ended);
    if (process)
        m_awaited.push_back({*process, command.agentName});
    else
        m_toasts.fail(what.arg(command.agentName), process.error().message);
}

/// Whoever is awaited and connected has been started.
void AgentStartViewModel::look(const QString &cursor)
{
    SessionList request;
    request.limit = viewlimits::pageRows;
    request.cursor = cursor;
    ask(m_board, m_actor, request, this, [this](const Result<Page<Session>> &page) {
        if (!page)
            return; // the board is gone for a while; the next news bring them
        meet(page->items);
        if (!page->nextCursor.isEmpty() && !m_awaited.empty())
            look(page->nextCursor);
    });
}

void AgentStartViewModel::meet(const std::vector<Session> &sessions)
{
    for (const Session &session : sessions) {
        const auto found = std::find_if(m_awaited.begin(), m_awaited.end(), [&session](const Awaited &awaited) {
            return session.process == awaited.process;
        });
        if (found == m_awaited.end())
            continue;
        m_toasts.say(tr("Started %1").arg(found->name));
        m_awaited.erase(found);
    }
}

void AgentStartViewModel::finish(const AgentStarter::End &end)
{
    const auto found = std::find_if(m_awaited.begin(), m_awaited.end(),
                                    [&end](const Awaited &awaited) { return awaited.process == end.process; });
    if (found == m_awaited.end())
        return; // the board has known it: what became of it stands there
    if (!end.succeeded)
        m_toasts.fail(tr("The agent %1 ended at once").arg(found->name),
                      end.errorLine.isEmpty() ? tr("It did not say why.") : end.errorLine);
    m_awaited.erase(found);
}

} // namespace stint
