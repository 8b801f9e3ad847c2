#include "app/cli/runsupervisor.h"

#include "app/client/transport.h"
#include "model/domain/limits.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stint::cli
{

using client::Deadline;
using client::deadlineIn;
using client::Fault;

namespace
{

using Clock = std::chrono::steady_clock;

bool isOver(const std::optional<Deadline> &deadline)
{
    return deadline && *deadline <= Clock::now();
}

/// Refusals of a heartbeat that no later heartbeat can turn into success.
bool meansLost(const Error &error)
{
    return !errorInfo(error.code).retryable && client::faultOf(error) == Fault::None &&
           error.code != ErrorCode::Internal;
}

} // namespace

bool RunOutcome::succeeded() const
{
    return end == End::Exited && WIFEXITED(waitStatus) && WEXITSTATUS(waitStatus) == 0;
}

int RunOutcome::exitStatus() const
{
    return WIFEXITED(waitStatus) ? WEXITSTATUS(waitStatus) : -1;
}

QString RunOutcome::text() const
{
    const QString status = WIFSIGNALED(waitStatus) ? QStringLiteral("killed by signal %1").arg(WTERMSIG(waitStatus))
                                                   : QStringLiteral("exit status %1").arg(WEXITSTATUS(waitStatus));
    switch (end) {
    case End::Exited:
        return status;
    case End::LeaseLost:
        return QStringLiteral("lease lost: %1").arg(lossText);
    case End::TimeLimit:
        return QStringLiteral("time limit reached, %1").arg(status);
    case End::Interrupted:
        return QStringLiteral("interrupted by signal %1, %2").arg(signalNumber).arg(status);
    }
    return status;
}

RunSupervisor::RunSupervisor(client::Client &board, const client::BoardAddress &address, WorkSignals &signals)
    : m_board(board)
    , m_address(address)
    , m_signals(signals)
    , m_watch(address, -1)
{
}

Result<RunOutcome> RunSupervisor::run(const Run &run, const SupervisionOptions &options)
{
    m_run = run;
    m_leaseMs = std::max<qint64>(1, run.leaseDurationMs.value_or(300'000));
    while (m_signals.news.take() != 0) { // came while there was nobody to tell
    }
    STINT_TRY(m_child.start(options.command, options.environment));
    m_output = {m_child.standardOutput(), options.forwardOutputTo, {}, true};
    m_errors = {m_child.standardError(), STDERR_FILENO, {}, false};
    m_nextBeat = deadlineIn(m_leaseMs / 3);
    m_leaseEnd = deadlineIn(m_leaseMs);
    if (options.timeLimitMs)
        m_timeLimit = deadlineIn(*options.timeLimitMs);
    while (!finished())
        step();
    relayLast();
    m_outcome.waitStatus = m_child.waitStatus();
    m_outcome.resultJson = m_lastJson.json();
    m_outcome.resultTooLong = m_lastJson.wasTooLong();
    m_outcome.errorTail = m_tail.text();
    return m_outcome;
}

bool RunSupervisor::finished() const
{
    // What has left the group may keep the pipes open for ever: then what has arrived is all.
    return m_child.groupEnded() && m_output.pending.isEmpty() && m_errors.pending.isEmpty() && m_output.from < 0 &&
           m_errors.from < 0;
}

int RunSupervisor::timeout() const
{
    std::optional<Deadline> first;
    const auto log = m_board.isConnected() ? m_log.due() : std::nullopt;
    for (const auto *deadline : {&m_nextBeat, &m_leaseEnd, &m_killAt, &m_timeLimit, &m_retryAt, &log}) {
        if (*deadline && (!first || **deadline < *first))
            first = *deadline;
    }
    return first ? client::millisecondsUntil(*first) : -1;
}

void RunSupervisor::step()
{
    const auto readable = [](const Stream &stream) { return stream.pending.isEmpty() ? stream.from : -1; };
    const auto writable = [](const Stream &stream) { return stream.pending.isEmpty() ? -1 : stream.to; };
    const bool away = !m_board.isConnected();
    std::array<pollfd, 9> watched{{{m_signals.ends.descriptor(), POLLIN, 0},
                                   {m_signals.childEnds.descriptor(), POLLIN, 0},
                                   {m_board.descriptor(), POLLIN, 0},
                                   {away ? m_watch.descriptor() : -1, POLLIN, 0},
                                   {readable(m_output), POLLIN, 0},
                                   {readable(m_errors), POLLIN, 0},
                                   {writable(m_output), POLLOUT, 0},
                                   {writable(m_errors), POLLOUT, 0},
                                   {m_signals.news.descriptor(), POLLIN, 0}}};
    // Once the group has ended nothing more will come than what is there.
    const bool draining = m_child.groupEnded() && m_output.pending.isEmpty() && m_errors.pending.isEmpty();
    if (::poll(watched.data(), watched.size(), draining ? 0 : timeout()) < 0 && errno != EINTR)
        return lose(QStringLiteral("waiting failed"));
    for (int number = m_signals.ends.take(); number != 0; number = m_signals.ends.take())
        onInterrupt(number);
    for (int number = m_signals.news.take(); number != 0; number = m_signals.news.take())
        m_child.signalGroup(number);
    while (m_signals.childEnds.take() != 0)
        m_child.reap();
    if (watched[2].revents != 0)
        onBoard();
    if (watched[3].revents != 0) {
        m_watch.clear();
        m_retryAt = Clock::now();
    }
    for (Stream *stream : {&m_output, &m_errors}) {
        const std::size_t at = stream == &m_output ? 0 : 1;
        if (watched[6 + at].revents != 0)
            flush(*stream);
        if (watched[4 + at].revents != 0 || (m_child.groupEnded() && stream->pending.isEmpty()))
            pump(*stream);
    }
    onTimers();
    // The work is over with its leader; nothing of it may go on without the lease.
    if (m_child.leaderEnded() && !m_child.groupEnded() && !m_killAt)
        stopGroup();
}

void RunSupervisor::pump(Stream &stream)
{
    if (stream.from < 0)
        return;
    QByteArray bytes(chunkBytes, Qt::Uninitialized);
    const auto count = ::read(stream.from, bytes.data(), static_cast<std::size_t>(bytes.size()));
    if (count > 0) {
        bytes.truncate(count);
        if (stream.isOutput)
            m_lastJson.take(bytes);
        else
            m_tail.take(bytes);
        m_log.take(stream.isOutput ? LogRelay::Output : LogRelay::Errors, bytes);
        if (stream.to >= 0)
            stream.pending = bytes;
        return;
    }
    const bool later = count < 0 && (errno == EAGAIN || errno == EINTR);
    if (!later || m_child.groupEnded())
        m_child.closeOutput(std::exchange(stream.from, -1));
}

void RunSupervisor::flush(Stream &stream)
{
    const auto count = ::write(stream.to, stream.pending.constData(), static_cast<std::size_t>(stream.pending.size()));
    if (count > 0) {
        stream.pending.remove(0, count);
    } else if (count < 0 && errno != EAGAIN && errno != EINTR) {
        // Nobody reads any more: the work goes on.
        stream.pending.clear();
        stream.to = -1;
    }
}

void RunSupervisor::onInterrupt(int number)
{
    if (m_outcome.end == RunOutcome::End::Exited) {
        m_outcome.end = RunOutcome::End::Interrupted;
        m_outcome.signalNumber = number;
    }
    // The second one is meant.
    m_child.signalGroup(m_killAt ? SIGKILL : number);
    if (!m_killAt)
        m_killAt = deadlineIn(graceMs);
}

void RunSupervisor::stopGroup()
{
    m_child.signalGroup(SIGTERM);
    m_child.signalGroup(SIGCONT);
    if (!m_killAt)
        m_killAt = deadlineIn(graceMs);
}

void RunSupervisor::lose(const QString &why)
{
    m_nextBeat.reset();
    m_leaseEnd.reset();
    m_retryAt.reset();
    if (m_outcome.end == RunOutcome::End::LeaseLost)
        return;
    m_outcome.end = RunOutcome::End::LeaseLost;
    m_outcome.lossText = why;
    stopGroup();
}

void RunSupervisor::onTimers()
{
    if (isOver(m_killAt)) {
        m_child.signalGroup(SIGKILL);
        m_killAt = deadlineIn(graceMs);
    }
    if (isOver(m_timeLimit)) {
        m_timeLimit.reset();
        if (m_outcome.end == RunOutcome::End::Exited)
            m_outcome.end = RunOutcome::End::TimeLimit;
        stopGroup();
    }
    if (isOver(m_leaseEnd)) {
        // Nobody can be given the run while the board is away, and after it comes back the lease has a grace (BOO-07).
        if (!m_board.isConnected() && !std::exchange(m_graceUsed, true))
            m_leaseEnd = deadlineIn(limits::graceMaxMs);
        else
            lose(QStringLiteral("the board has not confirmed it in time"));
    }
    if (isOver(m_retryAt))
        comeBack();
    if (isOver(m_nextBeat))
        beat();
    if (m_board.isConnected() && isOver(m_log.due()))
        relay();
}

/// The last words are sent while the run is still held.
void RunSupervisor::relayLast()
{
    const QString rest = m_log.rest();
    if (rest.isEmpty() || !m_board.isConnected() || m_outcome.end == RunOutcome::End::LeaseLost)
        return;
    const RunLog request{m_run.id, m_run.leaseEpoch, rest};
    // Whether anybody has seen it changes nothing any more.
    (void)m_board.call(request, {.timeoutMs = lastWordsMs, .maySendAgain = false});
}

/// A lost part is no loss for the run: nothing is sent twice.
void RunSupervisor::relay()
{
    const RunLog request{m_run.id, m_run.leaseEpoch, m_log.next()};
    if (auto posted = m_board.post(RunLog::method.name, wire::encoded(request)))
        m_logId = *posted;
    else
        m_log.settle(true);
}

void RunSupervisor::beat()
{
    m_nextBeat = deadlineIn(std::max<qint64>(1, m_leaseMs / 3));
    if (m_beatId || !m_board.isConnected())
        return;
    RunHeartbeat request;
    request.lease = {m_run.id, m_run.leaseEpoch, {}};
    m_beatSent = Clock::now();
    auto posted = m_board.post(RunHeartbeat::method.name, wire::encoded(request));
    if (posted)
        m_beatId = *posted;
    else
        m_retryAt = Clock::now();
}

void RunSupervisor::onBoard()
{
    auto received = m_board.receive();
    while (auto notice = m_board.takeNotice()) {
        if (notice->method != NoticeNotification::name)
            continue;
        const auto news = client::answerFrom<NoticeNotification>(notice->params);
        if (news && news->kind == QLatin1String("run_taken") && news->runId == m_run.id)
            lose(QStringLiteral("the board took the run back"));
    }
    if (m_beatId) {
        if (auto answer = m_board.takeAnswer(*m_beatId)) {
            m_beatId.reset();
            onAnswer(*answer);
        }
    }
    if (m_logId) {
        if (const auto answer = m_board.takeAnswer(*m_logId)) {
            m_logId.reset();
            // A refused part is lost; the next one may do better.
            const auto reply =
                *answer ? client::answerFrom<RunLog::Reply>(**answer) : Result<RunLog::Reply>(answer->error());
            m_log.settle(!reply || reply->shown);
        }
    }
    if (!received)
        m_retryAt = Clock::now();
}

void RunSupervisor::onAnswer(const Result<QByteArray> &answer)
{
    if (m_outcome.end == RunOutcome::End::LeaseLost)
        return;
    if (answer) {
        m_leaseEnd = m_beatSent + std::chrono::milliseconds(m_leaseMs);
        m_graceUsed = false;
    } else if (meansLost(answer.error())) {
        lose(client::codeText(answer.error()));
    } else {
        m_nextBeat = deadlineIn(std::max<qint64>(1, m_leaseMs / 10));
    }
}

void RunSupervisor::comeBack()
{
    m_retryAt.reset();
    m_beatId.reset();
    if (std::exchange(m_logId, std::nullopt))
        m_log.settle(true);
    if (m_outcome.end == RunOutcome::End::LeaseLost)
        return;
    auto done = m_board.reconnect();
    if (done)
        m_nextBeat = Clock::now();
    else if (done.error().code == ErrorCode::NotAuthenticated)
        lose(QStringLiteral("the session has ended"));
    else
        m_retryAt = deadlineIn(client::BoardWatch::retryMs);
}

} // namespace stint::cli
