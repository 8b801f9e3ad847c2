#include "model/viewmodels/changefeed.h"

#include "model/viewmodels/viewlimits.h"

#include <mutex>

namespace stint
{

/// Shared with the observer, which the board keeps for as long as it lives.
struct ChangeFeed::Mailbox {
    std::mutex mutex;
    ChangeFeed *owner = nullptr; ///< null once the feed is gone
    ChangeNews news;
    qint64 revision = 0;

    void put(const ChangeSet &set)
    {
        const std::lock_guard lock(mutex);
        if (!owner)
            return;
        const bool wakes = news.isEmpty();
        news.gap = news.gap || (revision != 0 && set.revision != revision + 1);
        revision = set.revision;
        news.commitUs = set.commitUs;
        news.touched.insert(set.tasks.begin(), set.tasks.end());
        news.deleted.insert(set.deletedTasks.begin(), set.deletedTasks.end());
        news.queue = news.queue || set.schedulerChanged || set.settingsChanged || !set.sessions.empty();
        news.triage = news.triage || set.triageChanged;
        news.settings = news.settings || set.settingsChanged;
        news.workspaces = news.workspaces || set.workspacesChanged;
        if (!set.events.empty())
            news.lastSeq = set.events.back().seq;
        if (wakes && !news.isEmpty())
            QMetaObject::invokeMethod(
                owner, [feed = owner] { feed->m_frame.start(); }, Qt::QueuedConnection);
    }
};

ChangeFeed::ChangeFeed(Board &board, QObject *parent)
    : QObject(parent)
    , m_mailbox(std::make_shared<Mailbox>())
{
    m_frame.setSingleShot(true);
    m_frame.setInterval(viewlimits::frameMs);
    connect(&m_frame, &QTimer::timeout, this, &ChangeFeed::take);
    m_mailbox->owner = this;
    board.observe([mailbox = m_mailbox](const ChangeSet &set) { mailbox->put(set); });
}

ChangeFeed::~ChangeFeed()
{
    const std::lock_guard lock(m_mailbox->mutex);
    m_mailbox->owner = nullptr;
}

void ChangeFeed::take()
{
    ChangeNews news;
    {
        const std::lock_guard lock(m_mailbox->mutex);
        std::swap(news, m_mailbox->news);
    }
    if (!news.isEmpty())
        Q_EMIT arrived(news);
}

} // namespace stint
