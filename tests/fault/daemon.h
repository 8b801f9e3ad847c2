#pragma once

#include "app/client/client.h"

#include <QProcess>

namespace stint::test
{

/// A real stintd with every folder of its own.
class Daemon
{
public:
    /// \a program is a name in the folder of programs.
    explicit Daemon(const QString &folder, const QString &program = QStringLiteral("stintd"));
    ~Daemon() { kill(); }

    /// Milliseconds until it serves; −1 when it does not.
    qint64 start();
    /// With SIGKILL.
    void kill();
    Result<std::unique_ptr<client::Client>> connect() const;
    /// Exit code of a second one on the same board, which must end by itself; −1 when it does not.
    int runSecond(QByteArray *said);

private:
    QString m_program;
    QProcess m_process;
    QString m_socket;
};

} // namespace stint::test
