#include "model/viewmodels/workspacesviewmodel.h"

#include "model/items/enginewords.h"
#include "model/items/texts.h"
#include "model/viewmodels/ask.h"

namespace stint
{

WorkspacesViewModel::WorkspacesViewModel(Board &board, const Actor &actor, ChangeFeed &feed, BoardViewModel &screen,
                                         ToastModel &toasts, Preferences &preferences, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_screen(screen)
    , m_toasts(toasts)
    , m_preferences(preferences)
    , m_current(preferences.value(QStringLiteral("workspace")).toString())
    , m_all(this)
{
    m_all.assign({{{}, tr("All workspaces"), {}}});
    connect(&feed, &ChangeFeed::arrived, this, [this](const ChangeNews &news) {
        if (news.workspaces)
            refresh();
    });
}

void WorkspacesViewModel::start()
{
    refresh();
}

void WorkspacesViewModel::refresh()
{
    ask(m_board, m_actor, WorkspaceList{}, this, [this](const Result<Page<Workspace>> &page) {
        if (!page)
            return m_toasts.fail(tr("The workspaces could not be read"), page.error());
        std::vector<WorkspaceRow> rows{{{}, tr("All workspaces"), {}}};
        for (const Workspace &workspace : page->items)
            rows.push_back({workspace.id.value, texts::oneLine(workspace.name), texts::oneLine(workspace.rootPath)});
        m_all.assign(rows);
        // A workspace that is gone must not leave an empty board behind.
        if (current() == 0)
            m_current.clear();
        show();
    });
}

void WorkspacesViewModel::show()
{
    m_screen.setWorkspace(m_current);
    Q_EMIT changed();
}

QStringList WorkspacesViewModel::names() const
{
    QStringList names;
    for (const WorkspaceRow &row : m_all.rows())
        names += row.name;
    return names;
}

int WorkspacesViewModel::current() const
{
    const auto &rows = m_all.rows();
    const auto found =
        std::find_if(rows.begin(), rows.end(), [this](const WorkspaceRow &row) { return row.key == m_current; });
    return found == rows.end() ? 0 : static_cast<int>(found - rows.begin());
}

void WorkspacesViewModel::setCurrent(int row)
{
    if (row < 0 || row >= m_all.rowCount() || row == current())
        return;
    m_current = m_all.rows()[static_cast<std::size_t>(row)].key;
    m_preferences.set(QStringLiteral("workspace"), m_current);
    show();
}

template<Request R>
void WorkspacesViewModel::send(R request, const QString &done)
{
    ask(m_board, m_actor, std::move(request), this, [this, done](const Result<typename R::Reply> &reply) {
        m_refusal = reply ? QString() : enginewords::refusal(reply.error());
        if (reply)
            m_toasts.say(done);
        Q_EMIT changed();
    });
}

void WorkspacesViewModel::add(const QString &name, const QString &path)
{
    send(WorkspaceCreate{{}, name.trimmed(), path.trimmed()}, tr("Workspace %1 added").arg(name.trimmed()));
}

void WorkspacesViewModel::rename(const QString &key, const QString &name)
{
    send(WorkspaceUpdate{WorkspaceId(key), name.trimmed()}, tr("Workspace renamed to %1").arg(name.trimmed()));
}

void WorkspacesViewModel::forget(const QString &key)
{
    send(WorkspaceDelete{WorkspaceId(key)}, tr("Workspace forgotten; its folder stays"));
}

} // namespace stint
