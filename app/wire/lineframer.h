#pragma once

#include "app/wire/limits.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace stint::wire
{

/// Cuts a stream of bytes into lines and bounds them (FRM-01). Used by one thread.
class LineFramer
{
public:
    explicit LineFramer(qsizetype maxBytes = lineMaxBytes)
        : m_maxBytes(maxBytes)
    {
    }

    void append(QByteArrayView bytes);
    /// The next whole line without its line feed; valid until the next append(). Nothing when there is none, and for
    /// good once isOverflowing().
    std::optional<QByteArrayView> next();

    /// A line is longer than the limit, with or without its end: the stream cannot be followed any more.
    bool isOverflowing() const { return m_overflowing; }
    /// Bytes of the line that has begun and not ended.
    qsizetype halfLineBytes() const { return m_buffer.size() - m_begin; }

private:
    qsizetype m_maxBytes;
    QByteArray m_buffer;
    qsizetype m_begin = 0;   ///< of the line being gathered
    qsizetype m_scanned = 0; ///< no line feed in [m_begin, m_scanned)
    bool m_overflowing = false;
};

} // namespace stint::wire
