#include "model/service/exports.h"

#include "model/domain/text.h"
#include "model/service/paging.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <functional>

namespace stint
{

namespace
{

// What comes out of an export must go back in: a part of an import fits a line of the wire (1 MiB).
constexpr qint64 pageBytesMax = 900 << 10;
constexpr qint64 taskBytesMax = 700 << 10;
constexpr int commentsMax = 900;
constexpr int eventsPerRead = 500;
constexpr auto cursorMark = QLatin1String("before:"); ///< then the id of the last task told

/// A text in JSON, at most: what JSON escapes is six times as long.
qint64 jsonBytes(const QString &text)
{
    qint64 bytes = utf8Bytes(text) + 16;
    for (const QChar c : text) {
        if (c.unicode() < 0x20)
            bytes += 5;
        else if (c == QLatin1Char('"') || c == QLatin1Char('\\'))
            ++bytes;
    }
    return bytes;
}

qint64 jsonBytes(const ImportTask &task)
{
    qint64 bytes = 256 + task.metadata.text.size();
    for (const QString *text : {&task.externalKey, &task.title, &task.description, &task.priority, &task.milestone,
                                &task.identifier, &task.parentKey, &task.status})
        bytes += jsonBytes(*text);
    for (const QStringList *texts : {&task.labels, &task.dependsOn, &task.comments}) {
        for (const QString &text : *texts)
            bytes += jsonBytes(text);
    }
    for (const Criterion &criterion : task.acceptance)
        bytes += jsonBytes(criterion.text) + jsonBytes(criterion.evidence) + 32;
    return bytes;
}

class Exporter
{
public:
    explicit Exporter(StoreReader &store)
        : m_store(store)
    {
    }

    /// The page behind \a before, up to its bounds in tasks and bytes.
    BoardExport::Reply page(const TaskId &before, int limit, const std::function<bool(const Task &)> &isWanted)
    {
        // By id, the newest first: a task that changes between two pages keeps its place.
        const std::vector<TaskId> ids = m_store.allTaskIds();
        qint64 bytes = 0;
        TaskId last;
        auto id = before.isEmpty() ? ids.end() : std::lower_bound(ids.begin(), ids.end(), before);
        while (id != ids.begin()) {
            const auto task = m_store.task(*--id);
            if (!task || !isWanted(*task))
                continue;
            const std::size_t droppedBefore = m_reply.dropped.size();
            ImportTask item = itemOf(*task);
            bytes += jsonBytes(item);
            if (!m_reply.items.empty() &&
                (bytes > pageBytesMax || m_reply.items.size() >= static_cast<std::size_t>(limit))) {
                m_reply.dropped.resize(droppedBefore);
                m_reply.nextCursor = cursorMark + last.value;
                break;
            }
            m_reply.items.push_back(std::move(item));
            last = *id;
        }
        return std::move(m_reply);
    }

private:
    ImportTask itemOf(const Task &task)
    {
        ImportTask item;
        item.externalKey = keyOf(task);
        item.identifier = task.identifier;
        item.title = task.title;
        item.description = task.description;
        item.priority = toText(task.priority);
        item.milestone = task.milestone;
        item.labels = task.labels;
        item.acceptance = task.acceptance;
        item.metadata = task.metadata;
        item.status = isTerminal(task.status) ? QString(toText(task.status)) : QStringLiteral("open");
        if (task.parentTaskId)
            item.parentKey = keyOf(*task.parentTaskId);
        for (const Dependency &dependency : m_store.dependenciesOf(task.id))
            item.dependsOn.append(keyOf(dependency.dependsOn));
        addComments(item, task.id);
        return item;
    }

    static QString keyOf(const Task &task) { return task.externalKey.isEmpty() ? task.id.value : task.externalKey; }
    QString keyOf(const TaskId &id)
    {
        const auto task = m_store.task(id);
        return task ? keyOf(*task) : id.value;
    }

    /// The oldest ones that an import can carry.
    void addComments(ImportTask &item, const TaskId &id)
    {
        qint64 bytes = jsonBytes(item), afterSeq = 0;
        int left = 0;
        for (;;) {
            const std::vector<Event> events = m_store.eventsOfTask(id, afterSeq, eventsPerRead);
            for (const Event &event : events) {
                if (event.type != QLatin1String("task.commented"))
                    continue;
                const QString text =
                    QJsonDocument::fromJson(event.payload.text).object().value(QLatin1String("text")).toString();
                bytes += jsonBytes(text);
                if (bytes > taskBytesMax || item.comments.size() >= commentsMax)
                    ++left;
                else
                    item.comments.append(text);
            }
            if (events.size() < static_cast<std::size_t>(eventsPerRead))
                break;
            afterSeq = events.back().seq;
        }
        if (left > 0)
            m_reply.dropped.push_back(
                {item.externalKey, QStringLiteral("%1 comments are more than an import can carry").arg(left)});
    }

    StoreReader &m_store;
    BoardExport::Reply m_reply;
};

} // namespace

Result<BoardExport::Reply> perform(Query &query, const BoardExport &request)
{
    STINT_TRY_LET(const int limit, pageLimit(request.limit));
    std::optional<WorkspaceId> workspace = request.workspaceId;
    STINT_TRY(checkOptionalId("workspace_id", workspace));
    if (workspace && !query.store.workspace(*workspace))
        return refuse(ErrorCode::WorkspaceNotFound, "There is no such workspace.").field("workspace_id");
    if (!request.cursor.isEmpty() && !request.cursor.startsWith(cursorMark))
        return invalid("cursor", "The cursor belongs to no page of this list.");
    const auto isWanted = [&](const Task &task) {
        return (request.includeDrafts || task.status != TaskStatus::Draft) &&
               (!workspace || task.workspaceId == workspace);
    };
    BoardExport::Reply reply =
        Exporter(query.store).page(TaskId(request.cursor.mid(cursorMark.size())), limit, isWanted);
    TaskQuery all;
    all.workspaceId = workspace;
    all.includeDrafts = request.includeDrafts;
    all.limit = 1;
    if (const auto counted = query.store.findTasks(all))
        reply.total = counted->total;
    return reply;
}

} // namespace stint
