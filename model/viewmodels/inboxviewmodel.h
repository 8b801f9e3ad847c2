#pragma once

#include "model/items/inboxrow.h"
#include "model/viewmodels/boardviewmodel.h"
#include "model/viewmodels/history.h"
#include "model/viewmodels/navigationviewmodel.h"
#include "model/viewmodels/taskfinder.h"

#include <QElapsedTimer>

namespace stint
{

/// One time until which a task may be put off.
struct SnoozeRow {
    Q_GADGET
    QML_VALUE_TYPE(snoozeRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString words MEMBER words CONSTANT FINAL)
    Q_PROPERTY(QString when MEMBER when CONSTANT FINAL)
public:
    QString key, words, when;
    Time until;
    bool operator==(const SnoozeRow &) const = default;
};

class SnoozeModel : public RowsModel<SnoozeRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit SnoozeModel(QObject *parent)
        : RowsModel("choice", parent)
    {
    }
};

/// The inbox: what waits for the person, lane by lane, and what can be decided about it (desktop.md 3). The focused
/// task is the one selected on the board, so that the details and all actions on tasks mean it. Thread: gui.
class InboxViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(stint::InboxModel *rows READ rows CONSTANT FINAL)
    Q_PROPERTY(stint::SnoozeModel *snoozes READ snoozes CONSTANT FINAL)
    Q_PROPERTY(stint::TaskFinder *finder READ finder CONSTANT FINAL)
    Q_PROPERTY(bool loaded READ isLoaded NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)
    Q_PROPERTY(QString summary READ summary NOTIFY changed FINAL)
    Q_PROPERTY(int marked READ marked NOTIFY changed FINAL)
    Q_PROPERTY(int currentRow READ currentRow NOTIFY currentChanged FINAL)

public:
    InboxViewModel(Board &board, const Actor &actor, BoardViewModel::Now now, ChangeFeed &feed, BoardViewModel &screen,
                   NavigationViewModel &navigation, ToastModel &toasts, History &history, QObject *parent = nullptr);

    InboxModel *rows() { return &m_rows; }
    SnoozeModel *snoozes() { return &m_snoozes; }
    TaskFinder *finder() { return &m_finder; }
    bool isLoaded() const { return m_loaded; }
    QString error() const { return m_error; }
    QString summary() const;
    int marked() const { return static_cast<int>(m_marked.size()); }
    /// −1 without one.
    int currentRow() const;
    qint64 unread() const { return m_unread; }
    /// The focused task; blank without one.
    QString current() const { return m_current; }

    /// Begins to read.
    void start();

    /// Tries again after an error.
    Q_INVOKABLE void reload() { refresh(); }
    Q_INVOKABLE void focusTask(const QString &taskId);
    Q_INVOKABLE void step(int rows);
    Q_INVOKABLE void edge(bool last);
    Q_INVOKABLE void toggleMark(const QString &taskId);
    /// Marks the focused task and steps on.
    Q_INVOKABLE void extend(int rows);
    Q_INVOKABLE void markAll();
    Q_INVOKABLE void clearMarks();

    Q_INVOKABLE void accept();
    Q_INVOKABLE void decline();
    /// Declines all marked tasks for one reason.
    Q_INVOKABLE void declineMarked(const QString &reason);
    /// Cancels as a duplicate of the task in that row of the finder.
    Q_INVOKABLE void duplicateOfRow(int row);
    Q_INVOKABLE void askDuplicate();
    Q_INVOKABLE void askSnooze();
    /// Until the time in that row of the choices.
    Q_INVOKABLE void snoozeRow(int row);
    /// Archives, or takes out of the archive what is in it.
    Q_INVOKABLE void archive();
    Q_INVOKABLE void markUnread();
    Q_INVOKABLE void dismiss();

Q_SIGNALS:
    void changed();
    void currentChanged();
    void duplicateWanted();
    void snoozeWanted();
    void reasonWanted(int count);

private:
    bool isShown() const { return m_navigation.view() == NavigationViewModel::Inbox; }
    void refresh();
    void take(const InboxReply &reply);
    void holdFocused(std::vector<InboxGroup> &groups) const;
    void keepMarked(const std::vector<InboxGroup> &groups);
    void unmark();
    void show();
    void focus(const QString &taskId, bool isLookedAt);
    void watchReading();
    const InboxItem *find(const QString &taskId) const;
    std::vector<const InboxItem *> targets() const;
    /// Sets \a mark on all targets, hides them at once where it takes them away, and offers the way back.
    void setMark(const char *mark, std::optional<Time> until, const QString &done, bool goesAway);
    template<Request R>
    void sendEach(std::vector<R> requests, const QStringList &names, const QString &done);

    Board &m_board;
    Actor m_actor;
    BoardViewModel::Now m_now;
    BoardViewModel &m_screen;
    NavigationViewModel &m_navigation;
    ToastModel &m_toasts;
    History &m_history;
    TaskFinder m_finder;
    QTimer m_pace, m_reading;
    QElapsedTimer m_asked; ///< since the inbox was asked for
    bool m_loaded = false, m_asking = false, m_again = false;
    bool m_outdated = false; ///< the board has changed since it was asked for
    QString m_error;
    std::vector<InboxGroup> m_groups;
    qint64 m_total = 0, m_unread = 0;
    QString m_current, m_readHere; ///< the focused task; the last one that was read by being focused
    bool m_isLookedAt = true;      ///< the focus came by a person's move, not because a line was sorted away
    QSet<QString> m_marked;
    std::vector<InboxItem> m_beyond; ///< marked, and behind the last line that is shown of its lane
    InboxModel m_rows;
    SnoozeModel m_snoozes;
};

} // namespace stint
