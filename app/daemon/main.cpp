#include "app/composition/boardhost.h"
#include "app/manual/manualpage.h"
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

/// stintd(1), its options as \a app knows them (CLI-06).
QString manual(const CLI::App &app)
{
    stint::ManualPage page(QStringLiteral("stintd"), QStringLiteral("serves a Stint board on its socket"),
                           QStringLiteral("[OPTION]..."));
    page.section(QStringLiteral("DESCRIPTION"));
    page.paragraph(
        QString::fromStdString(app.get_description()) +
        QStringLiteral(" One program owns a board: this one, or the window. When it serves, it prints a line "
                       "\"ready socket=PATH\"; what it logs goes to standard error."));
    page.section(QStringLiteral("OPTIONS"));
    for (const CLI::Option *const option : app.get_options()) {
        if (option->get_group().empty())
            continue;
        const QString type = QString::fromStdString(option->get_type_name()).section(QLatin1Char(':'), 0, 0);
        page.entry((QString::fromStdString(option->get_name(false, true)) + QLatin1Char(' ') + type).trimmed(),
                   QString::fromStdString(option->get_description()));
    }
    page.section(QStringLiteral("EXIT STATUS"));
    page.entry(QStringLiteral("0"),
               QStringLiteral("told to stop by SIGTERM or SIGINT, after every caller was answered"));
    page.entry(QString::number(exitFailure), QStringLiteral("the board cannot be opened or served"));
    page.entry(QString::number(exitUsage), QStringLiteral("usage"));
    page.entry(QString::number(exitOwned), QStringLiteral("somebody else has the board open"));
    page.section(QStringLiteral("ENVIRONMENT"));
    page.entry(QStringLiteral("STINT_BOARD"), QStringLiteral("the board when none is named; else board.stint"));
    page.entry(QStringLiteral("XDG_DATA_HOME"),
               QStringLiteral("boards that are named without a folder are in its stint"));
    page.entry(QStringLiteral("XDG_RUNTIME_DIR"), QStringLiteral("the socket is in its stint"));
    page.section(QStringLiteral("FILES"));
    page.entry(QStringLiteral("board.stint"), QStringLiteral("the board, encrypted; its log ends in -wal"));
    page.entry(QStringLiteral("board.stint.key"), QStringLiteral("its key; without it the board cannot be read"));
    page.entry(QStringLiteral("board.stint.lock"), QStringLiteral("held by the board's owner; it stays"));
    page.entry(QStringLiteral("board.stint.mark"), QStringLiteral("tells an older copy from the board"));
    page.section(QStringLiteral("SEE ALSO"));
    page.paragraph(QStringLiteral("stint(1)"));
    return page.text();
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
        ->type_name("FILE")
        ->check([](const std::string &name) { return name.empty() ? "needs a file or a name" : std::string(); });
    app.add_option("--once-ready", onceReady, "Descriptor that gets one byte when the board is served")
        ->type_name("FD")
        ->check(CLI::NonNegativeNumber);
    bool acceptOlder = false;
    app.add_flag("--accept-older", acceptOlder, "Open a board that is older than when it was last used");
    bool showsManual = false;
    app.add_flag("--man", showsManual)->group("");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? 0 : exitUsage;
    }
    if (showsManual) {
        std::fputs(qUtf8Printable(manual(app)), stdout);
        return 0;
    }
    const stint::Paths paths = stint::Paths::fromEnvironment();
    return serve(board.empty() ? paths.defaultBoard() : paths.boardFile(QString::fromStdString(board)), onceReady,
                 acceptOlder);
}
