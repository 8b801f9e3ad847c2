#pragma once

#include "model/items/actions.h"
#include "model/items/boardmodel.h"
#include "model/items/rank.h"
#include "model/viewmodels/bulkviewmodel.h"
#include "model/viewmodels/changefeed.h"
#include "model/viewmodels/columnsviewmodel.h"
#include "model/viewmodels/filterviewmodel.h"
#include "model/viewmodels/history.h"
#include "model/viewmodels/pasteviewmodel.h"
#include "model/viewmodels/prompt.h"

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
    Q_PROPERTY(stint::FilterViewModel *filters READ filters CONSTANT FINAL)
    Q_PROPERTY(stint::ColumnsViewModel *columns READ columns CONSTANT FINAL)
    Q_PROPERTY(stint::BulkViewModel *bulk READ bulk CONSTANT FINAL)
    Q_PROPERTY(stint::PasteViewModel *paste READ paste CONSTANT FINAL)
    Q_PROPERTY(QString progressText READ progressText NOTIFY stateChanged FINAL)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged FINAL)
    Q_PROPERTY(bool onlyNeedy READ isOnlyNeedy WRITE setOnlyNeedy NOTIFY filterChanged FINAL)
    Q_PROPERTY(stint::look::CardOrder order READ order WRITE setOrder NOTIFY orderChanged FINAL)
    Q_PROPERTY(QString selected READ selected WRITE select NOTIFY selectedChanged FINAL)
    Q_PROPERTY(int selectedColumn READ selectedColumn NOTIFY selectedColumnChanged FINAL)
    Q_PROPERTY(QString moving READ moving NOTIFY movingChanged FINAL)
    Q_PROPERTY(int moveTarget READ moveTarget NOTIFY movingChanged FINAL)
    Q_PROPERTY(QString moveText READ moveText NOTIFY movingChanged FINAL)
    Q_PROPERTY(bool ranking READ isRanking NOTIFY movingChanged FINAL)
    Q_PROPERTY(QString spoken READ spoken NOTIFY spokenChanged FINAL)
    Q_PROPERTY(stint::Card noCard READ noCard CONSTANT FINAL)

public:
    /// The clock of all ages shown.
    using Now = std::function<Time()>;

    BoardViewModel(Board &board, const Actor &actor, Now now, ToastModel &toasts, QObject *parent = nullptr);
    ~BoardViewModel() override;

    /// Begins to load and to listen.
    void start();
    /// Takes up filter, views and hidden columns, and keeps them from now on.
    void remember(Preferences &preferences);
    /// Where what can be undone is remembered; before start().
    void setHistory(History &history) { m_history = &history; }
    History *history() const { return m_history; }

    BoardModel *model() { return &m_model; }
    FilterViewModel *filters() { return &m_filters; }
    ColumnsViewModel *columns() { return &m_columns; }
    BulkViewModel *bulk() { return &m_bulk; }
    PasteViewModel *paste() { return &m_paste; }
    /// How much of a large board has been read; blank when all.
    QString progressText() const;
    bool isLoading() const { return m_loading; }
    bool isBusy() const { return m_pending > 0; }
    /// Why the board cannot be shown; blank when it can (SHL-07).
    QString error() const { return m_error; }
    QString filter() const { return m_filters.filter().text; }
    void setFilter(const QString &text) { m_filters.setText(text); }
    bool isOnlyNeedy() const { return m_filters.filter().needy; }
    void setOnlyNeedy(bool only);
    look::CardOrder order() const { return m_model.order(); }
    /// Puts the cards in that order, now and after the next start.
    void setOrder(look::CardOrder order);
    /// Shows only tasks of that workspace; blank: all.
    void setWorkspace(const QString &workspaceId) { m_model.setWorkspace(WorkspaceId(workspaceId)); }
    /// Makes all texts of all cards anew.
    void repaint() { m_model.setNow(m_now(), true); }
    /// Whether the board itself is what the window shows: only there do keys mean the marked cards.
    void setShown(bool shown) { m_isShown = shown; }
    /// Whether the selected card can be seen, if the board is shown.
    bool isSelectedInSight() const { return !m_isShown || m_model.isInSight(m_selected); }
    QString selected() const { return m_selected.value; }
    void select(const QString &taskId);
    int selectedColumn() const;
    QString moving() const { return m_moving.value; }
    int moveTarget() const { return m_moveTarget; }
    /// What dropping here would do, or why it is refused.
    QString moveText() const { return m_moveText; }
    /// Whether dropping here ranks the card inside its column.
    bool isRanking() const;
    /// What screen readers are told about moves (BRD-03).
    QString spoken() const { return m_spoken; }
    /// What a card view shows before it is given a card.
    Card noCard() const { return {}; }

    /// Moves the selection by cards and columns; while a card is grabbed, its target column.
    Q_INVOKABLE void step(int columns, int rows);
    Q_INVOKABLE void selectEdge(bool last);
    /// Makes the column's card, or its first, the selected one.
    Q_INVOKABLE void enterColumn(int position);
    Q_INVOKABLE void reload();

    /// Multi-select (BRD-04): the selected card, the cards passed on the way, a whole column and then the whole board.
    Q_INVOKABLE void toggleMark(const QString &taskId);
    Q_INVOKABLE void extendMarks(int rows);
    Q_INVOKABLE void markThrough(const QString &taskId);
    Q_INVOKABLE void markAll();
    /// Offers to make tasks of what was copied (BRD-08).
    Q_INVOKABLE void pasteCopied();
    Q_INVOKABLE void markOnly(const QStringList &taskIds);
    /// Esc: drops the card in hand, then the marks; false when there was neither.
    Q_INVOKABLE bool escape();

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
    /// Aims at the place before \a row of the card's own column.
    Q_INVOKABLE void aimRow(int row);
    /// Takes over what was kept back while a card is in hand (BRD-05).
    Q_INVOKABLE void applyHeld();
    /// Drops the grabbed card on the aimed column.
    Q_INVOKABLE void drop();
    Q_INVOKABLE void letGo();
    /// Moves the selected card \a columns further in one go.
    Q_INVOKABLE void nudge(int columns);
    /// Ranks the selected card \a rows further down.
    Q_INVOKABLE void shift(int rows);

Q_SIGNALS:
    void stateChanged();
    void filterChanged();
    void orderChanged();
    void selectedChanged();
    void selectedColumnChanged();
    void movingChanged();
    void spokenChanged();
    void prompted(const stint::Prompt &prompt);
    /// Something changed that the figures of the queue depend on.
    void queueTouched();
    /// An action on the marked cards that needs words first.
    void bulkWanted(stint::BulkViewModel::Verb verb);
    /// The person wants to choose what is done with the marked cards.
    void bulkChoiceWanted();
    /// The person wants to filter the board, or to choose how it shows its cards.
    void filterWanted();
    void displayWanted();
    /// The named task was created here.
    void created(const QString &taskId);

private:
    struct Pending {
        TaskSummary task;
        look::Action action;
        std::optional<BoardColumn> target; ///< of the drop that wants it
    };
    using Inputs = std::pair<QString, QString>; ///< main text and second text of a prompt

    void loadPage(const QString &cursor);
    void takePage(const Page<TaskSummary> &page);
    void finishLoad();
    void take(const ChangeNews &news);
    void fetch();
    void takeSummaries(const std::vector<TaskId> &asked, const std::vector<TaskSummary> &found);
    void tick();
    void failLoad(const Error &error);

    void say(const QString &text);
    void explainOrder(const TaskSummary &task);
    QString limitRefusal(const TaskSummary &task, BoardColumn target) const;
    Move moveOf(const TaskSummary &task, BoardColumn target) const;
    int nextVisible(int from, int step) const;
    void rank(const TaskSummary &task, int row);
    void sendRank(const RankChange &change, const QString &name);
    void rememberRank(const TaskSummary &task, const RankChange &change);

    void actOnMarked(look::Action action);
    /// Performs an action; \a target is where a drop already shows the card.
    void request(const TaskSummary &task, look::Action action, std::optional<BoardColumn> target);
    QString whatFallsWith(const TaskSummary &task) const;
    void listUnproven(const Prompt &prompt);
    void prompt(const TaskSummary &task, look::Action action, std::optional<BoardColumn> target);
    void perform(const Pending &pending, const Inputs &inputs);
    void performOnTask(const TaskSummary &task, look::Action action, const QString &text);
    void performOnRun(const TaskSummary &task, const RunId &run, look::Action action, const QString &text);
    void performOnReview(const TaskSummary &task, look::Action action, const Inputs &inputs);
    void retryNewest(const TaskSummary &task);
    void began(const TaskId &task);
    void ended(const TaskId &task, bool done);
    template<Request R>
    void send(const TaskId &task, R request, const QString &done, const QString &failed);
    /// The same for what can be taken back: \a back makes the way back from the answer.
    template<Request R, class Back>
    void sendUndoable(const TaskId &task, R request, const QString &done, const QString &failed, Back back);

    Board &m_board;
    Actor m_actor;
    Now m_now;
    ToastModel &m_toasts;
    BoardModel m_model;
    FilterViewModel m_filters;
    ColumnsViewModel m_columns;
    BulkViewModel m_bulk;
    PasteViewModel m_paste;
    History *m_history = nullptr;
    std::unique_ptr<ChangeFeed> m_feed;
    QTimer m_tick;
    int m_ticks = 0;
    Time m_lastTick;

    bool m_isShown = true;
    bool m_loading = false, m_loaded = false, m_reloadAgain = false, m_fetching = false;
    int m_pending = 0;
    qint64 m_total = 0;
    QString m_error;
    Preferences *m_preferences = nullptr;
    std::vector<TaskSummary> m_read;     ///< pages that are not shown yet
    std::unordered_set<TaskId> m_seen;   ///< by the load under way
    std::unordered_set<TaskId> m_wanted; ///< summaries to read next

    TaskId m_selected, m_moving, m_anchor;
    int m_moveTarget = -1, m_moveRow = -1;
    QString m_moveText, m_spoken;
    QHash<int, Pending> m_prompts;
    int m_lastPrompt = 0;
};

} // namespace stint
