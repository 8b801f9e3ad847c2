#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace stint::test
{

/// What a finished command said.
struct Said {
    int exitCode = -1;
    QByteArray out, err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    QJsonObject errorJson() const
    {
        return QJsonDocument::fromJson(err).object().value(QLatin1String("error")).toObject();
    }
};

/// A pipe in the file system that nobody writes to unless told: whoever reads it waits, and ends with this process at
/// the latest, whatever becomes of it. Commands under test wait here, so that none can be left behind.
class Gate
{
public:
    explicit Gate(const QString &path);
    ~Gate();
    Q_DISABLE_COPY_MOVE(Gate)
    const QString &path() const { return m_path; }
    /// Lets one reader have a line.
    void open(const QByteArray &line);

private:
    QString m_path;
    int m_descriptor;
};

/// `stint` and `stintd` in an environment of their own: every XDG folder is a temporary one (CLI-07).
class CommandLine
{
public:
    CommandLine();
    ~CommandLine();

    /// Starts the daemon and waits for its ready line. With \a descriptorsMax it may hold no more than so many.
    bool startBoard(int descriptorsMax = 0);
    qint64 boardPid() const { return m_daemon.processId(); }
    /// Ends it in order, or at once with \a kill, and waits for that.
    void stopBoard(bool kill = false);
    QString socketPath() const { return m_folder.filePath(QStringLiteral("runtime/stint/board.sock")); }
    QString folder() const { return m_folder.path(); }

    /// Runs a command to its end.
    Said run(const QStringList &arguments, const QByteArray &input = {});
    /// Starts a command; its output is read by the caller.
    std::unique_ptr<QProcess> start(const QStringList &arguments);
    /// The same for any program in this environment, \a before exec called in the child.
    std::unique_ptr<QProcess> startProgram(const QString &program, const QStringList &arguments,
                                           const std::function<void()> &before = {});
    /// Reads lines of \a process until one contains \a text; that line, or blank at the end of the output.
    static QByteArray lineWith(QProcess &process, const QByteArray &text);
    static Said finish(QProcess &process);

    /// Adds a task that is queued; its id.
    QString addTask(const QString &title, const QStringList &more = {});
    QProcessEnvironment environment;

    static constexpr int patienceMs = 120'000; ///< a test that waits so long has failed

private:
    QTemporaryDir m_folder;
    QProcess m_daemon;
};

} // namespace stint::test
