#include "app/cli/topview.h"

#include "app/cli/output.h"
#include "app/client/transport.h"

#include <QDateTime>

#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace stint::cli
{

namespace
{

constexpr int clockMs = 1'000; ///< leases are counted down by seconds
constexpr int gatherMs = 100;  ///< a burst of events becomes one picture
constexpr int queueRows = 200; ///< more than a screen shows

QString seconds(qint64 ms)
{
    const qint64 s = std::max<qint64>(0, ms / 1'000);
    return s < 60      ? QStringLiteral("%1s").arg(s)
           : s < 3'600 ? QStringLiteral("%1m%2s").arg(s / 60).arg(s % 60, 2, 10, QLatin1Char('0'))
                       : QStringLiteral("%1h%2m").arg(s / 3'600).arg(s / 60 % 60, 2, 10, QLatin1Char('0'));
}

QString column(const QString &text, int width)
{
    const QString safe = safeText(text);
    return displayWidth(safe) > width ? safe.left(width - 1) + QChar(0x2026)
                                      : safe + QString(width - displayWidth(safe), QLatin1Char(' '));
}

QString clipped(QString line, int width)
{
    while (!line.isEmpty() && displayWidth(line) > width)
        line.chop(line.back().isLowSurrogate() ? 2 : 1);
    return line;
}

void put(const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const auto count =
            ::write(STDOUT_FILENO, bytes.constData() + done, static_cast<std::size_t>(bytes.size() - done));
        if (count < 0 && errno != EINTR)
            return;
        done += std::max<ssize_t>(0, count);
    }
}

} // namespace

FullScreen::FullScreen()
{
    ::tcgetattr(STDIN_FILENO, &m_before);
    termios raw = m_before;
    raw.c_lflag &= static_cast<tcflag_t>(~(ICANON | ECHO));
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw);
    put("\x1b[?1049h\x1b[?25l");
}

FullScreen::~FullScreen()
{
    put("\x1b[?25h\x1b[?1049l");
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
}

TopView::TopView(client::Client &board, SignalPipe &ends, SignalPipe &resizes)
    : m_board(board)
    , m_ends(ends)
    , m_resizes(resizes)
    , m_events(board, {})
{
}

QStringList TopView::picture(const Dashboard &figures, const Page<BacklogRow> &queue, Time now, int width, int height)
{
    QStringList lines;
    lines += QStringLiteral("stint  %1 active  %2 queued  %3 awaiting approval  %4 stuck  %5")
                 .arg(figures.activeRuns)
                 .arg(figures.queueDepth)
                 .arg(figures.awaitingApproval)
                 .arg(figures.stuckRuns)
                 .arg(figures.health);
    lines += QString();
    lines += column(QStringLiteral("AGENT"), 18) + column(QStringLiteral("STATUS"), 10) +
             column(QStringLiteral("LEASE"), 8) + column(QStringLiteral("PROGRESS"), 26) + QStringLiteral("TASK");
    const qsizetype room = std::max(4, height - 8);
    const auto activeShown = std::min<qsizetype>(static_cast<qsizetype>(figures.activeRunRows.size()), room * 2 / 3);
    for (const ActiveRunRow &row : figures.activeRunRows) {
        if (lines.size() >= activeShown + 3)
            break;
        const QString lease = row.run.leaseUntil ? seconds(*row.run.leaseUntil - now) : QStringLiteral("-");
        lines += column(row.run.agentName, 18) + column(toText(row.run.status), 10) + column(lease, 8) +
                 column(row.run.progress, 26) + safeText(row.title);
    }
    if (figures.activeRuns > activeShown)
        lines += QStringLiteral("… %1 more").arg(figures.activeRuns - activeShown);
    lines += QString();
    lines += column(QStringLiteral("QUEUE"), 18) + column(QStringLiteral("PRIORITY"), 10) +
             column(QStringLiteral("WAITS"), 8) + column(QStringLiteral("HELD BY"), 26) + QStringLiteral("TASK");
    qint64 shown = 0;
    for (const BacklogRow &row : queue.items) {
        if (lines.size() >= height - 2)
            break;
        lines += column(row.run.requiredCapabilities.join(QLatin1Char(',')), 18) +
                 column(toText(row.task.priority), 10) + column(seconds(now - row.run.waitingSince), 8) +
                 column(row.gate ? row.gate->text : QString(), 26) + safeText(row.task.title);
        ++shown;
    }
    if (queue.total > shown)
        lines += QStringLiteral("… %1 more").arg(queue.total - shown);
    for (QString &line : lines)
        line = clipped(line, width);
    return lines.mid(0, height);
}

Done TopView::load()
{
    STINT_TRY_LET(m_figures, m_board.call(DashboardGet{}));
    SchedulerBacklog backlog;
    backlog.limit = queueRows;
    STINT_TRY_LET(m_queue, m_board.call(backlog));
    m_stale = false;
    return {};
}

void TopView::draw()
{
    winsize size = {};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        size = {24, 80, 0, 0};
    const Time now{QDateTime::currentMSecsSinceEpoch()};
    QByteArray screen = "\x1b[H";
    for (const QString &line : picture(m_figures, m_queue, now, size.ws_col, size.ws_row - 1))
        screen += line.toUtf8() + "\x1b[K\r\n";
    put(screen + "\x1b[J");
}

bool TopView::wantsToEnd()
{
    while (m_resizes.take() != 0) {
    }
    if (m_ends.take() != 0)
        return true;
    pollfd keyboard{STDIN_FILENO, POLLIN, 0};
    while (::poll(&keyboard, 1, 0) > 0) {
        char key = 0;
        if (::read(STDIN_FILENO, &key, 1) <= 0 || key == 'q' || key == 'Q' || key == 3 || key == 4)
            return true;
    }
    return false;
}

Done TopView::takeNews()
{
    auto received = m_board.receive();
    if (!received && client::faultOf(received.error()) == client::Fault::Unreachable) {
        STINT_TRY(m_board.reconnectInTime());
        STINT_TRY(m_events.subscribe());
        m_stale = true;
        return {};
    }
    while (auto notice = m_board.takeNotice()) {
        STINT_TRY_LET(const auto event, m_events.take(*notice));
        m_stale = m_stale || event.has_value();
    }
    return received;
}

Done TopView::run()
{
    STINT_TRY(m_events.subscribe());
    STINT_TRY(load());
    FullScreen screen;
    while (true) {
        draw();
        std::array<pollfd, 4> watched{{{m_board.descriptor(), POLLIN, 0},
                                       {m_ends.descriptor(), POLLIN, 0},
                                       {m_resizes.descriptor(), POLLIN, 0},
                                       {STDIN_FILENO, POLLIN, 0}}};
        const int outcome = ::poll(watched.data(), watched.size(), m_stale ? gatherMs : clockMs);
        if (wantsToEnd())
            return {};
        if (outcome > 0 && watched[0].revents != 0)
            STINT_TRY(takeNews());
        else if (m_stale)
            STINT_TRY(load());
    }
}

} // namespace stint::cli
