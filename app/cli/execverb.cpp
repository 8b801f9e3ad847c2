#include "app/cli/claimoptions.h"
#include "app/cli/privatefolder.h"
#include "app/cli/runsupervisor.h"
#include "app/cli/shortverbs.h"
#include "app/client/transport.h"
#include "model/domain/json.h"
#include "model/domain/limits.h"
#include "model/domain/text.h"

#include <CLI/CLI.hpp>

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <csignal>
#include <unistd.h>

namespace stint::cli
{

namespace
{

using client::Client;
using client::Fault;
using client::fault;

constexpr qint64 comeBackMs = 60'000; ///< how long a finished run waits for the board to take its result

struct ExecOptions {
    std::vector<std::string> command;
    std::string agent;
    bool loop = false, wait = false, failIfEmpty = false;
    std::optional<qint64> timeLimitMs;
};

/// Claims runs and lets the command work on each.
class Worker
{
public:
    Worker(Context &context, const ExecOptions &options, const ClaimOptions &claims)
        : m_context(context)
        , m_options(options)
        , m_claims(claims)
    {
    }

    int work();

private:
    Result<int> works();
    Result<ClaimReply> first();
    Result<RunOutcome> supervise(const ClaimReply &claim);
    Result<ClaimReply> settle(const ClaimReply &claim, const RunOutcome &outcome);
    Result<RunReply> complete(const Run &run, const RunOutcome &outcome);
    Result<RunReply> fail(const Run &run, const RunOutcome &outcome);
    Result<QByteArray> contextOf(const ClaimReply &claim);
    void report(const ClaimReply &claim, const RunOutcome &outcome, const QString &end);
    std::optional<ClaimCriteria> next() const;

    Context &m_context;
    const ExecOptions &m_options;
    const ClaimOptions &m_claims;
    WorkSignals m_signals;
    std::unique_ptr<Client> m_board;
    client::BoardAddress m_address;
    int m_exitCode = 0;
    bool m_stop = false;
};

int Worker::work()
{
    std::signal(SIGPIPE, SIG_IGN); // a reader that leaves must not end the work
    auto outcome = works();
    while (m_signals.ends.take() != 0) { // they have had their effect; the farewell may take its time
    }
    if (m_board && m_board->isConnected())
        (void)m_board->call(SessionEnd{QStringLiteral("stint exec has ended")},
                            {.timeoutMs = 5'000, .maySendAgain = false});
    return outcome ? *outcome : m_context.out().error(outcome.error());
}

Result<int> Worker::works()
{
    auto options = m_context.connectOptions();
    options.interruptDescriptor = m_signals.ends.descriptor();
    options.reconnectMs = comeBackMs;
    m_address = options.board;
    STINT_TRY_LET(m_board, Client::connect(std::move(options)));
    const QString agent =
        m_options.agent.empty() ? QFileInfo(text(m_options.command.front())).fileName() : text(m_options.agent);
    STINT_TRY(m_board->registerSession(m_claims.registration(agent)));
    STINT_TRY_LET(ClaimReply claim, first());
    if (!claim.claimed) {
        if (m_context.out().isJson())
            m_context.out().jsonLine(wire::encoded(claim));
        else
            m_context.out().note(QStringLiteral("nothing to claim"));
        return m_options.failIfEmpty ? errorInfo(ErrorCode::NoClaimableRun).exitCode : 0;
    }
    while (claim.claimed) {
        STINT_TRY_LET(const RunOutcome outcome, supervise(claim));
        STINT_TRY_LET(claim, settle(claim, outcome));
        if (m_stop || !m_options.loop)
            break;
        if (!claim.claimed) {
            STINT_TRY_LET(claim, first());
        }
    }
    return m_exitCode;
}

Result<ClaimReply> Worker::first()
{
    auto claim = m_claims.claim(*m_board, {}, m_options.wait, true);
    if (claim || claim.error().code != ErrorCode::NoClaimableRun || m_options.failIfEmpty)
        return claim;
    if (!m_claims.task().isEmpty())
        m_context.out().note(QStringLiteral("stint: %1").arg(claim.error().message));
    return ClaimReply{};
}

/// Claiming again in the step that ends a run costs no further round trip (MTH-08).
std::optional<ClaimCriteria> Worker::next() const
{
    return m_options.loop && !m_stop ? std::optional(m_claims.criteria()) : std::nullopt;
}

Result<QByteArray> Worker::contextOf(const ClaimReply &claim)
{
    if (!claim.context.isNull())
        return claim.context.text;
    TaskContext request;
    request.runId = claim.run->id;
    STINT_TRY_LET(const ContextReply reply, m_board->call(request));
    return reply.bundle.text;
}

Result<RunOutcome> Worker::supervise(const ClaimReply &claim)
{
    const Run &run = *claim.run;
    RunOutcome lost;
    lost.end = RunOutcome::End::LeaseLost;
    RunStart start;
    start.lease = {run.id, run.leaseEpoch, {}};
    start.idempotencyKey = startKey(run);
    if (auto started = m_board->call(start); !started) {
        lost.lossText = client::codeText(started.error());
        if (client::exitCode(started.error()) == errorInfo(ErrorCode::LeaseLost).exitCode)
            return lost;
        return std::move(started).error();
    }
    auto bundle = contextOf(claim);
    if (!bundle && client::faultOf(bundle.error()) != Fault::None)
        return std::move(bundle).error();

    TemporaryFolder folder;
    STINT_TRY(folder.create(m_address.places.runtimeDir));
    const QString contextFile = folder.path() + QLatin1String("/context.json"),
                  runFile = folder.path() + QLatin1String("/run.json");
    const QString socket = m_board->socketPath();
    JsonWriter about;
    about.beginObject();
    about.member("run_id", run.id.value);
    about.member("socket", socket);
    about.endObject();
    STINT_TRY(writePrivateFile(contextFile, bundle ? *bundle + '\n' : QByteArrayLiteral("{}\n")));
    STINT_TRY(writePrivateFile(runFile, about.take() + '\n'));

    SupervisionOptions options;
    for (const auto &word : m_options.command)
        options.command += QByteArray::fromStdString(word);
    options.environment = {"STINT_SOCKET=" + QFile::encodeName(socket), "STINT_RUN=" + run.id.value.toUtf8(),
                           "STINT_RUN_FILE=" + QFile::encodeName(runFile),
                           "STINT_CONTEXT_FILE=" + QFile::encodeName(contextFile)};
    options.timeLimitMs = m_options.timeLimitMs;
    options.forwardOutputTo = m_context.out().isJson() ? STDERR_FILENO : STDOUT_FILENO;
    RunSupervisor supervisor(*m_board, m_address, m_signals);
    auto outcome = supervisor.run(run, options);
    if (outcome)
        return outcome;
    // The command could not be started: the run is nobody's failure but this call's.
    RunRelease release;
    release.lease = start.lease;
    release.reason = QStringLiteral("the command could not be started");
    STINT_TRY(m_board->call(release));
    return std::move(outcome).error();
}

Result<RunReply> Worker::complete(const Run &run, const RunOutcome &outcome)
{
    RunComplete request;
    request.lease = {run.id, run.leaseEpoch, {}};
    request.result.text = outcome.resultJson;
    request.claimNext = next();
    if (outcome.resultTooLong)
        m_context.out().note(
            QStringLiteral("stint: the last JSON line is longer than %1 bytes and cannot be the result")
                .arg(limits::resultBytes));
    auto reply = m_board->call(request);
    const bool refusedResult =
        !reply && !request.result.isNull() &&
        (reply.error().code == ErrorCode::PayloadTooLarge || reply.error().code == ErrorCode::ValidationFailed);
    if (!refusedResult)
        return reply;
    m_context.out().note(
        QStringLiteral("stint: the last JSON line cannot be the result: %1").arg(reply.error().message));
    request.result = {};
    return m_board->call(request);
}

Result<RunReply> Worker::fail(const Run &run, const RunOutcome &outcome)
{
    RunFail request;
    request.lease = {run.id, run.leaseEpoch, {}};
    request.error = outcome.text();
    if (!outcome.errorTail.isEmpty())
        request.error += QLatin1Char('\n') + outcome.errorTail;
    request.error = truncated(request.error, limits::longTextBytes);
    JsonWriter metadata;
    metadata.beginObject();
    metadata.member("exit_status", outcome.exitStatus());
    metadata.endObject();
    request.metadata.text = metadata.take();
    request.claimNext = next();
    return m_board->call(request);
}

void Worker::report(const ClaimReply &claim, const RunOutcome &outcome, const QString &end)
{
    Output &out = m_context.out();
    const QString title = claim.task ? QStringLiteral(" \"%1\"").arg(claim.task->task.title) : QString();
    if (!out.isJson())
        return out.note(QStringLiteral("stint: %1%2 %3 (%4)").arg(claim.run->id.value, title, end, outcome.text()));
    JsonWriter line;
    line.beginObject();
    line.member("run_id", claim.run->id.value);
    line.member("task_id", claim.run->taskId.value);
    line.member("outcome", end);
    line.member("reason", outcome.text());
    line.member("exit_status", outcome.exitStatus());
    line.endObject();
    out.jsonLine(line.take());
}

Result<ClaimReply> Worker::settle(const ClaimReply &claim, const RunOutcome &outcome)
{
    const bool interrupted = outcome.end == RunOutcome::End::Interrupted;
    m_stop = interrupted;
    const bool lost = outcome.end == RunOutcome::End::LeaseLost;
    auto reply = [&]() -> Result<RunReply> {
        if (lost)
            return refuse(ErrorCode::LeaseLost, outcome.lossText);
        const bool zero = outcome.exitStatus() == 0 && outcome.end != RunOutcome::End::TimeLimit;
        return zero ? complete(*claim.run, outcome) : fail(*claim.run, outcome);
    }();
    if (!reply && client::exitCode(reply.error()) != errorInfo(ErrorCode::LeaseLost).exitCode &&
        reply.error().code != ErrorCode::InvalidClaimToken)
        return std::move(reply).error();
    report(claim, outcome, reply ? QString(toText(reply->run.status)) : QStringLiteral("lease_lost"));
    if (interrupted)
        m_exitCode = 130;
    else if (!reply)
        m_exitCode = m_options.loop ? m_exitCode : errorInfo(ErrorCode::LeaseLost).exitCode;
    else if (outcome.end == RunOutcome::End::TimeLimit)
        m_exitCode = 124;
    else if (!outcome.succeeded())
        m_exitCode = 1;
    return reply && reply->next ? *reply->next : ClaimReply{};
}

class Exec : public Runner
{
public:
    explicit Exec(CLI::App &app)
        : m_claims(app)
    {
        app.add_option("command", m_options.command, "the command and its arguments, after --")
            ->required()
            ->type_name("COMMAND");
        app.add_option("--agent", m_options.agent, "name of the agent; default: the command's name")
            ->type_name("NAME")
            ->envname("STINT_AGENT");
        app.add_flag("--loop", m_options.loop, "go on until nothing is left");
        app.add_flag("--wait", m_options.wait, "wait until there is work");
        app.add_flag("--fail-if-empty", m_options.failIfEmpty, "exit with 6 when there is nothing to claim");
        addDuration(app, "--time-limit", m_options.timeLimitMs,
                    "stop the command after this time and exit with 124, like 30m");
    }

    int run(Context &context) override
    {
        if (m_options.loop && !m_claims.task().isEmpty())
            return context.out().error(
                fault(Fault::Usage, QStringLiteral("--task names one run; --loop takes whatever comes")));
        if (const Done fits = m_claims.checkWait(m_options.wait); !fits)
            return context.out().error(fits.error());
        takeLiterally(context.invocation().words);
        return Worker(context, m_options, m_claims).work();
    }

private:
    /// The parser takes [a,b] for a list. Behind `--` words are what they are.
    void takeLiterally(const std::vector<std::string> &words)
    {
        const auto mark = std::find(words.begin(), words.end(), "--");
        if (mark != words.end() && mark + 1 != words.end() && *(mark + 1) == m_options.command.front())
            m_options.command.assign(mark + 1, words.end());
    }

    ClaimOptions m_claims;
    ExecOptions m_options;
};

} // namespace

std::vector<Command> execVerbs()
{
    return {command<Exec>("exec", "Claims a run and lets a command work on it.")};
}

} // namespace stint::cli
