#pragma once

#include "model/items/card.h"

#include <QAbstractListModel>

namespace stint
{

/// The cards of one column, in order. BoardModel alone changes it; rows are patched, never reset after the first load.
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
    Q_PROPERTY(stint::ColumnModel::Drop drop READ drop NOTIFY dropChanged FINAL)
    Q_PROPERTY(QString dropText READ dropText NOTIFY dropChanged FINAL)

public:
    enum Role { CardRole = Qt::UserRole + 1 };
    /// What the column says to the card being moved.
    enum Drop { NoDrop, Takes, Refuses };
    Q_ENUM(Drop)

    ColumnModel(BoardColumn column, QObject *parent);

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
    Drop drop() const { return m_drop; }
    /// What a drop would do, or why it is refused.
    QString dropText() const { return m_dropText; }
    void setDrop(Drop drop, const QString &text);

    const TaskSummary *at(int row) const;
    /// Row of \a task, which must be the pointer the column holds; −1 if it is not here.
    int rowOf(const TaskSummary *task) const;

Q_SIGNALS:
    void countChanged();
    void headerChanged();
    void currentRowChanged();
    void collapsedChanged();
    void dropChanged();

private:
    friend class BoardModel;

    void insert(const TaskSummary *task);
    void remove(const TaskSummary *task);
    /// Replaces the value behind \a task by \a value, moving the row if its place has changed.
    void replace(TaskSummary *task, const TaskSummary &value);
    void reset(std::vector<const TaskSummary *> rows);
    void setNow(Time now, bool repaint);
    void setCurrent(const TaskSummary *task);
    void refreshHeader();
    void refreshCurrent();
    std::vector<const TaskSummary *>::iterator placeOf(const TaskSummary &task);

    BoardColumn m_column;
    std::vector<const TaskSummary *> m_rows;
    const TaskSummary *m_current = nullptr;
    int m_currentRow = -1;
    Time m_now;
    QString m_countText, m_hint;
    look::Tone m_hintTone = look::Tone::Quiet;
    bool m_collapsed = false;
    Drop m_drop = NoDrop;
    QString m_dropText;
};

} // namespace stint
