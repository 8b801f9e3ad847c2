#include "app/cli/topview.h"

#include "app/cli/output.h"
#include "app/client/transport.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cerrno>
#include <numeric>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace stint::cli
{

namespace
{

constexpr int clockMs = 1'000;  ///< leases are counted down by seconds
constexpr int gatherMs = 100;   ///< a burst of events becomes one picture
constexpr int queueRows = 200;  ///< more than a screen shows
constexpr int activeRows = 160; ///< of each status; the tasks of all of them are read at once (500)
constexpr int taskColumns = 22; ///< of the terminal; the others give way for it
constexpr int columnLeast = 7;  ///< and keep so many each
constexpr std::array worked{RunStatus::Running, RunStatus::Starting, RunStatus::Claimed};

QString seconds(qint64 ms)
{
    const qint64 s = std::max<qint64>(0, ms / 1'000);
    return s < 60      ? QStringLiteral("%1s").arg(s)
           : s < 3'600 ? QStringLiteral("%1m%2s").arg(s / 60).arg(s % 60, 2, 10, QLatin1Char('0'))
                       : QStringLiteral("%1h%2m").arg(s / 3'600).arg(s / 60 % 60, 2, 10, QLatin1Char('0'));
}

/// Columns of the terminal that each column of the picture takes; the last one is the task.
using Widths = std::array<int, 5>;

/// Of a narrow terminal the widest columns give way, so that every row says which task it is about.
Widths widthsFor(int width)
{
    Widths widths{18, 10, 8, 26, 0};
    const auto task = widths.end() - 1;
    *task = width - std::accumulate(widths.begin(), task, 0);
    while (*task < taskColumns) {
        const auto widest = std::max_element(widths.begin(), task);
        if (*widest <= columnLeast)
            break;
        --*widest;
        ++*task;
    }
    return widths;
}

QString row(const Widths &widths, const std::array<QString, 5> &cells)
{
    QString line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const QString cell = safeText(cells[i]);
        line += i + 1 == cells.size() ? cell : padded(cut(cell, widths[i] - 1), widths[i]);
    }
    return line;
}

/// Appends as many \a rows as \a room lines hold; of \a total, those left out are counted in the last line.
void append(QStringList &lines, const QStringList &rows, qint64 total, qsizetype room)
{
    const bool all = rows.size() <= room && rows.size() >= total;
    const qsizetype shown = all ? rows.size() : std::clamp<qsizetype>(room - 1, 0, rows.size());
    lines += rows.mid(0, shown);
    if (!all)
        lines += QStringLiteral("… %1 more").arg(total - shown);
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

QStringList TopView::picture(const TopContent &content, Time now, int width, int height)
{
    const Widths widths = widthsFor(width);
    QStringList active, queue;
    for (const ActiveRunRow &each : content.active) {
        const QString lease = each.run.leaseUntil ? seconds(*each.run.leaseUntil - now) : QStringLiteral("-");
        active += row(widths, {each.run.agentName, toText(each.run.status), lease, each.run.progress, each.title});
    }
    for (const BacklogRow &each : content.queue.items)
        queue += row(widths,
                     {each.run.requiredCapabilities.join(QLatin1Char(',')), toText(each.task.priority),
                      seconds(now - each.run.waitingSince), each.gate ? each.gate->text : QString(), each.task.title});

    // Active runs come first, but leave a third of the room to the queue.
    const qint64 room = std::max(2, height - 5);
    const qint64 activeRoom = std::min(content.activeTotal, room - std::min(content.queue.total, (room + 1) / 3));
    QStringList lines{QStringLiteral("stint  %1 active  %2 queued  %3 awaiting approval  %4 stuck  %5")
                          .arg(content.activeTotal)
                          .arg(content.figures.queueDepth)
                          .arg(content.figures.awaitingApproval)
                          .arg(content.figures.stuckRuns)
                          .arg(content.figures.health),
                      QString(),
                      row(widths, {QStringLiteral("AGENT"), QStringLiteral("STATUS"), QStringLiteral("LEASE"),
                                   QStringLiteral("PROGRESS"), QStringLiteral("TASK")})};
    append(lines, active, content.activeTotal, activeRoom);
    lines += QString();
    lines += row(widths, {QStringLiteral("QUEUE"), QStringLiteral("PRIORITY"), QStringLiteral("WAITS"),
                          QStringLiteral("HELD BY"), QStringLiteral("TASK")});
    append(lines, queue, content.queue.total, room - activeRoom);
    for (QString &line : lines)
        line = cut(line, width);
    return lines.mid(0, height);
}

Result<std::vector<ActiveRunRow>> TopView::activeRuns(qint64 &total)
{
    total = 0;
    TaskSummaries named;
    for (const RunStatus status : worked) {
        RunList request;
        request.status = toText(status);
        request.limit = activeRows;
        STINT_TRY_LET(const Page<Run> page, m_board.call(request));
        total += page.total;
        for (const Run &run : page.items)
            named.ids += run.taskId.value;
    }
    named.ids.removeDuplicates();
    STINT_TRY_LET(const Page<TaskSummary> tasks, m_board.call(named));
    std::vector<ActiveRunRow> rows;
    for (const TaskSummary &task : tasks.items) {
        // Between the two requests a run may have ended or gone back to the queue.
        if (task.run && std::find(worked.begin(), worked.end(), task.run->status) != worked.end())
            rows.push_back({*task.run, task.id, task.title});
    }
    return rows;
}

Done TopView::load()
{
    STINT_TRY_LET(m_content.figures, m_board.call(DashboardGet{}));
    STINT_TRY_LET(m_content.active, activeRuns(m_content.activeTotal));
    SchedulerBacklog backlog;
    backlog.limit = queueRows;
    STINT_TRY_LET(m_content.queue, m_board.call(backlog));
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
    for (const QString &line : picture(m_content, now, size.ws_col, size.ws_row - 1))
        screen += line.toUtf8() + "\x1b[K\r\n";
    put(screen + "\x1b[J");
}

/// A key leaves the view; a signal interrupts it (CLI-02).
std::optional<Done> TopView::end()
{
    while (m_resizes.take() != 0) {
    }
    if (m_ends.take() != 0)
        return client::fault(client::Fault::Interrupted, QStringLiteral("stopped by a signal"));
    pollfd keyboard{STDIN_FILENO, POLLIN, 0};
    while (::poll(&keyboard, 1, 0) > 0) {
        char key = 0;
        if (::read(STDIN_FILENO, &key, 1) <= 0 || key == 'q' || key == 'Q' || key == 3 || key == 4)
            return Done();
    }
    return std::nullopt;
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
        if (auto done = end())
            return std::move(*done);
        if (outcome > 0 && watched[0].revents != 0)
            STINT_TRY(takeNews());
        else if (m_stale)
            STINT_TRY(load());
    }
}

} // namespace stint::cli
