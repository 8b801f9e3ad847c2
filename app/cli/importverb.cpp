#include "app/cli/importsource.h"
#include "app/cli/shortverbs.h"
#include "app/client/transport.h"
#include "model/domain/json.h"

#include <CLI/CLI.hpp>

#include <QDir>
#include <QMap>
#include <QRandomGenerator>

namespace stint::cli
{

namespace
{

using client::Fault;
using client::fault;

constexpr qint64 importTimeoutMs = 600'000; ///< one transaction for the whole file
constexpr int reasonsShown = 20;

QStringList formatNames()
{
    QStringList names;
    for (const ImportFormat &format : importFormats())
        names += QString::fromLatin1(format.name);
    return names;
}

/// The files of a folder of Backlog.md, one after the other: that of the project, `backlog`, or that of its tasks.
Result<QByteArray> taskFilesOf(const QString &folder)
{
    QDir tasks(folder);
    for (const char *const below : {"backlog", "tasks"}) {
        if (tasks.exists(QLatin1String(below)))
            tasks.cd(QLatin1String(below));
    }
    QByteArray content;
    for (const QString &name : tasks.entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name)) {
        STINT_TRY_LET(const QByteArray file, readInput(tasks.filePath(name)));
        content += file + '\n';
        if (content.size() > inputMaxBytes)
            return fault(Fault::Usage, QStringLiteral("%1 is larger than %2 MiB").arg(folder).arg(inputMaxBytes >> 20));
    }
    if (content.isEmpty())
        return fault(Fault::Usage, QStringLiteral("%1 is a folder without task files").arg(folder));
    return content;
}

class Import : public Runner
{
public:
    explicit Import(CLI::App &app)
    {
        app.add_option("file", m_file, "file to import, or the folder of a backlog; - reads stdin")
            ->required()
            ->type_name("FILE");
        demand(app.add_option("--format", m_format, "guessed when absent")->type_name("FORMAT"), formatNames());
        app.add_flag("--enqueue", m_enqueue, "queue a run for every open task");
        app.add_flag("--dry-run", m_dryRun, "only report");
        app.add_option("--workspace", m_workspace, "workspace of the new tasks")->type_name("ID");
    }

    int run(Context &context) override
    {
        auto reply = import(context);
        if (!reply)
            return context.out().error(reply.error());
        if (context.out().isJson())
            context.out().json(document(*reply));
        else
            print(context.out(), *reply);
        return 0;
    }

private:
    Result<ImportSet> parse() const
    {
        STINT_TRY_LET(const QByteArray content,
                      QFileInfo(text(m_file)).isDir() ? taskFilesOf(text(m_file)) : readInput(text(m_file)));
        for (const ImportFormat &format : importFormats()) {
            if (m_format.empty() ? !format.looksLikeIt(text(m_file), content) : m_format != format.name)
                continue;
            STINT_TRY_LET(ImportSet set, format.parse(content));
            reportForeignBytes(content, set);
            return set;
        }
        return fault(Fault::Usage,
                     QStringLiteral("the format of %1 is unknown: name it with --format").arg(text(m_file)));
    }

    Result<BoardImport::Reply> import(Context &context) const
    {
        STINT_TRY_LET(const ImportSet set, parse());
        STINT_TRY_LET(auto *const board, context.board());
        STINT_TRY_LET(BoardImport::Reply reply, send(*board, set.tasks));
        reply.dropped.insert(reply.dropped.begin(), set.dropped.begin(), set.dropped.end());
        reply.dependencies.dropped += set.droppedDependencies;
        return reply;
    }

    /// Parts are collected by the board and executed with the last one; each fits a frame.
    Result<BoardImport::Reply> send(client::Client &board, const std::vector<ImportTask> &tasks) const
    {
        BoardImport part;
        part.importId = QString::number(QRandomGenerator::system()->generate64(), 16);
        part.enqueue = m_enqueue;
        part.dryRun = m_dryRun;
        if (!m_workspace.empty())
            part.workspaceId = WorkspaceId(text(m_workspace));
        const client::CallOptions options{.timeoutMs = importTimeoutMs, .maySendAgain = false};
        qsizetype bytes = 0;
        for (const ImportTask &task : tasks) {
            const qsizetype size = wire::encoded(task).size() + 1;
            if (bytes + size > importlimits::partMaxBytes ||
                part.tasks.size() >= static_cast<std::size_t>(importlimits::partMaxTasks)) {
                STINT_TRY(board.call(part, options));
                part.tasks.clear();
                bytes = 0;
            }
            part.tasks.push_back(task);
            bytes += size;
        }
        part.last = true;
        return board.call(part, options);
    }

    /// CLI-08.
    static QByteArray document(const BoardImport::Reply &reply)
    {
        JsonWriter out;
        out.beginObject();
        out.member("created", reply.created);
        out.member("updated", reply.updated);
        out.member("unchanged", reply.unchanged);
        out.key("dropped");
        wire::encode(out, reply.dropped);
        out.key("dependencies");
        wire::encode(out, reply.dependencies);
        out.endObject();
        return out.take();
    }

    static void print(Output &out, const BoardImport::Reply &reply)
    {
        out.pairs({{QStringLiteral("created"), QString::number(reply.created)},
                   {QStringLiteral("updated"), QString::number(reply.updated)},
                   {QStringLiteral("unchanged"), QString::number(reply.unchanged)},
                   {QStringLiteral("dropped"), QString::number(reply.dropped.size())},
                   {QStringLiteral("dependencies"), QString::number(reply.dependencies.created)},
                   {QStringLiteral("dependencies dropped"), QString::number(reply.dependencies.dropped)},
                   {QStringLiteral("parents"), QString::number(reply.parents)},
                   {QStringLiteral("enqueued"), QString::number(reply.enqueued)}});
        QMap<QString, int> reasons;
        for (const DroppedItem &item : reply.dropped)
            ++reasons[summarised(item.reason)];
        int shown = 0;
        for (auto it = reasons.begin(); it != reasons.end() && shown < reasonsShown; ++it, ++shown)
            out.note(QStringLiteral("dropped %1: %2").arg(it.value()).arg(it.key()));
        if (reasons.size() > reasonsShown)
            out.note(QStringLiteral("… and %1 more reasons; --json tells all").arg(reasons.size() - reasonsShown));
        if (reply.dryRun)
            out.note(QStringLiteral("nothing was changed: --dry-run"));
    }

    /// A reason without the id it is about: "dependency related on bd-1 has no counterpart" counts with its like.
    static QString summarised(QString reason)
    {
        if (reason.startsWith(QLatin1String("dependency "))) {
            const QStringList words = reason.split(QLatin1Char(' '));
            if (const qsizetype on = words.indexOf(QStringLiteral("on")); on > 0 && on + 1 < words.size())
                return (words.mid(0, on) + words.mid(on + 2)).join(QLatin1Char(' '));
        }
        return reason;
    }

    std::string m_file, m_format, m_workspace;
    bool m_enqueue = false, m_dryRun = false;
};

} // namespace

std::vector<Command> importVerbs()
{
    return {command<Import>("import", "Imports the tasks of another tracker.")};
}

} // namespace stint::cli
