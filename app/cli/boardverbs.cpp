#include "app/cli/shortverbs.h"
#include "app/client/transport.h"
#include "model/domain/json.h"

#include <CLI/CLI.hpp>

#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace stint::cli
{

namespace
{

constexpr qint64 verifyTimeoutMs = 600'000; ///< reads the whole file
constexpr auto displayVariables = std::to_array<const char *>({"WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM"});

class Doctor : public Runner
{
public:
    explicit Doctor(CLI::App &) {}

    int run(Context &context) override
    {
        auto board = context.board();
        if (!board)
            return context.out().error(board.error());
        auto report = (*board)->call(BoardVerify{}, {.timeoutMs = verifyTimeoutMs});
        if (!report)
            return context.out().error(report.error());
        if (context.out().isJson())
            context.out().json(document(*report));
        else
            print(context.out(), *report);
        return report->ok ? 0 : 1;
    }

private:
    /// CLI-08: {ok, checks, problems: [{invariant, rows}]}.
    static QByteArray document(const BoardVerify::Reply &report)
    {
        JsonWriter out;
        out.beginObject();
        out.member("ok", report.ok);
        out.member("checks", report.checks);
        out.key("problems");
        out.beginArray();
        for (const InvariantProblem &problem : report.problems) {
            out.beginObject();
            out.member("invariant", problem.invariant);
            out.key("rows");
            wire::encode(out, problem.rows);
            out.endObject();
        }
        out.endArray();
        out.endObject();
        return out.take();
    }

    static void print(Output &out, const BoardVerify::Reply &report)
    {
        Table table{{QStringLiteral("INVARIANT"), QStringLiteral("ROWS"), QStringLiteral("STATEMENT")}, {}};
        for (const InvariantProblem &problem : report.problems)
            table.rows.push_back({problem.invariant, problem.rows.join(QLatin1String(", ")), problem.statement});
        if (!report.ok)
            out.table(table);
        out.line(report.ok ? QStringLiteral("%1 checks, no problem").arg(report.checks)
                           : QStringLiteral("%1 checks, %2 problems").arg(report.checks).arg(report.problems.size()));
    }
};

class Hello : public Runner
{
public:
    explicit Hello(CLI::App &) {}

    int run(Context &context) override
    {
        auto board = context.board();
        if (!board)
            return context.out().error(board.error());
        context.out().answer(wire::encoded((*board)->greeting()));
        return 0;
    }
};

/// Qt would end the window's process without a word for people. QT_QPA_PLATFORM names a display of its own.
bool hasDisplay()
{
    return std::any_of(displayVariables.begin(), displayVariables.end(),
                       [](const char *name) { return !qEnvironmentVariableIsEmpty(name); });
}

/// Hands over to the desktop, which raises itself when it runs already.
class Open : public Runner
{
public:
    explicit Open(CLI::App &) {}

    int run(Context &context) override
    {
        if (!hasDisplay())
            return context.out().error(client::fault(
                client::Fault::Unreachable,
                QStringLiteral(
                    "there is no display to open a window on (neither WAYLAND_DISPLAY nor DISPLAY is set)")));
        QByteArray program = "stint-desktop", boardOption = "--board", board = context.invocation().board.toLocal8Bit();
        std::array<char, 4'096> self;
        const ssize_t size = ::readlink("/proc/self/exe", self.data(), self.size());
        if (size > 0) {
            const QByteArray path(self.data(), size);
            const QByteArray beside = path.left(path.lastIndexOf('/') + 1) + program;
            if (::access(beside.constData(), X_OK) == 0)
                program = beside;
        }
        std::array<char *, 4> arguments{program.data(), nullptr, nullptr, nullptr};
        if (!board.isEmpty())
            arguments = {program.data(), boardOption.data(), board.data(), nullptr};
        ::execvp(program.constData(), arguments.data());
        return context.out().error(client::fault(
            client::Fault::Unreachable,
            QStringLiteral("the desktop cannot be started: %1").arg(QString::fromLocal8Bit(std::strerror(errno)))));
    }
};

} // namespace

std::vector<Command> boardVerbs()
{
    return {command<Doctor>("doctor", "Checks every invariant of the board."),
            command<Open>("open", "Opens the board's window."),
            command<Hello>("system hello", "Greets the board and tells who answered.")};
}

} // namespace stint::cli
