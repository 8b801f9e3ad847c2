#include "app/client/transport.h"

#include <array>

namespace stint::client
{

namespace
{

struct Row {
    Fault fault;
    const char *text;
    int exitCode;
    const char *hint;
};

constexpr std::array rows{
    Row{Fault::None, "", 1, ""},
    Row{Fault::Unreachable, "unreachable", 7, "Start the desktop or stintd, or name the board with --board."},
    Row{Fault::Blocked, "blocked_by_sandbox", 8, "Use the board's MCP server (stint mcp) from inside the sandbox."},
    Row{Fault::Distrusted, "distrusted_socket", 4, "The socket and its folder must belong to you alone (mode 0700)."},
    Row{Fault::Interrupted, "interrupted", 130, ""},
    Row{Fault::TimedOut, "timed_out", 1, "The board is busy; the request may still have been carried out."},
    Row{Fault::Garbled, "protocol_error", 1, "Check that stint and the board are of the same version."},
    Row{Fault::Usage, "usage", 2, "stint help lists the commands."},
};

/// What a person does after a refusal of the board.
struct Advice {
    ErrorCode code;
    const char *text;
};
constexpr std::array advices{
    Advice{ErrorCode::TaskNotFound, "stint list shows the tasks and their ids."},
    Advice{ErrorCode::RunNotFound, "stint ready shows the queued runs; stint show TASK the run of a task."},
    Advice{ErrorCode::WorkspaceNotFound, "stint workspace list shows the workspaces."},
    Advice{ErrorCode::SessionNotFound, "stint session list shows the sessions."},
    Advice{ErrorCode::ReviewNotFound, "stint review list shows the reviews."},
    Advice{ErrorCode::VersionConflict, "It was changed meanwhile: read it again, then repeat the change."},
    Advice{ErrorCode::Locked, "stint board unlock opens it again."},
    Advice{ErrorCode::LeaseLost, "Stop: the work is no longer yours."},
};

constexpr auto key = QLatin1String("fault");

const Row &rowOf(const Error &error)
{
    const QString text = error.data.value(key).toString();
    for (const auto &row : rows) {
        if (row.fault != Fault::None && text == QLatin1String(row.text))
            return row;
    }
    return rows.front();
}

} // namespace

Error fault(Fault kind, const QString &message)
{
    Error error = refuse(ErrorCode::Internal, message);
    error.data.insert(key, QLatin1String(rows[static_cast<std::size_t>(kind)].text));
    return error;
}

Fault faultOf(const Error &error)
{
    return rowOf(error).fault;
}

QString codeText(const Error &error)
{
    const Row &row = rowOf(error);
    return row.fault == Fault::None ? QLatin1String(errorInfo(error.code).text) : QLatin1String(row.text);
}

int exitCode(const Error &error)
{
    const Row &row = rowOf(error);
    return row.fault == Fault::None ? errorInfo(error.code).exitCode : row.exitCode;
}

QString hint(const Error &error)
{
    const Row &row = rowOf(error);
    if (row.fault != Fault::None)
        return QLatin1String(row.hint);
    if (error.code == ErrorCode::PermissionDenied && error.reasonText() == QLatin1String("session_required"))
        return QStringLiteral("Name the agent with --agent or STINT_AGENT.");
    if (error.code == ErrorCode::Locked && !error.reasonText().isEmpty())
        return {}; // unlocking failed: the message says what to do
    for (const Advice &advice : advices) {
        if (advice.code == error.code)
            return QLatin1String(advice.text);
    }
    if (errorInfo(error.code).retryable)
        return QStringLiteral("The same request may succeed later.");
    return {};
}

} // namespace stint::client
