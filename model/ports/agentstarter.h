#pragma once

#include "model/domain/result.h"
#include "model/domain/run.h"

#include <QStringList>

#include <functional>

namespace stint
{

/// An agent as a person wants to have it: a command that works on tasks, one at a time.
struct AgentCommand {
    QString agentName;
    QStringList arguments; ///< the command, its program first
    QString folder;        ///< absolute; where it works
    QStringList capabilities;
    bool keepsGoing = true; ///< takes tasks until it is stopped; otherwise one
};

/// What of this machine is missing before an agent can be started.
enum class AgentObstacle {
    None,
    NoFolder,  ///< no such folder, or it cannot be entered
    NoProgram, ///< the command's program is neither in PATH nor, with a slash, where it says, or cannot be executed
    NoStint,   ///< the program that speaks for the command is not installed
};

/// Starts agents as processes of the person, which outlive the window. Thread: gui.
class AgentStarter
{
public:
    struct End {
        ProcessRef process;
        bool succeeded = false;
        QString errorLine; ///< the first it wrote to its error stream; blank: none
    };

    virtual ~AgentStarter() = default;
    virtual QString homeFolder() const = 0;
    virtual AgentObstacle obstacle(const AgentCommand &command) const = 0;
    /// The words that start() executes, the program first.
    virtual QStringList words(const AgentCommand &command) const = 0;
    /// Starts it; blocks until its program is loaded. \a ended is called once, later, by the event loop, unless this
    /// starter is gone by then. Internal with the system's reason when it could not be started.
    virtual Result<ProcessRef> start(const AgentCommand &command, std::function<void(const End &)> ended) = 0;
};

} // namespace stint
