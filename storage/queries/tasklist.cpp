#include "storage/queries/cursor.h"
#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"

#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <functional>

// task.list (LST-01 … LST-04). The statement is put together from the literals below; values are always bound.
//
// In the default order each status is read from its own stretch of the index tasks_by_activity and the stretches are
// merged: a page costs its rows, not the board. Other orders are sorted from that index, which has what they need;
// lists narrowed by key, parent or words that few tasks have are sorted from the rows of those.
//
// Words are searched once, for the page and its total.

namespace stint
{

namespace
{

/// A row's place in any of the orders.
struct Place {
    qint64 n = 0;
    TaskId id;
    Time activity, updated, created;
    int priority = 0;
    QString rank;
};

void readRow(Statement &row, Place &place)
{
    row.read(place.n, place.id, place.activity, place.updated, place.created, place.priority, place.rank);
}

constexpr char columns[] = "SELECT n, id, last_activity_ms, updated_at_ms, created_at_ms, priority, rank";

struct Ordering {
    char letter;       ///< in cursors
    int keyLength;     ///< parts of a cursor, without the rows of the page before
    bool keepsPlaces;  ///< a row never falls behind the place it had, so pages cannot repeat it
    const char *after; ///< condition of rows behind a cursor
    const char *by;
};

const Ordering &ordering(TaskQuery::Order order)
{
    static constexpr Ordering orderings[] = {
        {'a', 4, true, "(last_activity_ms, updated_at_ms, created_at_ms, id) < (?, ?, ?, ?)",
         "last_activity_ms DESC, updated_at_ms DESC, created_at_ms DESC, id DESC"},
        {'p', 2, false, "(priority, id) < (?, ?)", "priority DESC, id DESC"},
        {'r', 3, false, "(rank = '', rank, id) > (?, ?, ?)", "rank = '', rank, id"},
        {'c', 2, true, "(created_at_ms, id) < (?, ?)", "created_at_ms DESC, id DESC"},
    };
    return orderings[static_cast<int>(order)];
}

QJsonArray keyOf(TaskQuery::Order order, const Place &place)
{
    switch (order) {
    case TaskQuery::Order::Activity:
        return {place.activity.ms, place.updated.ms, place.created.ms, place.id.value};
    case TaskQuery::Order::Priority:
        return {place.priority, place.id.value};
    case TaskQuery::Order::Rank:
        return {place.rank.isEmpty() ? 1 : 0, place.rank, place.id.value};
    case TaskQuery::Order::Created:
        return {place.created.ms, place.id.value};
    }
    return {};
}

void bindKey(Statement &statement, TaskQuery::Order order, const Cursor &cursor)
{
    switch (order) {
    case TaskQuery::Order::Activity:
        statement.bind(cursor.number(0), cursor.number(1), cursor.number(2), cursor.text(3));
        break;
    case TaskQuery::Order::Priority:
    case TaskQuery::Order::Created:
        statement.bind(cursor.number(0), cursor.text(1));
        break;
    case TaskQuery::Order::Rank:
        statement.bind(cursor.number(0), cursor.text(1), cursor.text(2));
        break;
    }
}

bool activityBefore(const Place &a, const Place &b)
{
    return std::tie(b.activity, b.updated, b.created, b.id) < std::tie(a.activity, a.updated, a.created, a.id);
}

/// The tasks that a search found. Few of them are looked up one by one; of many each task on the way is asked whether
/// it is one.
struct Found {
    static constexpr qint64 few = 2'000;
    RowSet tasks;

    bool areFew() const { return tasks.count() <= few; }
    QString list() const
    {
        QJsonArray rows;
        for (const qint64 n : tasks.rows())
            rows.append(n);
        return QString::fromLatin1(QJsonDocument(rows).toJson(QJsonDocument::Compact));
    }
};

/// The FROM and WHERE clauses of a query and the values they need, in step.
class Conditions
{
public:
    Conditions(const TaskQuery &query, const std::optional<Found> &found)
    {
        if (found && found->areFew()) {
            m_text = " FROM (SELECT value AS found FROM json_each(?)) CROSS JOIN tasks t ON n = found WHERE 1";
            m_binders.push_back([list = found->list()](Statement &statement) { statement.bind(list); });
        } else if (found) {
            m_text += " AND is_chosen(n)";
        }
        add("scope = ?", query.scope);
        add("workspace_id = ?", query.workspaceId);
        add("status = ?", query.status);
        add("priority = ?", query.priority);
        add("approval_state = ?", query.approvalState);
        add("owner_kind = ?", query.ownerKind);
        add("owner_ref = ?", query.ownerRef);
        add("parent_task_id = ?", query.parentTaskId);
        add("network_channel = ?", query.channel);
        add("EXISTS (SELECT 1 FROM json_each(t.labels_json) WHERE value = ?)", query.label);
        add("milestone = ?", query.milestone);
        add("external_key = ? AND external_key <> ''", query.externalKey);
        if (!query.status && !query.includeDrafts)
            m_text += " AND status <> 0";
    }

    const QByteArray &text() const { return m_text; }
    void bindTo(Statement &statement) const
    {
        for (const auto &bind : m_binders)
            bind(statement);
    }

private:
    template<class T>
    void add(const char *condition, const std::optional<T> &value)
    {
        if (!value)
            return;
        m_text += " AND ";
        m_text += condition;
        m_binders.push_back([value = *value](Statement &statement) { statement.bind(value); });
    }
    void add(const char *condition, const QString &value)
    {
        if (!value.isEmpty())
            add(condition, std::optional(value));
    }

    QByteArray m_text = " FROM tasks t WHERE 1";
    std::vector<std::function<void(Statement &)>> m_binders;
};

/// Nothing but status, drafts and words decides.
bool isPlain(const TaskQuery &query)
{
    return !query.scope && !query.workspaceId && !query.priority && !query.approvalState && !query.ownerKind &&
           query.ownerRef.isEmpty() && !query.parentTaskId && query.channel.isEmpty() && query.label.isEmpty() &&
           query.milestone.isEmpty() && query.externalKey.isEmpty();
}

/// One page being put together.
class Lister
{
public:
    /// \a taskCounts: of each status.
    Lister(Connection &db, const TaskQuery &query, std::optional<Cursor> cursor, std::optional<RowSet> found,
           const QMap<int, qint64> &taskCounts)
        : m_db(db)
        , m_query(query)
        , m_order(ordering(query.order))
        , m_cursor(std::move(cursor))
        , m_taskCounts(taskCounts)
    {
        if (m_cursor && !m_order.keepsPlaces) {
            for (const auto &n : m_cursor->list(m_order.keyLength))
                m_shown.insert(n.toInteger());
        }
        // Words that every task has narrow nothing.
        if (found && found->count() < countOf(std::nullopt, true))
            m_found = Found{*std::move(found)};
        if (m_found)
            m_db.choose([this](qint64 n) { return m_found->tasks.contains(n); });
    }
    ~Lister() { m_db.choose({}); }
    Lister(const Lister &) = delete;
    Lister &operator=(const Lister &) = delete;

    std::vector<Place> places()
    {
        std::vector<Place> places;
        if (m_query.order != TaskQuery::Order::Activity || m_query.status || isNarrow()) {
            places = fetch(m_query);
        } else {
            TaskQuery ofStatus = m_query;
            for (auto it = m_taskCounts.cbegin(); it != m_taskCounts.cend(); ++it) {
                ofStatus.status = static_cast<TaskStatus>(it.key());
                if (ofStatus.status == TaskStatus::Draft && !m_query.includeDrafts)
                    continue;
                const auto stretch = fetch(ofStatus);
                places.insert(places.end(), stretch.begin(), stretch.end());
            }
            std::sort(places.begin(), places.end(), activityBefore);
        }
        std::erase_if(places, [this](const Place &place) { return m_shown.contains(place.n); });
        return places;
    }

    QString cursorBehind(const std::vector<Place> &page) const
    {
        QJsonArray key = keyOf(m_query.order, page.back());
        if (!m_order.keepsPlaces) {
            QJsonArray shown;
            for (const Place &place : page)
                shown.append(place.n);
            key.append(shown);
        }
        return Cursor(m_order.letter, key).encode();
    }

    /// Counted from what is known as far as that goes: the tasks of each status, and the found ones.
    qint64 total()
    {
        if (!isPlain(m_query) || (m_found && m_query.status))
            return count(m_query);
        if (!m_found)
            return countOf(m_query.status, m_query.includeDrafts);
        if (m_query.includeDrafts || countOf(TaskStatus::Draft, true) == 0)
            return m_found->tasks.count();
        TaskQuery drafts = m_query;
        drafts.status = TaskStatus::Draft;
        return m_found->tasks.count() - count(drafts);
    }

private:
    /// Few rows are left before any order is needed.
    bool isNarrow() const
    {
        return m_query.parentTaskId || !m_query.externalKey.isEmpty() || (m_found && m_found->areFew());
    }

    qint64 countOf(std::optional<TaskStatus> status, bool includeDrafts) const
    {
        if (status)
            return m_taskCounts.value(static_cast<int>(*status));
        qint64 total = includeDrafts ? m_taskCounts.value(static_cast<int>(TaskStatus::Draft)) : 0;
        for (auto it = m_taskCounts.cbegin(); it != m_taskCounts.cend(); ++it)
            total += it.key() == static_cast<int>(TaskStatus::Draft) ? 0 : it.value();
        return total;
    }

    qint64 count(const TaskQuery &query)
    {
        const Conditions conditions(query, m_found);
        Statement statement = m_db.prepareComposed("SELECT count(*)" + conditions.text());
        conditions.bindTo(statement);
        return statement.step() ? statement.value<qint64>() : 0;
    }

    std::vector<Place> fetch(const TaskQuery &query)
    {
        const Conditions conditions(query, m_found);
        QByteArray sql = columns + conditions.text();
        if (m_cursor)
            sql += QByteArray(" AND ") + m_order.after;
        sql += QByteArray(" ORDER BY ") + m_order.by + " LIMIT ?";
        Statement statement = m_db.prepareComposed(sql);
        conditions.bindTo(statement);
        if (m_cursor)
            bindKey(statement, query.order, *m_cursor);
        statement.bind(static_cast<qint64>(query.limit) + 1 + m_shown.size());
        return fetchRows<Place>(m_db, statement);
    }

    Connection &m_db;
    const TaskQuery &m_query;
    const Ordering &m_order;
    std::optional<Cursor> m_cursor;
    const QMap<int, qint64> m_taskCounts;
    std::optional<Found> m_found;
    QSet<qint64> m_shown; ///< rows of the page before that may have moved behind its end (LST-04)
};

} // namespace

std::optional<TaskIdPage> SqlStore::findTasks(const TaskQuery &query)
{
    const Ordering &order = ordering(query.order);
    std::optional<Cursor> cursor;
    if (!query.cursor.isEmpty()) {
        cursor = Cursor::decode(query.cursor, order.letter, order.keyLength + (order.keepsPlaces ? 0 : 1));
        if (!cursor)
            return std::nullopt;
    }
    const QStringList terms = searchTerms(query.searchWords);
    if (query.matchNothing || (!query.searchWords.isEmpty() && terms.isEmpty()))
        return TaskIdPage{};
    std::optional<RowSet> found;
    if (!terms.isEmpty())
        found = m_search.find(m_db, terms, wordsEdition());
    Lister lister(m_db, query, cursor, std::move(found), taskCounts());
    std::vector<Place> places = lister.places();
    const bool isAll = !cursor && places.size() <= static_cast<std::size_t>(query.limit);
    TaskIdPage page;
    if (places.size() > static_cast<std::size_t>(query.limit)) {
        places.resize(static_cast<std::size_t>(query.limit));
        if (!places.empty())
            page.nextCursor = lister.cursorBehind(places);
    }
    for (const Place &place : places)
        page.ids.push_back(place.id);
    page.total = isAll ? static_cast<qint64>(places.size()) : lister.total();
    return page;
}

} // namespace stint
