#include "model/domain/time.h"

#include <QDateTime>

#include <algorithm>
#include <chrono>

namespace stint
{

namespace
{

// What four digits of a year can show: 0001-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z.
constexpr qint64 firstMs = -62'135'596'800'000, lastMs = 253'402'300'799'999;

/// \a digits decimal digits of \a value, with leading zeros.
void putNumber(QChar *at, int digits, int value)
{
    for (int i = digits; i-- > 0; value /= 10)
        at[i] = QChar(u'0' + value % 10);
}

/// Reads exactly \a digits decimal digits at \a at; -1 when they are not there.
int number(QStringView text, qsizetype at, int digits)
{
    int result = 0;
    for (int i = 0; i < digits; ++i) {
        if (at + i >= text.size())
            return -1;
        const char16_t c = text[at + i].unicode();
        if (c < u'0' || c > u'9')
            return -1;
        result = result * 10 + (c - u'0');
    }
    return result;
}

bool isAt(QStringView text, qsizetype at, char16_t c)
{
    return at < text.size() && text[at].unicode() == c;
}

} // namespace

QString toText(Time time)
{
    using namespace std::chrono;
    // By hand: every answer and event shows several times, and QDateTime's formats cost ten times as much.
    const sys_time<milliseconds> moment{milliseconds(std::clamp(time.ms, firstMs, lastMs))};
    const auto day = floor<days>(moment);
    const year_month_day date(day);
    const hh_mm_ss clock(moment - day);
    QString text(QLatin1String("0000-00-00T00:00:00.000Z"));
    QChar *const at = text.data();
    putNumber(at, 4, static_cast<int>(date.year()));
    putNumber(at + 5, 2, static_cast<int>(static_cast<unsigned>(date.month())));
    putNumber(at + 8, 2, static_cast<int>(static_cast<unsigned>(date.day())));
    putNumber(at + 11, 2, static_cast<int>(clock.hours().count()));
    putNumber(at + 14, 2, static_cast<int>(clock.minutes().count()));
    putNumber(at + 17, 2, static_cast<int>(clock.seconds().count()));
    putNumber(at + 20, 3, static_cast<int>(clock.subseconds().count()));
    return text;
}

std::optional<Time> timeFromText(QStringView text)
{
    // YYYY-MM-DDTHH:MM:SS[.fraction](Z|±HH:MM), RFC 3339 section 5.6.
    if (!isAt(text, 4, u'-') || !isAt(text, 7, u'-') || !isAt(text, 13, u':') || !isAt(text, 16, u':'))
        return std::nullopt;
    if (!isAt(text, 10, u'T') && !isAt(text, 10, u't'))
        return std::nullopt;
    const int year = number(text, 0, 4);
    const QDate date(year, number(text, 5, 2), number(text, 8, 2));
    const int hour = number(text, 11, 2), minute = number(text, 14, 2), second = number(text, 17, 2);
    if (year < 1 || !date.isValid() || !QTime::isValid(hour, minute, second))
        return std::nullopt;
    qsizetype at = 19;
    int millis = 0;
    if (isAt(text, at, u'.')) {
        int scale = 100, digits = 0;
        for (++at; at < text.size() && text[at].isDigit(); ++at, ++digits) {
            millis += scale * number(text, at, 1);
            scale /= 10;
        }
        if (digits < 1 || digits > 9)
            return std::nullopt;
    }
    qint64 offsetMs = 0;
    if (isAt(text, at, u'Z') || isAt(text, at, u'z')) {
        ++at;
    } else if (isAt(text, at, u'+') || isAt(text, at, u'-')) {
        const int hours = number(text, at + 1, 2), minutes = number(text, at + 4, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || !isAt(text, at + 3, u':'))
            return std::nullopt;
        offsetMs = (hours * 60 + minutes) * 60'000LL * (isAt(text, at, u'-') ? -1 : 1);
        at += 6;
    } else {
        return std::nullopt;
    }
    if (at != text.size())
        return std::nullopt;
    const Time time{QDateTime(date, QTime(hour, minute, second, millis), Qt::UTC).toMSecsSinceEpoch() - offsetMs};
    if (time.ms < firstMs || time.ms > lastMs)
        return std::nullopt;
    return time;
}

} // namespace stint
