#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>
#include <QStringList>

class QLocalSocket;

namespace stint
{

/// One window per board (SHL-02): the first start listens beside the board's lock, later ones hand it their arguments
/// and end. Thread: gui; start() blocks for a moment and is called before there is a window.
class WindowLink : public QObject
{
    Q_OBJECT
public:
    enum class Role {
        First,  ///< this process shows the window
        Passed, ///< another one shows it and has taken the arguments
        Silent, ///< another one has the lock but does not answer
    };

    /// \a path: of the socket, in a folder that is ours alone; the lock lies beside it.
    explicit WindowLink(const QString &path, QObject *parent = nullptr);

    Role start(const QStringList &arguments);

Q_SIGNALS:
    /// A later start wants the window, with its arguments.
    void called(const QStringList &arguments);

private:
    bool pass(const QStringList &arguments);
    void listen();
    void take();
    void read(QLocalSocket *caller);

    QString m_path;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace stint
