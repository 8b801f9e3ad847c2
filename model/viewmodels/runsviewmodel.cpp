#include "model/viewmodels/runsviewmodel.h"

#include "model/items/enginewords.h"
#include "model/items/texts.h"
#include "model/viewmodels/ask.h"
#include "model/viewmodels/viewlimits.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <deque>

namespace stint
{

namespace
{

constexpr std::array activeStatuses{RunStatus::Claimed, RunStatus::Starting, RunStatus::Running};

/// What people call the line in a list of refusals.
QString nameOf(const AgentWork &work)
{
    const AgentRow row = makeAgentRow(work, Time{});
    return row.handle.isEmpty() ? row.agent : row.agent + QStringLiteral(" · ") + row.handle;
}

QString reasonOf(const ErrorReply &error)
{
    QString text = texts::oneLine(enginewords::refusal(error));
    const QJsonObject data = QJsonDocument::fromJson(error.data.text).object();
    if (const QString next = data.value(QLatin1String("suggest")).toString(); !next.isEmpty())
        text += QLatin1Char(' ') + texts::advice(next);
    return text;
}

} // namespace

/// A bulk action under way: what is left to send, what was refused so far.
struct RunsViewModel::Bulk {
    struct Item {
        QString id, name;
    };
    QString reason, doneText, failedText;
    std::deque<Item> left;
    std::vector<OutcomeRow> refused;
    int done = 0;

    void refuse(const Item &item, const QString &why)
    {
        refused.push_back({QString::number(refused.size()), item.name, why});
    }
};

RunsViewModel::RunsViewModel(Board &board, const Actor &actor, BoardViewModel::Now now, BoardViewModel &screen,
                             ToastModel &toasts, QObject *parent)
    : ReadingViewModel(screen, viewlimits::tickMs, parent)
    , m_board(board)
    , m_actor(actor)
    , m_now(std::move(now))
    , m_screen(screen)
    , m_toasts(toasts)
    , m_table(this)
    , m_late(this)
    , m_outcomes(this)
{
    connect(&m_table, &AgentTable::currentRowChanged, this, &RunsViewModel::currentRowChanged);
    connect(this, &RunsViewModel::shownChanged, this, &RunsViewModel::selectCurrent);
}

void RunsViewModel::read()
{
    readSessions(std::make_shared<Reading>(), {});
    readLate();
}

void RunsViewModel::tick()
{
    m_table.setNow(m_now());
}

void RunsViewModel::readSessions(std::shared_ptr<Reading> reading, const QString &cursor)
{
    SessionList request;
    request.limit = viewlimits::pageRows;
    request.cursor = cursor;
    ask(m_board, m_actor, request, this, [this, reading](const Result<Page<Session>> &page) {
        if (!page)
            return failReading(page.error());
        reading->sessions.insert(reading->sessions.end(), page->items.begin(), page->items.end());
        if (page->nextCursor.isEmpty() || reading->sessions.size() >= viewlimits::agents)
            readRuns(reading, 0, {});
        else
            readSessions(reading, page->nextCursor);
    });
}

void RunsViewModel::readRuns(std::shared_ptr<Reading> reading, std::size_t status, const QString &cursor)
{
    if (status == activeStatuses.size())
        return finish(*reading);
    RunList request;
    request.status = toText(activeStatuses[status]);
    request.limit = viewlimits::pageRows;
    request.cursor = cursor;
    ask(m_board, m_actor, request, this, [this, reading, status](const Result<Page<Run>> &page) {
        if (!page)
            return failReading(page.error());
        reading->runs.insert(reading->runs.end(), page->items.begin(), page->items.end());
        if (page->nextCursor.isEmpty() || reading->runs.size() >= viewlimits::agents)
            readRuns(reading, status + 1, {});
        else
            readRuns(reading, status, page->nextCursor);
    });
}

void RunsViewModel::finish(const Reading &reading)
{
    auto work = joinWork(reading.runs, reading.sessions);
    for (AgentWork &line : work) {
        const TaskSummary *task = line.run ? m_screen.model()->find(line.run->taskId) : nullptr;
        if (task) {
            line.title = task->title;
            line.handle = texts::handle(task->id, task->identifier);
        }
    }
    m_table.setNow(m_now());
    m_table.take(std::move(work));
    endReading();
}

void RunsViewModel::readLate()
{
    ask(m_board, m_actor, LateResultList{}, this, [this](const Result<Page<LateResultItem>> &page) {
        if (!page)
            return;
        m_lateItems = page->items;
        const Time now = m_now();
        std::vector<LateRow> rows;
        for (const LateResultItem &item : m_lateItems)
            rows.push_back(makeLateRow(item, now));
        m_late.assign(rows);
        Q_EMIT changed();
    });
}

QString RunsViewModel::summary() const
{
    if (!isLoaded())
        return {};
    const int idle = m_table.count() - m_table.working();
    QStringList parts{tr("%1 at work").arg(m_table.working()), tr("%1 waiting").arg(idle)};
    if (const int late = m_late.rowCount(); late > 0)
        parts += late == 1 ? tr("1 late result") : tr("%n late results", nullptr, late);
    return parts.join(QStringLiteral(" · "));
}

template<Request R>
void RunsViewModel::sendRuns(const QString &reason, const QString &done, const QString &failed)
{
    const auto bulk = std::make_shared<Bulk>();
    bulk->reason = reason.trimmed();
    bulk->doneText = done;
    bulk->failedText = failed;
    for (const AgentWork &work : m_table.picked()) {
        const Bulk::Item item{work.run ? work.run->id.value : QString(), nameOf(work)};
        if (work.run)
            bulk->left.push_back(item);
        else
            bulk->refuse(item, tr("It holds no run: it waits for work."));
    }
    if (bulk->left.empty() && bulk->refused.empty())
        return;
    beginChange();
    sendNext<R>(bulk);
}

template<Request R>
void RunsViewModel::sendNext(std::shared_ptr<Bulk> bulk)
{
    if (bulk->left.empty())
        return conclude(*bulk);
    R request;
    request.reason = bulk->reason;
    std::vector<Bulk::Item> sent;
    while (!bulk->left.empty() && sent.size() < viewlimits::bulkItems) {
        sent.push_back(bulk->left.front());
        request.ids += bulk->left.front().id;
        bulk->left.pop_front();
    }
    ask(m_board, m_actor, request, this, [this, bulk, sent](const Result<BulkReply> &reply) {
        for (std::size_t i = 0; i < sent.size(); ++i) {
            if (!reply)
                bulk->refuse(sent[i], texts::oneLine(enginewords::refusal(reply.error())));
            else if (i < reply->items.size() && reply->items[i].error)
                bulk->refuse(sent[i], reasonOf(*reply->items[i].error));
            else
                ++bulk->done;
        }
        sendNext<R>(bulk);
    });
}

void RunsViewModel::release(const QString &reason)
{
    sendRuns<RunBulkRelease>(reason, tr("%1 released"), tr("%1 of %2 were not released"));
}

void RunsViewModel::fail(const QString &reason)
{
    sendRuns<RunBulkFail>(reason, tr("%1 failed"), tr("%1 of %2 were not failed"));
}

void RunsViewModel::stop(const QString &reason)
{
    const auto bulk = std::make_shared<Bulk>();
    bulk->reason = reason.trimmed();
    bulk->doneText = tr("%1 stopped");
    bulk->failedText = tr("%1 of %2 were not stopped");
    for (const AgentWork &work : m_table.picked()) {
        const Bulk::Item item{work.session ? work.session->id.value : QString(), nameOf(work)};
        if (work.session)
            bulk->left.push_back(item);
        else
            bulk->refuse(item, tr("No agent holds it. Release it instead."));
    }
    if (bulk->left.empty() && bulk->refused.empty())
        return;
    beginChange();
    stopNext(bulk);
}

void RunsViewModel::stopNext(std::shared_ptr<Bulk> bulk)
{
    if (bulk->left.empty())
        return conclude(*bulk);
    const Bulk::Item item = bulk->left.front();
    bulk->left.pop_front();
    ask(m_board, m_actor, SessionRelease{SessionId(item.id), bulk->reason}, this,
        [this, bulk, item](const Result<Session> &reply) {
            if (reply)
                ++bulk->done;
            else
                bulk->refuse(item, texts::oneLine(enginewords::refusal(reply.error())));
            stopNext(bulk);
        });
}

void RunsViewModel::conclude(const Bulk &bulk)
{
    const auto all = bulk.refused.size() + static_cast<std::size_t>(bulk.done);
    m_outcomeText = bulk.refused.empty() ? QString() : bulk.failedText.arg(bulk.refused.size()).arg(all);
    m_outcomes.assign(bulk.refused);
    if (bulk.done > 0)
        m_toasts.say(bulk.doneText.arg(bulk.done));
    m_table.clearChosen();
    endChange();
    refresh();
}

void RunsViewModel::beginAction()
{
    if (m_table.chosenCount() == 0)
        m_table.toggleChosen(m_table.currentRow());
    if (m_table.chosenCount() > 0)
        Q_EMIT actionWanted();
}

void RunsViewModel::dismissOutcomes()
{
    m_outcomeText.clear();
    m_outcomes.assign({});
    Q_EMIT changed();
}

const LateResult *RunsViewModel::lateOf(const QString &key) const
{
    const auto found = std::find_if(m_lateItems.begin(), m_lateItems.end(),
                                    [&key](const LateResultItem &item) { return lateKey(item.late) == key; });
    return found == m_lateItems.end() ? nullptr : &found->late;
}

template<Request R>
void RunsViewModel::decide(R request, const QString &done, const QString &failed)
{
    beginChange();
    ask(m_board, m_actor, std::move(request), this, [this, done, failed](const Result<typename R::Reply> &reply) {
        endChange();
        if (reply)
            m_toasts.say(done);
        else
            m_toasts.fail(failed, reply.error());
        readLate();
    });
}

void RunsViewModel::adopt(const QString &key)
{
    if (const LateResult *late = lateOf(key))
        decide(LateResultAdopt{late->runId, late->n}, tr("The late result counts now"),
               tr("The late result was not adopted"));
}

void RunsViewModel::discard(const QString &key)
{
    if (const LateResult *late = lateOf(key))
        decide(LateResultDiscard{late->runId, late->n}, tr("The late result was thrown away"),
               tr("The late result was kept"));
}

QString RunsViewModel::currentTask() const
{
    const AgentWork *work = m_table.at(m_table.currentRow());
    return work && work->run ? work->run->taskId.value : QString();
}

/// The details and all keys of tasks mean the line a person has moved to; what they show does not change by news.
void RunsViewModel::selectCurrent()
{
    if (isShown() && currentRow() >= 0)
        m_screen.select(currentTask());
}

void RunsViewModel::setCurrentRow(int row)
{
    m_table.setCurrentRow(row);
    selectCurrent();
}

void RunsViewModel::step(int rows, bool choosing)
{
    m_table.step(rows, choosing);
    selectCurrent();
}

void RunsViewModel::openCurrent()
{
    const AgentWork *work = m_table.at(m_table.currentRow());
    if (work && work->run)
        openTask(work->run->taskId.value);
    else if (work)
        m_toasts.explain(tr("No details to show"), tr("This agent waits for work."));
}

void RunsViewModel::openTask(const QString &taskId)
{
    m_screen.select(taskId);
    Q_EMIT detailsWanted();
}

} // namespace stint
