#include "app/cli/importsource.h"

#include "model/domain/text.h"

#include <QHash>
#include <QRegularExpression>

namespace stint::cli
{

namespace
{

/// Reads the check boxes of a text: `- [ ] title`, nested by indentation, under headings that become milestones. Other
/// lines below a box belong to its description.
class MarkdownReader
{
public:
    void line(const QString &line);
    ImportSet finish();

private:
    struct Open {
        qsizetype indent;
        std::size_t task;
        QString path; ///< titles down to it
    };

    void box(qsizetype indent, bool done, const QString &title);

    ImportSet m_set;
    QString m_heading;
    std::vector<Open> m_open;
    QHash<QString, int> m_seen; ///< how often a path occurred
};

void MarkdownReader::line(const QString &line)
{
    static const QRegularExpression heading(QStringLiteral("^#{1,6}\\s+(.+?)\\s*#*$"));
    static const QRegularExpression item(QStringLiteral("^(\\s*)[-*+]\\s+\\[([ xX])\\]\\s+(.+)$"));
    if (const auto match = heading.match(line); match.hasMatch()) {
        m_heading = match.captured(1);
        m_open.clear();
    } else if (const auto box = item.match(line); box.hasMatch()) {
        QString indent = box.captured(1);
        this->box(indent.replace(QLatin1Char('\t'), QLatin1String("    ")).size(),
                  box.captured(2) != QLatin1String(" "), box.captured(3));
    } else if (!m_open.empty() &&
               (line.startsWith(QLatin1Char(' ')) || line.startsWith(QLatin1Char('\t')) || line.isEmpty())) {
        m_set.tasks[m_open.back().task].description += line.trimmed() + QLatin1Char('\n');
    } else {
        m_open.clear();
    }
}

void MarkdownReader::box(qsizetype indent, bool done, const QString &title)
{
    while (!m_open.empty() && m_open.back().indent >= indent)
        m_open.pop_back();
    // The key is the place among the titles, so that a box keeps it when others are added around it.
    QString path = (m_open.empty() ? m_heading : m_open.back().path) + QLatin1Char('\n') + title.trimmed();
    if (const int before = m_seen[path]++; before > 0)
        path += QStringLiteral("\n#%1").arg(before + 1);
    ImportTask task;
    task.externalKey = QLatin1String("markdown:") + sha256Text(path.toUtf8()).mid(7, 24);
    task.title = title.trimmed();
    task.milestone = m_heading;
    task.status = done ? QStringLiteral("completed") : QStringLiteral("open");
    if (!m_open.empty())
        task.parentKey = m_set.tasks[m_open.back().task].externalKey;
    m_open.push_back({indent, m_set.tasks.size(), path});
    m_set.tasks.push_back(std::move(task));
}

ImportSet MarkdownReader::finish()
{
    for (ImportTask &task : m_set.tasks)
        fit(task, m_set);
    return std::move(m_set);
}

} // namespace

Result<ImportSet> parseMarkdown(const QByteArray &content)
{
    MarkdownReader reader;
    qsizetype count = 0;
    for (QString line : fileText(content).split(QLatin1Char('\n'))) {
        if (line.endsWith(QLatin1Char('\r')))
            line.chop(1);
        reader.line(line);
        if (++count > importlimits::tasksMax)
            return unreadable(QStringLiteral("the file"),
                              QStringLiteral("more than %1 lines").arg(importlimits::tasksMax));
    }
    ImportSet set = reader.finish();
    if (set.tasks.empty())
        return unreadable(QStringLiteral("the file"), QStringLiteral("it holds no check boxes"));
    return set;
}

bool looksLikeMarkdown(const QString &fileName, const QByteArray &)
{
    return fileName.endsWith(QLatin1String(".md"), Qt::CaseInsensitive) ||
           fileName.endsWith(QLatin1String(".markdown"), Qt::CaseInsensitive);
}

} // namespace stint::cli
