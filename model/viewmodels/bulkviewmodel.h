#pragma once

#include "model/items/actions.h"
#include "model/items/boardmodel.h"
#include "model/items/listmodels.h"
#include "model/viewmodels/ask.h"
#include "model/viewmodels/prompt.h"
#include "model/viewmodels/toastmodel.h"

namespace stint
{

/// One item on which an action failed.
struct FailureRow {
    Q_GADGET
    QML_VALUE_TYPE(failureRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString reason MEMBER reason CONSTANT FINAL)
public:
    QString key, title, reason;
    bool operator==(const FailureRow &) const = default;
};

class FailureListModel : public RowsModel<FailureRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit FailureListModel(QObject *parent)
        : RowsModel("failure", parent)
    {
    }
};

/// One action on all marked tasks (BRD-04). Each task is tried, what failed is listed by name and reason. Thread: gui.
class BulkViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the board's view-model")
    Q_PROPERTY(int count READ count NOTIFY changed FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(stint::FailureListModel *failures READ failures CONSTANT FINAL)
    Q_PROPERTY(QString failureText READ failureText NOTIFY reported FINAL)

public:
    /// What can be done with several at once; the wire has a verb for each.
    enum Verb { Release, Fail, Cancel, Approve, Priority, AddLabel, RemoveLabel, Archive };
    Q_ENUM(Verb)

    BulkViewModel(Board &board, const Actor &actor, BoardModel &model, ToastModel &toasts, QObject *parent);

    int count() const { return m_model.marked(); }
    bool isBusy() const { return m_open > 0; }
    FailureListModel *failures() { return &m_failures; }
    QString failureText() const { return m_failureText; }

    /// Performs \a verb on all marked tasks. \a text: the reason, the priority or the label.
    Q_INVOKABLE void perform(stint::BulkViewModel::Verb verb, const QString &text);
    Q_INVOKABLE void clear();

Q_SIGNALS:
    void changed();
    /// The last action has failed on some: see failures().
    void reported();

private:
    /// One action on its way: parts of at most 50 items are sent together (LIM-04).
    struct Job {
        Verb verb = Release;
        QString text;
        int done = 0, parts = 0;
        std::vector<FailureRow> failures;
        QHash<QString, QString> titles; ///< of what is sent: run or task
    };
    using JobPtr = std::shared_ptr<Job>;

    std::vector<const TaskSummary *> marked() const;
    void sendRuns(const JobPtr &job, const std::vector<const TaskSummary *> &tasks);
    void sendTasks(const JobPtr &job, const std::vector<const TaskSummary *> &tasks);
    void sendLabels(const JobPtr &job, const std::vector<const TaskSummary *> &tasks);
    void sendPart(const JobPtr &job, const QStringList &ids, const TaskChanges &changes);
    template<Request R>
    void send(const JobPtr &job, R request);
    void skip(const JobPtr &job, const TaskSummary &task, const QString &why);
    void finish(const JobPtr &job);
    QString doneText(const Job &job) const;

    Board &m_board;
    Actor m_actor;
    BoardModel &m_model;
    ToastModel &m_toasts;
    int m_open = 0;
    FailureListModel m_failures;
    QString m_failureText;
};

} // namespace stint
