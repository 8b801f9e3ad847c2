#include "storage/queries/boardrows.h"
#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"

namespace stint
{

namespace
{

/// The number at the end of what SQLCipher says about a page.
quint32 pageOf(const QString &text)
{
    return text.mid(text.lastIndexOf(QLatin1Char(' ')) + 1).toUInt();
}

} // namespace

QStringList SqlStore::integrityProblems()
{
    QStringList problems;
    // The check of the pages looks at the file alone, where those that are still in the log are old, or holes, or are
    // written just now. A read comes first: from then on it is the same pages.
    std::ignore = lastEventSeq();
    const std::set<quint32> toMove = m_db.pagesToMove();
    // One row per page whose MAC does not fit; none when all is well.
    for (const QString &text : fetchAll<QString>(m_db, "PRAGMA cipher_integrity_check")) {
        if (!toMove.contains(pageOf(text)))
            problems.append(QStringLiteral("page: %1").arg(text));
    }
    // The check of an FTS5 index trusts what the connection remembers of it from before other commits; a query makes it
    // look again, else a whole index is called malformed.
    fetchAll<qint64>(m_db, "SELECT rowid FROM task_words WHERE task_words MATCH '\"a\"' LIMIT 1");
    for (const QString &text : fetchAll<QString>(m_db, "PRAGMA integrity_check(50)")) {
        if (text != QLatin1String("ok"))
            problems.append(QStringLiteral("structure: %1").arg(text));
    }
    for (const QString &table : fetchAll<QString>(m_db, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check"))
        problems.append(QStringLiteral("reference: a row of %1 names a missing row").arg(table));
    return problems;
}

BoardRows SqlStore::allRows()
{
    BoardRows rows = readBoardRows(m_db);
    Statement query = m_db.prepare("SELECT " STINT_READY_COLUMNS ", queue_class, due_at_ms FROM runs "
                                   "WHERE status = 0 AND queue_class <> 0 ORDER BY id");
    while (query.step()) {
        ReadyEntry entry;
        readRow(query, entry.run);
        const auto number = query.value<qint64>();
        query.take(entry.due);
        entry.claimClass = classOf(std::abs(number)).key();
        rows.ready.push_back(std::move(entry));
    }
    return rows;
}

} // namespace stint
