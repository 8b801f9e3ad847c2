#pragma once

#include "storage/queries/rowset.h"
#include "storage/queries/words.h"

#include <optional>
#include <utility>
#include <vector>

namespace stint
{

class Connection;

/// The words of a task (LST-03): title, identifier, description and comments, which are read back from their events.
WordSet wordsOfTask(Connection &db, qint64 n);

// A task's own texts are the entry of the index that has its row number; each comment is an entry of its own, so that
// it costs the same however many there are. Comments of boards that did not do so yet are in the entry of their task.

/// The entry of the \a comment th comment of the task \a n, counted from 1; 0 is that of its own texts.
constexpr qint64 wordEntry(qint64 n, qint64 comment)
{
    return (comment << 40) + n;
}
constexpr qint64 taskOfEntry(qint64 entry)
{
    return entry & ((qint64(1) << 40) - 1);
}
qint64 commentCount(Connection &db, qint64 n);
/// What belongs into the entry of the task's own texts.
WordSet ownWordsOfTask(Connection &db, qint64 n);

/// Finds tasks by beginnings of their words, and remembers for the last few words which tasks had them: people type a
/// word letter by letter, turn pages, and look at what they found while the board goes on. Thread of the connection.
class WordSearch
{
public:
    /// The tasks that have each of \a terms (searchTerms(), at least one). \a edition names the state of the index that
    /// \a db sees; without one nothing is remembered.
    RowSet find(Connection &db, const QStringList &terms, std::optional<qint64> edition);

private:
    const RowSet *remembered(const QString &term);
    RowSet ask(Connection &db, const QString &term, bool remember);

    std::vector<std::pair<QString, RowSet>> m_remembered; ///< last used last
    std::optional<qint64> m_edition;
};

} // namespace stint
