#include "model/service/bulk.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"

#include <QJsonDocument>

namespace stint
{

Result<QStringList> checkBulkIds(const QStringList &ids)
{
    if (ids.isEmpty())
        return invalid("ids", "At least one id is needed.");
    if (ids.size() > limits::bulkIds)
        return refuse(ErrorCode::BulkTooLarge, "At most 50 ids are allowed in one call.")
            .field("ids")
            .with("limit", limits::bulkIds)
            .with("got", static_cast<qint64>(ids.size()));
    QStringList distinct;
    for (QString id : ids) {
        STINT_TRY(checkRequiredName("ids", id, limits::refBytes));
        if (!distinct.contains(id))
            distinct.append(id);
    }
    return distinct;
}

BulkReply performEach(Verb &verb, const QStringList &ids, const BulkDeed &deed)
{
    BulkReply reply;
    for (const QString &id : ids) {
        BulkItem item;
        const Done outcome = verb.attempt([&]() -> Done {
            STINT_TRY_LET(item, deed(id));
            return {};
        });
        item.id = id;
        item.ok = outcome.has_value();
        if (!outcome)
            item.error = toErrorReply(outcome.error());
        reply.items.push_back(std::move(item));
    }
    return reply;
}

ErrorReply toErrorReply(const Error &error)
{
    const ErrorInfo &info = errorInfo(error.code);
    QJsonObject data = error.data;
    data.insert(QLatin1String("code"), QLatin1String(info.text));
    data.insert(QLatin1String("retryable"), info.retryable);
    return {QLatin1String(info.text),
            redacted(error.message),
            {redactedUtf8(QJsonDocument(data).toJson(QJsonDocument::Compact))}};
}

} // namespace stint
