#include "app/cli/jsonfields.h"

#include "app/client/client.h"
#include "app/wire/openrpc.h"
#include "app/wire/strictjson.h"
#include "model/domain/settings.h"

#include <QSet>

#include <algorithm>

namespace stint::cli
{

namespace
{

/// Of documents that the command line puts together itself: doctor, exec, export, import and show.
QSet<QString> ownFields()
{
    QSet<QString> names;
    for (const char *const name :
         {"ok", "checks", "problems", "file", "tasks", "run_id", "task_id", "outcome", "reason", "exit_status",
          "created", "updated", "unchanged", "dropped", "dependencies", "inspection", "last_ended_run", "comments"})
        names.insert(QLatin1String(name));
    return names;
}

/// The members of all objects the document of the interface describes, and the first ones of itself.
void collect(wire::JsonRef value, QSet<QString> &names)
{
    if (!value.is(wire::JsonKind::Object) && !value.is(wire::JsonKind::Array))
        return;
    const bool isObject = value.is(wire::JsonKind::Object);
    value.forEach([&](wire::JsonRef member) {
        if (isObject && member.key() == QLatin1String("properties") && member.is(wire::JsonKind::Object))
            member.forEach([&](wire::JsonRef property) { names.insert(property.key()); });
        collect(member, names);
    });
}

} // namespace

QStringList unknownFields(const QStringList &fields)
{
    if (fields.isEmpty())
        return {};
    QSet<QString> names = ownFields();
    const auto document = wire::JsonText::scan(wire::openRpcDocument(), client::answerBounds);
    Q_ASSERT(document);
    if (document) {
        document->root().forEach([&](wire::JsonRef member) { names.insert(member.key()); });
        collect(document->root(), names);
    }
    for (const QString &key : settingKeys())
        names.insert(key);
    QStringList unknown;
    for (const QString &field : fields) {
        const QStringList path = field.split(QLatin1Char('.'));
        const bool isPath =
            std::all_of(path.begin(), path.end(), [&](const QString &name) { return names.contains(name); });
        if (!isPath && !names.contains(field))
            unknown += field;
    }
    return unknown;
}

} // namespace stint::cli
