#pragma once

#include "model/items/rows.h"

#include <QAbstractListModel>

#include <algorithm>
#include <vector>

namespace stint
{

/// A list of values with a `key`; a new list is taken over by patching rows, so that views keep place and focus.
/// Thread: gui.
template<class T>
class RowsModel : public QAbstractListModel
{
public:
    RowsModel(const char *role, QObject *parent)
        : QAbstractListModel(parent)
        , m_role(role)
    {
    }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!index.isValid() || role != Qt::UserRole)
            return {};
        return QVariant::fromValue(m_rows[static_cast<std::size_t>(index.row())]);
    }
    QHash<int, QByteArray> roleNames() const override { return {{Qt::UserRole, m_role}}; }
    const std::vector<T> &rows() const { return m_rows; }

    /// Makes the list equal to \a rows: drops what is gone, changes what differs, inserts what is new.
    void assign(const std::vector<T> &rows)
    {
        dropMissing(rows);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const int row = static_cast<int>(i);
            const auto at =
                std::find_if(m_rows.begin() + row, m_rows.end(), [&](const T &old) { return old.key == rows[i].key; });
            if (at == m_rows.end()) {
                beginInsertRows({}, row, row);
                m_rows.insert(m_rows.begin() + row, rows[i]);
                endInsertRows();
                continue;
            }
            if (const int from = static_cast<int>(at - m_rows.begin()); from != row) {
                beginMoveRows({}, from, from, {}, row);
                std::rotate(m_rows.begin() + row, at, at + 1);
                endMoveRows();
            }
            if (!(m_rows[i] == rows[i])) {
                m_rows[i] = rows[i];
                Q_EMIT dataChanged(index(row), index(row));
            }
        }
    }

private:
    void dropMissing(const std::vector<T> &rows)
    {
        for (int row = rowCount() - 1; row >= 0; --row) {
            const QString &key = m_rows[static_cast<std::size_t>(row)].key;
            if (std::any_of(rows.begin(), rows.end(), [&key](const T &kept) { return kept.key == key; }))
                continue;
            beginRemoveRows({}, row, row);
            m_rows.erase(m_rows.begin() + row);
            endRemoveRows();
        }
    }

    QByteArray m_role;
    std::vector<T> m_rows;
};

class RunListModel : public RowsModel<RunRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit RunListModel(QObject *parent)
        : RowsModel("run", parent)
    {
    }
};

class EventListModel : public RowsModel<EventRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit EventListModel(QObject *parent)
        : RowsModel("event", parent)
    {
    }
};

class DependencyListModel : public RowsModel<DependencyRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit DependencyListModel(QObject *parent)
        : RowsModel("dependency", parent)
    {
    }
};

class GateListModel : public RowsModel<GateRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit GateListModel(QObject *parent)
        : RowsModel("gate", parent)
    {
    }
};

class ActionListModel : public RowsModel<ActionRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit ActionListModel(QObject *parent)
        : RowsModel("verb", parent)
    {
    }
};

class FactListModel : public RowsModel<FactRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit FactListModel(QObject *parent)
        : RowsModel("fact", parent)
    {
    }
};

class CriterionListModel : public RowsModel<CriterionRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit CriterionListModel(QObject *parent)
        : RowsModel("criterion", parent)
    {
    }
};

} // namespace stint
