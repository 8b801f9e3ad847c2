#pragma once

#include <QHash>
#include <QJsonObject>
#include <QString>

namespace stint::test
{

/// resources/api/openrpc.json as a judge of what really travels: parameters, results, errors and notifications are
/// compared with it, and members it does not tell of are faults, too. Main thread.
class ApiDocument
{
public:
    static const ApiDocument &get();

    const QJsonObject &root() const { return m_root; }
    /// Each is blank when all is well, else what is wrong and where.
    QString judgeParams(const QString &method, const QJsonValue &params) const;
    QString judgeResult(const QString &method, const QJsonValue &result) const;
    QString judgeError(const QString &method, const QJsonObject &error) const;
    QString judgeNotification(const QJsonObject &message) const;
    /// A value against a schema of the document.
    QString judge(const QJsonValue &value, const QJsonObject &schema, const QString &at) const;

private:
    ApiDocument();
    QString judgeFields(const QJsonObject &values, const QJsonArray &fields, const QString &at) const;
    QString judgeMembers(const QJsonObject &value, const QJsonObject &schema, const QString &at) const;

    QJsonObject m_root;
    QHash<QString, QJsonObject> m_methods, m_notifications;
};

/// Follows one connection: remembers what was asked and judges what comes back. Says what is wrong, or nothing.
class ExchangeJudge
{
public:
    void sent(const QByteArray &line);
    QString received(const QByteArray &line);

private:
    struct Asked {
        QString method;
        QJsonValue params;
    };
    QHash<QString, Asked> m_asked; ///< by id as JSON
};

} // namespace stint::test
