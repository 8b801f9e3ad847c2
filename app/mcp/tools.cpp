#include "app/mcp/tools.h"

#include "app/wire/connectionmethods.h"
#include "app/wire/schema.h"

#include <algorithm>

namespace stint::mcp
{

namespace
{

/// Arguments of run_finish: those of run.complete and run.fail.
struct RunFinish {
    RunId runId;
    QString outcome;
    Json result;
    QString error;
    std::optional<int> leaseEpoch;
    static constexpr auto fields()
    {
        using R = RunFinish;
        return fieldList(required("run_id", &R::runId, "the run"),
                         required("outcome", &R::outcome, "completed or failed"),
                         optional("result", &R::result, "of a completed run: any JSON"),
                         optional("error", &R::error, "of a failed run: what went wrong"),
                         optional("lease_epoch", &R::leaseEpoch, "refuse when another lease has begun since"));
    }
};

/// Whether a member of type \a T is one flat argument: a text, a number, a flag, a list of texts, or any JSON.
template<class T>
constexpr bool isFlat()
{
    if constexpr (wire::IsPatch<T>::value)
        return isFlat<decltype(T::value)>();
    else if constexpr (wire::IsOptional<T>::value)
        return isFlat<typename T::value_type>();
    else
        return std::is_same_v<T, QStringList> || std::is_same_v<T, Json> ||
               (!wire::IsVector<T>::value && !Described<T>);
}

QByteArray described(QByteArray schema, const char *doc)
{
    if (*doc == '\0')
        return schema;
    JsonWriter text;
    text.value(doc);
    schema.chop(1);
    return schema + (schema.size() > 1 ? "," : "") + "\"description\":" + text.take() + '}';
}

template<Described T>
void describeArguments(Tool &tool, std::initializer_list<QByteArrayView> omitted)
{
    wire::SchemaWriter schemas;
    JsonWriter properties, needed;
    properties.beginObject();
    needed.beginArray();
    wire::forEachWireField<T>([&](const auto &field) {
        using Member = wire::FieldType<decltype(field)>;
        if constexpr (isFlat<Member>()) {
            if (std::find(omitted.begin(), omitted.end(), QByteArrayView(field.name)) != omitted.end())
                return;
            JsonWriter schema;
            if constexpr (std::is_same_v<Member, Json> || std::is_same_v<Member, Patch<Json>>)
                schema.raw(wire::anyJson());
            else
                schemas.write<Member>(schema);
            properties.memberRaw(field.name, described(schema.take(), field.doc));
            if (field.required)
                needed.value(field.name);
            tool.arguments += field.name;
        }
    });
    properties.endObject();
    needed.endArray();
    JsonWriter out;
    out.beginObject();
    out.member("type", "object");
    out.memberRaw("properties", properties.take());
    out.memberRaw("required", needed.take());
    out.member("additionalProperties", false);
    out.endObject();
    tool.inputSchema = out.take();
}

/// The answer's schema with everything it refers to, as a document of its own.
template<Described T>
QByteArray answerSchema()
{
    wire::SchemaWriter schemas;
    JsonWriter reference;
    schemas.write<T>(reference);
    const auto &components = schemas.components();
    QByteArray root = components.at(wire::schemaName<T>()).chopped(1) + ",\"$defs\":{";
    for (const auto &[name, schema] : components)
        root += (root.endsWith('{') ? "\"" : ",\"") + name + "\":" + schema;
    root += "}}";
    return root.replace("#/components/schemas/", "#/$defs/");
}

enum class Kind {
    Read,   ///< changes nothing
    Change, ///< changes something once per call
    Beat,   ///< changes something; again is the same
};

template<Described Arguments, Described Answer>
Tool makeTool(const char *name, const char *title, const char *description, Kind kind,
              std::initializer_list<QByteArrayView> omitted)
{
    Tool tool;
    tool.name = name;
    tool.title = title;
    tool.description = description;
    tool.isReadOnly = kind == Kind::Read;
    tool.isIdempotent = kind != Kind::Change;
    describeArguments<Arguments>(tool, omitted);
    tool.outputSchema = answerSchema<Answer>();
    return tool;
}

template<Request R>
Tool toolOf(const char *name, const char *title, const char *description, Kind kind,
            std::initializer_list<QByteArrayView> omitted = {})
{
    Tool tool = makeTool<R, typename R::Reply>(name, title, description, kind, omitted);
    tool.method = R::method.name;
    tool.isMutating = R::method.access == Access::Write;
    return tool;
}

std::vector<Tool> makeTools()
{
    std::vector<Tool> all;
    all.push_back(toolOf<DashboardGet>("board_summary", "Board summary",
                                       "Counts of tasks and runs, the queue, and what is being worked on.",
                                       Kind::Read));
    all.push_back(toolOf<TaskList>("task_list", "List tasks", "Lists tasks, filtered and page by page.", Kind::Read));
    all.push_back(toolOf<TaskGet>("task_get", "Read a task", "Reads one task with its figures.", Kind::Read));
    all.push_back(toolOf<TaskCreate>("task_create", "Create a task",
                                     "Writes down a task. It is not worked on until a person starts it.",
                                     Kind::Change));
    all.push_back(toolOf<TaskUpdate>("task_update", "Change a task",
                                     "Changes members of a task; null empties one. Give expected_version to be safe.",
                                     Kind::Change));
    all.push_back(toolOf<TaskComment>("task_comment", "Comment on a task", "Adds a comment to a task.", Kind::Change));
    all.push_back(toolOf<RunClaimNext>("run_claim", "Claim a run",
                                       "Takes the best queued run you may work on, or says that there is none. wait_ms "
                                       "up to 25000 waits for one. Claim before you begin to work.",
                                       Kind::Change));
    all.push_back(toolOf<RunHeartbeat>("run_heartbeat", "Keep a run",
                                       "Prolongs the lease of a run; call it before a third of the lease has passed.",
                                       Kind::Beat));
    Tool finish = makeTool<RunFinish, RunReply>("run_finish", "Finish a run",
                                                "Ends a run you hold, completed with a result or failed with an error.",
                                                Kind::Change, {});
    finish.isMutating = true;
    all.push_back(std::move(finish));
    all.push_back(toolOf<RunRelease>("run_release", "Give a run back",
                                     "Gives a run you hold back to the queue, for others to take.", Kind::Change));
    all.push_back(toolOf<RunAsk>("run_ask", "Ask a person",
                                 "Parks a run you hold until a person answers your question; you no longer hold it.",
                                 Kind::Change));
    all.push_back(toolOf<ReviewRecord>("review_record", "Record a review",
                                       "Gives the verdict of a review you were asked for.", Kind::Beat));
    return all;
}

} // namespace

const std::vector<Tool> &tools()
{
    static const std::vector<Tool> all = makeTools();
    return all;
}

const Tool *findTool(const QString &name)
{
    const auto &all = tools();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Tool &tool) { return QString::fromUtf8(tool.name) == name; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace stint::mcp
