#include "app/cli/importsource.h"

#include "model/domain/json.h"
#include "model/domain/limits.h"
#include "model/domain/text.h"

#include <QHash>
#include <QRegularExpression>

namespace stint::cli
{

namespace
{

QString keyOf(const QString &id)
{
    return QLatin1String("backlog:") + id.trimmed().toLower();
}

QString unquoted(QString text)
{
    text = text.trimmed();
    for (const QChar quote : {u'\'', u'"'}) {
        if (text.size() >= 2 && text.startsWith(quote) && text.endsWith(quote)) {
            text = text.mid(1, text.size() - 2);
            return quote == u'\'' ? text.replace(QLatin1String("\'\'"), QLatin1String("\'"))
                                  : text.replace(QLatin1String("\\\""), QLatin1String("\""));
        }
    }
    return text;
}

/// The facts of one task file, the part of YAML that Backlog.md writes: `name: value`, `name: [a, b]`, and `name:`
/// followed by lines `- item`; a folded text goes on with indented lines.
class Facts
{
public:
    void line(const QString &line)
    {
        static const QRegularExpression member(QStringLiteral("^([A-Za-z_][A-Za-z0-9_]*):\\s*(.*)$"));
        static const QRegularExpression item(QStringLiteral("^\\s*-\\s+(.*)$"));
        if (const auto match = member.match(line); match.hasMatch()) {
            m_name = match.captured(1).toLower();
            begin(match.captured(2).trimmed());
        } else if (const auto entry = item.match(line); entry.hasMatch() && !m_name.isEmpty()) {
            m_values[m_name] += unquoted(entry.captured(1));
        } else if (!m_name.isEmpty() && !line.trimmed().isEmpty()) {
            QStringList &values = m_values[m_name];
            values = {(values.join(QLatin1Char(' ')) + QLatin1Char(' ') + line.trimmed()).trimmed()};
        }
    }

    QString text(const char *name) const { return list(name).join(QLatin1Char(' ')).trimmed(); }
    QStringList list(const char *name) const { return m_values.value(QLatin1String(name)); }

private:
    void begin(const QString &value)
    {
        QStringList &values = m_values[m_name];
        values.clear();
        if (value.startsWith(QLatin1Char('[')) && value.endsWith(QLatin1Char(']'))) {
            for (const QString &entry : value.mid(1, value.size() - 2).split(QLatin1Char(','), Qt::SkipEmptyParts))
                values += unquoted(entry);
        } else if (!value.isEmpty() && value != QLatin1String(">-") && value != QLatin1String("|")) {
            values += unquoted(value);
        }
    }

    QString m_name;
    QHash<QString, QStringList> m_values;
};

/// Reads task files one after the other. A file begins with a line of dashes before a line `id:`.
class BacklogReader
{
public:
    Done read(const QStringList &lines);
    ImportSet finish() { return std::move(m_set); }
    bool isEmpty() const { return m_set.tasks.empty(); }

private:
    void body(const QString &line);
    void close();

    ImportSet m_set;
    Facts m_facts;
    ImportTask m_task;
    bool m_isOpen = false;
    QString m_section; ///< heading of the part that is being read
};

bool isRule(const QString &line)
{
    return line.trimmed() == QLatin1String("---");
}

Done BacklogReader::read(const QStringList &lines)
{
    bool inFacts = false;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const bool begins =
            !inFacts && isRule(lines[i]) && i + 1 < lines.size() && lines[i + 1].startsWith(QLatin1String("id:"));
        if (begins) {
            close();
            m_facts = {};
            m_isOpen = inFacts = true;
        } else if (inFacts && isRule(lines[i])) {
            inFacts = false;
        } else if (inFacts) {
            m_facts.line(lines[i]);
        } else if (m_isOpen) {
            body(lines[i]);
        }
        if (m_set.tasks.size() > static_cast<std::size_t>(importlimits::tasksMax))
            return unreadable(QStringLiteral("line %1").arg(i + 1),
                              QStringLiteral("more than %1 tasks").arg(importlimits::tasksMax));
    }
    if (inFacts)
        return unreadable(QStringLiteral("the end"), QStringLiteral("the facts of the last task are never closed"));
    close();
    return {};
}

void BacklogReader::body(const QString &line)
{
    static const QRegularExpression heading(QStringLiteral("^##\\s+(.+?)\\s*$"));
    static const QRegularExpression box(QStringLiteral("^\\s*[-*]\\s+\\[([ xX])\\]\\s+(?:#\\d+\\s+)?(.+)$"));
    static const QRegularExpression marker(QStringLiteral("^\\s*<!--.*-->\\s*$"));
    if (marker.match(line).hasMatch())
        return;
    if (const auto match = heading.match(line); match.hasMatch()) {
        m_section = match.captured(1);
        if (m_section != QLatin1String("Description") && m_section != QLatin1String("Acceptance Criteria"))
            m_task.description = QStringLiteral("%1\n\n## %2\n").arg(m_task.description.trimmed(), m_section);
        return;
    }
    const auto criterion = box.match(line);
    if (m_section == QLatin1String("Acceptance Criteria") && criterion.hasMatch())
        m_task.acceptance.push_back({criterion.captured(2).trimmed(), criterion.captured(1) != QLatin1String(" "), {}});
    else
        m_task.description += line + QLatin1Char('\n');
}

void BacklogReader::close()
{
    ImportTask task = std::exchange(m_task, {});
    m_section.clear();
    if (!std::exchange(m_isOpen, false))
        return;
    const QString id = m_facts.text("id"), status = m_facts.text("status");
    task.externalKey = keyOf(id);
    task.title = m_facts.text("title");
    task.status = statusFrom(status);
    task.priority = priorityFrom(m_facts.text("priority"));
    task.labels = m_facts.list("labels");
    task.milestone = m_facts.text("milestone");
    if (const QString parent = m_facts.text("parent_task_id"); !parent.isEmpty())
        task.parentKey = keyOf(parent);
    for (const QString &blocker : m_facts.list("dependencies"))
        task.dependsOn += keyOf(blocker);
    JsonWriter metadata;
    metadata.beginObject();
    metadata.member("source", "backlog");
    metadata.member("id", id.left(limits::nameBytes));
    metadata.memberIfSet("status", status.left(limits::nameBytes));
    metadata.memberIfSet("assignee", m_facts.list("assignee").join(QLatin1String(", ")).left(limits::titleBytes));
    metadata.memberIfSet("created_date", m_facts.text("created_date").left(limits::nameBytes));
    metadata.endObject();
    task.metadata.text = metadata.take();
    fit(task, m_set);
    m_set.tasks.push_back(std::move(task));
}

} // namespace

Result<ImportSet> parseBacklog(const QByteArray &content)
{
    BacklogReader reader;
    STINT_TRY(reader.read(fileText(content).remove(QLatin1Char('\r')).split(QLatin1Char('\n'))));
    if (reader.isEmpty())
        return unreadable(QStringLiteral("the file"), QStringLiteral("it holds no task of Backlog.md"));
    return reader.finish();
}

bool looksLikeBacklog(const QString &, const QByteArray &content)
{
    return content.startsWith("---\nid:") || content.startsWith("---\r\nid:");
}

} // namespace stint::cli
