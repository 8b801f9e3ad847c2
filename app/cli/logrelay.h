#pragma once

#include "app/client/connection.h"

#include <QString>
#include <QStringDecoder>

#include <array>
#include <optional>
#include <utility>

namespace stint::cli
{

/// What a command writes, on its way to the window that shows the board (run.log): a part at a time, not more often
/// than people read, and only the newest of what comes faster than it leaves.
class LogRelay
{
public:
    static constexpr qsizetype charsMax = 8'192; ///< of one part
    static constexpr qint64 pauseMs = 250;       ///< between two parts
    static constexpr qint64 quietMs = 10'000;    ///< the same while nobody looks

    enum Stream { Output, Errors };
    void take(Stream stream, const QByteArray &bytes);

    /// When the next part may leave; absent while there is none or one is under way.
    std::optional<client::Deadline> due() const;
    /// The next part, which is under way now.
    QString next();
    /// What has not left yet, however soon it comes.
    QString rest() { return std::exchange(m_waiting, {}); }
    /// The part under way has arrived, or is lost. \a isShown: somebody looks; else a window may still be opened.
    void settle(bool isShown);

private:
    client::Deadline nextTime() const;

    std::array<QStringDecoder, 2> m_decoders{QStringDecoder(QStringDecoder::Utf8),
                                             QStringDecoder(QStringDecoder::Utf8)};
    QString m_waiting;
    std::optional<client::Deadline> m_due;
    client::Deadline m_lastSent{};
    bool m_isUnderWay = false, m_isShown = true;
};

} // namespace stint::cli
