#include "app/cli/agentsession.h"
#include "app/cli/claimoptions.h"
#include "app/cli/render.h"
#include "app/cli/shortverbs.h"
#include "app/client/transport.h"

#include <CLI/CLI.hpp>

namespace stint::cli
{

namespace
{

using client::Client;
using client::Fault;
using client::fault;

/// A verb of an agent that works from a shell: its session lasts from one invocation to the next.
class AgentRunner : public Runner
{
public:
    explicit AgentRunner(CLI::App &app)
    {
        app.add_option("--agent", m_agent, "name of the agent")->type_name("NAME")->envname("STINT_AGENT");
    }

protected:
    void addRun(CLI::App &app)
    {
        app.add_option("run", m_run, "the run; absent: the one the session works on")
            ->type_name("RUN")
            ->envname("STINT_RUN");
    }

    /// The client to call with: the agent's, or the operator's when no agent is named.
    Result<Client *> caller(Context &context)
    {
        if (m_agent.empty())
            return context.board();
        m_session.emplace(context.connectOptions(), text(m_agent));
        STINT_TRY_LET(m_client, m_session->resume());
        return m_client.get();
    }

    Result<LeaseProof> proof() const
    {
        LeaseProof lease;
        lease.runId = m_run.empty() && m_session ? m_session->run() : RunId(text(m_run));
        if (lease.runId.isEmpty() && m_session)
            return refuse(ErrorCode::RunNotFound, QStringLiteral("%1 works on no run").arg(text(m_agent)));
        if (lease.runId.isEmpty())
            return fault(Fault::Usage, QStringLiteral("name the run, or the agent whose session works on one"));
        return lease;
    }

    /// Sends a lease verb, prints its answer, and forgets the run when \a ends it.
    template<class R>
    int finish(Context &context, R request, bool ends)
    {
        auto reply = [&]() -> Result<typename R::Reply> {
            STINT_TRY_LET(Client *const board, caller(context));
            STINT_TRY_LET(request.lease, proof());
            STINT_TRY_LET(typename R::Reply answer, board->call(request));
            if (ends && m_session && m_session->run() == request.lease.runId)
                STINT_TRY(m_session->setRun({}));
            return answer;
        }();
        if (!reply)
            return context.out().error(reply.error());
        print(context.out(), *reply);
        return 0;
    }

    static void print(Output &out, const RunReply &reply)
    {
        if (out.isJson())
            return out.json(wire::encoded(reply));
        out.table({{QStringLiteral("RUN"), QStringLiteral("STATUS"), QStringLiteral("TASK")},
                   {{reply.run.id.value, toText(reply.run.status), reply.run.taskId.value}}});
    }

    static void print(Output &out, const HeartbeatReply &reply)
    {
        if (out.isJson())
            return out.json(wire::encoded(reply));
        out.table({{QStringLiteral("RUN"), QStringLiteral("LEASE UNTIL")},
                   {{reply.runId.value, stint::toText(reply.leaseUntil)}}});
    }

    std::string m_agent, m_run;
    std::optional<AgentSession> m_session;
    std::unique_ptr<Client> m_client;
};

class Claim : public AgentRunner
{
public:
    explicit Claim(CLI::App &app)
        : AgentRunner(app)
        , m_options(app)
    {
        app.add_option("--run", m_run, "take this queued run")->type_name("RUN");
        app.add_flag("--wait", m_wait, "wait until there is work");
        app.add_flag("--start", m_start, "mark the run as running, too");
        app.add_flag("--context", m_context, "answer with the context bundle");
        app.add_flag("--fail-if-empty", m_failIfEmpty, "exit with 6 when there is nothing to claim");
    }

    int run(Context &context) override
    {
        auto reply = claim(context);
        QString why = QStringLiteral("nothing to claim");
        if (!reply && reply.error().code == ErrorCode::NoClaimableRun && !m_failIfEmpty) {
            why += QStringLiteral(": ") + reply.error().message;
            reply = ClaimReply{};
        }
        if (!reply)
            return context.out().error(reply.error());
        if (context.out().isJson()) {
            context.out().json(wire::encoded(*reply));
        } else if (reply->claimed && reply->run && reply->task) {
            context.out().table(
                {{QStringLiteral("RUN"), QStringLiteral("TASK"), QStringLiteral("LEASE UNTIL"),
                  QStringLiteral("TITLE")},
                 {{reply->run->id.value, reply->task->task.id.value,
                   reply->leaseUntil ? stint::toText(*reply->leaseUntil) : QString(), reply->task->task.title}}});
            if (!reply->context.isNull())
                context.out().pairs(pairsOf(reply->context.text));
        } else {
            context.out().note(why);
        }
        return reply->claimed || !m_failIfEmpty ? 0 : errorInfo(ErrorCode::NoClaimableRun).exitCode;
    }

private:
    Result<ClaimReply> claim(Context &context)
    {
        if (m_agent.empty() && m_run.empty() && m_options.task().isEmpty())
            return fault(Fault::Usage,
                         QStringLiteral("name the agent with --agent or STINT_AGENT, or a run with --run"));
        STINT_TRY(m_options.checkWait(m_wait, RunId(text(m_run))));
        Client *board = nullptr;
        if (m_agent.empty()) {
            STINT_TRY_LET(board, context.board());
        } else {
            m_session.emplace(context.connectOptions(), text(m_agent));
            STINT_TRY_LET(m_client, m_session->resumeOrRegister(m_options.registration(text(m_agent))));
            board = m_client.get();
            if (const auto &session = board->greeting().session) {
                STINT_TRY(m_options.checkPlace(*session));
            }
        }
        STINT_TRY_LET(ClaimReply reply, m_options.claim(*board, RunId(text(m_run)), m_wait, m_context));
        if (reply.claimed && reply.run && m_session)
            STINT_TRY(m_session->setRun(reply.run->id));
        if (reply.claimed && reply.run && m_start) {
            RunStart start;
            start.lease.runId = reply.run->id;
            start.idempotencyKey = startKey(*reply.run);
            STINT_TRY_LET(auto started, board->call(start));
            reply.run = std::move(started.run);
            if (started.task)
                reply.task = std::move(started.task);
        }
        return reply;
    }

    ClaimOptions m_options;
    bool m_wait = false, m_start = false, m_context = false, m_failIfEmpty = false;
};

class Beat : public AgentRunner
{
public:
    explicit Beat(CLI::App &app)
        : AgentRunner(app)
    {
        addRun(app);
        app.add_option("--progress", m_progress, "one short note")->type_name("TEXT");
        addDuration(app, "--lease", m_leaseMs, "new lease duration, like 5m");
    }

    int run(Context &context) override
    {
        RunHeartbeat request;
        request.leaseMs = m_leaseMs;
        if (m_progress)
            request.progress = text(*m_progress);
        return finish(context, request, false);
    }

private:
    std::optional<std::string> m_progress;
    std::optional<qint64> m_leaseMs;
};

class Finish : public AgentRunner
{
public:
    explicit Finish(CLI::App &app)
        : AgentRunner(app)
    {
        addRun(app);
        app.add_option("--result", m_result, "result (JSON, @FILE or -)")->type_name("JSON");
    }

    int run(Context &context) override
    {
        RunComplete request;
        if (!m_result.empty()) {
            auto result = jsonOf("result", m_result);
            if (!result)
                return context.out().error(result.error());
            request.result.text = *result;
        }
        return finish(context, request, true);
    }

private:
    std::string m_result;
};

class Fail : public AgentRunner
{
public:
    explicit Fail(CLI::App &app)
        : AgentRunner(app)
    {
        addRun(app);
        app.add_option("--error", m_error, "what went wrong; - reads stdin")->type_name("TEXT")->required();
    }

    int run(Context &context) override
    {
        RunFail request;
        auto error = proseOf(m_error);
        if (!error)
            return context.out().error(error.error());
        request.error = *error;
        return finish(context, request, true);
    }

private:
    std::string m_error;
};

class Ask : public AgentRunner
{
public:
    explicit Ask(CLI::App &app)
        : AgentRunner(app)
    {
        app.add_option("question", m_question, "what a person should answer; - reads stdin")
            ->required()
            ->type_name("QUESTION");
        app.add_option("--run", m_run, "the run; absent: the one the session works on")
            ->type_name("RUN")
            ->envname("STINT_RUN");
        demand(app.add_option("--kind", m_kind, "needs_input, blocked, quota or auth")->type_name("KIND"),
               texts(askKinds))
            ->default_val("needs_input");
        app.add_option("--resume-after", m_resumeAfter, "go on without an answer after this time")->type_name("TIME");
    }

    int run(Context &context) override
    {
        RunAsk request;
        auto question = m_question.size() == 1 ? proseOf(m_question.front())
                                               : Result<QString>(texts(m_question).join(QLatin1Char(' ')));
        if (!question)
            return context.out().error(question.error());
        request.question = *question;
        request.kind = text(m_kind);
        if (!m_resumeAfter.empty()) {
            request.resumeAfter = timeFromText(text(m_resumeAfter));
            if (!request.resumeAfter)
                return context.out().error(
                    fault(Fault::Usage, QStringLiteral("--resume-after is a time like 2026-11-21T10:20:30Z")));
        }
        return finish(context, request, true);
    }

private:
    std::vector<std::string> m_question;
    std::string m_kind, m_resumeAfter;
};

class Release : public AgentRunner
{
public:
    explicit Release(CLI::App &app)
        : AgentRunner(app)
    {
        addRun(app);
        app.add_option("--reason", m_reason, "why")->type_name("TEXT");
    }

    int run(Context &context) override
    {
        RunRelease request;
        request.reason = text(m_reason);
        return finish(context, request, true);
    }

private:
    std::string m_reason;
};

/// session.register as it makes sense from a shell: the session is kept, its token is not shown.
class Register : public Runner
{
public:
    explicit Register(CLI::App &app)
        : m_options(app)
    {
        app.add_option("agent", m_agent, "name of the agent")->required()->type_name("NAME")->envname("STINT_AGENT");
    }

    int run(Context &context) override
    {
        AgentSession session(context.connectOptions(), text(m_agent));
        auto client = session.resumeOrRegister(m_options.registration(text(m_agent)));
        if (!client)
            return context.out().error(client.error());
        if (const auto &before = (*client)->greeting().session) {
            if (const Done fits = m_options.checkRegistered(*before); !fits)
                return context.out().error(fits.error());
        }
        auto info = (*client)->call(SystemInfo{});
        if (!info)
            return context.out().error(info.error());
        context.out().answer(wire::encoded(*info));
        return 0;
    }

private:
    SessionOptions m_options;
    std::string m_agent;
};

class End : public AgentRunner
{
public:
    explicit End(CLI::App &app)
        : AgentRunner(app)
    {
        app.add_option("--reason", m_reason, "why")->type_name("TEXT");
    }

    int run(Context &context) override
    {
        auto reply = [&]() -> Result<OkReply> {
            if (m_agent.empty())
                return fault(Fault::Usage, QStringLiteral("name the agent with --agent or STINT_AGENT"));
            STINT_TRY_LET(Client *const board, caller(context));
            STINT_TRY_LET(OkReply ok, board->call(SessionEnd{text(m_reason)}, {.maySendAgain = false}));
            m_session->remove();
            return ok;
        }();
        if (!reply)
            return context.out().error(reply.error());
        context.out().answer(wire::encoded(*reply));
        return 0;
    }

private:
    std::string m_reason;
};

} // namespace

std::vector<Command> agentVerbs()
{
    return {command<Claim>("claim", "Takes the best queued run, or a named one."),
            command<Beat>("beat", "Prolongs the lease of a run."),
            command<Finish>("done", "Ends a run with success."),
            command<Fail>("fail", "Ends a run with an error."),
            command<Ask>("ask", "Parks a run until a person answers."),
            command<Release>("release", "Gives a run back to the queue."),
            command<Register>("session register", "Opens a session of an agent that works from a shell."),
            command<End>("session end", "Ends an agent's session and releases its runs.")};
}

} // namespace stint::cli
