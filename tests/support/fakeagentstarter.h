#pragma once

#include "model/ports/agentstarter.h"

#include <vector>

namespace stint::test
{

/// Starts nothing, but remembers what it was told to.
class FakeAgentStarter final : public AgentStarter
{
public:
    struct Started {
        AgentCommand command;
        std::function<void(const End &)> ended;
    };

    QString homeFolder() const override { return QStringLiteral("/home/ada"); }
    AgentObstacle obstacle(const AgentCommand &) const override { return found; }
    QStringList words(const AgentCommand &command) const override
    {
        return QStringList{QStringLiteral("stint"), QStringLiteral("--agent"), command.agentName,
                           QStringLiteral("--")} +
               command.arguments;
    }
    Result<ProcessRef> start(const AgentCommand &command, std::function<void(const End &)> ended) override
    {
        if (!refusal.isEmpty())
            return refuse(ErrorCode::Internal, refusal);
        started.push_back({command, std::move(ended)});
        return processOf(started.size() - 1);
    }
    static ProcessRef processOf(std::size_t number) { return {4'000 + static_cast<qint64>(number), 17}; }

    AgentObstacle found = AgentObstacle::None;
    QString refusal;
    std::vector<Started> started;
};

} // namespace stint::test
