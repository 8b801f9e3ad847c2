#include "model/domain/eventtypes.h"

#include "model/domain/editdistance.h"

#include <algorithm>

namespace stint
{

namespace
{

QString nearestTo(const QString &type)
{
    const auto distance = [&](const char *known) { return editDistance(type, QString::fromLatin1(known)); };
    return QString::fromLatin1(*std::min_element(
        eventTypes.begin(), eventTypes.end(), [&](const char *a, const char *b) { return distance(a) < distance(b); }));
}

} // namespace

bool isEventType(const QString &text)
{
    return std::any_of(eventTypes.begin(), eventTypes.end(),
                       [&](const char *type) { return text == QLatin1String(type); });
}

Result<QStringList> checkEventTypes(const char *field, const QStringList &types)
{
    QStringList checked;
    for (const QString &type : types) {
        const QString norm = type.trimmed().left(64).toLower();
        if (norm.isEmpty())
            continue;
        if (!isEventType(norm))
            return invalid(field, QStringLiteral("%1 has no value \"%2\"; the nearest is \"%3\"")
                                      .arg(QLatin1String(field), norm, nearestTo(norm)));
        checked += norm;
    }
    return checked;
}

} // namespace stint
