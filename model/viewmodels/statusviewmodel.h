#pragma once

#include "model/viewmodels/boardviewmodel.h"

namespace stint
{

/// What is known about the file of the board; told once by whoever opened it.
struct StoreFacts {
    QString boardName;
    bool encrypted = false;
    QString keyPlace; ///< where the key lives, in words
};

/// The status line: figures of the queue, the scheduler's state, the store. Thread: gui.
class StatusViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(QString engineText READ engineText NOTIFY changed FINAL)
    Q_PROPERTY(QString storeText READ storeText NOTIFY changed FINAL)
    Q_PROPERTY(QString warning READ warning NOTIFY changed FINAL)
    Q_PROPERTY(QString schedulerText READ schedulerText NOTIFY changed FINAL)
    Q_PROPERTY(QString schedulerHint READ schedulerHint NOTIFY changed FINAL)
    Q_PROPERTY(bool paused READ isPaused NOTIFY changed FINAL)
    Q_PROPERTY(QString boardName READ boardName CONSTANT FINAL)

public:
    struct Surroundings {
        BoardViewModel &screen;
        ChangeFeed &feed;
        ToastModel &toasts;
    };
    StatusViewModel(Board &board, const Actor &actor, const Surroundings &around, StoreFacts store,
                    QObject *parent = nullptr);

    QString engineText() const;
    QString storeText() const;
    /// Replaces the figures while the engine is degraded; blank otherwise.
    QString warning() const { return m_readFault.isEmpty() ? m_writeFault : m_readFault; }
    QString schedulerText() const;
    QString schedulerHint() const;
    bool isPaused() const { return m_status.paused; }
    QString boardName() const { return m_store.boardName; }

    /// Size of the file, measured elsewhere: the gui thread never touches the disk (SHL-01).
    void setStoreBytes(qint64 bytes);

    Q_INVOKABLE void toggleScheduler();

Q_SIGNALS:
    void changed();

private:
    void refresh();
    void hearOfCommit(const ChangeNews &news);
    template<Request R>
    void send(R request, const QString &done);

    Board &m_board;
    Actor m_actor;
    ToastModel &m_toasts;
    StoreFacts m_store;
    SchedulerStatus m_status;
    qint64 m_bytes = -1;
    qint64 m_commitUs = 0;
    QString m_readFault;  ///< until a read succeeds
    QString m_writeFault; ///< until a commit succeeds
    QTimer m_pace;
    bool m_known = false;
};

} // namespace stint
