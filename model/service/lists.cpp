#include "model/domain/text.h"
#include "model/service/inspect.h"
#include "model/service/paging.h"
#include "model/service/queryrows.h"
#include "model/service/reads.h"

#include <algorithm>

namespace stint
{

namespace
{

/// The words have the order of the enumeration.
Result<TaskQuery::Order> orderFrom(const QString &text)
{
    const QString norm = text.trimmed().toLower();
    if (norm.isEmpty())
        return TaskQuery::Order::Activity;
    for (std::size_t i = 0; i < taskOrders.size(); ++i) {
        if (norm == QLatin1String(taskOrders[i]))
            return TaskQuery::Order(static_cast<int>(i));
    }
    return invalid("order", "order is activity, priority, rank or created");
}

/// LST-03: the words of a search text, lower-cased. Everything that is neither letter, digit nor mark separates them.
QStringList wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    for (const char32_t c : text.toLower().toUcs4()) {
        if (QChar::isLetterOrNumber(c) || QChar::isMark(c)) {
            word += QString::fromUcs4(&c, 1);
        } else if (!word.isEmpty()) {
            words.append(word);
            word.clear();
        }
    }
    if (!word.isEmpty())
        words.append(word);
    words.removeDuplicates();
    return words;
}

void setSearch(TaskQuery &query, const QString &text)
{
    query.searchWords = wordsOf(text);
    query.matchNothing = query.matchNothing || query.searchWords.isEmpty();
}

/// VAL-04 for filters: scope and workspace agree; a workspace without a scope is allowed.
Done checkScope(Query &query, const TaskQuery &wanted)
{
    if (wanted.scope == Scope::Global && wanted.workspaceId)
        return refuse(ErrorCode::InvalidScopeBinding, "A global task has no workspace.").field("workspace_id");
    if (wanted.scope == Scope::Workspace && !wanted.workspaceId)
        return refuse(ErrorCode::InvalidScopeBinding, "Workspace scope names a workspace.").field("workspace_id");
    if (wanted.workspaceId && !query.store.workspace(*wanted.workspaceId))
        return refuse(ErrorCode::WorkspaceNotFound, "There is no such workspace.").field("workspace_id");
    return {};
}

Result<TaskQuery> queryFrom(const TaskFilter &filter)
{
    TaskQuery wanted;
    wanted.workspaceId = filter.workspaceId;
    STINT_TRY(checkOptionalId("workspace_id", wanted.workspaceId));
    wanted.parentTaskId = filter.parentTaskId;
    STINT_TRY(checkOptionalId("parent_task_id", wanted.parentTaskId));
    STINT_TRY_LET(wanted.scope, filterEnum<Scope>("scope", filter.scope));
    STINT_TRY_LET(wanted.status, filterEnum<TaskStatus>("status", filter.status));
    STINT_TRY_LET(wanted.priority, filterEnum<Priority>("priority", filter.priority));
    STINT_TRY_LET(wanted.approvalState, filterEnum<ApprovalState>("approval_state", filter.approvalState));
    STINT_TRY_LET(wanted.ownerKind, filterEnum<OwnerKind>("owner_kind", filter.ownerKind));
    STINT_TRY_LET(wanted.order, orderFrom(filter.order));
    STINT_TRY_LET(wanted.limit, pageLimit(filter.limit));
    wanted.ownerRef = filter.ownerRef.trimmed();
    wanted.channel = filter.channel.trimmed();
    wanted.label = filter.label.trimmed();
    wanted.milestone = filter.milestone.trimmed();
    wanted.externalKey = filter.externalKey.trimmed();
    wanted.includeDrafts = filter.includeDrafts;
    wanted.cursor = filter.cursor;
    wanted.matchNothing = wanted.status == TaskStatus::Pending; // never at rest (INV-02)
    if (!filter.search.trimmed().isEmpty())
        setSearch(wanted, filter.search);
    return wanted;
}

Result<Page<TaskSummary>> summariesOf(Query &query, const TaskQuery &wanted)
{
    const auto found = query.store.findTasks(wanted);
    if (!found)
        return invalid("cursor", "The cursor belongs to no page of this list.");
    Glance glance(query.store, query.now);
    Page<TaskSummary> page;
    page.total = found->total;
    page.nextCursor = found->nextCursor;
    for (const TaskId &id : found->ids) {
        if (const auto task = glance.task(id))
            page.items.push_back(glance.summaryOf(*task));
    }
    return page;
}

/// The place of a run in the order of LST-06; the cursor of run.list is its text.
struct Place {
    qint64 queuedAtMs = 0;
    QString id;

    static Place of(const Run &run) { return {run.queuedAt.ms, run.id.value}; }
    bool operator<(const Place &other) const { return std::tie(queuedAtMs, id) < std::tie(other.queuedAtMs, other.id); }
    QString text() const { return QStringLiteral("%1.%2").arg(queuedAtMs).arg(id); }
};

Result<std::optional<Place>> placeFrom(const QString &cursor)
{
    if (cursor.isEmpty())
        return std::optional<Place>();
    bool isTime = false;
    const Place place{cursor.section(QLatin1Char('.'), 0, 0).toLongLong(&isTime), cursor.section(QLatin1Char('.'), 1)};
    if (!isTime || place.id.isEmpty())
        return invalid("cursor", "The cursor belongs to no page of this list.");
    return std::optional(place);
}

/// One page of \a count runs that \a at gives in ascending order of their places, newest first.
template<class At>
Page<Run> newestFirst(qsizetype count, At at, const std::optional<Place> &from, int limit)
{
    // The rows before `from` are found by halving, so that a page costs the same wherever it stands.
    qsizetype low = 0, end = count;
    while (from && low < end) {
        const qsizetype middle = low + (end - low) / 2;
        const std::optional<Run> run = at(middle);
        if (run && Place::of(*run) < *from)
            low = middle + 1;
        else
            end = middle;
    }
    Page<Run> page;
    page.total = count;
    for (qsizetype i = end - 1; i >= 0; --i) {
        const std::optional<Run> run = at(i);
        if (!run)
            continue;
        if (page.items.size() == static_cast<std::size_t>(limit)) {
            page.nextCursor = Place::of(page.items.back()).text();
            break;
        }
        page.items.push_back(*run);
    }
    return page;
}

} // namespace

Result<TaskList::Reply> perform(Query &query, const TaskList &request)
{
    STINT_TRY_LET(const TaskQuery wanted, queryFrom(request.filter));
    STINT_TRY(checkScope(query, wanted));
    return summariesOf(query, wanted);
}

Result<TaskSearch::Reply> perform(Query &query, const TaskSearch &request)
{
    TaskQuery wanted;
    STINT_TRY_LET(wanted.limit, pageLimit(request.limit));
    wanted.cursor = request.cursor;
    wanted.includeDrafts = true;
    setSearch(wanted, request.query);
    return summariesOf(query, wanted);
}

Result<TaskSummaries::Reply> perform(Query &query, const TaskSummaries &request)
{
    if (request.ids.size() > limits::listMax)
        return invalid("ids", "At most 500 tasks are read at once.");
    Glance glance(query.store, query.now);
    Page<TaskSummary> page;
    for (const QString &id : request.ids) {
        if (const auto task = glance.task(TaskId(id)))
            page.items.push_back(glance.summaryOf(*task));
    }
    page.total = static_cast<qint64>(page.items.size());
    return page;
}

Result<RunList::Reply> perform(Query &query, const RunList &request)
{
    STINT_TRY_LET(const int limit, pageLimit(request.limit));
    STINT_TRY_LET(const auto status, filterEnum<RunStatus>("status", request.status));
    STINT_TRY_LET(const auto from, placeFrom(request.cursor));
    if (!request.taskId) {
        if (!status)
            return invalid("status", "Name a task or a status.");
        const auto ids = query.store.runsWithStatus(*status);
        const auto at = [&](qsizetype i) { return query.store.run(ids[static_cast<std::size_t>(i)]); };
        return newestFirst(static_cast<qsizetype>(ids.size()), at, from, limit);
    }
    STINT_TRY_LET(const Task task, requireTask(query, *request.taskId));
    auto runs = query.store.runsOf(task.id);
    std::erase_if(runs, [&](const Run &run) { return status && run.status != *status; });
    std::sort(runs.begin(), runs.end(), [](const Run &a, const Run &b) { return Place::of(a) < Place::of(b); });
    const auto at = [&](qsizetype i) { return std::optional(runs[static_cast<std::size_t>(i)]); };
    return newestFirst(static_cast<qsizetype>(runs.size()), at, from, limit);
}

} // namespace stint
