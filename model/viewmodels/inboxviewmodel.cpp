#include "model/viewmodels/inboxviewmodel.h"

#include "model/items/enginewords.h"
#include "model/items/texts.h"
#include "model/viewmodels/viewlimits.h"

namespace stint
{

InboxViewModel::InboxViewModel(Board &board, const Actor &actor, BoardViewModel::Now now, ChangeFeed &feed,
                               BoardViewModel &screen, NavigationViewModel &navigation, ToastModel &toasts,
                               History &history, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_now(std::move(now))
    , m_screen(screen)
    , m_navigation(navigation)
    , m_toasts(toasts)
    , m_history(history)
    , m_finder(board, actor)
    , m_rows(this)
    , m_snoozes(this)
{
    m_pace.setSingleShot(true);
    m_pace.setInterval(viewlimits::inboxMs);
    m_reading.setSingleShot(true);
    m_reading.setInterval(viewlimits::readingMs);
    connect(&m_pace, &QTimer::timeout, this, &InboxViewModel::refresh);
    connect(&m_reading, &QTimer::timeout, this, [this] {
        m_readHere = m_current;
        ask(m_board, m_actor, TriageRead{TaskId(m_current), {}}, this, [](const Result<TriageReply> &) {});
    });
    connect(&feed, &ChangeFeed::arrived, this, [this] {
        m_outdated = true;
        if (!m_asking && !m_pace.isActive())
            m_pace.start();
    });
    connect(&navigation, &NavigationViewModel::viewChanged, this, [this] {
        refresh();
        if (isShown() && !m_current.isEmpty())
            m_screen.select(m_current);
        m_isLookedAt = true;
        watchReading();
    });
}

/// What is looked at comes first: on a large board reading the inbox takes as long as all the rest.
void InboxViewModel::start()
{
    if (isShown())
        return refresh();
    connect(&m_screen, &BoardViewModel::stateChanged, &m_pace, QOverload<>::of(&QTimer::start),
            Qt::SingleShotConnection);
}

/// One request at a time; out of sight only the figures are read. On a large board this takes a reader a good part of a
/// second: it never has to do it for more than a fifth of the time.
void InboxViewModel::refresh()
{
    if (m_asking) {
        m_again = true;
        return;
    }
    m_asking = true;
    m_again = m_outdated = false;
    m_asked.start();
    InboxList request;
    request.limit = isShown() ? viewlimits::inboxRows : 1;
    ask(m_board, m_actor, request, this, [this, full = isShown()](const Result<InboxReply> &reply) {
        m_asking = false;
        m_pace.setInterval(
            static_cast<int>(std::max<qint64>(viewlimits::inboxMs, viewlimits::inboxRest * m_asked.elapsed())));
        m_error = reply ? QString() : enginewords::refusal(reply.error());
        if (reply) {
            m_unread = reply->unreadTotal;
            m_total = reply->total;
            m_navigation.setCount(NavigationViewModel::Inbox, m_unread,
                                  m_unread == 1 ? tr("1 unread")
                                                : tr("%Ln unread", nullptr, static_cast<int>(m_unread)));
        }
        if (reply && full)
            take(*reply);
        Q_EMIT changed();
        if (m_again || (isShown() && !full))
            refresh();
        else if (m_outdated)
            m_pace.start();
    });
}

void InboxViewModel::take(const InboxReply &reply)
{
    m_loaded = true;
    std::vector<InboxGroup> groups = reply.groups;
    holdFocused(groups);
    keepMarked(groups);
    m_groups = std::move(groups);
    show();
}

/// What has gone from the inbox is not marked any more; what newer lines have pushed out of those that are shown is.
void InboxViewModel::keepMarked(const std::vector<InboxGroup> &groups)
{
    QSet<QString> known;
    QSet<int> cut;
    for (const InboxGroup &group : groups) {
        for (const InboxItem &item : group.items)
            known.insert(item.task.id.value);
        if (group.count > static_cast<qint64>(group.items.size()))
            cut.insert(static_cast<int>(group.lane));
    }
    std::vector<InboxItem> beyond;
    for (const InboxItem *item : targets()) {
        const QString task = item->task.id.value;
        if (m_marked.contains(task) && !known.contains(task) && cut.contains(static_cast<int>(item->lane)))
            beyond.push_back(*item);
    }
    m_beyond = std::move(beyond);
    for (const InboxItem &item : m_beyond)
        known.insert(item.task.id.value);
    m_marked.intersect(known);
}

/// The focused line stays before the one it stood before, although what has been read is sorted behind: the next step
/// would miss that one.
void InboxViewModel::holdFocused(std::vector<InboxGroup> &groups) const
{
    const auto isFocused = [this](const InboxItem &item) { return item.task.id.value == m_current; };
    for (const InboxGroup &before : m_groups) {
        const auto old = std::find_if(before.items.begin(), before.items.end(), isFocused);
        const auto group = std::find_if(groups.begin(), groups.end(),
                                        [&before](const InboxGroup &one) { return one.lane == before.lane; });
        if (old == before.items.end() || group == groups.end())
            continue;
        auto &items = group->items;
        const auto now = std::find_if(items.begin(), items.end(), isFocused);
        if (now == items.end())
            return;
        for (auto behind = old + 1; behind != before.items.end(); ++behind) {
            const auto next = std::find_if(items.begin(), items.end(), [&behind](const InboxItem &item) {
                return item.task.id == behind->task.id;
            });
            if (next == items.end())
                continue;
            if (next < now)
                std::rotate(next, now, now + 1);
            return;
        }
    }
}

/// Makes rows of the groups. When the focused task has gone, the one that took its place is focused.
void InboxViewModel::show()
{
    const Time now = m_now();
    const int before = currentRow();
    std::vector<InboxRow> rows;
    for (const InboxGroup &group : m_groups) {
        if (group.items.empty())
            continue;
        rows.push_back(makeInboxHead(group));
        for (const InboxItem &item : group.items)
            rows.push_back(makeInboxRow(item, m_marked.contains(item.task.id.value), now));
    }
    m_rows.assign(rows);
    Q_EMIT changed();
    if (currentRow() >= 0) {
        watchReading();
        Q_EMIT currentChanged();
        return;
    }
    // Read and sorted behind the last line that is shown: the next one is not read by that, nor all of them in turn.
    const bool wasReadAway = !m_current.isEmpty() && m_current == m_readHere;
    m_current.clear();
    int row = std::min(std::max(before, 0), static_cast<int>(rows.size()) - 1);
    while (row >= 0 && row < static_cast<int>(rows.size()) && rows[static_cast<std::size_t>(row)].head)
        ++row;
    if (row == static_cast<int>(rows.size()))
        row -= 2;
    if (row >= 0 && isShown())
        return focus(rows[static_cast<std::size_t>(row)].key, !wasReadAway);
    Q_EMIT currentChanged();
}

QString InboxViewModel::summary() const
{
    if (!m_loaded)
        return {};
    if (marked() > 0) {
        const QString words = marked() == 1 ? tr("1 marked") : tr("%n marked", nullptr, marked());
        const auto unseen = static_cast<int>(m_beyond.size());
        return unseen > 0 ? tr("%1, %n of them below the last line", nullptr, unseen).arg(words) : words;
    }
    if (m_total == 0)
        return tr("Nothing waits for you");
    return m_unread > 0 ? tr("%Ln tasks, %L1 unread", nullptr, static_cast<int>(m_total)).arg(m_unread)
                        : tr("%Ln tasks", nullptr, static_cast<int>(m_total));
}

int InboxViewModel::currentRow() const
{
    const auto &rows = m_rows.rows();
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [this](const InboxRow &row) { return !row.head && row.key == m_current; });
    return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
}

void InboxViewModel::focusTask(const QString &taskId)
{
    focus(taskId, true);
}

void InboxViewModel::focus(const QString &taskId, bool isLookedAt)
{
    m_current = taskId;
    m_isLookedAt = isLookedAt;
    m_screen.select(taskId);
    Q_EMIT currentChanged();
    watchReading();
}

/// Reading marks read after one second of focus.
void InboxViewModel::watchReading()
{
    const InboxItem *item = isShown() && m_isLookedAt ? find(m_current) : nullptr;
    if (!item || item->read)
        m_reading.stop();
    else
        m_reading.start();
}

void InboxViewModel::step(int count)
{
    const auto &rows = m_rows.rows();
    const int direction = count < 0 ? -1 : 1;
    for (int row = currentRow() + direction; row >= 0 && row < static_cast<int>(rows.size()); row += direction) {
        if (!rows[static_cast<std::size_t>(row)].head)
            return focusTask(rows[static_cast<std::size_t>(row)].key);
    }
}

void InboxViewModel::edge(bool last)
{
    const auto &rows = m_rows.rows();
    if (rows.empty())
        return;
    focusTask(last ? rows.back().key : rows[1].key);
}

void InboxViewModel::toggleMark(const QString &taskId)
{
    const QString task = taskId.isEmpty() ? m_current : taskId;
    if (!find(task))
        return;
    if (!m_marked.remove(task))
        m_marked.insert(task);
    show();
}

void InboxViewModel::extend(int rows)
{
    if (find(m_current))
        m_marked.insert(m_current);
    step(rows);
    if (find(m_current))
        m_marked.insert(m_current);
    show();
}

void InboxViewModel::markAll()
{
    for (const InboxRow &row : m_rows.rows()) {
        if (!row.head)
            m_marked.insert(row.key);
    }
    show();
}

void InboxViewModel::clearMarks()
{
    unmark();
    show();
}

void InboxViewModel::unmark()
{
    m_marked.clear();
    m_beyond.clear();
}

const InboxItem *InboxViewModel::find(const QString &taskId) const
{
    for (const InboxGroup &group : m_groups) {
        for (const InboxItem &item : group.items) {
            if (item.task.id.value == taskId)
                return &item;
        }
    }
    return nullptr;
}

std::vector<const InboxItem *> InboxViewModel::targets() const
{
    std::vector<const InboxItem *> found;
    if (m_marked.isEmpty()) {
        if (const InboxItem *item = find(m_current))
            found.push_back(item);
        return found;
    }
    for (const InboxGroup &group : m_groups) {
        for (const InboxItem &item : group.items) {
            if (m_marked.contains(item.task.id.value))
                found.push_back(&item);
        }
    }
    for (const InboxItem &item : m_beyond)
        found.push_back(&item);
    return found;
}

} // namespace stint
