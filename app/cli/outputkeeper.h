#pragma once

#include <QByteArray>
#include <QString>

namespace stint::cli
{

/// What a run's result is read from: the last line of a stream that is JSON, be it a single number. Bounded.
class LastJsonLine
{
public:
    void take(const QByteArray &bytes);
    /// The line as JSON; blank when there was none.
    QByteArray json();
    /// Behind it came one that began like JSON and was longer than a result may be.
    bool wasTooLong() const { return m_lostLong; }

private:
    void endLine();

    QByteArray m_line, m_json;
    bool m_tooLong = false, m_lostLong = false;
};

/// The end of a stream, as a text the board takes: no control characters but tab and line feed. Bounded.
class StreamTail
{
public:
    explicit StreamTail(qsizetype maxBytes)
        : m_maxBytes(maxBytes)
    {
    }
    void take(const QByteArray &bytes);
    QString text() const;

private:
    qsizetype m_maxBytes;
    QByteArray m_bytes;
};

} // namespace stint::cli
