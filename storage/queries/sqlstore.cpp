#include "storage/queries/sqlstore.h"

#include <QSet>

namespace stint
{

SqlStore::SqlStore(Connection &connection)
    : m_db(connection)
{
}

void SqlStore::begin()
{
    m_isWriter = true;
    m_hasWrites = false;
    m_db.prepare("BEGIN IMMEDIATE").run();
}

void SqlStore::beginSnapshot()
{
    m_db.prepare("BEGIN DEFERRED").run();
}

void SqlStore::beginCommand()
{
    Q_ASSERT(!m_command);
    m_savepointOpen = m_commandWrote = false;
    m_command = mark();
}

bool SqlStore::beginWrite()
{
    if (m_db.hasFailed())
        return false;
    if (!m_command) {
        m_hasWrites = true;
        return true;
    }
    // Who writes first in a transaction needs no place to come back to: all of it can be taken back.
    if (!m_savepointOpen && m_hasWrites) {
        m_db.prepare("SAVEPOINT command").run();
        m_savepointOpen = !m_db.hasFailed();
    }
    if (m_item && !m_itemOpen && !m_db.hasFailed()) {
        m_db.prepare("SAVEPOINT item").run();
        m_itemOpen = !m_db.hasFailed();
    }
    m_commandWrote = true;
    return !m_db.hasFailed();
}

std::optional<StoreError> SqlStore::endCommand(bool keep)
{
    Q_ASSERT(m_command && !m_item);
    if (keep && m_savepointOpen)
        m_db.prepare("RELEASE command").run();
    std::optional<StoreError> fault = m_db.fault();
    if (!keep || fault) {
        m_db.clearFault();
        if (m_savepointOpen && m_db.inTransaction())
            m_db.exec("ROLLBACK TO command; RELEASE command");
        else if (m_commandWrote && m_db.inTransaction())
            m_db.exec("ROLLBACK; BEGIN IMMEDIATE");
        if (m_commandWrote || fault)
            forgetRows();
        backTo(*m_command);
        m_commandWrote = false;
    } else if (m_commandWrote) {
        m_hasWrites = true;
    }
    m_command.reset();
    m_savepointOpen = false;
    return fault;
}

void SqlStore::beginItem()
{
    Q_ASSERT(m_command && !m_item);
    m_item = mark();
    m_itemOpen = false;
    m_wroteBeforeItem = m_commandWrote;
}

void SqlStore::endItem(bool keep)
{
    Q_ASSERT(m_item);
    if (keep) {
        if (m_itemOpen && !m_db.hasFailed())
            m_db.prepare("RELEASE item").run();
    } else {
        if (m_itemOpen) {
            m_db.exec("ROLLBACK TO item; RELEASE item");
            forgetRows();
        }
        backTo(*m_item);
        m_commandWrote = m_wroteBeforeItem;
    }
    m_item.reset();
    m_itemOpen = false;
}

std::optional<StoreError> SqlStore::commit()
{
    m_commitNumber = 0;
    writeActivity();
    writeTally();
    countCommit();
    m_db.prepare("COMMIT").run();
    std::optional<StoreError> fault = m_db.fault();
    if (!fault) {
        m_hasWrites = m_grewClasses = false;
        m_tally = {};
        m_writtenActivity.clear();
        m_lastCommit = m_commitNumber;
    }
    return fault;
}

Done SqlStore::health()
{
    if (m_db.hasFailed())
        return m_db.fault()->toError();
    return {};
}

void SqlStore::rollback()
{
    if (m_hasWrites || m_db.hasFailed())
        forgetRows();
    m_db.clearFault();
    if (m_db.inTransaction())
        m_db.exec("ROLLBACK");
    m_changes = {};
    m_tally = {};
    m_activity.clear();
    m_writtenActivity.clear();
    m_hasWrites = false;
    forgetClasses();
}

SqlStore::Mark SqlStore::mark() const
{
    return {m_changes.events.size(),
            m_changes.tasks.size(),
            m_changes.deletedTasks.size(),
            m_changes.sessions.size(),
            m_changes.schedulerChanged,
            m_changes.settingsChanged,
            m_changes.workspacesChanged,
            m_changes.triageChanged,
            m_changes.newlyReady,
            m_tally,
            m_activity,
            m_writtenActivity};
}

void SqlStore::backTo(const Mark &mark)
{
    m_changes.events.resize(mark.events);
    m_changes.tasks.resize(mark.tasks);
    m_changes.deletedTasks.resize(mark.deletedTasks);
    m_changes.sessions.resize(mark.sessions);
    m_changes.schedulerChanged = mark.schedulerChanged;
    m_changes.settingsChanged = mark.settingsChanged;
    m_changes.workspacesChanged = mark.workspacesChanged;
    m_changes.triageChanged = mark.triageChanged;
    m_changes.newlyReady = mark.newlyReady;
    m_tally = mark.tally;
    m_activity = mark.activity;
    m_writtenActivity = mark.writtenActivity;
    if (m_grewClasses)
        forgetClasses();
}

void SqlStore::forgetRows()
{
    m_kept.clear();
    m_keptPause.reset();
}

void SqlStore::forgetClasses()
{
    m_classes.clear();
    m_classNumbers.clear();
    m_grewClasses = false;
}

namespace
{

template<class T>
void keepFirstOfEach(std::vector<T> &values)
{
    QSet<T> seen;
    std::erase_if(values, [&seen](const T &value) {
        const auto before = seen.size();
        seen.insert(value);
        return seen.size() == before;
    });
}

} // namespace

ChangeSet SqlStore::takeChanges()
{
    ChangeSet changes = std::exchange(m_changes, {});
    keepFirstOfEach(changes.tasks);
    keepFirstOfEach(changes.sessions);
    const QSet<TaskId> deleted(changes.deletedTasks.begin(), changes.deletedTasks.end());
    std::erase_if(changes.tasks, [&deleted](const TaskId &id) { return deleted.contains(id); });
    return changes;
}

void SqlStore::noteActivity(const TaskId &task, std::optional<Time> time)
{
    if (!time || m_writtenActivity.value(task) >= *time)
        return;
    Time &newest = m_activity[task];
    newest = std::max(newest, *time);
}

void SqlStore::writeActivity()
{
    for (auto it = m_activity.cbegin(); it != m_activity.cend(); ++it)
        write("UPDATE tasks SET last_activity_ms = ?1 WHERE id = ?2 AND last_activity_ms < ?1", it.value(), it.key());
    m_activity.clear();
}

} // namespace stint
