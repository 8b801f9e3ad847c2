#pragma once

#include <QByteArrayList>
#include <QString>

#include <vector>

namespace stint::mcp
{

/// One tool of the bridge: a method of the table with flat arguments (MCP-02).
struct Tool {
    QByteArray name, title, description;
    QByteArray method; ///< of the board; blank for run_finish, whose outcome decides
    bool isMutating = false, isReadOnly = false, isDestructive = false, isIdempotent = false;
    QByteArrayList arguments;
    QByteArray inputSchema, outputSchema; ///< JSON
};

/// The default set, in the order in which it is offered. Any thread.
const std::vector<Tool> &tools();
/// Null for an unknown name.
const Tool *findTool(const QString &name);

} // namespace stint::mcp
