#include "app/cli/eventstream.h"
#include "app/cli/shortverbs.h"
#include "app/cli/signals.h"
#include "app/cli/topview.h"
#include "app/client/transport.h"
#include "model/domain/eventtypes.h"

#include <CLI/CLI.hpp>

#include <unistd.h>

namespace stint::cli
{

namespace
{

using client::Fault;
using client::fault;

constexpr qint64 comeBackMs = 24LL * 3'600'000; ///< how long a view waits for its board

/// The exit code of a view (CLI-02). That a signal ended it needs no words.
int ended(Output &out, const Done &done)
{
    if (!done && client::faultOf(done.error()) != Fault::Interrupted)
        return out.error(done.error());
    return done ? 0 : client::exitCode(done.error());
}

class Watch : public Runner
{
public:
    explicit Watch(CLI::App &app)
    {
        app.add_option("--after", m_after, "begin after this event; 0 is the beginning; absent: only new ones")
            ->type_name("SEQ");
        app.add_option("--task", m_task, "only of this task and everything below it")->type_name("ID");
        offer(addRepeated(app, "--kind", m_kinds, "only these event types", "TYPE"), texts(eventTypes));
        app.add_option("--count", m_count, "end after so many events")
            ->type_name("N")
            ->check(
                [](const std::string &count) { return count.starts_with('-') ? "it is not negative" : std::string(); });
    }

    int run(Context &context) override
    {
        SignalPipe signals{SIGINT, SIGTERM, SIGHUP};
        auto options = context.connectOptions();
        options.interruptDescriptor = signals.descriptor();
        options.reconnectMs = comeBackMs;
        return ended(context.out(), follow(context.out(), std::move(options)));
    }

private:
    Done follow(Output &out, client::Client::Options options)
    {
        EventsSubscribe request;
        request.afterSeq = m_after;
        request.kinds = texts(m_kinds);
        if (!m_task.empty())
            request.taskId = TaskId(text(m_task));
        STINT_TRY_LET(const auto board, client::Client::connect(std::move(options)));
        EventStream stream(*board, std::move(request));
        STINT_TRY(stream.subscribe());
        for (qint64 seen = 0; !m_count || seen < *m_count; ++seen) {
            STINT_TRY_LET(const Event event, stream.next());
            print(out, event);
        }
        return {};
    }

    static void print(Output &out, const Event &event)
    {
        if (out.isJson())
            return out.json(wire::encoded(event));
        const QStringList cells{QString::number(event.seq),
                                stint::toText(event.time),
                                event.type,
                                event.taskId ? event.taskId->value : QString(),
                                event.runId ? event.runId->value : QString(),
                                event.actor.text()};
        QStringList safe;
        for (const QString &cell : cells)
            safe += safeText(cell);
        out.stream(safe.join(QLatin1Char('\t')));
    }

    std::optional<qint64> m_after, m_count;
    std::string m_task;
    std::vector<std::string> m_kinds;
};

class Top : public Runner
{
public:
    explicit Top(CLI::App &) {}

    int run(Context &context) override
    {
        if (::isatty(STDIN_FILENO) != 1 || !context.out().isTerminal())
            return context.out().error(
                fault(Fault::Usage, QStringLiteral("top needs a terminal; stint watch does not")));
        SignalPipe ends{SIGINT, SIGTERM, SIGHUP}, resizes{SIGWINCH};
        auto options = context.connectOptions();
        options.interruptDescriptor = ends.descriptor();
        options.reconnectMs = comeBackMs;
        auto board = client::Client::connect(std::move(options));
        if (!board)
            return context.out().error(board.error());
        return ended(context.out(), TopView(**board, ends, resizes).run());
    }
};

} // namespace

std::vector<Command> watchVerbs()
{
    return {command<Watch>("watch", "Prints events as lines while they happen."),
            command<Top>("top", "Shows active runs and the queue, live, full screen.")};
}

} // namespace stint::cli
