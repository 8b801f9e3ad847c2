#include "storage/queries/wordsearch.h"

#include "storage/queries/rows.h"

#include <algorithm>

namespace stint
{

namespace
{

constexpr std::size_t rememberedMax = 16;

/// So few tasks, or entries of tasks, are looked at one by one: cheaper than asking the index for a word that very many
/// have.
constexpr qint64 fewTasks = 50;

/// The index gathers all tasks of a beginning before it gives the first; those of a whole word come one by one.
bool isCommon(Connection &db, const QString &term)
{
    return fetchNumber(db, "SELECT count(*) FROM (SELECT rowid FROM task_words WHERE task_words MATCH ? LIMIT ?)",
                       matchingWhole(term), fewTasks + 1) > fewTasks;
}

/// \a comments: how many of the first ones; below 0 all.
WordSet wordsWithComments(Connection &db, qint64 n, qint64 comments)
{
    WordSet words;
    Statement task = db.prepare("SELECT id, title, identifier, description FROM tasks WHERE n = ?");
    task.bind(n);
    if (!task.step())
        return words;
    const auto id = task.value<TaskId>();
    for (int column = 0; column < 3; ++column)
        words.add(task.value<QString>());
    for (const Json &payload :
         fetchAll<Json>(db,
                        "SELECT payload_json FROM events WHERE task_id = ? AND type = 'task.commented' "
                        "ORDER BY seq LIMIT ?",
                        id, comments))
        words.addComment(payload);
    return words;
}

} // namespace

WordSet wordsOfTask(Connection &db, qint64 n)
{
    return wordsWithComments(db, n, -1);
}

WordSet ownWordsOfTask(Connection &db, qint64 n)
{
    const qint64 comments = commentCount(db, n);
    qint64 without = 0;
    while (without < comments &&
           fetchNumber(db, "SELECT count(*) FROM task_words WHERE rowid = ?", wordEntry(n, without + 1)) == 0)
        ++without;
    return wordsWithComments(db, n, without);
}

qint64 commentCount(Connection &db, qint64 n)
{
    return fetchNumber(db,
                       "SELECT count(*) FROM events WHERE task_id = (SELECT id FROM tasks WHERE n = ?) "
                       "AND type = 'task.commented'",
                       n);
}

/// The rarest words first as far as that is cheap to know: what is remembered, then words that are not common. The
/// others are looked up in the tasks themselves when few are left, else in the index.
RowSet WordSearch::find(Connection &db, const QStringList &terms, std::optional<qint64> edition)
{
    if (!edition || m_edition != edition)
        m_remembered.clear();
    m_edition = edition;
    std::optional<RowSet> found;
    const auto narrow = [&found](const RowSet &tasks) {
        if (found)
            found->intersect(tasks);
        else
            found = tasks;
    };
    QStringList unknown, common;
    for (const QString &term : terms) {
        if (const RowSet *const tasks = remembered(term))
            narrow(*tasks);
        else
            unknown.append(term);
    }
    const auto few = [&found] { return found && found->count() <= fewTasks; };
    for (const QString &term : std::as_const(unknown)) {
        if (few() || (terms.size() > 1 && isCommon(db, term)))
            common.append(term);
        else
            narrow(ask(db, term, edition.has_value()));
    }
    while (!few() && !common.isEmpty())
        narrow(ask(db, common.takeFirst(), edition.has_value()));
    if (common.isEmpty())
        return *std::move(found);
    RowSet having;
    for (const qint64 n : found->rows()) {
        const WordSet words = wordsOfTask(db, n);
        if (std::all_of(common.begin(), common.end(), [&](const QString &term) { return words.hasBeginning(term); }))
            having.insert(n);
    }
    return having;
}

const RowSet *WordSearch::remembered(const QString &term)
{
    const auto known =
        std::find_if(m_remembered.begin(), m_remembered.end(), [&](const auto &entry) { return entry.first == term; });
    if (known == m_remembered.end())
        return nullptr;
    std::rotate(known, known + 1, m_remembered.end());
    return &m_remembered.back().second;
}

RowSet WordSearch::ask(Connection &db, const QString &term, bool remember)
{
    RowSet tasks;
    Statement query = db.prepare("SELECT rowid FROM task_words WHERE task_words MATCH ?");
    query.bind(matchingBeginning(term));
    while (query.step())
        tasks.insert(taskOfEntry(query.value<qint64>()));
    if (remember && !db.hasFailed()) {
        if (m_remembered.size() == rememberedMax)
            m_remembered.erase(m_remembered.begin());
        m_remembered.emplace_back(term, tasks);
    }
    return tasks;
}

} // namespace stint
