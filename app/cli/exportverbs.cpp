#include "app/cli/privatefolder.h"
#include "app/cli/shortverbs.h"
#include "app/client/transport.h"
#include "model/domain/json.h"
#include "model/domain/limits.h"

#include <CLI/CLI.hpp>

#include <QDir>
#include <QFileInfo>

namespace stint::cli
{

namespace
{

using client::Fault;
using client::fault;

constexpr qint64 backupTimeoutMs = 3'600'000; ///< copies the whole file, at the speed of the disk it goes to

/// Tasks as lines that `stint import` takes, of this board or another.
class Export : public Runner
{
public:
    explicit Export(CLI::App &app)
    {
        app.add_option("file", m_file, "file to write, readable by you alone; - or absent: stdout")->type_name("FILE");
        app.add_option("--workspace", m_workspace, "only tasks of this workspace")->type_name("ID");
        app.add_flag("--include-drafts", m_drafts, "drafts, too; an import makes them open tasks");
    }

    int run(Context &context) override
    {
        const Done done = exports(context);
        if (!done)
            return context.out().error(done.error());
        if (isFile())
            report(context.out());
        for (const DroppedItem &item : m_dropped)
            context.out().note(QStringLiteral("%1: %2").arg(item.externalKey, item.reason));
        return 0;
    }

private:
    bool isFile() const { return !m_file.empty() && m_file != "-"; }

    Done exports(Context &context)
    {
        const QFileInfo there(text(m_file));
        if (isFile() && there.isDir())
            return fault(Fault::Usage, QStringLiteral("%1 is a folder").arg(text(m_file)));
        if (isFile() && there.isFile())
            STINT_TRY(context.confirm(QStringLiteral("replace %1").arg(text(m_file))));
        STINT_TRY_LET(client::Client *const board, context.board());
        BoardExport page;
        page.limit = limits::listMax;
        page.includeDrafts = m_drafts;
        if (!m_workspace.empty())
            page.workspaceId = WorkspaceId(text(m_workspace));
        QByteArray lines;
        do {
            STINT_TRY_LET(const BoardExport::Reply reply, board->call(page));
            for (const ImportTask &task : reply.items) {
                const QByteArray line = wire::encoded(task);
                if (isFile())
                    lines += line + '\n';
                else
                    context.out().jsonLine(line);
            }
            m_tasks += static_cast<qint64>(reply.items.size());
            m_dropped.insert(m_dropped.end(), reply.dropped.begin(), reply.dropped.end());
            page.cursor = reply.nextCursor;
        } while (!page.cursor.isEmpty());
        if (!isFile())
            return {};
        if (there.exists() && !there.isFile())
            return writeStream(text(m_file), lines);
        // What a link leads to is written, and the link stays.
        return writePrivateFile(there.isSymLink() && there.exists() ? there.canonicalFilePath() : text(m_file), lines);
    }

    void report(Output &out) const
    {
        if (!out.isJson()) {
            out.pairs({{QStringLiteral("file"), text(m_file)}, {QStringLiteral("tasks"), QString::number(m_tasks)}});
            return;
        }
        JsonWriter told;
        told.beginObject();
        told.member("file", text(m_file));
        told.member("tasks", m_tasks);
        told.key("dropped");
        wire::encode(told, m_dropped);
        told.endObject();
        out.json(told.take());
    }

    std::string m_file, m_workspace;
    bool m_drafts = false;
    qint64 m_tasks = 0;
    std::vector<DroppedItem> m_dropped;
};

/// The board writes the copy: it alone knows the key.
class Backup : public Runner
{
public:
    explicit Backup(CLI::App &app)
    {
        app.add_option("file", m_file, "file to write; it must not exist yet")->required()->type_name("FILE");
    }

    int run(Context &context) override
    {
        auto board = context.board();
        if (!board)
            return context.out().error(board.error());
        const BoardBackup request{QDir::current().absoluteFilePath(text(m_file))};
        const auto made = (*board)->call(request, {.timeoutMs = backupTimeoutMs, .maySendAgain = false});
        if (!made)
            return context.out().error(made.error());
        context.out().answer(wire::encoded(*made));
        return 0;
    }

private:
    std::string m_file;
};

} // namespace

std::vector<Command> exportVerbs()
{
    return {command<Export>("export", "Writes the tasks as lines that an import takes."),
            command<Backup>("backup", "Copies the board, encrypted, while it is in use.")};
}

} // namespace stint::cli
