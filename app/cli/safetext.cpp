#include "app/cli/output.h"

namespace stint::cli
{

namespace
{

/// Characters that steer a terminal or reorder what it shows.
bool isUnsafe(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x061c || c == 0x200e || c == 0x200f || c == 0x2028 ||
           c == 0x2029 || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff ||
           (c >= 0xe0000 && c <= 0xe007f) || (c >= 0xfff9 && c <= 0xfffb);
}

QString visible(char32_t c)
{
    if (c == U'\n')
        return QStringLiteral("\\n");
    if (c == U'\t')
        return QStringLiteral("\\t");
    if (c == U'\r')
        return QStringLiteral("\\r");
    if (c < 0x100)
        return QStringLiteral("\\x%1").arg(c, 2, 16, QLatin1Char('0'));
    return QStringLiteral("\\u{%1}").arg(c, 4, 16, QLatin1Char('0'));
}

/// First code points of the blocks that terminals show two columns wide (East Asian Width W and F, and emoji).
bool isWide(char32_t c)
{
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0x303e) || (c >= 0x3041 && c <= 0xa4cf) ||
           (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) ||
           (c >= 0xff00 && c <= 0xff60) || (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) ||
           (c >= 0x20000 && c <= 0x3fffd);
}

} // namespace

QString safeText(const QString &text, Lines lines)
{
    QString safe;
    safe.reserve(text.size());
    for (const char32_t c : text.toUcs4()) {
        const bool layout = lines == Lines::Many && (c == U'\n' || c == U'\t');
        if (!layout && isUnsafe(c))
            safe += visible(c);
        else if (c >= 0xd800 && c <= 0xdfff)
            safe += QChar(0xfffd);
        else
            safe += QString::fromUcs4(&c, 1);
    }
    return safe;
}

QByteArray safeJson(const QByteArray &json)
{
    const auto mayBeUnsafe = [](unsigned char byte) {
        return byte == 0x7f || byte == 0xc2 || byte == 0xd8 || byte == 0xe2 || byte == 0xef || byte == 0xf3;
    };
    QByteArray safe;
    safe.reserve(json.size());
    for (qsizetype i = 0; i < json.size();) {
        const auto lead = static_cast<unsigned char>(json[i]);
        if (!mayBeUnsafe(lead)) {
            safe.append(json[i++]);
            continue;
        }
        const qsizetype length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        const QString character = QString::fromUtf8(json.constData() + i, std::min(length, json.size() - i));
        const auto codes = character.toUcs4();
        if (codes.size() == 1 && isUnsafe(codes.first())) {
            // These occur only inside strings: everywhere else JSON allows nothing but ASCII.
            for (const QChar unit : character)
                safe.append("\\u").append(QByteArray::number(unit.unicode(), 16).rightJustified(4, '0'));
        } else {
            safe.append(json.constData() + i, std::min(length, json.size() - i));
        }
        i += length;
    }
    return safe;
}

int displayWidth(const QString &text)
{
    int width = 0;
    for (const char32_t c : text.toUcs4()) {
        const auto category = QChar::category(c);
        if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing || c == 0x200d)
            continue;
        width += isWide(c) ? 2 : 1;
    }
    return width;
}

QString cut(const QString &text, int columns)
{
    if (displayWidth(text) <= columns)
        return text;
    QString shortened;
    int width = 0;
    for (const char32_t c : text.toUcs4()) {
        const QString character = QString::fromUcs4(&c, 1);
        width += displayWidth(character);
        if (width > columns - 1)
            break;
        shortened += character;
    }
    return shortened + QChar(0x2026);
}

QString padded(const QString &text, int columns)
{
    return text + QString(std::max(0, columns - displayWidth(text)), QLatin1Char(' '));
}

} // namespace stint::cli
