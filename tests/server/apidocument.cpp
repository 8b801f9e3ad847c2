#include "tests/server/apidocument.h"

#include "model/domain/error.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <cmath>

namespace stint::test
{

using namespace Qt::Literals::StringLiterals;

namespace
{

QString textOf(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact)).left(120);
}

bool isOfType(const QJsonValue &value, const QString &type)
{
    if (type == u"object"_s)
        return value.isObject();
    if (type == u"array"_s)
        return value.isArray();
    if (type == u"string"_s)
        return value.isString();
    if (type == u"boolean"_s)
        return value.isBool();
    if (type == u"null"_s)
        return value.isNull();
    if (type == u"integer"_s)
        return value.isDouble() && std::trunc(value.toDouble()) == value.toDouble();
    return type == u"number"_s && value.isDouble();
}

QString idText(const QJsonValue &id)
{
    return textOf(id);
}

} // namespace

const ApiDocument &ApiDocument::get()
{
    static const ApiDocument document;
    return document;
}

ApiDocument::ApiDocument()
{
    QFile file(QStringLiteral(STINT_SOURCE_DIR "/resources/api/openrpc.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the document of the interface is missing");
    m_root = QJsonDocument::fromJson(file.readAll()).object();
    for (const QJsonValue &method : m_root.value(u"methods"_s).toArray())
        m_methods.insert(method.toObject().value(u"name"_s).toString(), method.toObject());
    for (const QJsonValue &told : m_root.value(u"x-notifications"_s).toArray())
        m_notifications.insert(told.toObject().value(u"name"_s).toString(), told.toObject());
}

QString ApiDocument::judge(const QJsonValue &value, const QJsonObject &schema, const QString &at) const
{
    if (schema.contains(u"$ref"_s)) {
        const QString name = schema.value(u"$ref"_s).toString().section(u'/', -1);
        const QJsonObject schemas = m_root.value(u"components"_s).toObject().value(u"schemas"_s).toObject();
        return schemas.contains(name) ? judge(value, schemas.value(name).toObject(), at)
                                      : at + u": refers to nothing"_s;
    }
    if (schema.contains(u"anyOf"_s)) {
        QString fault;
        for (const QJsonValue &choice : schema.value(u"anyOf"_s).toArray()) {
            fault = judge(value, choice.toObject(), at);
            if (fault.isEmpty())
                return {};
        }
        return fault;
    }
    if (schema.contains(u"type"_s) && !isOfType(value, schema.value(u"type"_s).toString()))
        return u"%1: %2 is no %3"_s.arg(at, textOf(value), schema.value(u"type"_s).toString());
    if (schema.contains(u"enum"_s) && !schema.value(u"enum"_s).toArray().contains(value))
        return u"%1: %2 is not among the values"_s.arg(at, textOf(value));
    // FRM-06
    static const QRegularExpression time(u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$"_s);
    if (schema.value(u"format"_s).toString() == u"date-time"_s && !time.match(value.toString()).hasMatch())
        return u"%1: %2 is no time in UTC with milliseconds"_s.arg(at, textOf(value));
    if (schema.contains(u"items"_s)) {
        int index = 0;
        for (const QJsonValue &item : value.toArray()) {
            const QString fault = judge(item, schema.value(u"items"_s).toObject(), u"%1[%2]"_s.arg(at).arg(index++));
            if (!fault.isEmpty())
                return fault;
        }
    }
    return schema.contains(u"properties"_s) ? judgeMembers(value.toObject(), schema, at) : QString();
}

QString ApiDocument::judgeMembers(const QJsonObject &value, const QJsonObject &schema, const QString &at) const
{
    const QJsonObject known = schema.value(u"properties"_s).toObject();
    for (const QJsonValue &name : schema.value(u"required"_s).toArray()) {
        if (!value.contains(name.toString()))
            return u"%1: has no %2"_s.arg(at, name.toString());
    }
    for (auto it = value.begin(); it != value.end(); ++it) {
        if (!known.contains(it.key()))
            return u"%1.%2: is not described"_s.arg(at, it.key());
        const QString fault = judge(it.value(), known.value(it.key()).toObject(), at + u'.' + it.key());
        if (!fault.isEmpty())
            return fault;
    }
    return {};
}

QString ApiDocument::judgeFields(const QJsonObject &values, const QJsonArray &fields, const QString &at) const
{
    QJsonObject properties;
    QJsonArray needed;
    for (const QJsonValue &field : fields) {
        const QJsonObject about = field.toObject();
        properties.insert(about.value(u"name"_s).toString(), about.value(u"schema"_s));
        if (about.value(u"required"_s).toBool())
            needed.append(about.value(u"name"_s));
    }
    return judgeMembers(values, {{u"properties"_s, properties}, {u"required"_s, needed}}, at);
}

QString ApiDocument::judgeParams(const QString &method, const QJsonValue &params) const
{
    if (!m_methods.contains(method))
        return method + u": is not described"_s;
    return judgeFields(params.toObject(), m_methods.value(method).value(u"params"_s).toArray(), method + u" params"_s);
}

QString ApiDocument::judgeResult(const QString &method, const QJsonValue &result) const
{
    if (!m_methods.contains(method))
        return method + u": is not described"_s;
    return judge(result, m_methods.value(method).value(u"result"_s).toObject().value(u"schema"_s).toObject(),
                 method + u" result"_s);
}

QString ApiDocument::judgeError(const QString &method, const QJsonObject &error) const
{
    const QJsonObject data = error.value(u"data"_s).toObject();
    const QString code = data.value(u"code"_s).toString();
    const int number = error.value(u"code"_s).toInt();
    if (error.keys() != QStringList{u"code"_s, u"data"_s, u"message"_s} || code.isEmpty() ||
        !data.value(u"retryable"_s).isBool() || data.value(u"request_id"_s).toString().isEmpty())
        return u"%1: %2 is no error as promised"_s.arg(method, textOf(error));
    if (number < 0 && number != -32603)
        return {}; // JSON-RPC's own, of every request; which number goes with what is tested where it is sent
    const QJsonObject known =
        m_root.value(u"components"_s).toObject().value(u"errors"_s).toObject().value(code).toObject();
    if (known.value(u"code"_s).toInt() != number ||
        known.value(u"data"_s).toObject().value(u"retryable"_s) != data.value(u"retryable"_s))
        return u"%1: error %2 (%3) is not as described"_s.arg(method, code).arg(number);
    const QJsonObject reference{{u"$ref"_s, u"#/components/errors/"_s + code}};
    const bool isOfMethod = m_methods.value(method).value(u"errors"_s).toArray().contains(reference);
    const bool isOfAll = m_root.value(u"x-common-errors"_s).toArray().contains(reference);
    return isOfMethod || isOfAll || method.isEmpty() ? QString()
                                                     : u"%1: error %2 is not among its errors"_s.arg(method, code);
}

QString ApiDocument::judgeNotification(const QJsonObject &message) const
{
    const QString name = message.value(u"method"_s).toString();
    if (!m_notifications.contains(name))
        return name + u": is not described"_s;
    return judgeFields(message.value(u"params"_s).toObject(), m_notifications.value(name).value(u"params"_s).toArray(),
                       name);
}

void ExchangeJudge::sent(const QByteArray &line)
{
    const QJsonObject request = QJsonDocument::fromJson(line).object();
    const QString id = idText(request.value(u"id"_s));
    if (request.contains(u"id"_s) && request.value(u"method"_s).isString() && !m_asked.contains(id))
        m_asked.insert(id, {request.value(u"method"_s).toString(), request.value(u"params"_s)});
}

QString ExchangeJudge::received(const QByteArray &line)
{
    const QJsonObject message = QJsonDocument::fromJson(line).object();
    if (message.value(u"jsonrpc"_s) != u"2.0"_s)
        return u"no JSON-RPC 2.0: "_s + QString::fromUtf8(line.left(120));
    if (message.contains(u"method"_s))
        return message.contains(u"id"_s) ? u"a notification with an id"_s
                                         : ApiDocument::get().judgeNotification(message);
    const Asked asked = m_asked.take(idText(message.value(u"id"_s)));
    if (message.contains(u"error"_s))
        return ApiDocument::get().judgeError(asked.method, message.value(u"error"_s).toObject());
    if (asked.method.isEmpty())
        return u"an answer to nothing: "_s + QString::fromUtf8(line.left(120));
    // Whatever was accepted must be as the document says: a server more lenient than its document is a fault.
    const QString fault = ApiDocument::get().judgeParams(asked.method, asked.params);
    return fault.isEmpty() ? ApiDocument::get().judgeResult(asked.method, message.value(u"result"_s)) : fault;
}

} // namespace stint::test
