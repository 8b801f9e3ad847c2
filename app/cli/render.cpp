#include "app/cli/render.h"

#include "app/client/client.h"
#include "app/wire/strictjson.h"
#include "model/domain/json.h"

#include <array>

namespace stint::cli
{

namespace
{

using wire::JsonKind;
using wire::JsonRef;
using wire::JsonText;

/// Members worth a column, in the order of the columns; those a list does not have are left out.
constexpr auto columns = std::to_array<const char *>({"seq",
                                                      "n",
                                                      "epoch",
                                                      "id",
                                                      "run.id",
                                                      "lane",
                                                      "gate",
                                                      "task.id",
                                                      "task_id",
                                                      "run_id",
                                                      "status",
                                                      "run.status",
                                                      "state",
                                                      "kind",
                                                      "type",
                                                      "ok",
                                                      "priority",
                                                      "task.priority",
                                                      "attempt",
                                                      "agent_name",
                                                      "claimed_by.ref",
                                                      "actor.ref",
                                                      "time",
                                                      "lease_until",
                                                      "queued_at",
                                                      "depends_on_task_id",
                                                      "loss",
                                                      "depth",
                                                      "progress",
                                                      "error.code",
                                                      "blocking_reason",
                                                      "name",
                                                      "root_path",
                                                      "title",
                                                      "task.title"});
constexpr std::size_t columnsMax = 7;

JsonRef at(JsonRef from, const QByteArray &path)
{
    for (const QByteArray &name : path.split('.')) {
        if (!from.is(JsonKind::Object))
            return {};
        from = from.find(name);
    }
    return from;
}

JsonRef wanted(JsonRef from, const QByteArray &path)
{
    if (const JsonRef found = at(from, path))
        return found;
    // The names of settings have dots in them.
    const JsonRef settings = from.is(JsonKind::Object) ? from.find("settings") : JsonRef();
    if (settings.is(JsonKind::Object)) {
        if (const JsonRef found = settings.find(path))
            return found;
    }
    for (const char *subject : {"task", "run", "review", "session"}) {
        if (const JsonRef found = at(from, QByteArray(subject) + '.' + path))
            return found;
    }
    return {};
}

void writeThinned(JsonWriter &out, JsonRef object, const QStringList &fields)
{
    out.beginObject();
    for (const QString &field : fields) {
        if (const JsonRef found = wanted(object, field.toUtf8())) {
            out.key(field);
            out.raw(found.raw().toByteArray());
        }
    }
    out.endObject();
}

QString plain(JsonRef value)
{
    if (!value || value.is(JsonKind::Null))
        return {};
    if (value.is(JsonKind::String))
        return value.string();
    if (value.is(JsonKind::Array)) {
        QStringList texts;
        bool scalars = true;
        value.forEach([&](JsonRef item) {
            scalars = scalars && !item.is(JsonKind::Object) && !item.is(JsonKind::Array);
            texts += scalars ? plain(item) : QString();
        });
        if (scalars)
            return texts.join(QLatin1String(", "));
    }
    return QString::fromUtf8(value.raw());
}

void flatten(JsonRef from, const QString &prefix, std::vector<std::pair<QString, QString>> &into)
{
    from.forEach([&](JsonRef member) {
        const QString path = prefix.isEmpty() ? member.key() : prefix + QLatin1Char('.') + member.key();
        if (member.is(JsonKind::Object) && member.size() > 0)
            flatten(member, path, into);
        else
            into.emplace_back(path, plain(member));
    });
}

/// Calls \a visit with every row of a list; of a list of groups with what is in them.
template<class Visit>
void forEachRow(JsonRef list, Visit visit)
{
    list.forEach([&](JsonRef item) {
        const JsonRef inner = item.is(JsonKind::Object) ? item.find("items") : JsonRef();
        if (inner.is(JsonKind::Array))
            inner.forEach(visit);
        else
            visit(item);
    });
}

/// The array a list answer is about.
JsonRef listIn(JsonRef root)
{
    if (!root.is(JsonKind::Object))
        return root.is(JsonKind::Array) ? root : JsonRef();
    for (const char *name : {"items", "groups"}) {
        if (const JsonRef items = root.find(name); items.is(JsonKind::Array))
            return items;
    }
    return {};
}

} // namespace

QByteArray withFields(const QByteArray &document, const QStringList &fields)
{
    const auto text = JsonText::scan(document, client::answerBounds);
    if (!text || !text->root().is(JsonKind::Object))
        return document;
    const JsonRef items = listIn(text->root());
    JsonWriter out;
    if (!items) {
        writeThinned(out, text->root(), fields);
        return out.take();
    }
    out.beginObject();
    text->root().forEach([&](JsonRef member) {
        out.key(member.key());
        if (!member.is(JsonKind::Array))
            return out.raw(member.raw().toByteArray());
        out.beginArray();
        member.forEach([&](JsonRef item) { writeThinned(out, item, fields); });
        out.endArray();
    });
    out.endObject();
    return out.take();
}

std::vector<QByteArray> itemsOf(const QByteArray &document)
{
    const auto text = JsonText::scan(document, client::answerBounds);
    const JsonRef items = text ? listIn(text->root()) : JsonRef();
    if (!items)
        return {document};
    std::vector<QByteArray> list;
    items.forEach([&](JsonRef item) { list.push_back(item.raw().toByteArray()); });
    return list;
}

std::optional<Table> tableOf(const QByteArray &document)
{
    const auto text = JsonText::scan(document, client::answerBounds);
    const JsonRef items = text ? listIn(text->root()) : JsonRef();
    if (!items)
        return std::nullopt;
    Table table;
    std::vector<QByteArray> shown;
    for (const char *column : columns) {
        bool present = false;
        forEachRow(items, [&](JsonRef item) {
            const JsonRef value = at(item, column);
            present = present || (value && !value.is(JsonKind::Object) && !value.is(JsonKind::Array));
        });
        if (present && shown.size() < columnsMax) {
            shown.emplace_back(column);
            table.header += QString::fromLatin1(column).toUpper();
        }
    }
    forEachRow(items, [&](JsonRef item) {
        QStringList row;
        if (!item.is(JsonKind::Object))
            row += plain(item);
        for (const QByteArray &column : shown)
            row += plain(at(item, column));
        table.rows.push_back(row);
    });
    return table;
}

std::vector<std::pair<QString, QString>> pairsOf(const QByteArray &document)
{
    std::vector<std::pair<QString, QString>> pairs;
    if (const auto text = JsonText::scan(document, client::answerBounds); text && text->root().is(JsonKind::Object))
        flatten(text->root(), {}, pairs);
    return pairs;
}

} // namespace stint::cli
