#include "app/cli/importsource.h"

#include "app/wire/decode.h"

namespace stint::cli
{

Result<ImportSet> parseStint(const QByteArray &jsonLines)
{
    ImportSet set;
    STINT_TRY(forEachLine(jsonLines, [&](const QByteArray &line, int number) -> Done {
        const QString place = QStringLiteral("line %1").arg(number);
        STINT_TRY_LET(const wire::JsonText json, objectOf(line, place));
        auto task = wire::decode<ImportTask>(json.root());
        if (!task)
            return unreadable(place, task.error().error.message);
        if (set.tasks.size() >= static_cast<std::size_t>(importlimits::tasksMax))
            return unreadable(place, QStringLiteral("more than %1 tasks").arg(importlimits::tasksMax));
        fit(*task, set);
        set.tasks.push_back(std::move(*task));
        return {};
    }));
    return set;
}

bool looksLikeStint(const QString &, const QByteArray &content)
{
    const wire::JsonText first = firstObject(content);
    return first.root().find("external_key") && first.root().find("title");
}

} // namespace stint::cli
