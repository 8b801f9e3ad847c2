#pragma once

#include "model/items/listmodels.h"
#include "model/service/board.h"

#include <QTimer>

namespace stint
{

/// A task found by words.
struct FoundTask {
    Q_GADGET
    QML_VALUE_TYPE(foundTask)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString handle MEMBER handle CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString state MEMBER state CONSTANT FINAL)
public:
    QString key, handle, title, state;
    bool operator==(const FoundTask &) const = default;
};

class FoundTaskModel : public RowsModel<FoundTask>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit FoundTaskModel(QObject *parent)
        : RowsModel("task", parent)
    {
    }
};

/// Finds tasks by the beginnings of words while they are typed. Thread: gui.
class TaskFinder : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged FINAL)
    Q_PROPERTY(stint::FoundTaskModel *found READ found CONSTANT FINAL)

public:
    TaskFinder(Board &board, const Actor &actor, QObject *parent = nullptr);

    QString query() const { return m_query; }
    void setQuery(const QString &query);
    FoundTaskModel *found() { return &m_found; }
    const std::vector<FoundTask> &foundRows() const { return m_found.rows(); }

Q_SIGNALS:
    void queryChanged();
    /// The answer to the latest query has come.
    void answered();

private:
    void search();

    Board &m_board;
    Actor m_actor;
    QString m_query;
    QTimer m_pace;
    FoundTaskModel m_found;
};

} // namespace stint
