#include "app/desktop/windowlink.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QTimer>

namespace stint
{

namespace
{

constexpr int connectMs = 500, answerMs = 3'000, callerMs = 3'000, lockMs = 200;
constexpr qint64 lineMaxBytes = 65'536;
const QByteArray answer = QByteArrayLiteral("ok\n");

} // namespace

WindowLink::WindowLink(const QString &path, QObject *parent)
    : QObject(parent)
    , m_path(path)
    , m_lock(path + QStringLiteral(".lock"))
{
    m_lock.setStaleLockTime(0); // held as long as the window lives; a dead holder's is taken over at once
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &WindowLink::take);
}

WindowLink::Role WindowLink::start(const QStringList &arguments)
{
    if (m_lock.tryLock(0)) {
        listen();
        return Role::First;
    }
    if (pass(arguments))
        return Role::Passed;
    // Whoever has the lock has not begun to listen, or is just leaving.
    if (m_lock.tryLock(lockMs)) {
        listen();
        return Role::First;
    }
    return pass(arguments) ? Role::Passed : Role::Silent;
}

/// Waits, within bounds: there is no event loop yet.
bool WindowLink::pass(const QStringList &arguments)
{
    QLocalSocket socket;
    socket.connectToServer(m_path);
    if (!socket.waitForConnected(connectMs))
        return false;
    socket.write(QJsonDocument(QJsonArray::fromStringList(arguments)).toJson(QJsonDocument::Compact) + '\n');
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(answerMs))
            return false;
    }
    return socket.readLine() == answer;
}

/// Under the lock: a socket that is left over belongs to nobody.
void WindowLink::listen()
{
    QLocalServer::removeServer(m_path);
    m_server.listen(m_path);
}

void WindowLink::take()
{
    while (QLocalSocket *caller = m_server.nextPendingConnection()) {
        caller->setReadBufferSize(lineMaxBytes);
        connect(caller, &QLocalSocket::readyRead, this, [this, caller] { read(caller); });
        connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
        QTimer::singleShot(callerMs, caller, [caller] { caller->abort(); });
        read(caller);
    }
}

void WindowLink::read(QLocalSocket *caller)
{
    if (!caller->canReadLine()) {
        if (caller->bytesAvailable() >= lineMaxBytes)
            caller->abort();
        return;
    }
    const QJsonDocument line = QJsonDocument::fromJson(caller->readLine());
    if (!line.isArray())
        return caller->abort();
    QStringList arguments;
    const QJsonArray parts = line.array();
    for (const auto &part : parts)
        arguments += part.toString();
    caller->write(answer);
    caller->flush(); // before anything is done about it: the caller waits
    caller->disconnectFromServer();
    Q_EMIT called(arguments);
}

} // namespace stint
