#pragma once

#include <QProcess>
#include <QTemporaryDir>

#include <map>
#include <memory>

namespace stint::bench
{

/// One measured run of a queue.
struct Figures {
    double lifecycles = 0;                              ///< a second
    double claimP50 = 0, claimP99 = 0, completeP99 = 0; ///< µs
    double serverMicros = 0;                            ///< CPU of the server for one lifecycle
    double writtenBytes = 0;                            ///< for one lifecycle; 0 when not known
};

/// A program under test and its folder; ended by its own process id.
class Served
{
public:
    Served();
    ~Served();
    QString folder() const { return m_folder.path(); }
    QProcess process;

private:
    QTemporaryDir m_folder;
};

/// Another queue, started anew for each run on a socket in its own folder.
struct Peer {
    QString name;
    QString missing; ///< why it cannot be measured; blank
};
std::vector<Peer> peers(const QString &driver);
Figures measurePeer(const QString &name, const QString &driver, int workers, int tasks);

/// CPU seconds of a process with all its threads.
double cpuOf(qint64 pid);
double writtenBytesOf(qint64 pid);

} // namespace stint::bench
