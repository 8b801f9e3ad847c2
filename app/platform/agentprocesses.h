#pragma once

#include "model/ports/agentstarter.h"

#include <QObject>

namespace stint
{

/// Agents as processes of `stint exec`, each in a session of its own, without input and without what the environment of
/// this process says about boards and runs. They are watched while this lives and go on when it dies. Thread: gui.
class AgentProcesses final : public AgentStarter
{
public:
    /// \a boardFile: with its whole path. \a programFolder: where `stint` is looked for before PATH.
    AgentProcesses(const QString &boardFile, const QString &programFolder)
        : m_boardFile(boardFile)
        , m_programFolder(programFolder)
    {
    }

    QString homeFolder() const override;
    AgentObstacle obstacle(const AgentCommand &command) const override;
    QStringList words(const AgentCommand &command) const override;
    Result<ProcessRef> start(const AgentCommand &command, std::function<void(const End &)> ended) override;

private:
    QString program() const;

    QString m_boardFile, m_programFolder;
    QObject m_watched; ///< what is watched are its children
};

} // namespace stint
