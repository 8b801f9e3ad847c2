#include "model/items/marks.h"

#include <QCoreApplication>
#include <QMap>
#include <QStringList>

#include <algorithm>
#include <array>

namespace stint::marks
{

namespace
{

constexpr int kindsNamed = 4;

QString tr(const char *text, const char *about = nullptr, int n = -1)
{
    return QCoreApplication::translate("stint::marks", text, about, n);
}

bool isDisguising(QChar c)
{
    struct Range {
        ushort first, last;
    };
    static constexpr Range ranges[] = {{0x0000, 0x001f}, {0x007f, 0x009f}, {0x00ad, 0x00ad}, {0x034f, 0x034f},
                                       {0x061c, 0x061c}, {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x180e, 0x180e},
                                       {0x200b, 0x200b}, {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x206f},
                                       {0x3164, 0x3164}, {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff9, 0xfffb}};
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [u = c.unicode()](const Range &range) { return u >= range.first && u <= range.last; });
}

/// A tag (U+E0000 … U+E007F) begins at \a i: letters that nobody sees and every agent reads.
bool isTag(const QString &text, qsizetype i)
{
    return text.at(i).unicode() == 0xdb40 && i + 1 < text.size() && text.at(i + 1).unicode() >= 0xdc00 &&
           text.at(i + 1).unicode() < 0xdc80;
}

bool isLayout(QChar c)
{
    return c == QLatin1Char('\n') || c == QLatin1Char('\t');
}

/// The hidden character at \a i as a code point; 0 for everything else. NUL counts as its picture.
uint hiddenAt(const QString &text, qsizetype i)
{
    const QChar c = text.at(i);
    if (isTag(text, i))
        return QChar::surrogateToUcs4(c, text.at(i + 1));
    if (isLayout(c) || !isDisguising(c))
        return 0;
    return c.isNull() ? 0x2400 : c.unicode();
}

QString nameOf(uint code)
{
    struct Row {
        uint code;
        const char *name;
    };
    static constexpr std::array rows{
        Row{0x00ad, QT_TRANSLATE_NOOP("stint::marks", "soft hyphen")},
        Row{0x200b, QT_TRANSLATE_NOOP("stint::marks", "zero width space")},
        Row{0x200e, QT_TRANSLATE_NOOP("stint::marks", "left-to-right mark")},
        Row{0x200f, QT_TRANSLATE_NOOP("stint::marks", "right-to-left mark")},
        Row{0x202a, QT_TRANSLATE_NOOP("stint::marks", "left-to-right embedding")},
        Row{0x202b, QT_TRANSLATE_NOOP("stint::marks", "right-to-left embedding")},
        Row{0x202c, QT_TRANSLATE_NOOP("stint::marks", "end of direction")},
        Row{0x202d, QT_TRANSLATE_NOOP("stint::marks", "left-to-right override")},
        Row{0x202e, QT_TRANSLATE_NOOP("stint::marks", "right-to-left override")},
        Row{0x2066, QT_TRANSLATE_NOOP("stint::marks", "left-to-right isolate")},
        Row{0x2067, QT_TRANSLATE_NOOP("stint::marks", "right-to-left isolate")},
        Row{0x2069, QT_TRANSLATE_NOOP("stint::marks", "end of isolate")},
        Row{0xfeff, QT_TRANSLATE_NOOP("stint::marks", "byte order mark")},
    };
    for (const Row &row : rows) {
        if (row.code == code)
            return tr(row.name);
    }
    return code >= 0xe0000 ? tr("hidden letter") : code < 0xa0 || code == 0x2400 ? tr("control character") : QString();
}

} // namespace

QString shown(const QString &text, bool keepLines)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (isLayout(c)) {
            out += keepLines ? c : QLatin1Char(' ');
        } else if (isTag(text, i)) {
            out += QChar(0xfffd);
            ++i;
        } else if (isDisguising(c)) {
            out += c.unicode() < 0x20 ? QChar(0x2400 + c.unicode()) : QChar(0xfffd);
        } else {
            out += c;
        }
    }
    return out;
}

QString named(const QString &text)
{
    QMap<uint, int> counts;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const ushort unit = text.at(i).unicode();
        if (unit >= 0x20 && unit < 0x7f)
            continue;
        if (const uint code = hiddenAt(text, i))
            ++counts[code];
    }
    QStringList parts;
    for (auto kind = counts.cbegin(); kind != counts.cend() && parts.size() < kindsNamed; ++kind) {
        const uint code = kind.key() == 0x2400 ? 0 : kind.key();
        QString part = QStringLiteral("U+%1").arg(code, 4, 16, QLatin1Char('0')).toUpper();
        if (const QString name = nameOf(kind.key()); !name.isEmpty())
            part += QLatin1Char(' ') + name;
        parts += kind.value() > 1 ? QStringLiteral("%1 ×%2").arg(part).arg(kind.value()) : part;
    }
    if (counts.size() > kindsNamed)
        parts += tr("and others");
    return parts.join(QStringLiteral(", "));
}

} // namespace stint::marks
