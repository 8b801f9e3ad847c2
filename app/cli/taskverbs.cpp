#include "app/cli/shortverbs.h"
#include "app/client/transport.h"
#include "app/wire/strictjson.h"
#include "model/domain/json.h"
#include "model/domain/limits.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace stint::cli
{

namespace
{

using client::Fault;
using client::fault;

/// CLI-09: creating work for agents means creating it and queueing one run.
class Add : public Runner
{
public:
    explicit Add(CLI::App &app)
    {
        app.add_option("title", m_title, "title of the task, one line")->required()->type_name("TITLE");
        app.add_flag("--no-start", m_noStart, "only create it");
        app.add_flag("--draft", m_draft, "save a draft");
        addRepeated(app, "--after", m_after, "task it waits for", "ID");
        app.add_option("--parent", m_parent, "parent task")->type_name("ID");
        demand(app.add_option("--priority", m_priority, "low, medium, high or urgent")->type_name("PRIORITY"),
               texts(EnumTexts<Priority>::values));
        addRepeated(app, "--label", m_labels, "label", "LABEL");
        addRepeated(app, "--capability", m_capabilities, "what a claimer must have", "NAME");
        app.add_option("--description", m_description, "what is to be done; - reads stdin")->type_name("TEXT");
        addRepeated(app, "--acceptance", m_acceptance, "acceptance criterion", "TEXT");
        app.add_option("--milestone", m_milestone, "milestone")->type_name("NAME");
        app.add_option("--workspace", m_workspace, "workspace the task belongs to")->type_name("ID");
        app.add_option("--external-key", m_externalKey, "key of the task elsewhere")->type_name("KEY");
    }

    int run(Context &context) override
    {
        auto reply = add(context);
        if (!reply)
            return context.out().error(reply.error());
        if (context.out().isJson()) {
            context.out().json(wire::encoded(*reply));
        } else {
            const Task &task = reply->task.task;
            Table table{
                {QStringLiteral("ID"), QStringLiteral("STATUS"), QStringLiteral("RUN"), QStringLiteral("TITLE")}, {}};
            table.rows.push_back(
                {task.id.value, toText(task.status), reply->run ? reply->run->id.value : QString(), task.title});
            context.out().table(table);
        }
        return 0;
    }

private:
    Result<TaskReply> add(Context &context)
    {
        const bool start = !m_noStart && !m_draft;
        if (!start && !m_capabilities.empty())
            return fault(Fault::Usage,
                         QStringLiteral("--capability belongs to the run: it needs the task to be started"));
        STINT_TRY_LET(const TaskCreate request, this->request());
        STINT_TRY_LET(auto *const board, context.board());
        // Checked first, so that a mistyped id does not leave a task without its dependency.
        for (const QString &id : texts(m_after))
            STINT_TRY(board->call(TaskGet{TaskId(id)}));
        STINT_TRY_LET(TaskReply reply, board->call(request));
        const TaskId id = reply.task.task.id;
        for (const QString &after : texts(m_after)) {
            DependencyAdd dependency;
            dependency.taskId = id;
            dependency.dependsOn = TaskId(after);
            STINT_TRY_LET(auto added, explained(board->call(dependency), id));
            reply.task = std::move(added.task);
        }
        return start ? explained(enqueued(*board, std::move(reply)), id) : std::move(reply);
    }

    Result<TaskCreate> request() const
    {
        TaskCreate request;
        request.title = texts(m_title).join(QLatin1Char(' '));
        STINT_TRY_LET(request.description, proseOf(m_description));
        request.priority = text(m_priority);
        request.labels = texts(m_labels);
        request.milestone = text(m_milestone);
        request.externalKey = text(m_externalKey);
        request.draft = m_draft;
        if (!m_parent.empty())
            request.parentTaskId = TaskId(text(m_parent));
        if (!m_workspace.empty())
            request.workspaceId = WorkspaceId(text(m_workspace));
        for (const QString &criterion : texts(m_acceptance))
            request.acceptance.push_back({criterion, false, {}});
        return request;
    }

    /// A blocked task cannot be started, but its run may wait in the queue (ENQ-03).
    Result<TaskReply> enqueued(client::Client &board, TaskReply reply) const
    {
        RunEnqueue enqueue;
        enqueue.taskId = reply.task.task.id;
        enqueue.requiredCapabilities = texts(m_capabilities);
        STINT_TRY_LET(auto queued, board.call(enqueue));
        if (queued.task)
            reply.task = std::move(*queued.task);
        reply.run = std::move(queued.run);
        return reply;
    }

    template<class T>
    static Result<T> explained(Result<T> result, const TaskId &created)
    {
        if (result)
            return result;
        Error error = std::move(result).error();
        error.message += QStringLiteral(" (the task %1 was created)").arg(created.value);
        return error;
    }

    std::vector<std::string> m_title, m_after, m_labels, m_capabilities, m_acceptance;
    std::string m_parent, m_priority, m_description, m_milestone, m_workspace, m_externalKey;
    bool m_noStart = false, m_draft = false;
};

class List : public Runner
{
public:
    explicit List(CLI::App &app)
    {
        app.add_option("search", m_search, "beginnings of words")->type_name("WORD");
        offer(app.add_option("--status", m_status, "only tasks with this status")->type_name("STATUS"),
              texts(EnumTexts<TaskStatus>::values));
        offer(app.add_option("--priority", m_priority, "only tasks with this priority")->type_name("PRIORITY"),
              texts(EnumTexts<Priority>::values));
        app.add_option("--label", m_label, "only tasks with this label")->type_name("LABEL");
        app.add_option("--milestone", m_milestone, "only tasks of this milestone")->type_name("NAME");
        app.add_option("--parent", m_parent, "only children of this task")->type_name("ID");
        app.add_option("--workspace", m_workspace, "only tasks of this workspace")->type_name("ID");
        offer(app.add_option("--order", m_order, "activity, priority, rank or created")->type_name("ORDER"),
              texts(taskOrders));
        app.add_option("--limit", m_limit, "up to 500; more is taken as 500")->type_name("N");
        app.add_flag("--drafts", m_drafts, "drafts too");
        app.add_flag("--all", m_all, "every page");
    }

    int run(Context &context) override
    {
        auto page = tasks(context);
        if (!page)
            return context.out().error(page.error());
        if (context.out().isJson()) {
            context.out().json(wire::encoded(*page));
            return 0;
        }
        Table table{{QStringLiteral("ID"), QStringLiteral("STATUS"), QStringLiteral("PRIORITY"),
                     QStringLiteral("AGENT"), QStringLiteral("TITLE")},
                    {}};
        for (const TaskSummary &task : page->items)
            table.rows.push_back({task.id.value, toText(task.status), toText(task.priority),
                                  task.run ? task.run->agentName : QString(), task.title});
        context.out().table(table);
        if (!page->nextCursor.isEmpty())
            context.out().note(
                QStringLiteral("%1 of %2 tasks; --all shows the rest").arg(page->items.size()).arg(page->total));
        return 0;
    }

private:
    Result<Page<TaskSummary>> tasks(Context &context) const
    {
        TaskList request;
        TaskFilter &filter = request.filter;
        filter.search = texts(m_search).join(QLatin1Char(' '));
        filter.status = text(m_status);
        filter.priority = text(m_priority);
        filter.label = text(m_label);
        filter.milestone = text(m_milestone);
        filter.order = text(m_order);
        filter.includeDrafts = m_drafts;
        if (!m_parent.empty())
            filter.parentTaskId = TaskId(text(m_parent));
        if (!m_workspace.empty())
            filter.workspaceId = WorkspaceId(text(m_workspace));
        filter.limit = m_limit;
        if (m_all && !m_limit)
            filter.limit = 500;
        STINT_TRY_LET(auto *const board, context.board());
        STINT_TRY_LET(Page<TaskSummary> page, board->call(request));
        while (m_all && !page.nextCursor.isEmpty()) {
            filter.cursor = page.nextCursor;
            STINT_TRY_LET(auto next, board->call(request));
            std::move(next.items.begin(), next.items.end(), std::back_inserter(page.items));
            page.nextCursor = next.nextCursor;
        }
        return page;
    }

    std::vector<std::string> m_search;
    std::string m_status, m_priority, m_label, m_milestone, m_parent, m_workspace, m_order;
    std::optional<int> m_limit;
    bool m_drafts = false, m_all = false;
};

class Show : public Runner
{
public:
    explicit Show(CLI::App &app) { app.add_option("id", m_id, "a task, or a run")->required()->type_name("ID"); }

    int run(Context &context) override
    {
        if (m_id.starts_with("run-"))
            return context.run(RunGet{RunId(text(m_id))},
                               [&](const RunDetail &run) { context.out().answer(wire::encoded(run)); });
        auto story = read(context, TaskId(text(m_id)));
        if (!story)
            return context.out().error(story.error());
        if (context.out().isJson())
            context.out().json(document(*story));
        else
            print(context.out(), *story);
        return 0;
    }

private:
    /// Everything about one task.
    struct Story {
        TaskReply reply;
        Inspection inspection;
        std::optional<Run> lastEnded; ///< what came of the newest attempt that is over
        std::vector<Event> comments;  ///< oldest first
    };

    static Result<Story> read(Context &context, const TaskId &id)
    {
        Story story;
        STINT_TRY_LET(auto *const board, context.board());
        STINT_TRY_LET(story.reply, board->call(TaskGet{id}));
        STINT_TRY_LET(story.inspection, board->call(TaskInspect{id}));
        const auto &runs = story.inspection.recentRuns;
        const auto ended =
            std::find_if(runs.begin(), runs.end(), [](const RunChip &run) { return isTerminal(run.status); });
        if (ended != runs.end()) {
            STINT_TRY_LET(RunDetail detail, board->call(RunGet{ended->id}));
            story.lastEnded = std::move(detail.run);
        }
        if (story.inspection.task.commentCount > 0) {
            STINT_TRY_LET(story.comments, commentsOf(*board, id));
        }
        return story;
    }

    static Result<std::vector<Event>> commentsOf(client::Client &board, const TaskId &id)
    {
        EventsList request;
        request.taskId = id;
        request.kinds = QStringList{QStringLiteral("task.commented")};
        request.limit = limits::listMax;
        std::vector<Event> comments;
        while (true) {
            STINT_TRY_LET(Page<Event> page, board.call(request));
            for (Event &event : page.items) {
                request.afterSeq = event.seq;
                if (event.taskId == id) // not of the tasks below it
                    comments.push_back(std::move(event));
            }
            if (page.items.size() < static_cast<std::size_t>(limits::listMax))
                return comments;
        }
    }

    static QByteArray document(const Story &story)
    {
        JsonWriter out;
        out.beginObject();
        wire::encodeMembers(out, story.reply);
        out.key("inspection");
        wire::encode(out, story.inspection);
        if (story.lastEnded) {
            out.key("last_ended_run");
            wire::encode(out, *story.lastEnded);
        }
        out.key("comments");
        wire::encode(out, story.comments);
        out.endObject();
        return out.take();
    }

    static QString textOf(const Event &comment)
    {
        const auto payload = wire::JsonText::scan(comment.payload.text);
        return payload && payload->root().is(wire::JsonKind::Object) ? payload->root().find("text").string()
                                                                     : QString();
    }

    static void print(Output &out, const Story &story)
    {
        const auto &[reply, inspection, lastEnded, comments] = story;
        const Task &task = reply.task.task;
        std::vector<std::pair<QString, QString>> pairs{{QStringLiteral("id"), task.id.value},
                                                       {QStringLiteral("title"), task.title},
                                                       {QStringLiteral("status"), toText(task.status)},
                                                       {QStringLiteral("priority"), toText(task.priority)}};
        const auto add = [&](const char *name, const QString &value) {
            if (!value.isEmpty())
                pairs.emplace_back(QLatin1String(name), value);
        };
        add("labels", task.labels.join(QLatin1String(", ")));
        add("milestone", task.milestone);
        add("parent", task.parentTaskId ? task.parentTaskId->value : QString());
        add("external key", task.externalKey);
        add("created", stint::toText(task.createdAt));
        add("updated", stint::toText(task.updatedAt));
        add("next", toText(inspection.nextAction));
        for (const Gate &gate : inspection.gates)
            add("waits", gate.text);
        for (const DependencyRef &dependency : inspection.task.dependencies)
            add("after", dependency.id.value + QLatin1Char(' ') + toText(dependency.status));
        for (const RunChip &run : inspection.recentRuns)
            add("run", QStringLiteral("%1 attempt %2 %3 %4")
                           .arg(run.id.value)
                           .arg(run.attempt)
                           .arg(toText(run.status), run.agentName)
                           .trimmed());
        if (lastEnded) {
            add("result", QString::fromUtf8(lastEnded->result.text));
            add("failure", toText(lastEnded->failureKind));
            add("error", lastEnded->error);
        }
        int n = 0;
        for (const Criterion &criterion : task.acceptance)
            add("acceptance",
                QStringLiteral("%1. [%2] %3").arg(++n).arg(QLatin1Char(criterion.met ? 'x' : ' ')).arg(criterion.text));
        for (const Event &comment : comments)
            add("comment",
                QStringLiteral("%1 %2: ").arg(stint::toText(comment.time), comment.actor.text()) + textOf(comment));
        out.pairs(pairs);
        if (!task.description.isEmpty())
            out.line(QLatin1Char('\n') + task.description);
    }

    std::string m_id;
};

/// What an agent could take right now.
class Ready : public Runner
{
public:
    explicit Ready(CLI::App &app)
    {
        app.add_option("--limit", m_limit, "up to 500; more is taken as 500; default 50")
            ->type_name("N")
            ->check(CLI::PositiveNumber);
        app.add_option("--workspace", m_workspace, "only of this workspace")->type_name("ID");
    }

    int run(Context &context) override
    {
        const auto ready = readyRuns(context);
        if (!ready)
            return context.out().error(ready.error());
        if (context.out().isJson()) {
            context.out().json(wire::encoded(*ready));
            return 0;
        }
        Table table{{QStringLiteral("TASK"), QStringLiteral("RUN"), QStringLiteral("PRIORITY"), QStringLiteral("NEEDS"),
                     QStringLiteral("TITLE")},
                    {}};
        for (const BacklogRow &row : ready->items)
            table.rows.push_back({row.task.id.value, row.run.id.value, toText(row.task.priority),
                                  row.run.requiredCapabilities.join(QLatin1Char(',')), row.task.title});
        context.out().table(table);
        if (ready->total > static_cast<qint64>(ready->items.size()))
            context.out().note(
                QStringLiteral("%1 of %2 runs; --limit shows more").arg(ready->items.size()).arg(ready->total));
        return 0;
    }

private:
    /// The board says of each queued run what it waits for (INS-06). Only that no agent connected just now fits leaves
    /// it to be taken.
    static bool isReady(const BacklogRow &row)
    {
        return !row.gate || row.gate->gate == QLatin1String("no_capable_session") ||
               row.gate->gate == QLatin1String("no_eligible_session");
    }

    /// The first ones, and how many there are in all: the backlog holds what waits, too, and is read to its end.
    Result<Page<BacklogRow>> readyRuns(Context &context) const
    {
        SchedulerBacklog request;
        request.limit = limits::listMax;
        if (!m_workspace.empty())
            request.workspaceId = WorkspaceId(text(m_workspace));
        STINT_TRY_LET(auto *const board, context.board());
        Page<BacklogRow> ready;
        do {
            STINT_TRY_LET(Page<BacklogRow> page, board->call(request));
            for (BacklogRow &row : page.items) {
                if (!isReady(row))
                    continue;
                if (++ready.total <= std::min(m_limit, limits::listMax))
                    ready.items.push_back(std::move(row));
            }
            request.cursor = page.nextCursor;
        } while (!request.cursor.isEmpty());
        return ready;
    }

    int m_limit = limits::listDefault;
    std::string m_workspace;
};

} // namespace

std::vector<Command> taskVerbs()
{
    return {command<Add>("add", "Creates a task and queues a run for it."), command<List>("list", "Lists tasks."),
            command<Show>("show", "Shows a task, or a run, and why it stands where it stands."),
            command<Ready>("ready", "Lists the queued runs an agent could take now.")};
}

} // namespace stint::cli
