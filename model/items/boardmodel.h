#pragma once

#include "model/items/columnmodel.h"

#include <unordered_map>
#include <unordered_set>

namespace stint
{

/// The board: eight columns and the summaries of all tasks in them. Rows of the model itself are the columns.
/// Fed with summaries, patches rows; requests nothing. Thread: gui.
class BoardModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the board's view-model")
    Q_PROPERTY(int total READ total NOTIFY totalsChanged FINAL)
    Q_PROPERTY(int shown READ shown NOTIFY totalsChanged FINAL)
    Q_PROPERTY(int needy READ needy NOTIFY totalsChanged FINAL)
    Q_PROPERTY(int folded READ folded NOTIFY foldedChanged FINAL)

public:
    enum Role { ColumnRole = Qt::UserRole + 1 };

    explicit BoardModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// How many tasks there are, how many pass the filter, how many wait for a person.
    int total() const { return static_cast<int>(m_entries.size()); }
    int shown() const { return m_shown; }
    int needy() const { return m_needy; }

    /// How many columns are folded away.
    int folded() const;

    ColumnModel *column(BoardColumn column) const { return m_columns[static_cast<std::size_t>(column)]; }
    ColumnModel *columnAt(int position) const;
    /// The summary of a task, shown or filtered out; null if unknown. Valid until the next change.
    const TaskSummary *find(const TaskId &task) const;
    /// Whether the task is in a column, that is passes the filter.
    bool isShown(const TaskId &task) const;

    /// The first load, or a large part of it: columns that grow much are filled at once.
    void load(const std::vector<TaskSummary> &tasks);
    /// Later news: each task is inserted, patched or moved on its own.
    void apply(const std::vector<TaskSummary> &tasks);
    void remove(const std::vector<TaskId> &tasks);
    /// Removes every task that is not among \a known (after a reload).
    void retain(const std::unordered_set<TaskId> &known);

    /// Shows only tasks with every word of \a text in title, identifier, labels, people or gate.
    void setFilter(const QString &text);
    /// Shows only tasks that need a person.
    void setOnlyNeedy(bool only);
    /// Moves the clock of all texts; \a everything also renews cards nobody works on.
    void setNow(Time now, bool everything);
    /// Marks the task as the current one of its column; a blank id marks none.
    void setCurrent(const TaskId &task);

    /// Tasks whose summary depends on what changed between \a before and \a after: parent, dependents, paused children.
    std::vector<TaskId> relatives(const std::vector<std::pair<TaskSummary, TaskSummary>> &changes) const;
    /// Tasks with a waiting run: their gate depends on the scheduler and on who is connected.
    std::vector<TaskId> waiting() const;
    /// Tasks whose earliest time lies in (\a after, \a until].
    std::vector<TaskId> due(Time after, Time until) const;

Q_SIGNALS:
    void totalsChanged();
    void foldedChanged();
    /// The summary of a task was inserted or replaced.
    void taskChanged(const QString &taskId);

private:
    struct Entry {
        TaskSummary task;
        BoardColumn column = BoardColumn::Draft;
        bool shown = false;
    };

    void put(const TaskSummary &task);
    void drop(const TaskId &task);
    bool passes(const TaskSummary &task) const;
    void refilter();
    void refresh();

    std::array<ColumnModel *, boardColumnCount> m_columns{};
    std::unordered_map<TaskId, Entry> m_entries;
    TaskId m_current;
    QStringList m_words;
    bool m_onlyNeedy = false;
    int m_shown = 0, m_needy = 0;
};

} // namespace stint
