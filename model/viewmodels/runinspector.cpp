#include "model/viewmodels/runinspector.h"

#include "model/items/enginewords.h"
#include "model/items/texts.h"
#include "model/viewmodels/ask.h"

#include <QLocale>

namespace stint
{

namespace
{

constexpr qsizetype textChars = 16'000;

} // namespace

RunInspector::RunInspector(Board &board, const Actor &actor, BoardViewModel::Now now, ToastModel &toasts,
                           QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_now(std::move(now))
    , m_toasts(toasts)
    , m_facts(this)
    , m_claims(this)
    , m_result(this)
    , m_metadata(this)
{
}

void RunInspector::toggle(const QString &runId)
{
    if (runId == m_id.value)
        return close();
    close();
    m_id = RunId(runId);
    m_log = m_logs ? m_logs->of(runId) : nullptr;
    Q_EMIT changed();
    refresh();
}

void RunInspector::close()
{
    m_id = {};
    if (m_log)
        m_log->setNeedle({});
    m_log.reset();
    m_loaded = false;
    m_detail = {};
    m_facts.assign({});
    m_claims.assign({});
    m_result.show({});
    m_metadata.show({});
    Q_EMIT changed();
}

void RunInspector::refresh()
{
    if (m_id.isEmpty())
        return;
    ask(m_board, m_actor, RunGet{m_id}, this, [this, id = m_id](const Result<RunDetail> &reply) {
        if (id != m_id)
            return;
        if (!reply)
            return m_toasts.fail(tr("The attempt could not be read"), reply.error());
        take(*reply);
    });
}

void RunInspector::take(const RunDetail &detail)
{
    m_detail = detail;
    m_loaded = true;
    const Run &run = detail.run;
    const Time now = m_now();
    std::vector<FactRow> facts{{tr("State"), texts::runStatus(run.status)}};
    const auto add = [&facts](const QString &name, const QString &value) {
        if (!value.isEmpty())
            facts.push_back({name, value});
    };
    const auto number = [&add](const QString &name, const std::optional<qint64> &value) {
        if (value)
            add(name, QLocale().toString(*value));
    };
    const QString agent = detail.session ? detail.session->agentName : QString();
    add(tr("Held by"), !agent.isEmpty() ? texts::oneLine(agent)
                       : run.claimedBy  ? texts::actor(*run.claimedBy)
                                        : QString());
    add(tr("Queued"), texts::date(run.queuedAt));
    add(tr("Claimed"), run.claimedAt ? texts::date(*run.claimedAt) : QString());
    add(tr("Started"), run.startedAt ? texts::date(*run.startedAt) : QString());
    add(tr("Ended"), run.endedAt ? texts::date(*run.endedAt) : QString());
    add(tr("Took"), detail.durationMs ? texts::longDuration(*detail.durationMs) : QString());
    if (run.leaseUntil)
        add(tr("Lease"),
            *run.leaseUntil > now ? tr("%1 left").arg(texts::longDuration(*run.leaseUntil - now)) : tr("has run out"));
    if (run.heartbeatAt)
        add(tr("Last heartbeat"), tr("%1 ago").arg(texts::longDuration(now - *run.heartbeatAt)));
    add(tr("Claims"), run.leaseEpoch > 0 ? QString::number(run.leaseEpoch) : QString());
    number(tr("Tokens"), run.usage.totalTokens);
    number(tr("Turns"), run.usage.turnCount);
    number(tr("Tool calls"), run.usage.toolCallCount);
    if (run.usage.costMicros)
        add(tr("Cost"), texts::money(*run.usage.costMicros, run.usage.currency));
    add(tr("Needs"), texts::oneLine(run.requiredCapabilities.join(QLatin1String(", "))));
    add(tr("Channel"), texts::oneLine(run.networkChannel));
    add(tr("Late results"), detail.lateResults > 0 ? QString::number(detail.lateResults) : QString());
    m_facts.assign(facts);
    std::vector<FactRow> claims;
    for (const ClaimRecord &claim : detail.claims) {
        const QString who = claim.agentName.isEmpty() ? texts::actor(claim.claimedBy) : texts::oneLine(claim.agentName);
        claims.push_back({tr("Claim %1").arg(claim.epoch),
                          claim.endReason ? tr("%1, %2, %3")
                                                .arg(who, texts::clock(claim.claimedAt, now),
                                                     enginewords::claimEnd(*claim.endReason))
                                          : tr("%1, since %2").arg(who, texts::clock(claim.claimedAt, now))});
    }
    m_claims.assign(claims);
    m_result.show(run.result);
    m_metadata.show(run.metadata);
    Q_EMIT changed();
}

QString RunInspector::error() const
{
    return texts::visible(texts::shortened(m_detail.run.error, textChars));
}

QString RunInspector::said() const
{
    const Run &run = m_detail.run;
    QStringList parts;
    if (run.attention)
        parts += tr("Asks: %1").arg(texts::visible(texts::shortened(run.attention->text, textChars)));
    if (run.answer) {
        parts += tr("Asked: %1").arg(texts::visible(texts::shortened(run.answer->question, textChars)));
        parts += tr("Answered: %1").arg(texts::visible(texts::shortened(run.answer->text, textChars)));
    }
    if (!run.progress.isEmpty())
        parts += texts::visible(run.progress);
    return parts.join(QLatin1Char('\n'));
}

bool RunInspector::canFail() const
{
    const RunStatus status = m_detail.run.status;
    return m_loaded &&
           (status == RunStatus::Queued || status == RunStatus::Claimed || status == RunStatus::NeedsAttention);
}

bool RunInspector::canStop() const
{
    return m_loaded && isActive(m_detail.run.status) && m_detail.session &&
           m_detail.session->state != SessionState::Ended;
}

template<Request R>
void RunInspector::send(R request, const QString &done, const QString &failed)
{
    ask(m_board, m_actor, std::move(request), this, [this, done, failed](const Result<typename R::Reply> &reply) {
        if (!reply)
            return m_toasts.fail(failed, reply.error());
        m_toasts.say(done);
        refresh();
    });
}

void RunInspector::release(const QString &reason)
{
    send(RunForceRelease{m_id, reason, {}}, tr("The attempt is queued again"), tr("The attempt was not released"));
}

void RunInspector::fail(const QString &reason)
{
    send(RunForceFail{m_id, reason, {}}, tr("The attempt has failed, as you said"), tr("The attempt was not failed"));
}

void RunInspector::cancel(const QString &reason)
{
    RunCancel request;
    request.runId = m_id;
    request.reason = reason;
    send(request, tr("The attempt is canceled"), tr("The attempt was not canceled"));
}

void RunInspector::retry(const QString &reason)
{
    send(RunRetry{m_id, reason, {}}, tr("A new attempt is queued"), tr("No new attempt was queued"));
}

void RunInspector::stop(const QString &reason)
{
    if (canStop())
        send(SessionRelease{m_detail.session->id, reason}, tr("The agent is stopped; its attempt is queued again"),
             tr("The agent was not stopped"));
}

} // namespace stint
