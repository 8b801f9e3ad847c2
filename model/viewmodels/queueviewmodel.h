#pragma once

#include "model/items/queuerows.h"
#include "model/viewmodels/readingviewmodel.h"

namespace stint
{

/// The scheduler and what waits in it: state, pause, drain, figures, backlog. Thread: gui.
// The base is named in full: Qt 6.4 registers it for QML under the name that stands here.
class QueueViewModel : public stint::ReadingViewModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(stint::FigureModel *figures READ figures CONSTANT FINAL)
    Q_PROPERTY(stint::BacklogModel *backlog READ backlog CONSTANT FINAL)
    Q_PROPERTY(bool paused READ isPaused NOTIFY changed FINAL)
    Q_PROPERTY(QString stateText READ stateText NOTIFY changed FINAL)
    Q_PROPERTY(QString stateDetail READ stateDetail NOTIFY changed FINAL)
    Q_PROPERTY(bool draining READ isDraining NOTIFY changed FINAL)
    Q_PROPERTY(double drainShare READ drainShare NOTIFY changed FINAL)
    Q_PROPERTY(QString drainText READ drainText NOTIFY changed FINAL)
    Q_PROPERTY(bool withPaused READ isWithPaused WRITE setWithPaused NOTIFY changed FINAL)
    Q_PROPERTY(QString backlogText READ backlogText NOTIFY changed FINAL)
    Q_PROPERTY(bool more READ hasMore NOTIFY changed FINAL)
    Q_PROPERTY(int currentRow READ currentRow WRITE setCurrentRow NOTIFY currentChanged FINAL)

public:
    QueueViewModel(Board &board, const Actor &actor, BoardViewModel::Now now, BoardViewModel &screen,
                   ToastModel &toasts, QObject *parent = nullptr);

    FigureModel *figures() { return &m_figures; }
    BacklogModel *backlog() { return &m_backlog; }
    bool isPaused() const { return m_status.paused; }
    QString stateText() const;
    QString stateDetail() const;
    /// Nothing new is handed out and something is still being worked on.
    bool isDraining() const { return m_status.paused && m_status.activeClaimCount > 0; }
    /// Share of the claims that have ended since the pause began, 0 … 1.
    double drainShare() const;
    QString drainText() const;
    bool isWithPaused() const { return m_withPaused; }
    void setWithPaused(bool with);
    QString backlogText() const;
    bool hasMore() const { return m_backlog.rowCount() < m_total; }
    /// −1 when nothing waits.
    int currentRow() const;
    void setCurrentRow(int row);
    /// The task of the current line; blank without one.
    QString currentTask() const;

    Q_INVOKABLE void pause(const QString &reason);
    Q_INVOKABLE void resume();
    /// Pauses and tells when nothing is being worked on any more.
    Q_INVOKABLE void drain(const QString &reason);
    /// Shows more of the backlog.
    Q_INVOKABLE void showMore();
    Q_INVOKABLE void step(int rows) { setCurrentRow(currentRow() + rows); }
    /// Asks for the details of the current line's task.
    Q_INVOKABLE void openCurrent();

Q_SIGNALS:
    void detailsWanted();
    void currentChanged();

private:
    void read() override;
    void tick() override;
    void readStatus();
    void readOldest();
    void readBacklog(std::shared_ptr<std::vector<BacklogRow>> rows, const QString &cursor);
    void takeStatus(const SchedulerStatus &status);
    void takeBacklog(const std::vector<BacklogRow> &rows);
    void refreshFigures();
    void point(int row);
    void selectCurrent();
    template<Request R, class Then>
    void send(R request, const QString &failed, Then then);

    Board &m_board;
    Actor m_actor;
    BoardViewModel::Now m_now;
    BoardViewModel &m_screen;
    ToastModel &m_toasts;
    FigureModel m_figures;
    BacklogModel m_backlog;
    SchedulerStatus m_status;
    QString m_current; ///< the attempt of the current line
    qint64 m_oldestMs = 0, m_drainTotal = 0, m_total = 0;
    std::size_t m_wanted;
    bool m_withPaused = true, m_drainAsked = false;
};

} // namespace stint
