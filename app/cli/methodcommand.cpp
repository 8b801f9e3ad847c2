#include "app/cli/methodcommand.h"

#include "app/cli/agentsession.h"
#include "app/client/transport.h"
#include "model/domain/json.h"

#include <CLI/CLI.hpp>

#include <array>

namespace stint::cli
{

namespace
{

using client::Fault;
using client::fault;

/// Acts that cannot be taken back (CLI-03).
struct Destructive {
    QByteArrayView method;
    const char *act; ///< what is asked: "Really …?"
};
constexpr auto destructive = std::to_array<Destructive>({{"task.delete", "delete the task"},
                                                         {"task.bulk_cancel", "cancel these tasks"},
                                                         {"workspace.delete", "forget the workspace"},
                                                         {"profile.delete", "remove the profile"},
                                                         {"late_result.discard", "throw the result away"},
                                                         {"run.bulk_cancel", "cancel these runs"},
                                                         {"run.bulk_fail", "fail these runs"}});
/// Methods that go through the whole board or wait.
constexpr qint64 longCallMs = 600'000;

QByteArray dashed(QByteArray name)
{
    return name.replace('_', '-');
}

class MethodRunner : public Runner
{
public:
    MethodRunner(CLI::App &app, const MethodInfo &info)
        : m_method(info.method)
        , m_fields(info.fields())
    {
        m_values.resize(m_fields.size());
        for (std::size_t i = 0; i < m_fields.size(); ++i)
            addOption(app, m_fields[i], m_values[i]);
        if (!m_clearable.isEmpty())
            demand(addRepeated(app, "--clear", m_cleared, "empty this member", "NAME"), m_clearable);
        app.add_option("--agent", m_agent, "call as this agent's session")->type_name("NAME")->envname("STINT_AGENT");
    }

    int run(Context &context) override
    {
        auto answer = call(context);
        if (!answer)
            return context.out().error(answer.error());
        context.out().answer(*answer);
        return 0;
    }

private:
    struct Value {
        std::vector<std::string> texts;
        qint64 number = 0;
        bool flag = false;
        CLI::Option *option = nullptr;
    };

    void addOption(CLI::App &app, const FieldSpec &field, Value &value)
    {
        const std::string option = "--" + dashed(field.name).toStdString();
        // What a call cannot do without may be given by its place.
        const bool byPlace = field.required && field.kind != FieldSpec::Kind::Flag;
        const std::string names = byPlace ? field.name.toStdString() + "," + option : option;
        const std::string doc = field.doc.toStdString();
        switch (field.kind) {
        case FieldSpec::Kind::Flag:
            value.option = app.add_flag(option + ",!--no-" + dashed(field.name).toStdString(), value.flag, doc);
            break;
        case FieldSpec::Kind::Integer:
            value.option = app.add_option(names, value.number, doc)->type_name("N");
            break;
        case FieldSpec::Kind::Text:
            value.option = app.add_option(names, value.texts, doc)
                               ->expected(1)
                               ->allow_extra_args(false)
                               ->type_name("TEXT")
                               ->multi_option_policy(CLI::MultiOptionPolicy::Throw);
            break;
        case FieldSpec::Kind::List:
            value.option = byPlace ? app.add_option(names, value.texts, doc)->type_name("TEXT")
                                   : addRepeated(app, names, value.texts, doc, "TEXT");
            break;
        case FieldSpec::Kind::Json:
            value.option = app.add_option(names, value.texts, doc + " (JSON, @FILE or -)")
                               ->expected(1)
                               ->allow_extra_args(false)
                               ->type_name("JSON");
            break;
        }
        value.option->required(field.required);
        if (!field.words.empty())
            offer(value.option, texts(field.words));
        if (field.clearable)
            m_clearable += QString::fromLatin1(field.name);
    }

    Result<QByteArray> call(Context &context)
    {
        const QByteArray name = m_method.name;
        for (const Destructive &row : destructive) {
            if (row.method == name)
                STINT_TRY(context.confirm(QString::fromUtf8(row.act)));
        }
        STINT_TRY_LET(QByteArray params, this->params());
        if (m_method.access == Access::Write)
            params = client::Client::withRequestId(params);
        std::unique_ptr<client::Client> own;
        client::Client *board = nullptr;
        if (m_agent.empty()) {
            STINT_TRY_LET(board, context.board());
        } else {
            STINT_TRY_LET(own, AgentSession(context.connectOptions(), text(m_agent)).resume());
            board = own.get();
        }
        const bool isLong = name.startsWith("board.") || name == "scheduler.drain" || name == "run.claim_next";
        return board->callRaw(name, params, {.timeoutMs = isLong ? longCallMs : client::CallOptions{}.timeoutMs});
    }

    Result<QByteArray> params() const
    {
        JsonWriter out;
        out.beginObject();
        for (std::size_t i = 0; i < m_fields.size(); ++i) {
            const auto &value = m_values[i];
            if (value.option->count() == 0)
                continue;
            out.key(m_fields[i].name.constData());
            STINT_TRY(write(out, m_fields[i], value));
        }
        for (const auto &name : m_cleared) {
            out.key(name.c_str());
            out.null();
        }
        out.endObject();
        return out.take();
    }

    static Done write(JsonWriter &out, const FieldSpec &field, const Value &value)
    {
        switch (field.kind) {
        case FieldSpec::Kind::Flag:
            out.value(value.flag);
            return {};
        case FieldSpec::Kind::Integer:
            out.value(value.number);
            return {};
        case FieldSpec::Kind::Text: {
            STINT_TRY_LET(const QString prose, proseOf(value.texts.front()));
            out.value(prose);
            return {};
        }
        case FieldSpec::Kind::List:
            out.beginArray();
            for (const auto &item : value.texts)
                out.value(text(item));
            out.endArray();
            return {};
        case FieldSpec::Kind::Json:
            break;
        }
        STINT_TRY_LET(const QByteArray json, jsonOf(field.name.constData(), value.texts.front()));
        out.raw(json);
        return {};
    }

    Method m_method;
    std::vector<FieldSpec> m_fields;
    std::vector<Value> m_values;
    QStringList m_clearable;
    std::vector<std::string> m_cleared;
    std::string m_agent;
};

} // namespace

QByteArray commandWords(const char *methodName)
{
    return dashed(methodName).replace('.', ' ');
}

Command methodCommand(const MethodInfo &info)
{
    return {commandWords(info.method.name), info.method.summary,
            [info](CLI::App &app) { return std::make_unique<MethodRunner>(app, info); }};
}

} // namespace stint::cli
