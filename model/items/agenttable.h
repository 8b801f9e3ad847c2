#pragma once

#include "model/items/agentrow.h"

#include <QAbstractListModel>
#include <QSet>

namespace stint
{

/// The table of agents and their runs: sorted by one column, with one current line and any number of chosen ones.
/// Lines keep their places while the table is held, so that nothing moves under a pointer (BRD-05). Thread: gui.
class AgentTable : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(int working READ working NOTIFY countChanged FINAL)
    Q_PROPERTY(int chosenCount READ chosenCount NOTIFY chosenChanged FINAL)
    Q_PROPERTY(int currentRow READ currentRow WRITE setCurrentRow NOTIFY currentRowChanged FINAL)
    Q_PROPERTY(stint::AgentTable::Column sortColumn READ sortColumn NOTIFY sortChanged FINAL)
    Q_PROPERTY(bool descending READ isDescending NOTIFY sortChanged FINAL)
    Q_PROPERTY(bool held READ isHeld WRITE setHeld NOTIFY heldChanged FINAL)

public:
    enum Role { AgentRole = Qt::UserRole + 1, ChosenRole };
    enum Column { Agent, Task, State, Lease, Heartbeat, Tokens, Cost, Process };
    Q_ENUM(Column)

    explicit AgentTable(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return static_cast<int>(m_lines.size()); }
    /// How many lines are runs.
    int working() const { return m_working; }
    int chosenCount() const { return static_cast<int>(m_chosen.size()); }
    /// −1 when the table is empty.
    int currentRow() const { return m_currentRow; }
    void setCurrentRow(int row);
    Column sortColumn() const { return m_sortColumn; }
    bool isDescending() const { return m_descending; }
    bool isHeld() const { return m_held; }
    void setHeld(bool held);

    const AgentWork *at(int row) const;
    /// The chosen lines; without any, the current one.
    std::vector<AgentWork> picked() const;

    /// Takes over \a work: drops what is gone, patches what differs, puts what is new in its place.
    void take(std::vector<AgentWork> work);
    /// Moves the clock of all texts.
    void setNow(Time now);

    /// Sorts by \a column; a second time turns the order round.
    Q_INVOKABLE void sortBy(stint::AgentTable::Column column);
    /// Moves the current line; with \a choosing the lines passed over become chosen.
    Q_INVOKABLE void step(int rows, bool choosing);
    Q_INVOKABLE void toggleChosen(int row);
    Q_INVOKABLE void chooseAll();
    Q_INVOKABLE void clearChosen();

Q_SIGNALS:
    void countChanged();
    void chosenChanged();
    void currentRowChanged();
    void sortChanged();
    void heldChanged();

private:
    bool standsAbove(const AgentWork &a, const AgentWork &b) const;
    void dropMissing(const QSet<QString> &known);
    void patch(AgentWork work);
    void insert(AgentWork work);
    void sort();
    void choose(int row, bool on);
    void followCurrent();

    std::vector<AgentWork> m_lines;
    QHash<QString, int> m_rows; ///< key → row
    QSet<QString> m_chosen;
    QString m_current;
    int m_currentRow = -1, m_working = 0;
    Column m_sortColumn = Lease;
    bool m_descending = false, m_held = false, m_unsorted = false;
    Time m_now;
};

} // namespace stint
