#pragma once

#include "model/items/card.h"
#include "model/items/moments.h"

#include <QAbstractListModel>

#include <unordered_set>

namespace stint
{

class BoardModel;

/// The cards of one column, in order. BoardModel alone changes it; rows are patched, never reset
/// after the first load, but for another filter or another order.
/// Thread: gui.
class ColumnModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("columns belong to a board")
    Q_PROPERTY(int position READ position CONSTANT FINAL)
    Q_PROPERTY(QString title READ title CONSTANT FINAL)
    Q_PROPERTY(QString emptyText READ emptyText CONSTANT FINAL)
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(QString countText READ countText NOTIFY headerChanged FINAL)
    Q_PROPERTY(QString hint READ hint NOTIFY headerChanged FINAL)
    Q_PROPERTY(stint::look::Tone hintTone READ hintTone NOTIFY headerChanged FINAL)
    Q_PROPERTY(int currentRow READ currentRow NOTIFY currentRowChanged FINAL)
    Q_PROPERTY(bool collapsed READ isCollapsed WRITE setCollapsed NOTIFY collapsedChanged FINAL)
    Q_PROPERTY(bool hidden READ isHidden WRITE setHidden NOTIFY hiddenChanged FINAL)
    Q_PROPERTY(int limit READ limit NOTIFY headerChanged FINAL)
    Q_PROPERTY(bool limitHard READ isLimitHard NOTIFY headerChanged FINAL)
    Q_PROPERTY(bool overLimit READ isOverLimit NOTIFY headerChanged FINAL)
    Q_PROPERTY(stint::ColumnModel::Drop drop READ drop NOTIFY dropChanged FINAL)
    Q_PROPERTY(QString dropText READ dropText NOTIFY dropChanged FINAL)
    Q_PROPERTY(int dropRow READ dropRow NOTIFY dropChanged FINAL)

public:
    enum Role { CardRole = Qt::UserRole + 1, MarkedRole, PendingRole };
    /// What the model asks about a row that is not part of the task.
    struct Marks {
        std::unordered_set<TaskId> marked;  ///< selected together with others (BRD-04)
        std::unordered_set<TaskId> pending; ///< an action is under way (SHL-01)
    };
    /// What the column says to the card being moved.
    enum Drop { NoDrop, Takes, Refuses };
    Q_ENUM(Drop)

    /// \a marks belong to \a board.
    ColumnModel(BoardColumn column, const Marks &marks, BoardModel *board);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    BoardColumn column() const { return m_column; }
    int position() const { return static_cast<int>(m_column); }
    QString title() const;
    QString emptyText() const;
    int count() const { return static_cast<int>(m_rows.size()); }
    QString countText() const { return m_countText; }
    QString hint() const { return m_hint; }
    look::Tone hintTone() const { return m_hintTone; }
    /// Row of the selected task; −1 when it is not in this column.
    int currentRow() const { return m_currentRow; }
    bool isCollapsed() const { return m_collapsed; }
    void setCollapsed(bool collapsed);
    /// Hidden columns take no room at all; only what is chosen in the list of columns brings them back.
    bool isHidden() const { return m_hidden; }
    void setHidden(bool hidden);
    /// How many cards the column should hold at most; 0: any number. A hard limit refuses moves by people.
    int limit() const { return m_limit; }
    bool isLimitHard() const { return m_limitHard; }
    bool isOverLimit() const { return m_limit > 0 && count() > m_limit; }
    bool isFull() const { return m_limit > 0 && m_limitHard && count() >= m_limit; }
    void setLimit(int limit, bool hard);
    Drop drop() const { return m_drop; }
    /// What a drop would do, or why it is refused.
    QString dropText() const { return m_dropText; }
    void setDrop(Drop drop, const QString &text);
    /// Before which row a card being ranked would be put; −1 when none is.
    int dropRow() const { return m_dropRow; }
    void setDropRow(int row);

    const TaskSummary *at(int row) const;
    /// Row of \a task, which must be the pointer the column holds; −1 if it is not here.
    int rowOf(const TaskSummary *task) const;
    const std::vector<const TaskSummary *> &rows() const { return m_rows; }

Q_SIGNALS:
    void countChanged();
    void headerChanged();
    void currentRowChanged();
    void collapsedChanged();
    void hiddenChanged();
    void dropChanged();

private:
    friend class BoardModel;

    void insert(const TaskSummary *task);
    void remove(const TaskSummary *task);
    /// Whether \a value stands where \a task stands.
    bool keepsPlace(const TaskSummary *task, const TaskSummary &value) const;
    /// Replaces the value behind \a task by \a value, moving the row if its place has changed.
    void replace(TaskSummary *task, const TaskSummary &value);
    /// Makes \a rows the content. Only for the first load and for another filter.
    void reset(std::vector<const TaskSummary *> rows);
    /// Puts the same cards in another order.
    void setOrder(look::CardOrder order);
    /// Adds \a rows, in any order, in one go. Only for the first load.
    void merge(std::vector<const TaskSummary *> rows);
    /// The marks of these rows have changed.
    void repaint(const TaskSummary *task);
    void repaintAll();
    void setNow(Time now, bool repaint);
    void setCurrent(const TaskSummary *task);
    void refreshHeader();
    void refreshCurrent();
    void tally(const TaskSummary &task, int by);
    void recount();
    QString hintText(look::Tone &tone) const;
    std::vector<const TaskSummary *>::iterator placeOf(const TaskSummary &task);
    auto inOrder() const
    {
        return [column = m_column, order = m_order](const TaskSummary *a, const TaskSummary *b) {
            return standsAbove(column, *a, *b, order);
        };
    }

    BoardColumn m_column;
    look::CardOrder m_order = look::CardOrder::ByHand;
    const Marks &m_marks;
    BoardModel *m_board;
    std::vector<const TaskSummary *> m_rows;
    const TaskSummary *m_current = nullptr;
    int m_currentRow = -1;
    Time m_now;
    QString m_countText, m_hint;
    look::Tone m_hintTone = look::Tone::Quiet;
    Moments m_times; ///< what the header of this column is about: see momentOf()
    int m_needy = 0;
    bool m_collapsed = false, m_hidden = false, m_limitHard = false;
    int m_limit = 0, m_dropRow = -1;
    Drop m_drop = NoDrop;
    QString m_dropText;
};

} // namespace stint
