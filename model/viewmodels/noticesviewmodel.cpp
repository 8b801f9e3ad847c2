#include "model/viewmodels/noticesviewmodel.h"

#include "model/viewmodels/viewlimits.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <mutex>

namespace stint
{

namespace
{

const QString toldKey = QStringLiteral("notices/told");
const QString keptKey = QStringLiteral("notices/kept");

QString switchKey(NoticeKind kind)
{
    return QStringLiteral("notices/") + QLatin1String(noticeName(kind));
}

/// Occasions that are no state of the board: seen once, in an event.
bool isEvent(NoticeKind kind)
{
    return kind == NoticeKind::LeaseLost || kind == NoticeKind::DrainComplete;
}

} // namespace

/// Hears commits on the writer's thread and hands the few events that matter to the gui. Shared with the board, which
/// keeps it for as long as it lives.
class NoticesViewModel::Ear
{
public:
    explicit Ear(NoticesViewModel *owner)
        : m_owner(owner)
    {
    }
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_owner = nullptr;
    }
    void hear(const ChangeSet &set)
    {
        for (const Event &event : set.events) {
            if (event.type != QLatin1String("task.run_lease_expired") &&
                event.type != QLatin1String("scheduler.drain_completed"))
                continue;
            const std::lock_guard lock(m_mutex);
            if (m_owner)
                QMetaObject::invokeMethod(
                    m_owner, [owner = m_owner, event] { owner->hear(event); }, Qt::QueuedConnection);
        }
    }

private:
    std::mutex m_mutex;
    NoticesViewModel *m_owner;
};

NoticesViewModel::NoticesViewModel(Board &board, BoardViewModel::Now now, BoardViewModel &screen,
                                   StatusViewModel &status, Preferences &preferences, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_now(std::move(now))
    , m_screen(screen)
    , m_status(status)
    , m_preferences(preferences)
    , m_ear(std::make_shared<Ear>(this))
    , m_switches(this)
    , m_told(preferences.value(toldKey).toStringList())
    , m_isTold(m_told.begin(), m_told.end())
    , m_kept(preferences.value(keptKey).toStringList())
{
    for (int i = 0; i < noticeKindCount; ++i)
        m_on[static_cast<std::size_t>(i)] = preferences.value(switchKey(static_cast<NoticeKind>(i)), true).toBool();
    refreshSwitches();
    m_pace.setSingleShot(true);
    m_pace.setInterval(viewlimits::noticesMs);
    connect(&m_pace, &QTimer::timeout, this, &NoticesViewModel::tell);
    m_reviewTick.setInterval(viewlimits::reviewTickMs);
    connect(&m_reviewTick, &QTimer::timeout, this, &NoticesViewModel::lookAtReviews);
}

NoticesViewModel::~NoticesViewModel()
{
    m_ear->close();
}

void NoticesViewModel::start()
{
    m_board.observe([ear = m_ear](const ChangeSet &set) { ear->hear(set); });
    connect(&m_screen, &BoardViewModel::stateChanged, this, [this] {
        if (!m_screen.isLoading() && m_screen.error().isEmpty())
            lookAtAll();
    });
    connect(m_screen.model(), &BoardModel::taskChanged, this, [this](const QString &id) {
        if (!m_loaded)
            return;
        if (const TaskSummary *task = m_screen.model()->find(TaskId(id)))
            lookAt(*task);
        else
            forget(TaskId(id));
    });
    connect(&m_status, &StatusViewModel::changed, this, &NoticesViewModel::lookAtStore);
}

/// Once, after the first load: from then on the board tells what changed.
void NoticesViewModel::lookAtAll()
{
    if (m_loaded)
        return;
    m_loaded = true;
    m_screen.model()->forEach([this](const TaskSummary &task) { lookAt(task); });
    replayKept();
}

void NoticesViewModel::lookAt(const TaskSummary &task)
{
    if (const auto due = reviewDueAt(task)) {
        m_reviews.insert(task.id, *due);
        if (!m_reviewTick.isActive())
            m_reviewTick.start();
    } else {
        m_reviews.remove(task.id);
    }
    if (const auto lost = m_unnamed.constFind(task.id); lost != m_unnamed.constEnd()) {
        raise(leaseLostNotice(task, lost->run, lost->count));
        m_unnamed.erase(lost);
    }
    const auto notices = noticesOf(task, m_now());
    const auto known = m_standing.constFind(task.id);
    if (notices.empty() && known == m_standing.constEnd())
        return;
    const QStringList before = known == m_standing.constEnd() ? QStringList() : *known;
    QStringList standing;
    for (const Notice &notice : notices) {
        standing += notice.key;
        if (!before.contains(notice.key))
            raise(notice);
    }
    bool isOver = false;
    for (const QString &key : before) {
        if (standing.contains(key))
            continue;
        isOver = true;
        Q_EMIT over(key);
    }
    // Rarely: a first look at a large board raises thousands.
    if (isOver) {
        std::erase_if(m_raised, [&](const Notice &notice) {
            return notice.task == task.id && !isEvent(notice.kind) && !standing.contains(notice.key);
        });
    }
    if (standing.isEmpty())
        m_standing.remove(task.id);
    else
        m_standing.insert(task.id, standing);
}

void NoticesViewModel::forget(const TaskId &task)
{
    m_reviews.remove(task);
    m_unnamed.remove(task);
    const QStringList before = m_standing.take(task);
    for (const QString &key : before)
        Q_EMIT over(key);
    std::erase_if(m_raised, [&task](const Notice &notice) { return notice.task == task; });
}

void NoticesViewModel::lookAtReviews()
{
    const Time now = m_now();
    std::vector<TaskId> due;
    for (auto review = m_reviews.cbegin(); review != m_reviews.cend(); ++review) {
        if (*review <= now)
            due.push_back(review.key());
    }
    for (const TaskId &id : due) {
        if (const TaskSummary *task = m_screen.model()->find(id))
            lookAt(*task);
        m_reviews.remove(id);
    }
    if (m_reviews.isEmpty())
        m_reviewTick.stop();
}

void NoticesViewModel::lookAtStore()
{
    const Notice notice = storeDegradedNotice(m_status.warning());
    if (m_status.warning().isEmpty()) {
        if (m_isTold.remove(notice.key)) {
            m_told.removeOne(notice.key);
            Q_EMIT over(notice.key);
        }
        return;
    }
    const bool raised =
        std::any_of(m_raised.begin(), m_raised.end(), [&notice](const Notice &one) { return one.key == notice.key; });
    if (!raised)
        raise(notice);
}

void NoticesViewModel::hear(const Event &event)
{
    if (event.type == QLatin1String("scheduler.drain_completed")) {
        const QJsonObject payload = QJsonDocument::fromJson(event.payload.text).object();
        return raise(drainCompleteNotice(event.seq, payload.value(QLatin1String("remaining_claims")).toInteger()));
    }
    if (!event.runId || !event.taskId)
        return;
    if (m_lost.size() > static_cast<qsizetype>(viewlimits::leaseCounts)) {
        m_lost.clear();
        m_unnamed.clear();
    }
    const int count = ++m_lost[event.runId->value];
    if (count < viewlimits::lostLeases)
        return;
    // An event may be heard before the board has taken its task over.
    if (const TaskSummary *task = m_screen.model()->find(*event.taskId))
        raise(leaseLostNotice(*task, *event.runId, count));
    else
        m_unnamed.insert(*event.taskId, {*event.runId, count});
}

void NoticesViewModel::raise(const Notice &notice)
{
    if (!isOn(notice.kind) || m_isTold.contains(notice.key))
        return;
    m_raised.push_back(notice);
    if (isEvent(notice.kind)) {
        m_kept += notice.key + QLatin1Char(' ') + notice.task.value;
        keepWaiting();
    }
    if (!m_pace.isActive())
        m_pace.start();
}

void NoticesViewModel::tell()
{
    const auto raised = std::exchange(m_raised, {});
    if (raised.size() > static_cast<std::size_t>(viewlimits::noticesAtOnce)) {
        m_gathered.insert(m_gathered.end(), raised.begin(), raised.end());
        Q_EMIT wanted(gatheredNotice(m_gathered));
        return;
    }
    for (const Notice &notice : raised)
        Q_EMIT wanted(notice);
}

void NoticesViewModel::delivered(const Notice &notice)
{
    std::vector<Notice> told{notice};
    if (notice.key == QLatin1String("gathered"))
        told = std::exchange(m_gathered, {});
    for (const Notice &one : told) {
        m_told += one.key;
        m_isTold.insert(one.key);
        if (isEvent(one.kind))
            m_kept.removeOne(one.key + QLatin1Char(' ') + one.task.value);
    }
    while (m_told.size() > viewlimits::noticesKept)
        m_isTold.remove(m_told.takeFirst());
    m_preferences.set(toldKey, m_told);
    keepWaiting();
}

/// Events nobody was told about before the last stop. Their words come from the board as it is now.
void NoticesViewModel::replayKept()
{
    const QStringList kept = std::exchange(m_kept, {});
    for (const QString &entry : kept) {
        const QString key = entry.section(QLatin1Char(' '), 0, 0);
        const TaskSummary *task = m_screen.model()->find(TaskId(entry.section(QLatin1Char(' '), 1)));
        if (key.startsWith(QLatin1String(noticeName(NoticeKind::DrainComplete))))
            raise(drainCompleteNotice(key.section(QLatin1Char(':'), 1).toLongLong(), 0));
        else if (task)
            raise(leaseLostNotice(*task, RunId(key.section(QLatin1Char(':'), 2, 2)),
                                  key.section(QLatin1Char(':'), 3).toInt()));
    }
    keepWaiting();
}

void NoticesViewModel::keepWaiting()
{
    while (m_kept.size() > viewlimits::noticesKept)
        m_kept.removeFirst();
    m_preferences.set(keptKey, m_kept);
}

void NoticesViewModel::setOn(const QString &key, bool on)
{
    for (int i = 0; i < noticeKindCount; ++i) {
        const auto kind = static_cast<NoticeKind>(i);
        if (key != QLatin1String(noticeName(kind)))
            continue;
        m_on[static_cast<std::size_t>(i)] = on;
        m_preferences.set(switchKey(kind), on);
    }
    refreshSwitches();
}

void NoticesViewModel::refreshSwitches()
{
    std::vector<NoticeSwitch> rows;
    for (int i = 0; i < noticeKindCount; ++i) {
        const auto kind = static_cast<NoticeKind>(i);
        rows.push_back({QString::fromLatin1(noticeName(kind)), noticeLabel(kind), isOn(kind)});
    }
    m_switches.assign(rows);
}

} // namespace stint
