#pragma once

#include "model/viewmodels/ask.h"
#include "model/viewmodels/changefeed.h"
#include "model/viewmodels/toastmodel.h"

#include <deque>

namespace stint
{

/// What the person did in this session and can take back (desktop.md 6). An undo is refused, with the reason, when
/// somebody else has acted on the task since. Thread: gui.
class History : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(QString undoText READ undoText NOTIFY changed FINAL)
    Q_PROPERTY(QString redoText READ redoText NOTIFY changed FINAL)

public:
    using Answer = std::function<void(const Done &)>;
    /// Sends what it stands for and answers once, on the gui thread.
    using Step = std::function<void(Answer)>;

    /// One thing done.
    struct Deed {
        QString words;             ///< "ST-4 paused"
        std::vector<TaskId> tasks; ///< watched for acts of others; none: never refused
        qint64 since = 0;          ///< position() before it was sent
        Step undo, redo;
    };

    History(Board &board, const Actor &actor, ChangeFeed &feed, ToastModel &toasts, QObject *parent = nullptr);

    /// The newest event known: what comes later happened later.
    qint64 position() const { return m_position; }
    /// Remembers \a deed as the latest one. Returns its number, for a toast.
    int record(Deed deed);
    /// \a request as a step.
    template<Request R>
    Step step(R request)
    {
        return [this, request = std::move(request)](const Answer &answer) {
            ask(m_board, m_actor, request, this,
                [answer](const Result<typename R::Reply> &reply) { answer(outcomeOf(reply)); });
        };
    }

    /// One step after another; the first failure ends it.
    static Step chain(std::vector<Step> steps);

    /// Changes fields of tasks, says \a done with an Undo, or \a failed with the reason. What the fields were is read
    /// first; a task that changed in between is refused (VER-02). At most 50 tasks (LIM-04).
    void update(const std::vector<TaskId> &tasks, const TaskChanges &changes, const QString &done,
                const QString &failed);

    /// The words of what undo() and redo() would concern; blank when there is nothing.
    QString undoText() const { return m_done.empty() ? QString() : m_done.back().deed.words; }
    QString redoText() const { return m_undone.empty() ? QString() : m_undone.back().deed.words; }

    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();
    /// Undoes the deed of that number, wherever it stands in the order.
    Q_INVOKABLE void undoDeed(int number);

Q_SIGNALS:
    void changed();

private:
    struct Entry {
        int number = 0;
        Deed deed;
    };
    struct Change;

    template<class T>
    static Done outcomeOf(const Result<T> &reply)
    {
        if (!reply)
            return reply.error();
        return {};
    }
    static Done outcomeOf(const Result<BulkReply> &reply);

    void learnPosition(int number);
    void perform(Entry entry, bool undoes);
    /// Looks at the events of the task at \a index since then; the first foreign one ends it.
    void check(const std::shared_ptr<Entry> &entry, std::size_t index, qint64 after,
               const std::function<void(const QString &)> &then);
    QString foreignAct(const Event &event) const;
    void readBefore(const std::shared_ptr<Change> &change);
    void send(const std::shared_ptr<Change> &change);
    void refuse(const Entry &entry, bool undoes, const QString &why);

    Board &m_board;
    Actor m_actor;
    ToastModel &m_toasts;
    qint64 m_position = 0;
    int m_last = 0;
    bool m_busy = false;
    std::deque<Entry> m_done, m_undone;
};

/// The changes that give \a before back the fields \a changes names.
TaskChanges inverseOf(const Task &before, const TaskChanges &changes);

} // namespace stint
