#pragma once

#include "model/items/listmodels.h"
#include "model/items/notice.h"
#include "model/viewmodels/preferences.h"
#include "model/viewmodels/statusviewmodel.h"

#include <QSet>

namespace stint
{

/// The switch of one class of notices.
struct NoticeSwitch {
    Q_GADGET
    QML_VALUE_TYPE(noticeSwitch)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString label MEMBER label CONSTANT FINAL)
    Q_PROPERTY(bool on MEMBER on CONSTANT FINAL)
public:
    QString key, label;
    bool on = true;
    bool operator==(const NoticeSwitch &) const = default;
};

class NoticeSwitchModel : public RowsModel<NoticeSwitch>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit NoticeSwitchModel(QObject *parent)
        : RowsModel("toggle", parent)
    {
    }
};

/// Decides what the desktop is told, once each, and remembers what was told. What could not be told is told after the
/// next start: most occasions are states of the board and arise again by themselves, the others are kept by their keys.
/// Thread: gui.
class NoticesViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(stint::NoticeSwitchModel *switches READ switches CONSTANT FINAL)

public:
    NoticesViewModel(Board &board, BoardViewModel::Now now, BoardViewModel &screen, StatusViewModel &status,
                     Preferences &preferences, QObject *parent = nullptr);
    ~NoticesViewModel() override;

    /// Begins to listen.
    void start();

    NoticeSwitchModel *switches() { return &m_switches; }
    bool isOn(NoticeKind kind) const { return m_on[static_cast<std::size_t>(kind)]; }
    Q_INVOKABLE void setOn(const QString &key, bool on);

    /// The desktop has shown it: it is not told again.
    void delivered(const Notice &notice);

Q_SIGNALS:
    void wanted(const stint::Notice &notice);
    /// What the notice told is over: it may be taken back.
    void over(const QString &key);

private:
    class Ear;
    struct LostLease {
        RunId run;
        int count = 0;
    };

    void hear(const Event &event);
    void lookAtAll();
    void lookAt(const TaskSummary &task);
    void lookAtReviews();
    void lookAtStore();
    void forget(const TaskId &task);
    void raise(const Notice &notice);
    void tell();
    void replayKept();
    void keepWaiting();
    void refreshSwitches();

    Board &m_board;
    BoardViewModel::Now m_now;
    BoardViewModel &m_screen;
    StatusViewModel &m_status;
    Preferences &m_preferences;
    std::shared_ptr<Ear> m_ear;
    std::array<bool, noticeKindCount> m_on{};
    NoticeSwitchModel m_switches;
    QHash<TaskId, QStringList> m_standing; ///< keys of what holds of a task now
    QHash<TaskId, Time> m_reviews;         ///< when each open review becomes due
    QStringList m_told;                    ///< keys, oldest first
    QSet<QString> m_isTold;                ///< the same keys
    std::vector<Notice> m_raised;          ///< not told yet
    std::vector<Notice> m_gathered;        ///< told as one, not confirmed yet
    QStringList m_kept;                    ///< keys of events nobody was told about yet
    QHash<QString, int> m_lost;            ///< run → leases lost
    QHash<TaskId, LostLease> m_unnamed;    ///< to be told once the board knows the task
    QTimer m_pace, m_reviewTick;
    bool m_loaded = false;
};

} // namespace stint
