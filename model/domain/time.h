#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace stint
{

/// A point of wall time: UTC milliseconds since 1970. Durations are plain qint64 milliseconds in names ending in Ms.
struct Time {
    qint64 ms = 0;

    friend auto operator<=>(const Time &, const Time &) = default;
    friend Time operator+(Time t, qint64 durationMs) { return Time{t.ms + durationMs}; }
    friend Time operator-(Time t, qint64 durationMs) { return Time{t.ms - durationMs}; }
    friend qint64 operator-(Time a, Time b) { return a.ms - b.ms; }
};

/// RFC 3339 in UTC with milliseconds (FRM-06): 2026-11-21T10:20:30.123Z.
QString toText(Time time);
/// The reverse; accepts any RFC 3339 offset and 0–9 fraction digits, nothing else.
std::optional<Time> timeFromText(QStringView text);

} // namespace stint
