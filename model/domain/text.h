#pragma once

#include "model/domain/json.h"
#include "model/domain/result.h"

#include <QStringList>

#include <optional>

namespace stint
{

// Forms and bounds of fields (VAL-01 … VAL-03, ID and RED rules). Each check trims its argument in place, redacts
// tokens (RED-02) where the text is content, refuses them where it is a name, and names the field in the error.

enum class Lines { One, Many };

/// Length in UTF-8.
qsizetype utf8Bytes(const QString &text);

/// Trims, refuses control characters (tab, CR, LF allowed with Lines::Many), lone surrogates and more than \a maxBytes;
/// replaces token texts by their prefix and [REDACTED].
Done checkText(const char *field, QString &text, int maxBytes, Lines lines);
/// checkText that also refuses a blank text.
Done checkRequiredText(const char *field, QString &text, int maxBytes, Lines lines);
/// Names, refs, keys, labels and ids: one line, tokens refused instead of redacted.
Done checkName(const char *field, QString &text, int maxBytes);
Done checkRequiredName(const char *field, QString &text, int maxBytes);
/// An id argument: blank is validation_failed (ERR-03).
template<class IdType>
Done checkId(const char *field, IdType &id)
{
    return checkRequiredName(field, id.value, 256);
}
/// The same for one that may be absent.
template<class IdType>
Done checkOptionalId(const char *field, std::optional<IdType> &id)
{
    return id ? checkId(field, *id) : Done();
}
/// IDN-09, VAL-09: refuses blanks, separators, over-long ids and more than 64; collapses duplicates; sorts.
Done checkCapabilities(const char *field, QStringList &capabilities);
/// Profile lists: trimmed, blanks dropped, distinct, sorted, ≤ 64 entries of ≤ 128 bytes without tab, CR, LF.
Done checkSelectors(const char *field, QStringList &selectors);
/// Labels: ≤ 16 of 1–64 bytes, distinct, sorted.
Done checkLabels(const char *field, QStringList &labels);
/// VAL-02, VAL-03: valid JSON or null, then the size (payload_too_large), then token keys at any depth (secret_key);
/// token texts inside string values are redacted. Trims.
Done checkJson(const char *field, Json &json, int maxBytes);

/// RED-02/RED-03: `stint_claim_…` and `stint_session_…` become their prefix + [REDACTED].
QString redacted(const QString &text);
QByteArray redactedUtf8(const QByteArray &text);
bool holdsToken(const QString &text);
/// RED-04: a payload as it may be shown, without its secret keys at any depth.
QByteArray withoutSecretKeys(const QByteArray &json);

/// At most \a maxBytes of UTF-8, ending with `...` inside the bound when something was cut; never splits a character
/// (CTX-03). \a truncated is set when cut.
QString truncated(const QString &text, int maxBytes, bool *wasCut = nullptr);

/// `sha256:` + 64 lower-case hex digits (IDN-04).
QString sha256Text(const QByteArray &bytes);
/// Same length of work whatever differs (IDN-04).
bool equalInConstantTime(const QString &a, const QString &b);

/// IDN-06: the form of a channel name, whatever the board allows; never a token (RED-02).
bool isChannelName(const QString &text);

/// Trimmed, without blanks and duplicates, ascending; letters keep their case.
QStringList sortedDistinct(QStringList list);

/// The enumeration value named by \a text; blank gives \a fallback; unknown → validation_failed (ENM-01).
template<class E>
Result<E> checkEnum(const char *field, const QString &text, std::optional<E> fallback);

} // namespace stint

#include "model/domain/enums.h"

template<class E>
stint::Result<E> stint::checkEnum(const char *field, const QString &text, std::optional<E> fallback)
{
    if (text.trimmed().isEmpty()) {
        if (fallback)
            return *fallback;
        return invalid(field, QStringLiteral("%1 is needed").arg(QLatin1String(field)));
    }
    if (const auto value = enumFromText<E>(text))
        return *value;
    return invalid(field, QStringLiteral("%1 has no value \"%2\"").arg(QLatin1String(field), text.trimmed().left(64)));
}
