#pragma once

#include "app/cli/eventstream.h"
#include "app/cli/signals.h"

#include <termios.h>

namespace stint::cli
{

/// The terminal in full-screen mode while it lives: alternate screen, no cursor, no echo, key by key.
class FullScreen
{
public:
    FullScreen();
    ~FullScreen();
    Q_DISABLE_COPY_MOVE(FullScreen)

private:
    termios m_before = {};
};

/// What the picture of `stint top` shows.
struct TopContent {
    Dashboard figures;
    std::vector<ActiveRunRow> active; ///< what agents and people work on: claimed, starting or running
    qint64 activeTotal = 0;           ///< of them; not all need to have been read
    Page<BacklogRow> queue;
};

/// `stint top` (CLI-05): active runs and the queue, redrawn when something happens on the board and each second for the
/// clocks. q or Ctrl-C ends it.
class TopView
{
public:
    TopView(client::Client &board, SignalPipe &ends, SignalPipe &resizes);
    Done run();

    /// The picture as lines of at most \a width columns; what does not fit in \a height lines is counted.
    static QStringList picture(const TopContent &content, Time now, int width, int height);

private:
    Done load();
    Result<std::vector<ActiveRunRow>> activeRuns(qint64 &total);
    void draw();
    Done takeNews();
    std::optional<Done> end();

    client::Client &m_board;
    SignalPipe &m_ends, &m_resizes;
    EventStream m_events;
    TopContent m_content;
    bool m_stale = true;
};

} // namespace stint::cli
