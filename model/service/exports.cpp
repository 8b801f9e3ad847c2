#include "model/service/exports.h"

#include "model/domain/text.h"
#include "model/service/paging.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace stint
{

namespace
{

// What comes out of an export must go back in: a part of an import fits a line of the wire (1 MiB).
constexpr qint64 pageBytesMax = 900 << 10;
constexpr qint64 taskBytesMax = 700 << 10;
constexpr int commentsMax = 900;
constexpr int eventsPerRead = 500;

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

    /// The page of \a ids, up to its bound in bytes.
    BoardExport::Reply page(const std::vector<TaskId> &ids)
    {
        qint64 bytes = 0;
        for (const TaskId &id : ids) {
            const auto task = m_store.task(id);
            if (!task)
                continue;
            const std::size_t droppedBefore = m_reply.dropped.size();
            ImportTask item = itemOf(*task);
            bytes += jsonBytes(item);
            if (bytes > pageBytesMax && !m_reply.items.empty()) {
                m_reply.dropped.resize(droppedBefore);
                break;
            }
            m_reply.items.push_back(std::move(item));
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
    TaskQuery wanted;
    wanted.order = TaskQuery::Order::Created;
    wanted.workspaceId = request.workspaceId;
    wanted.includeDrafts = request.includeDrafts;
    wanted.cursor = request.cursor;
    STINT_TRY_LET(wanted.limit, pageLimit(request.limit));
    if (wanted.workspaceId && !query.store.workspace(*wanted.workspaceId))
        return refuse(ErrorCode::WorkspaceNotFound, "There is no such workspace.").field("workspace_id");
    auto found = query.store.findTasks(wanted);
    if (!found)
        return invalid("cursor", "The cursor belongs to no page of this list.");
    BoardExport::Reply reply = Exporter(query.store).page(found->ids);
    // The page is full before all its rows were told: the cursor is that of a page of so many.
    if (!reply.items.empty() && reply.items.size() < found->ids.size()) {
        wanted.limit = static_cast<int>(reply.items.size());
        found = query.store.findTasks(wanted);
    }
    reply.nextCursor = found ? found->nextCursor : QString();
    reply.total = found ? found->total : 0;
    return reply;
}

} // namespace stint
