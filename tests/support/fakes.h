#pragma once

#include "model/ports/agents.h"
#include "model/ports/clock.h"
#include "model/ports/idsource.h"

#include <QSet>

#include <atomic>
#include <vector>

namespace stint::test
{

/// A clock that stands still until it is moved. Thread-safe for reading.
class FakeClock final : public Clock
{
public:
    explicit FakeClock(Time start = Time{1'763'700'000'000})
        : m_wallMs(start.ms)
    {
    }
    ClockSample sample() override { return {Time{m_wallMs}, m_bootMs, m_monotonicMs}; }
    Time now() const { return Time{m_wallMs}; }
    /// Ordinary passing of time: all three clocks.
    void advance(qint64 ms)
    {
        m_wallMs += ms;
        m_bootMs += ms;
        m_monotonicMs += ms;
    }
    /// The machine slept: wall and boot time go on, monotonic time does not.
    void suspend(qint64 ms)
    {
        m_wallMs += ms;
        m_bootMs += ms;
    }
    /// Somebody set the clock.
    void jump(qint64 ms) { m_wallMs += ms; }

private:
    std::atomic<qint64> m_wallMs, m_bootMs{1'000'000}, m_monotonicMs{1'000'000};
};

/// Ids and tokens that count: the same calls give the same ids.
class FakeIdSource final : public IdSource
{
public:
    QString next(const char *prefix, Time) override
    {
        return QStringLiteral("%1-%2").arg(QLatin1String(prefix)).arg(++m_count, 26, 10, QLatin1Char('0'));
    }
    QString token(const char *prefix) override
    {
        return QString::fromLatin1(prefix) + QStringLiteral("%1").arg(++m_count, 43, 10, QLatin1Char('A'));
    }

private:
    std::atomic<qint64> m_count{0};
};

/// Processes exist when a test says so; what was asked of them is written down.
class FakeExecutor final : public SessionExecutor
{
public:
    struct Launch {
        RunId run;
        QString agent;
        std::function<void(QString)> failed;
    };
    struct Stop {
        SessionId session;
        StopReason reason;
        std::function<void()> forced;
    };

    bool canLaunch() const override { return catalogued; }
    bool isAlive(const ProcessRef &process) const override { return alive.contains(process.pid); }
    bool isRelated(const ProcessRef &process, const ProcessRef &other) const override
    {
        return process == other || related.contains({process.pid, other.pid});
    }
    void launch(const RunId &run, const QString &agent, const ExecutionProfile &,
                std::function<void(QString)> failed) override
    {
        launches.push_back({run, agent, std::move(failed)});
    }
    void stop(const SessionId &session, StopReason reason, qint64, std::function<void()> forced) override
    {
        stops.push_back({session, reason, std::move(forced)});
    }

    bool catalogued = false;
    QSet<qint64> alive;
    QSet<std::pair<qint64, qint64>> related;
    std::vector<Launch> launches;
    std::vector<Stop> stops;
};

class FakeNotifier final : public Notifier
{
public:
    void notify(const SessionNotice &notice) override { notices.push_back(notice); }
    void sessionEnded(const SessionId &session) override { ended.push_back(session); }

    std::vector<SessionNotice> notices;
    std::vector<SessionId> ended;
};

} // namespace stint::test
