#pragma once

#include "model/service/board.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <unordered_set>

namespace stint
{

/// News of the board since the last time, merged.
struct ChangeNews {
    std::unordered_set<TaskId> touched, deleted;
    bool queue = false; ///< the scheduler or a session has changed
    bool triage = false, settings = false, workspaces = false;
    bool gap = false;    ///< a revision was missed: reload
    qint64 lastSeq = 0;  ///< of the newest event among them
    qint64 commitUs = 0; ///< microseconds of the newest commit
    bool isEmpty() const
    {
        return touched.empty() && deleted.empty() && lastSeq == 0 && !queue && !triage && !settings && !workspaces &&
               !gap;
    }
};

/// Brings change sets from the writer thread to the gui thread, at most once per frame. Thread: gui; the board may
/// outlive it.
class ChangeFeed : public QObject
{
    Q_OBJECT
public:
    ChangeFeed(Board &board, QObject *parent);
    ~ChangeFeed() override;

Q_SIGNALS:
    void arrived(const stint::ChangeNews &news);

private:
    struct Mailbox;

    void take();

    std::shared_ptr<Mailbox> m_mailbox;
    QTimer m_frame;
};

} // namespace stint
