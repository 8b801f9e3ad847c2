#include "model/viewmodels/paletteviewmodel.h"

#include "model/items/texts.h"
#include "model/viewmodels/viewlimits.h"

namespace stint
{

namespace
{

const QString commandPrefix = QStringLiteral("command:"), taskPrefix = QStringLiteral("task:"),
              recentPrefix = QStringLiteral("recent:");

/// Every word of \a query begins a word of \a text.
bool fits(const QString &text, const QString &query)
{
    const QStringList wanted = query.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(wanted.begin(), wanted.end(), [&words](const QString &start) {
        return std::any_of(words.begin(), words.end(),
                           [&start](const QString &word) { return word.startsWith(start, Qt::CaseInsensitive); });
    });
}

} // namespace

PaletteViewModel::PaletteViewModel(Board &board, const Actor &actor, BoardViewModel &screen,
                                   CommandsViewModel &commands, Preferences &preferences, QObject *parent)
    : QObject(parent)
    , m_screen(screen)
    , m_commands(commands)
    , m_preferences(preferences)
    , m_finder(board, actor)
    , m_recent(preferences.value(QStringLiteral("recentTasks")).toStringList())
    , m_offers(this)
{
    connect(&m_finder, &TaskFinder::answered, this, &PaletteViewModel::refresh);
    connect(&screen, &BoardViewModel::selectedChanged, this, [this] { remember(m_screen.selected()); });
}

void PaletteViewModel::remember(const QString &taskId)
{
    if (taskId.isEmpty())
        return;
    m_recent.removeOne(taskId);
    m_recent.prepend(taskId);
    while (m_recent.size() > viewlimits::recentTasks)
        m_recent.removeLast();
    m_preferences.set(QStringLiteral("recentTasks"), m_recent);
}

void PaletteViewModel::open()
{
    m_query.clear();
    m_finder.setQuery({});
    m_current = 0;
    refresh();
}

void PaletteViewModel::setQuery(const QString &query)
{
    if (query == m_query)
        return;
    m_query = query;
    m_current = 0;
    m_finder.setQuery(query);
    refresh();
}

QString PaletteViewModel::about() const
{
    const TaskSummary *task = m_screen.model()->find(TaskId(m_screen.selected()));
    return task ? tr("%1 · %2").arg(texts::handle(task->id, task->identifier), texts::oneLine(task->title)) : QString();
}

void PaletteViewModel::refresh()
{
    std::vector<PaletteRow> rows;
    addCommands(rows);
    if (m_query.trimmed().isEmpty())
        addRecent(rows);
    else
        addFound(rows);
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].startsGroup = i == 0 || rows[i].group != rows[i - 1].group;
    m_offers.assign(rows);
    m_current = std::clamp(m_current, 0, std::max(0, static_cast<int>(rows.size()) - 1));
    Q_EMIT changed();
}

/// What concerns the selected task comes first: that is what a person looks at.
void PaletteViewModel::addCommands(std::vector<PaletteRow> &rows) const
{
    for (const bool ofTask : {true, false}) {
        for (const CommandInfo &command : commandTable()) {
            const QString name = QLatin1String(command.name);
            if (command.isFixed || (command.scope == CommandScope::Task) != ofTask ||
                name == QLatin1String("palette.open") || !m_commands.offers(command))
                continue;
            const CommandRow row = m_commands.rowOf(command);
            if (fits(row.words, m_query))
                rows.push_back({commandPrefix + name, row.words, {}, m_commands.keyText(name), row.group});
        }
    }
}

void PaletteViewModel::addRecent(std::vector<PaletteRow> &rows) const
{
    for (const QString &id : m_recent) {
        const TaskSummary *task = m_screen.model()->find(TaskId(id));
        if (task && id != m_screen.selected())
            rows.push_back({recentPrefix + id, texts::oneLine(task->title), texts::handle(task->id, task->identifier),
                            texts::status(task->status), tr("Seen last")});
    }
}

void PaletteViewModel::addFound(std::vector<PaletteRow> &rows) const
{
    for (const FoundTask &task : m_finder.foundRows())
        rows.push_back({taskPrefix + task.key, task.title, task.handle, task.state, tr("Tasks")});
}

void PaletteViewModel::step(int count)
{
    const int last = m_offers.rowCount() - 1;
    m_current = last < 0 ? 0 : std::clamp(m_current + count, 0, last);
    Q_EMIT changed();
}

void PaletteViewModel::choose(int index)
{
    const auto &rows = m_offers.rows();
    const int row = index < 0 ? m_current : index;
    if (row >= static_cast<int>(rows.size()))
        return;
    const QString key = rows[static_cast<std::size_t>(row)].key;
    if (key.startsWith(commandPrefix))
        m_commands.run(key.mid(commandPrefix.size()));
    else
        Q_EMIT taskWanted(key.section(QLatin1Char(':'), 1));
}

} // namespace stint
