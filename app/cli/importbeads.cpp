#include "app/cli/importsource.h"

#include <QHash>
#include <QSet>

namespace stint::cli
{

namespace
{

using wire::JsonKind;
using wire::JsonRef;

QString keyOf(const QString &id)
{
    return QLatin1String("beads:") + id;
}

QString priorityOf(JsonRef issue)
{
    const JsonRef priority = issue.find("priority");
    switch (priority.is(JsonKind::Number) ? priority.integer().value_or(2) : 2) {
    case 0:
        return QStringLiteral("urgent");
    case 1:
        return QStringLiteral("high");
    case 3:
    case 4:
        return QStringLiteral("low");
    default:
        return QStringLiteral("medium");
    }
}

struct Edge {
    QString from, to, type;
};

/// Reads one issue after the other and joins them at the end, because a line may name issues of later lines.
class BeadsReader
{
public:
    Done line(const QByteArray &text, int number);
    ImportSet finish();

private:
    void issue(JsonRef issue);
    void edges(JsonRef issue, const QString &id);
    void apply(const Edge &edge);

    ImportSet m_set;
    QHash<QString, std::size_t> m_index; ///< of tasks, by id
    QSet<QString> m_deleted;
    std::vector<Edge> m_edges;
};

Done BeadsReader::line(const QByteArray &text, int number)
{
    const QString place = QStringLiteral("line %1").arg(number);
    STINT_TRY_LET(const wire::JsonText json, objectOf(text, place));
    if (textOf(json.root(), "id").trimmed().isEmpty())
        return unreadable(place, QStringLiteral("an issue is an object with an id"));
    if (m_set.tasks.size() >= static_cast<std::size_t>(importlimits::tasksMax))
        return unreadable(place, QStringLiteral("more than %1 tasks").arg(importlimits::tasksMax));
    issue(json.root());
    return {};
}

void BeadsReader::issue(JsonRef issue)
{
    const QString id = textOf(issue, "id").trimmed(), status = textOf(issue, "status");
    if (status == QLatin1String("tombstone")) {
        m_deleted.insert(id);
        m_set.drop(keyOf(id), QStringLiteral("deleted there"));
        return;
    }
    ImportTask task;
    task.externalKey = keyOf(id);
    task.title = textOf(issue, "title");
    task.description = textOf(issue, "description");
    task.priority = priorityOf(issue);
    task.status = statusFrom(status);
    addSection(task.description, QStringLiteral("Design"), textOf(issue, "design"));
    addSection(task.description, QStringLiteral("Notes"), textOf(issue, "notes"));
    task.acceptance = criteriaOf(issue.find("acceptance_criteria"));
    if (const QString type = textOf(issue, "issue_type"); !type.isEmpty())
        task.labels += QLatin1String("type:") + type;
    if (const JsonRef labels = issue.find("labels"); labels.is(JsonKind::Array))
        labels.forEach([&](JsonRef label) { task.labels += label.is(JsonKind::String) ? label.string() : QString(); });
    if (const JsonRef comments = issue.find("comments"); comments.is(JsonKind::Array)) {
        comments.forEach([&](JsonRef comment) {
            if (!comment.is(JsonKind::Object))
                return;
            const QString author = textOf(comment, "author"), text = textOf(comment, "text");
            task.comments += author.isEmpty() ? text : QStringLiteral("%1: %2").arg(author, text);
        });
    }
    task.metadata =
        metadataOf("beads", issue, {"title", "description", "design", "notes", "acceptance_criteria", "priority"});
    edges(issue, id);
    fit(task, m_set);
    if (const auto known = m_index.constFind(id); known != m_index.constEnd()) {
        m_set.drop(task.externalKey, QStringLiteral("appears more than once; the last one counts"));
        m_set.tasks[*known] = std::move(task);
        return;
    }
    m_index.insert(id, m_set.tasks.size());
    m_set.tasks.push_back(std::move(task));
}

void BeadsReader::edges(JsonRef issue, const QString &id)
{
    const JsonRef dependencies = issue.find("dependencies");
    if (!dependencies.is(JsonKind::Array))
        return;
    dependencies.forEach([&](JsonRef dependency) {
        if (!dependency.is(JsonKind::Object))
            return;
        const QString from = textOf(dependency, "issue_id"), type = textOf(dependency, "type");
        m_edges.push_back({from.isEmpty() ? id : from, textOf(dependency, "depends_on_id"),
                           type.isEmpty() ? QStringLiteral("blocks") : type});
    });
}

void BeadsReader::apply(const Edge &edge)
{
    const QString key = keyOf(edge.from);
    const auto found = m_index.constFind(edge.from);
    if (found == m_index.constEnd() || m_deleted.contains(edge.to)) {
        const QString gone = found == m_index.constEnd() ? edge.from : edge.to;
        return m_set.dropDependency(
            key, QStringLiteral("dependency %1 on %2: %3 was deleted there").arg(edge.type, edge.to, gone));
    }
    ImportTask &task = m_set.tasks[*found];
    const QString target = keyOf(edge.to);
    if (edge.type == QLatin1String("blocks")) {
        if (!task.dependsOn.contains(target))
            task.dependsOn += target;
    } else if (edge.type != QLatin1String("parent-child")) {
        m_set.dropDependency(key, QStringLiteral("dependency %1 on %2 has no counterpart").arg(edge.type, edge.to));
    } else if (task.parentKey.isEmpty() || task.parentKey == target) {
        task.parentKey = target;
    } else {
        m_set.dropDependency(key,
                             QStringLiteral("dependency parent-child on %1 would be a second parent").arg(edge.to));
    }
}

ImportSet BeadsReader::finish()
{
    for (const Edge &edge : m_edges)
        apply(edge);
    return std::move(m_set);
}

} // namespace

Result<ImportSet> parseBeads(const QByteArray &jsonLines)
{
    BeadsReader reader;
    STINT_TRY(forEachLine(jsonLines, [&](const QByteArray &line, int number) { return reader.line(line, number); }));
    return reader.finish();
}

bool looksLikeBeads(const QString &, const QByteArray &content)
{
    const wire::JsonText text = firstObject(content);
    const JsonRef first = text.root();
    return first.find("id") && first.find("title") && (first.find("issue_type") || first.find("status"));
}

} // namespace stint::cli
