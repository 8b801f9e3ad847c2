#include "model/domain/text.h"

#include "model/domain/jsontext.h"
#include "model/domain/limits.h"

#include <QCryptographicHash>

#include <algorithm>

namespace stint
{

namespace
{

constexpr std::array tokenPrefixes{QLatin1String("stint_claim_"), QLatin1String("stint_session_")};
constexpr QLatin1String replacement("[REDACTED]");

bool isTokenCharacter(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') || u == u'_' || u == u'-';
}

struct TokenSpan {
    qsizetype secret = 0; ///< where the part after the prefix begins
    qsizetype end = 0;
};

/// The next prefix followed by at least one character of a token.
std::optional<TokenSpan> nextToken(const QString &text, qsizetype from)
{
    while (true) {
        qsizetype at = -1, secret = 0;
        for (const QLatin1String prefix : tokenPrefixes) {
            const qsizetype found = text.indexOf(prefix, from);
            if (found >= 0 && (at < 0 || found < at)) {
                at = found;
                secret = found + prefix.size();
            }
        }
        if (at < 0)
            return std::nullopt;
        qsizetype end = secret;
        while (end < text.size() && isTokenCharacter(text[end]))
            ++end;
        if (end > secret)
            return TokenSpan{secret, end};
        from = secret;
    }
}

bool isControl(QChar c, Lines lines)
{
    const char16_t u = c.unicode();
    if (lines == Lines::Many && (u == u'\t' || u == u'\n' || u == u'\r'))
        return false;
    return u < 0x20 || (u >= 0x7f && u < 0xa0);
}

QString named(const char *field, const char *rest)
{
    return QLatin1String(field) + QLatin1Char(' ') + QLatin1String(rest);
}

Done checkSize(const char *field, const QString &text, int maxBytes)
{
    const qsizetype bytes = utf8Bytes(text);
    if (bytes <= maxBytes)
        return {};
    return invalid(field, QStringLiteral("%1 has %2 bytes; at most %3 are allowed")
                              .arg(QLatin1String(field))
                              .arg(bytes)
                              .arg(maxBytes))
        .with("limit", maxBytes)
        .with("got", static_cast<qint64>(bytes));
}

/// Trims, then judges characters and length: what texts and names have in common.
Done checkForm(const char *field, QString &text, int maxBytes, Lines lines)
{
    text = text.trimmed();
    if (!text.isValidUtf16())
        return invalid(field, named(field, "is not valid Unicode"));
    if (std::any_of(text.cbegin(), text.cend(), [lines](QChar c) { return isControl(c, lines); }))
        return invalid(field, named(field, "holds a control character"));
    return checkSize(field, text, maxBytes);
}

Done checkNotBlank(const char *field, const QString &text)
{
    return text.isEmpty() ? Done(invalid(field, named(field, "is needed"))) : Done();
}

QString norm(const QString &text)
{
    return text.trimmed().toLower();
}

/// VAL-03, RED-02: names that a stored object must not have.
bool isForbiddenKey(const QString &key)
{
    const QString name = norm(key);
    return name == QLatin1String("claim_token") || name == QLatin1String("session_token") || holdsToken(key);
}

/// RED-04.
bool isSecretKey(const QString &key)
{
    static constexpr std::array names{QLatin1String("claim_token"),    QLatin1String("session_token"),
                                      QLatin1String("mcp_auth_token"), QLatin1String("oauth_code"),
                                      QLatin1String("pkce_verifier"),  QLatin1String("secret_binding"),
                                      QLatin1String("secret_bindings")};
    const QString name = norm(key);
    return std::find(names.begin(), names.end(), name) != names.end() || name.startsWith(tokenPrefixes[0]) ||
           name.endsWith(QLatin1String("_secret")) || holdsToken(key);
}

std::optional<QString> redactedIfNeeded(const QString &text)
{
    return holdsToken(text) ? std::optional(redacted(text)) : std::nullopt;
}

Done checkJsonSize(const char *field, const QByteArray &text, int maxBytes)
{
    if (text.size() <= maxBytes)
        return {};
    return refuse(ErrorCode::PayloadTooLarge, QStringLiteral("%1 has %2 bytes; at most %3 are allowed")
                                                  .arg(QLatin1String(field))
                                                  .arg(text.size())
                                                  .arg(maxBytes))
        .field(field)
        .with("limit", maxBytes)
        .with("got", static_cast<qint64>(text.size()));
}

Done checkCount(const char *field, qsizetype count, int most)
{
    if (count <= most)
        return {};
    return invalid(field, QStringLiteral("%1 has %2 entries; at most %3 are allowed")
                              .arg(QLatin1String(field))
                              .arg(count)
                              .arg(most))
        .with("limit", most)
        .with("got", static_cast<qint64>(count));
}

bool isSeparator(QChar c)
{
    return c == QLatin1Char(' ') || c == QLatin1Char('\t') || c == QLatin1Char('\r') || c == QLatin1Char('\n') ||
           c == QLatin1Char(',');
}

} // namespace

qsizetype utf8Bytes(const QString &text)
{
    qsizetype bytes = 0;
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        // Each half of a surrogate pair counts two of the four bytes.
        bytes += u < 0x80 ? 1 : u < 0x800 || c.isSurrogate() ? 2 : 3;
    }
    return bytes;
}

Done checkText(const char *field, QString &text, int maxBytes, Lines lines)
{
    STINT_TRY(checkForm(field, text, maxBytes, lines));
    if (!holdsToken(text))
        return {};
    text = redacted(text);
    return checkSize(field, text, maxBytes); // the replacement may be longer than what it hides
}

Done checkRequiredText(const char *field, QString &text, int maxBytes, Lines lines)
{
    STINT_TRY(checkText(field, text, maxBytes, lines));
    return checkNotBlank(field, text);
}

Done checkName(const char *field, QString &text, int maxBytes)
{
    STINT_TRY(checkForm(field, text, maxBytes, Lines::One));
    if (holdsToken(text))
        return invalid(field, named(field, "holds a secret"));
    return {};
}

Done checkRequiredName(const char *field, QString &text, int maxBytes)
{
    STINT_TRY(checkName(field, text, maxBytes));
    return checkNotBlank(field, text);
}

Done checkCapabilities(const char *field, QStringList &capabilities)
{
    for (QString &capability : capabilities) {
        STINT_TRY(checkRequiredName(field, capability, limits::nameBytes));
        if (std::any_of(capability.cbegin(), capability.cend(), isSeparator))
            return invalid(field, named(field, "holds an id with a space or a comma"));
    }
    capabilities = sortedDistinct(capabilities);
    return checkCount(field, capabilities.size(), limits::capabilities);
}

Done checkSelectors(const char *field, QStringList &selectors)
{
    for (QString &selector : selectors)
        STINT_TRY(checkName(field, selector, limits::nameBytes));
    selectors = sortedDistinct(selectors);
    return checkCount(field, selectors.size(), limits::profileListEntries);
}

Done checkLabels(const char *field, QStringList &labels)
{
    for (QString &label : labels)
        STINT_TRY(checkRequiredName(field, label, limits::labelBytes));
    labels = sortedDistinct(labels);
    return checkCount(field, labels.size(), limits::labels);
}

Done checkJson(const char *field, Json &json, int maxBytes)
{
    json.text = json.text.trimmed();
    if (json.text.isEmpty() || json.text == "null") {
        json.text.clear();
        return {};
    }
    bool hasForbiddenKey = false;
    const JsonFilter filter{[&](const QString &key) {
                                hasForbiddenKey = hasForbiddenKey || isForbiddenKey(key);
                                return true;
                            },
                            redactedIfNeeded};
    const auto clean = filteredJson(json.text, filter);
    if (!clean)
        return invalid(field, named(field, "is not valid JSON"));
    STINT_TRY(checkJsonSize(field, json.text, maxBytes));
    if (hasForbiddenKey)
        return invalid(field, named(field, "holds a key that names a secret")).reason("secret_key");
    json.text = *clean;
    return checkJsonSize(field, json.text, maxBytes);
}

QString redacted(const QString &text)
{
    QString result;
    qsizetype copied = 0;
    while (const auto token = nextToken(text, copied)) {
        result += QStringView(text).mid(copied, token->secret - copied);
        result += replacement;
        copied = token->end;
    }
    if (copied == 0)
        return text;
    result += QStringView(text).mid(copied);
    return result;
}

QByteArray redactedUtf8(const QByteArray &text)
{
    // Tokens are plain ASCII, so most texts are told apart without being decoded.
    const bool mayHold = std::any_of(tokenPrefixes.begin(), tokenPrefixes.end(), [&](QLatin1String prefix) {
        return text.contains(QByteArrayView(prefix.data(), prefix.size()));
    });
    return mayHold ? redacted(QString::fromUtf8(text)).toUtf8() : text;
}

bool holdsToken(const QString &text)
{
    return nextToken(text, 0).has_value();
}

QByteArray withoutSecretKeys(const QByteArray &json)
{
    const JsonFilter filter{[](const QString &key) { return !isSecretKey(key); }, redactedIfNeeded};
    return filteredJson(json, filter).value_or(QByteArray());
}

QString truncated(const QString &text, int maxBytes, bool *wasCut)
{
    const bool cuts = utf8Bytes(text) > maxBytes;
    if (wasCut)
        *wasCut = cuts;
    if (!cuts)
        return text;
    const QString dots = QStringLiteral("...").left(maxBytes);
    const qsizetype room = maxBytes - dots.size();
    qsizetype bytes = 0, units = 0;
    while (units < text.size()) {
        const bool isPair = text[units].isHighSurrogate() && units + 1 < text.size();
        const qsizetype width = isPair ? 4 : utf8Bytes(text[units]);
        if (bytes + width > room)
            break;
        bytes += width;
        units += isPair ? 2 : 1;
    }
    return text.left(units) + dots;
}

QString sha256Text(const QByteArray &bytes)
{
    return QLatin1String("sha256:") +
           QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

bool equalInConstantTime(const QString &a, const QString &b)
{
    if (a.size() != b.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= static_cast<unsigned>(a[i].unicode() ^ b[i].unicode());
    return difference == 0;
}

bool isChannelName(const QString &text)
{
    if (text.isEmpty() || text.size() > 64 || holdsToken(text))
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        const bool isAlphanumeric = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (!isAlphanumeric && (i == 0 || (c != u'_' && c != u'-')))
            return false;
    }
    return true;
}

QStringList sortedDistinct(QStringList list)
{
    for (QString &text : list)
        text = text.trimmed();
    list.removeAll(QString());
    list.sort();
    list.removeDuplicates();
    return list;
}

} // namespace stint
