#pragma once

#include "model/items/boardfilter.h"
#include "model/items/columnmodel.h"
#include "model/items/referenceindex.h"

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
    Q_PROPERTY(int hidden READ hidden NOTIFY foldedChanged FINAL)
    Q_PROPERTY(int held READ held NOTIFY heldChanged FINAL)
    Q_PROPERTY(int marked READ marked NOTIFY markedChanged FINAL)

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

    /// How many of the columns that are not hidden are folded; how many are hidden.
    int folded() const;
    int hidden() const;

    ColumnModel *column(BoardColumn column) const { return m_columns[static_cast<std::size_t>(column)]; }
    ColumnModel *columnAt(int position) const;
    /// The summary of a task, shown or filtered out; null if unknown. Valid until the next change.
    const TaskSummary *find(const TaskId &task) const;
    /// Looks at every task, shown or filtered out, in no order; it must change none.
    template<class Look>
    void forEach(Look look) const
    {
        for (const auto &[id, entry] : m_entries)
            look(entry.task);
    }
    /// Whether the task is in a column, that is passes the filter.
    bool isShown(const TaskId &task) const;
    /// Whether its card can be seen: it passes the filter, and its column is neither folded nor hidden.
    bool isInSight(const TaskId &task) const;

    /// The first load, or a large part of it: columns that grow much are filled at once.
    void load(const std::vector<TaskSummary> &tasks);
    /// Later news: each task is inserted, patched or moved on its own.
    void apply(const std::vector<TaskSummary> &tasks);
    void remove(const std::vector<TaskId> &tasks);
    /// Removes every task that is not among \a known (after a reload).
    void retain(const std::unordered_set<TaskId> &known);

    /// Shows only tasks that pass \a filter; \a person is whose tasks are "mine" (BRD-06).
    void setFilter(const BoardFilter &filter, const QString &person);
    /// Shows only tasks of that workspace; blank: of all, and those of none.
    void setWorkspace(const WorkspaceId &workspace);
    /// Puts the cards of all columns in that order.
    void setOrder(look::CardOrder order);
    look::CardOrder order() const { return m_order; }
    /// The values of all tasks in that facet with the number of tasks, most frequent first, at most \a limit.
    std::vector<std::pair<QString, int>> values(look::Facet facet, int limit) const;

    /// While held, nothing that would move a card is taken over (BRD-05); letting go applies what was kept back.
    void hold();
    void letGo();
    bool isHolding() const { return m_holding; }
    /// How many changes are kept back.
    int held() const { return static_cast<int>(m_held.size()); }

    /// Shows the task in \a column before the engine has said so (BRD-02), until settle().
    void pretend(const TaskId &task, BoardColumn column);
    /// The engine has answered: refused, the card returns at once; done, with the next summary of the task.
    void settle(const TaskId &task, bool done);
    /// Marks the task as one with an action under way.
    void setPending(const TaskId &task, bool pending);
    /// In which column the task is shown; nothing when it is not.
    std::optional<BoardColumn> shownIn(const TaskId &task) const;

    /// Selected together with others (BRD-04).
    const std::unordered_set<TaskId> &marks() const { return m_marks.marked; }
    int marked() const { return static_cast<int>(m_marks.marked.size()); }
    void setMarked(const std::vector<TaskId> &tasks, bool marked);
    void clearMarks();

    /// Moves the clock of all texts; \a everything also renews cards nobody works on.
    void setNow(Time now, bool everything);
    /// Marks the task as the current one of its column; a blank id marks none.
    void setCurrent(const TaskId &task);

    /// Tasks whose summary depends on what changed between \a before and \a after: parent, dependents, paused children.
    std::vector<TaskId> relatives(const std::vector<std::pair<TaskSummary, TaskSummary>> &changes) const;
    const ReferenceIndex &references() const { return m_index; }
    /// The summaries of these tasks may be out of date: whichever of them a window shows is asked for by wanted().
    void doubt(const std::unordered_set<TaskId> &tasks);
    /// Removes from the doubted what a window has shown and gives it (see wanted()).
    std::vector<TaskId> takeWanted();

Q_SIGNALS:
    void totalsChanged();
    void foldedChanged();
    void heldChanged();
    void markedChanged();
    /// A window has shown tasks whose summaries are doubted.
    void wanted();
    /// The summary of a task was inserted or replaced.
    void taskChanged(const QString &taskId);

private:
    friend class ColumnModel;
    struct Entry {
        TaskSummary task;
        BoardColumn column = BoardColumn::Draft;
        bool shown = false;
        std::optional<BoardColumn> pretended;
        bool settled = false;
        QString folded; ///< what a text filter looks at; made when one is first used
    };

    bool keepsBack(const TaskSummary &task);
    void put(const TaskSummary &task);
    void drop(const TaskId &task);
    void place(Entry &entry, const TaskSummary &task, BoardColumn column, bool shown);
    bool passes(Entry &entry, const TaskSummary &task);
    void refilter();
    void unmarkUnseen();
    void refresh();
    void seen(const TaskId &task);

    std::array<ColumnModel *, boardColumnCount> m_columns{};
    std::unordered_map<TaskId, Entry> m_entries;
    ReferenceIndex m_index;
    ColumnModel::Marks m_marks;
    TaskId m_current;
    FilterTest m_filter;
    WorkspaceId m_workspace;
    look::CardOrder m_order = look::CardOrder::ByHand;
    Time m_now;
    int m_shown = 0, m_needy = 0;
    bool m_holding = false;
    std::unordered_map<TaskId, std::optional<TaskSummary>> m_held; ///< nothing: deleted
    std::unordered_set<TaskId> m_doubted, m_seen;
};

} // namespace stint
