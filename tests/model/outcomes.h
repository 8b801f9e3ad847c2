#pragma once

#include <QString>

namespace stint::test
{

// How the reference says what became of a verb.

inline const QString ok = QStringLiteral("ok");

inline QString no(const char *code, const char *reason = nullptr)
{
    return reason ? QStringLiteral("%1/%2").arg(QLatin1String(code), QLatin1String(reason)) : QLatin1String(code);
}

inline QString badState(const char *reason)
{
    return no("invalid_status_transition", reason);
}

} // namespace stint::test
