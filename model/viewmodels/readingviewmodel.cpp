#include "model/viewmodels/readingviewmodel.h"

#include "model/items/enginewords.h"
#include "model/viewmodels/viewlimits.h"

namespace stint
{

ReadingViewModel::ReadingViewModel(BoardViewModel &screen, int tickMs, QObject *parent)
    : QObject(parent)
{
    m_pace.setSingleShot(true);
    m_pace.setInterval(viewlimits::figuresMs);
    connect(&m_pace, &QTimer::timeout, this, &ReadingViewModel::refresh);
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, &ReadingViewModel::tick);
    connect(&screen, &BoardViewModel::queueTouched, this, [this] {
        if (m_shown && !m_pace.isActive())
            m_pace.start();
    });
}

void ReadingViewModel::setShown(bool shown)
{
    if (shown == m_shown)
        return;
    m_shown = shown;
    if (shown) {
        m_tick.start();
        refresh();
    } else {
        m_tick.stop();
    }
    Q_EMIT shownChanged();
}

void ReadingViewModel::refresh()
{
    if (m_reading) {
        m_again = true;
        return;
    }
    m_reading = true;
    m_again = false;
    read();
}

void ReadingViewModel::endReading()
{
    m_loaded = true;
    m_error.clear();
    conclude();
}

void ReadingViewModel::failReading(const Error &error)
{
    m_error = enginewords::refusal(error);
    conclude();
}

void ReadingViewModel::conclude()
{
    m_reading = false;
    Q_EMIT changed();
    if (m_again)
        m_pace.start();
}

void ReadingViewModel::beginChange()
{
    ++m_pending;
    Q_EMIT changed();
}

void ReadingViewModel::endChange()
{
    --m_pending;
    Q_EMIT changed();
}

} // namespace stint
