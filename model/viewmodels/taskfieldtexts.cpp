#include "model/viewmodels/taskfieldtexts.h"

#include <QCoreApplication>
#include <QDateTime>

namespace stint::taskfields
{

namespace
{

constexpr QLatin1String poolPrefix("pool:"), timeFormat("yyyy-MM-dd HH:mm");

QString tr(const char *text)
{
    return QCoreApplication::translate("stint::taskfields", text);
}

Patch<QString> clearable(const QString &text)
{
    return text.isEmpty() ? Patch<QString>::cleared() : Patch<QString>(text);
}

QString ownerText(const Task &task)
{
    if (!task.owner)
        return {};
    return task.owner->kind == OwnerKind::Pool ? poolPrefix + task.owner->ref : task.owner->ref;
}

QStringList parts(const QString &text, QLatin1Char by)
{
    QStringList found;
    const QStringList all = text.split(by, Qt::SkipEmptyParts);
    for (const QString &part : all) {
        if (const QString trimmed = part.trimmed(); !trimmed.isEmpty())
            found += trimmed;
    }
    return found;
}

/// Lines become criteria; one whose text stays keeps what is proven about it.
std::vector<Criterion> criteriaFrom(const Task &task, const QString &text)
{
    std::vector<Criterion> criteria;
    for (const QString &line : parts(text, QLatin1Char('\n'))) {
        Criterion criterion{line, false, {}};
        for (const Criterion &old : task.acceptance) {
            if (old.text == line)
                criterion = old;
        }
        criteria.push_back(criterion);
    }
    return criteria;
}

Done takeOwner(const Task &task, const QString &text, TaskChanges &changes)
{
    if (text.isEmpty()) {
        if (!task.owner)
            return invalid("owner", tr("It has no owner."));
        changes.clearOwner = true;
    } else if (text.startsWith(poolPrefix)) {
        changes.owner = OwnerRef{OwnerKind::Pool, text.mid(poolPrefix.size()).trimmed()};
    } else {
        changes.owner = OwnerRef{OwnerKind::Human, text};
    }
    return {};
}

Done takeNotBefore(const QString &text, TaskChanges &changes)
{
    if (text.isEmpty()) {
        changes.notBefore = Patch<Time>::cleared();
        return {};
    }
    const QDateTime when = QDateTime::fromString(text, QString(timeFormat));
    if (!when.isValid())
        return invalid("not_before", tr("Write the time as 2026-01-31 14:00."));
    changes.notBefore = Time{when.toMSecsSinceEpoch()};
    return {};
}

} // namespace

QString label(const QString &key)
{
    static const QHash<QString, const char *> labels{
        {QStringLiteral("title"), QT_TRANSLATE_NOOP("stint::taskfields", "Title")},
        {QStringLiteral("description"), QT_TRANSLATE_NOOP("stint::taskfields", "Description")},
        {QStringLiteral("priority"), QT_TRANSLATE_NOOP("stint::taskfields", "Priority")},
        {QStringLiteral("owner"), QT_TRANSLATE_NOOP("stint::taskfields", "Owner")},
        {QStringLiteral("labels"), QT_TRANSLATE_NOOP("stint::taskfields", "Labels")},
        {QStringLiteral("milestone"), QT_TRANSLATE_NOOP("stint::taskfields", "Milestone")},
        {QStringLiteral("not_before"), QT_TRANSLATE_NOOP("stint::taskfields", "Not before")},
        {QStringLiteral("max_attempts"), QT_TRANSLATE_NOOP("stint::taskfields", "Attempts at most")},
        {QStringLiteral("approval_policy"), QT_TRANSLATE_NOOP("stint::taskfields", "Approval")},
        {QStringLiteral("external_key"), QT_TRANSLATE_NOOP("stint::taskfields", "Outside key")},
        {QStringLiteral("acceptance"), QT_TRANSLATE_NOOP("stint::taskfields", "Done when")},
    };
    return tr(labels.value(key, ""));
}

QString text(const Task &task, const QString &key)
{
    if (key == QLatin1String("title"))
        return task.title;
    if (key == QLatin1String("description"))
        return task.description;
    if (key == QLatin1String("priority"))
        return toText(task.priority);
    if (key == QLatin1String("owner"))
        return ownerText(task);
    if (key == QLatin1String("labels"))
        return task.labels.join(QLatin1String(", "));
    if (key == QLatin1String("milestone"))
        return task.milestone;
    if (key == QLatin1String("not_before"))
        return task.notBefore ? QDateTime::fromMSecsSinceEpoch(task.notBefore->ms).toString(QString(timeFormat))
                              : QString();
    if (key == QLatin1String("max_attempts"))
        return QString::number(task.maxAttempts);
    if (key == QLatin1String("approval_policy"))
        return toText(task.approvalPolicy);
    if (key == QLatin1String("external_key"))
        return task.externalKey;
    QStringList lines;
    for (const Criterion &criterion : task.acceptance)
        lines += criterion.text;
    return lines.join(QLatin1Char('\n'));
}

Result<TaskChanges> change(const Task &task, const QString &key, const QString &typed)
{
    const QString value = typed.trimmed();
    TaskChanges changes;
    if (key == QLatin1String("title")) {
        changes.title = value;
    } else if (key == QLatin1String("description")) {
        changes.description = clearable(value);
    } else if (key == QLatin1String("priority")) {
        changes.priority = value;
    } else if (key == QLatin1String("owner")) {
        STINT_TRY(takeOwner(task, value, changes));
    } else if (key == QLatin1String("labels")) {
        changes.labels = parts(value, QLatin1Char(','));
    } else if (key == QLatin1String("milestone")) {
        changes.milestone = clearable(value);
    } else if (key == QLatin1String("not_before")) {
        STINT_TRY(takeNotBefore(value, changes));
    } else if (key == QLatin1String("max_attempts")) {
        changes.maxAttempts = value.toInt();
    } else if (key == QLatin1String("approval_policy")) {
        changes.approvalPolicy = value;
    } else if (key == QLatin1String("external_key")) {
        changes.externalKey = clearable(value);
    } else {
        changes.acceptance = criteriaFrom(task, value);
    }
    return changes;
}

} // namespace stint::taskfields
