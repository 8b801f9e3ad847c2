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

struct CsvRow {
    int line = 1; ///< where it begins
    QStringList cells;
};

/// RFC 4180, with the separator of the first line: comma, semicolon or tab.
class CsvReader
{
public:
    explicit CsvReader(const QString &text)
        : m_text(text)
    {
        const QString first = text.left(text.indexOf(QLatin1Char('\n')));
        for (const char16_t candidate : {u';', u'\t'}) {
            if (first.count(QChar(candidate)) > first.count(QChar(m_separator)))
                m_separator = candidate;
        }
    }

    bool atEnd() const { return m_at >= m_text.size(); }
    Result<CsvRow> row()
    {
        CsvRow row{m_line, {}};
        for (bool more = true; more;) {
            STINT_TRY_LET(const QString cell, this->cell());
            row.cells += cell;
            more = !atEnd() && m_text[m_at] == QChar(m_separator);
            m_at += more ? 1 : 0;
        }
        if (!atEnd() && m_text[m_at] == QLatin1Char('\r'))
            ++m_at;
        if (!atEnd() && m_text[m_at] == QLatin1Char('\n')) {
            ++m_at;
            ++m_line;
        }
        return row;
    }

private:
    Result<QString> cell()
    {
        QString cell;
        if (atEnd() || m_text[m_at] != QLatin1Char('"')) {
            for (; !atEnd() && m_text[m_at] != QChar(m_separator) && m_text[m_at] != QLatin1Char('\n') &&
                   m_text[m_at] != QLatin1Char('\r');
                 ++m_at)
                cell += m_text[m_at];
            return cell;
        }
        const int begin = m_line;
        for (++m_at; !atEnd(); ++m_at) {
            const QChar c = m_text[m_at];
            const bool doubled =
                c == QLatin1Char('"') && m_at + 1 < m_text.size() && m_text[m_at + 1] == QLatin1Char('"');
            if (c == QLatin1Char('"') && !doubled) {
                ++m_at;
                return cell;
            }
            m_at += doubled ? 1 : 0;
            m_line += c == QLatin1Char('\n') ? 1 : 0;
            cell += c;
        }
        return unreadable(QStringLiteral("line %1").arg(begin), QStringLiteral("a quote is never closed"));
    }

    const QString &m_text;
    char16_t m_separator = u',';
    qsizetype m_at = 0;
    int m_line = 1;
};

/// The board's name of a column, for the names people give it.
QString columnName(const QString &header)
{
    static const QHash<QString, QString> names{
        {QStringLiteral("key"), QStringLiteral("id")},
        {QStringLiteral("external_key"), QStringLiteral("id")},
        {QStringLiteral("name"), QStringLiteral("title")},
        {QStringLiteral("summary"), QStringLiteral("title")},
        {QStringLiteral("body"), QStringLiteral("description")},
        {QStringLiteral("state"), QStringLiteral("status")},
        {QStringLiteral("label"), QStringLiteral("labels")},
        {QStringLiteral("tags"), QStringLiteral("labels")},
        {QStringLiteral("parent_key"), QStringLiteral("parent")},
        {QStringLiteral("dependencies"), QStringLiteral("depends_on")},
        {QStringLiteral("blocked_by"), QStringLiteral("depends_on")},
    };
    const QString norm = header.trimmed().toLower().replace(QLatin1Char(' '), QLatin1Char('_'));
    return names.value(norm, norm);
}

QStringList listOf(const QString &cell)
{
    static const QRegularExpression separators(QStringLiteral("[,;\\n]"));
    QStringList items;
    for (const QString &item : cell.split(separators, Qt::SkipEmptyParts)) {
        if (!item.trimmed().isEmpty())
            items += item.trimmed();
    }
    return items;
}

QString keyOf(const QString &id)
{
    return QLatin1String("csv:") + id;
}

/// The cells of columns that the board has no field for.
class OtherCells
{
public:
    /// Other trackers repeat a column's name for each of several values.
    void add(const QString &name, const QString &cell)
    {
        static const QStringList unwanted{QString(), QStringLiteral("source"), QStringLiteral("claim_token"),
                                          QStringLiteral("session_token")};
        if (cell.isEmpty() || unwanted.contains(name))
            return;
        QString &text = m_cells[name];
        if (text.isEmpty())
            m_names += name;
        else
            text += QLatin1String(", ");
        text += cell;
    }
    Json metadata() const
    {
        JsonWriter writer;
        writer.beginObject();
        writer.member("source", "csv");
        qsizetype bytes = 64;
        for (const QString &name : m_names) {
            const QString cell = m_cells.value(name);
            bytes += 2 * utf8Bytes(name) + 2 * utf8Bytes(cell) + 16; // and never a thousand of them (FRM-02)
            if (bytes < limits::metadataBytes) {
                writer.key(name);
                writer.value(cell);
            }
        }
        writer.endObject();
        return Json{writer.take()};
    }

private:
    QStringList m_names; ///< in the order of the file
    QHash<QString, QString> m_cells;
};

ImportTask taskOf(const QStringList &columns, const CsvRow &row)
{
    static const QStringList taken{
        QStringLiteral("id"),     QStringLiteral("title"),      QStringLiteral("description"),
        QStringLiteral("status"), QStringLiteral("priority"),   QStringLiteral("labels"),
        QStringLiteral("parent"), QStringLiteral("depends_on"), QStringLiteral("milestone")};
    QHash<QString, QString> known;
    OtherCells others;
    for (qsizetype i = 0; i < std::min(columns.size(), row.cells.size()); ++i) {
        const QString &name = columns[i], cell = row.cells[i].trimmed();
        if (taken.contains(name))
            known.insert(name, cell);
        else
            others.add(name, cell);
    }
    ImportTask task;
    const QString id = known.value(QStringLiteral("id")), title = known.value(QStringLiteral("title"));
    task.externalKey = keyOf(id.isEmpty() ? sha256Text(title.toUtf8()).mid(7, 16) : id);
    task.title = title;
    task.description = known.value(QStringLiteral("description"));
    task.status = statusFrom(known.value(QStringLiteral("status")));
    task.priority = priorityFrom(known.value(QStringLiteral("priority")));
    task.labels = listOf(known.value(QStringLiteral("labels")));
    task.milestone = known.value(QStringLiteral("milestone"));
    if (const QString parent = known.value(QStringLiteral("parent")); !parent.isEmpty())
        task.parentKey = keyOf(parent);
    for (const QString &dependency : listOf(known.value(QStringLiteral("depends_on"))))
        task.dependsOn += keyOf(dependency);
    task.metadata = others.metadata();
    return task;
}

} // namespace

Result<ImportSet> parseCsv(const QByteArray &content)
{
    const QString text = fileText(content);
    CsvReader reader(text);
    STINT_TRY_LET(const CsvRow header, reader.row());
    QStringList columns;
    for (const QString &name : header.cells)
        columns += columnName(name);
    if (!columns.contains(QStringLiteral("title")))
        return unreadable(QStringLiteral("line 1"),
                          QStringLiteral("the first line names the columns; one of them is title"));
    ImportSet set;
    while (!reader.atEnd()) {
        STINT_TRY_LET(const CsvRow row, reader.row());
        if (row.cells.join(QString()).trimmed().isEmpty())
            continue;
        ImportTask task = taskOf(columns, row);
        if (task.title.isEmpty()) {
            set.drop(task.externalKey, QStringLiteral("line %1 has no title").arg(row.line));
            continue;
        }
        const QStringList surplus = row.cells.mid(columns.size());
        if (!surplus.join(QString()).trimmed().isEmpty())
            set.drop(task.externalKey, QStringLiteral("line %1 has %2 cells more than the first line has columns")
                                           .arg(row.line)
                                           .arg(surplus.size()));
        fit(task, set);
        set.tasks.push_back(std::move(task));
        if (set.tasks.size() > static_cast<std::size_t>(importlimits::tasksMax))
            return unreadable(QStringLiteral("line %1").arg(row.line),
                              QStringLiteral("more than %1 tasks").arg(importlimits::tasksMax));
    }
    return set;
}

bool looksLikeCsv(const QString &fileName, const QByteArray &)
{
    return fileName.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive) ||
           fileName.endsWith(QLatin1String(".tsv"), Qt::CaseInsensitive);
}

} // namespace stint::cli
