#include "app/cli/importsource.h"

#include <QSet>

namespace stint::cli
{

namespace
{

using wire::JsonKind;
using wire::JsonRef;
using wire::JsonText;

/// The tasks of one tag. Ids are paths: `5` a task, `5.2` its second subtask.
class TagReader
{
public:
    TagReader(const QString &tag, ImportSet &set)
        : m_tag(tag)
        , m_set(set)
    {
    }

    void read(JsonRef tasks)
    {
        collect(tasks, QString());
        tasks.forEach([&](JsonRef task) { this->task(task, QString()); });
    }

private:
    QString keyOf(const QString &path) const { return QStringLiteral("task-master:%1:%2").arg(m_tag, path); }
    static QString pathOf(JsonRef task, const QString &parent)
    {
        const QString id = textOf(task, "id").trimmed();
        // Some versions write the whole path as the id of a subtask.
        return parent.isEmpty() || id.startsWith(parent + QLatin1Char('.')) ? id : parent + QLatin1Char('.') + id;
    }

    void collect(JsonRef tasks, const QString &parent)
    {
        tasks.forEach([&](JsonRef task) {
            if (!task.is(JsonKind::Object))
                return;
            const QString path = pathOf(task, parent);
            m_paths.insert(path);
            if (const JsonRef subtasks = task.find("subtasks"); subtasks.is(JsonKind::Array))
                collect(subtasks, path);
        });
    }

    void task(JsonRef from, const QString &parent);
    void dependencies(JsonRef from, const QString &parent, ImportTask &task);
    /// The path a dependency means: a sibling first, else the whole path; blank when there is none.
    QString meant(const QString &id, const QString &parent) const
    {
        const QString sibling = parent + QLatin1Char('.') + id;
        if (!parent.isEmpty() && !id.contains(QLatin1Char('.')) && m_paths.contains(sibling))
            return sibling;
        return m_paths.contains(id) ? id : QString();
    }

    QString m_tag;
    ImportSet &m_set;
    QSet<QString> m_paths;
    QSet<QString> m_taken;
};

/// The tasks of a file that names no priority are of the medium one.
QString priorityOf(const QString &priority)
{
    return priority.isEmpty() ? QStringLiteral("medium") : priorityFrom(priority);
}

void TagReader::task(JsonRef from, const QString &parent)
{
    const QString path = from.is(JsonKind::Object) ? pathOf(from, parent) : QString();
    if (path.isEmpty() || path.endsWith(QLatin1Char('.')))
        return m_set.drop(keyOf(parent), QStringLiteral("a task without an id"));
    if (m_taken.contains(path))
        return m_set.drop(keyOf(path), QStringLiteral("appears more than once; the first one counts"));
    m_taken.insert(path);

    ImportTask task;
    task.externalKey = keyOf(path);
    task.title = textOf(from, "title");
    task.description = textOf(from, "description");
    addSection(task.description, QStringLiteral("Details"), textOf(from, "details"));
    addSection(task.description, QStringLiteral("Test strategy"), textOf(from, "testStrategy"));
    task.priority = priorityOf(textOf(from, "priority"));
    task.status = statusFrom(textOf(from, "status"));
    task.acceptance = criteriaOf(from.find("acceptanceCriteria"));
    task.labels += QLatin1String("tag:") + m_tag;
    if (!parent.isEmpty())
        task.parentKey = keyOf(parent);
    task.metadata = metadataOf("task-master", from,
                               {"title", "description", "details", "testStrategy", "priority", "acceptanceCriteria"});
    dependencies(from, parent, task);
    fit(task, m_set);
    m_set.tasks.push_back(std::move(task));

    if (const JsonRef subtasks = from.find("subtasks"); subtasks.is(JsonKind::Array))
        subtasks.forEach([&](JsonRef subtask) { this->task(subtask, path); });
}

void TagReader::dependencies(JsonRef from, const QString &parent, ImportTask &task)
{
    const JsonRef list = from.find("dependencies");
    if (!list.is(JsonKind::Array))
        return;
    list.forEach([&](JsonRef item) {
        const QString id = item.is(JsonKind::String) ? item.string().trimmed() : QString::fromUtf8(item.raw());
        const QString path = meant(id, parent);
        if (path.isEmpty())
            return m_set.dropDependency(task.externalKey,
                                        QStringLiteral("dependency on %1: there is no such task").arg(id.left(64)));
        if (!task.dependsOn.contains(keyOf(path)))
            task.dependsOn += keyOf(path);
    });
}

/// The tasks of a tag, or of a file that is one.
JsonRef tasksIn(JsonRef value)
{
    const JsonRef tasks = value.is(JsonKind::Object) ? value.find("tasks") : JsonRef();
    return tasks.is(JsonKind::Array) ? tasks : JsonRef();
}

} // namespace

Result<ImportSet> parseTaskMaster(const QByteArray &json)
{
    const auto text = JsonText::scan(json, importlimits::json);
    if (!text || text->fault()) {
        const wire::JsonFault &fault = text ? *text->fault() : text.error();
        return unreadable(QStringLiteral("byte %1").arg(fault.offset), fault.what);
    }
    ImportSet set;
    bool any = false;
    const auto readTag = [&](const QString &tag, JsonRef tasks) {
        any = true;
        TagReader(tag, set).read(tasks);
    };
    if (const JsonRef tasks = tasksIn(text->root())) {
        readTag(QStringLiteral("master"), tasks);
    } else if (text->root().is(JsonKind::Object)) {
        text->root().forEach([&](JsonRef tag) {
            if (const JsonRef tasks = tasksIn(tag))
                readTag(tag.key(), tasks);
        });
    }
    if (!any)
        return unreadable(QStringLiteral("the file"), QStringLiteral("it holds no tasks of the task-master format"));
    if (set.tasks.size() > static_cast<std::size_t>(importlimits::tasksMax))
        return unreadable(QStringLiteral("the file"), QStringLiteral("more than %1 tasks").arg(importlimits::tasksMax));
    return set;
}

bool looksLikeTaskMaster(const QString &, const QByteArray &content)
{
    const auto text = JsonText::scan(content, importlimits::json);
    if (!text || !text->root().is(JsonKind::Object))
        return false;
    bool found = static_cast<bool>(tasksIn(text->root()));
    text->root().forEach([&](JsonRef tag) { found = found || tasksIn(tag); });
    return found;
}

} // namespace stint::cli
