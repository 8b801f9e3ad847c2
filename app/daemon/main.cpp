#include "app/composition/boardhost.h"
#include "app/platform/hardening.h"
#include "app/platform/log.h"
#include "app/platform/paths.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>
#include <QFile>
#include <QLoggingCategory>

#include <csignal>
#include <cstdio>

#include <unistd.h>

Q_LOGGING_CATEGORY(lcDaemon, "stint.daemon")

namespace
{

// CLI-02
constexpr int exitFailure = 1, exitUsage = 2, exitOwned = 3;

/// SIGTERM and SIGINT are taken by sigwait() in main; blocked before the first thread, so that all of them inherit it.
sigset_t blockStopSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

/// CLI-07: one line on stdout, one byte on the descriptor, if one was given.
void announce(const QString &socketPath, int onceReady)
{
    const QByteArray line = "ready socket=" + QFile::encodeName(socketPath) + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
    std::fflush(stdout);
    if (onceReady >= 0) {
        if (::write(onceReady, "1", 1) != 1)
            qCWarning(lcDaemon, "nobody reads the descriptor of --once-ready");
        ::close(onceReady);
    }
}

int serve(const QString &file, int onceReady, bool acceptOlder)
{
    const sigset_t signals = blockStopSignals();
    stint::HostConfig config;
    config.file = file;
    config.mayCreate = true;
    config.storage.acceptOlder = acceptOlder;
    auto host = stint::BoardHost::open(config);
    if (!host) {
        std::fprintf(stderr, "stintd: %s\n", qUtf8Printable(host.error().text));
        return host.error().isOwnedElsewhere() ? exitOwned : exitFailure;
    }
    announce((*host)->socketPath(), onceReady);
    int signal = 0;
    sigwait(&signals, &signal);
    qCInfo(lcDaemon, "stopping on signal %d", signal);
    (*host)->stop();
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    stint::hardenProcess();
    std::signal(SIGPIPE, SIG_IGN);
    stint::logToStderr();
    QCoreApplication::setApplicationName(QStringLiteral("stintd"));

    CLI::App app("Serves a Stint board on its socket until it is told to stop.", "stintd");
    app.set_version_flag("--version", "stintd " STINT_VERSION);
    std::string board;
    int onceReady = -1;
    app.add_option("--board", board,
                   "Board file, or the name of a board in the data folder; made when it does not exist")
        ->type_name("FILE");
    app.add_option("--once-ready", onceReady, "Descriptor that gets one byte when the board is served")
        ->type_name("FD")
        ->check(CLI::NonNegativeNumber);
    bool acceptOlder = false;
    app.add_flag("--accept-older", acceptOlder, "Open a board that is older than when it was last used");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? 0 : exitUsage;
    }
    const stint::Paths paths = stint::Paths::fromEnvironment();
    return serve(board.empty() ? paths.defaultBoard() : paths.boardFile(QString::fromStdString(board)), onceReady,
                 acceptOlder);
}
