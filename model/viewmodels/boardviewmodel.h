#pragma once

#include "model/items/actions.h"
#include "model/items/boardmodel.h"
#include "model/viewmodels/changefeed.h"
#include "model/viewmodels/prompt.h"
#include "model/viewmodels/toastmodel.h"

#include <QTimer>

#include <deque>
#include <functional>

namespace stint
{

/// The board as one screen: loads it, keeps it current, knows the selection, the filter and the moves, and performs
/// actions. Verbs return nothing: their outcome is the board itself and a toast. Thread: gui.
class BoardViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(stint::BoardModel *board READ model CONSTANT FINAL)
    Q_PROPERTY(bool loading READ isLoading NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool busy READ isBusy NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString error READ error NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged FINAL)
    Q_PROPERTY(bool onlyNeedy READ isOnlyNeedy WRITE setOnlyNeedy NOTIFY filterChanged FINAL)
    Q_PROPERTY(QString selected READ selected WRITE select NOTIFY selectedChanged FINAL)
    Q_PROPERTY(int selectedColumn READ selectedColumn NOTIFY selectedColumnChanged FINAL)
    Q_PROPERTY(QString moving READ moving NOTIFY movingChanged FINAL)
    Q_PROPERTY(int moveTarget READ moveTarget NOTIFY movingChanged FINAL)
    Q_PROPERTY(QString moveText READ moveText NOTIFY movingChanged FINAL)
    Q_PROPERTY(stint::Card noCard READ noCard CONSTANT FINAL)

public:
    /// The clock of all ages shown.
    using Now = std::function<Time()>;

    BoardViewModel(Board &board, const Actor &actor, Now now, ToastModel &toasts, QObject *parent = nullptr);
    ~BoardViewModel() override;

    /// Begins to load and to listen.
    void start();

    BoardModel *model() { return &m_model; }
    bool isLoading() const { return m_loading; }
    bool isBusy() const { return m_pending > 0; }
    /// Why the board cannot be shown; blank when it can (SHL-07).
    QString error() const { return m_error; }
    QString filter() const { return m_filter; }
    void setFilter(const QString &text);
    bool isOnlyNeedy() const { return m_onlyNeedy; }
    void setOnlyNeedy(bool only);
    QString selected() const { return m_selected.value; }
    void select(const QString &taskId);
    int selectedColumn() const;
    QString moving() const { return m_moving.value; }
    int moveTarget() const { return m_moveTarget; }
    /// What dropping here would do, or why it is refused.
    QString moveText() const { return m_moveText; }
    /// What a card view shows before it is given a card.
    Card noCard() const { return {}; }

    /// Moves the selection by cards and columns; while a card is grabbed, its target column.
    Q_INVOKABLE void step(int columns, int rows);
    Q_INVOKABLE void selectEdge(bool last);
    /// Makes the column's card, or its first, the selected one.
    Q_INVOKABLE void enterColumn(int position);
    Q_INVOKABLE void reload();

    /// Performs an action on the selected task, asking first where the action needs it.
    Q_INVOKABLE void act(stint::look::Action action);
    Q_INVOKABLE void actOn(const QString &taskId, stint::look::Action action);
    /// `R`: whatever tries the selected task again; `Shift+P`: pause or resume; `Shift+L`: take it from its holder.
    Q_INVOKABLE void actAgain();
    Q_INVOKABLE void togglePause();
    Q_INVOKABLE void takeBack();
    Q_INVOKABLE void confirm(int promptId, const QString &text, const QString &second);
    Q_INVOKABLE void abandon(int promptId);
    Q_INVOKABLE void create(const QString &title, const QString &description, const QString &priority,
                            const QString &labels, bool start);

    /// Shows on every column whether it takes the card (BRD-01).
    Q_INVOKABLE void grab(const QString &taskId);
    Q_INVOKABLE void aim(int position);
    /// Drops the grabbed card on the aimed column.
    Q_INVOKABLE void drop();
    Q_INVOKABLE void letGo();
    /// Moves the selected card \a columns further in one go.
    Q_INVOKABLE void nudge(int columns);

Q_SIGNALS:
    void stateChanged();
    void filterChanged();
    void selectedChanged();
    void selectedColumnChanged();
    void movingChanged();
    void prompted(const stint::Prompt &prompt);
    /// Something changed that the figures of the queue depend on.
    void queueTouched();
    /// The named task was created here.
    void created(const QString &taskId);

private:
    struct Pending {
        TaskSummary task;
        look::Action action;
    };
    using Inputs = std::pair<QString, QString>; ///< main text and second text of a prompt

    void loadPage(const QString &cursor);
    void finishLoad();
    void take(const ChangeNews &news);
    void fetch();
    void takeSummaries(const std::vector<TaskId> &asked, const std::vector<TaskSummary> &found);
    void tick();
    void failLoad(const Error &error);

    void prompt(const TaskSummary &task, look::Action action);
    void perform(const TaskSummary &task, look::Action action, const Inputs &inputs);
    void performOnTask(const TaskSummary &task, look::Action action, const QString &text);
    void performOnRun(const TaskSummary &task, const RunId &run, look::Action action, const QString &text);
    void performOnReview(const TaskSummary &task, look::Action action, const Inputs &inputs);
    void retryNewest(const TaskSummary &task);
    template<Request R>
    void send(R request, const QString &done, const QString &failed);

    Board &m_board;
    Actor m_actor;
    Now m_now;
    ToastModel &m_toasts;
    BoardModel m_model;
    std::unique_ptr<ChangeFeed> m_feed;
    QTimer m_tick;
    int m_ticks = 0;
    Time m_lastTick;

    bool m_loading = false, m_reloadAgain = false, m_fetching = false;
    int m_pending = 0;
    QString m_error, m_filter;
    bool m_onlyNeedy = false;
    std::unordered_set<TaskId> m_seen;   ///< by the load under way
    std::unordered_set<TaskId> m_wanted; ///< summaries to read next

    TaskId m_selected, m_moving;
    int m_moveTarget = -1;
    QString m_moveText;
    QHash<int, Pending> m_prompts;
    int m_lastPrompt = 0;
};

} // namespace stint
