#pragma once

#include "model/domain/result.h"

#include <QByteArrayList>

#include <sys/types.h>

namespace stint::cli
{

/// A command in a process group of its own, with its outputs in pipes. Whoever is left of the group when its leader has
/// ended becomes our child and is reaped here too. Used by one thread that has SIGCHLD blocked.
class ChildProcess
{
public:
    ChildProcess() = default;
    /// Ends what is left of the group at once.
    ~ChildProcess();
    Q_DISABLE_COPY_MOVE(ChildProcess)

    /// Starts \a command with \a environment (`NAME=value`) added to ours. Usage when it cannot be executed.
    Done start(const QByteArrayList &command, const QByteArrayList &environment);

    int standardOutput() const { return m_stdout; }
    int standardError() const { return m_stderr; }
    void closeOutput(int descriptor);

    void signalGroup(int number);
    /// Collects who has ended. To be called on SIGCHLD.
    void reap();
    bool leaderEnded() const { return m_leaderEnded; }
    bool groupEnded() const { return m_groupEnded; }
    int waitStatus() const { return m_waitStatus; }

private:
    pid_t m_pid = -1;
    int m_stdout = -1, m_stderr = -1;
    int m_waitStatus = 0;
    bool m_leaderEnded = false, m_groupEnded = true;
};

} // namespace stint::cli
