#pragma once

#include <QByteArrayView>
#include <QString>
#include <QStringDecoder>

namespace stint
{

/// All of \a utf8. QString::fromUtf8() takes a U+FEFF at the beginning for the mark of a file and drops it; in the
/// middle of a protocol or a row it is a character of somebody's text.
inline QString textFromUtf8(QByteArrayView utf8)
{
    if (!utf8.startsWith("\xEF\xBB\xBF"))
        return QString::fromUtf8(utf8);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decoder(utf8);
}

} // namespace stint
