#include "app/cli/agentsession.h"

#include "app/cli/privatefolder.h"
#include "app/client/transport.h"

#include <QCryptographicHash>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stint::cli
{

namespace
{

constexpr off_t sessionFileMaxBytes = 4'096;

/// A name that is safe as a part of a file name and still tells two agents apart.
QString fileNamePart(const QString &name)
{
    QString part;
    for (const QChar c : name.left(48)) {
        const bool plain =
            (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c.isDigit() || c == u'-' || c == u'_' || c == u'.';
        part += plain && c.unicode() < 0x80 ? c : QChar(u'_');
    }
    if (part != name) {
        const QByteArray digest = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256);
        part += QLatin1Char('-') + QString::fromLatin1(digest.toHex().left(8));
    }
    return part;
}

Error unusable(const QString &what)
{
    return client::fault(client::Fault::Usage, QStringLiteral("the agent's session cannot be kept: %1: %2")
                                                   .arg(what, QString::fromLocal8Bit(std::strerror(errno))));
}

struct Stored {
    QString token;
    RunId run;
    static constexpr auto fields()
    {
        return fieldList(required("session_token", &Stored::token), optional("run_id", &Stored::run));
    }
};

} // namespace

AgentSession::AgentSession(client::Client::Options options, const QString &agentName)
    : m_options(std::move(options))
    , m_agentName(agentName)
{
    // Names repeat, and a socket named by the environment may serve any board: paths tell the boards apart.
    const client::BoardAddress &board = m_options.board;
    m_file = board.places.stateDir + QLatin1String("/sessions/") +
             fileNamePart(board.explicitSocket.isEmpty() ? board.file : board.explicitSocket) + QLatin1Char('-') +
             fileNamePart(m_agentName) + QLatin1String(".json");
}

AgentSession::~AgentSession()
{
    if (m_lockFd >= 0)
        ::close(m_lockFd);
}

Done AgentSession::lock()
{
    if (m_lockFd >= 0)
        return {};
    STINT_TRY(makePrivateFolder(m_file.left(m_file.lastIndexOf(QLatin1Char('/')))));
    const QByteArray path = QFile::encodeName(m_file + QLatin1String(".lock"));
    m_lockFd = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (m_lockFd < 0 || ::flock(m_lockFd, LOCK_EX) != 0)
        return unusable(m_file);
    return {};
}

Done AgentSession::load()
{
    STINT_TRY(lock());
    const int fd = ::open(QFile::encodeName(m_file).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 && errno == ENOENT)
        return {};
    struct stat info = {};
    if (fd < 0 || ::fstat(fd, &info) != 0)
        return unusable(m_file);
    QByteArray content;
    const bool trusted =
        S_ISREG(info.st_mode) && info.st_uid == ::getuid() && (info.st_mode & (S_IRWXG | S_IRWXO)) == 0;
    if (trusted && info.st_size <= sessionFileMaxBytes) {
        content.resize(info.st_size);
        content.resize(std::max<ssize_t>(0, ::read(fd, content.data(), static_cast<std::size_t>(content.size()))));
    }
    ::close(fd);
    if (!trusted)
        return client::fault(client::Fault::Distrusted, QStringLiteral("%1 can be read by others").arg(m_file));
    if (const auto stored = client::answerFrom<Stored>(content)) {
        m_token = stored->token;
        m_run = stored->run;
    }
    return {};
}

Done AgentSession::store() const
{
    return writePrivateFile(m_file, wire::encoded(Stored{m_token, m_run}) + '\n');
}

Result<std::unique_ptr<client::Client>> AgentSession::resume()
{
    STINT_TRY(load());
    if (m_token.isEmpty())
        return refuse(ErrorCode::NotAuthenticated,
                      QStringLiteral("there is no session of the agent \"%1\": claim first").arg(m_agentName));
    auto options = m_options;
    options.sessionToken = m_token;
    return client::Client::connect(std::move(options));
}

Result<std::unique_ptr<client::Client>> AgentSession::resumeOrRegister(const SessionRegister &request)
{
    auto resumed = resume();
    if (resumed || resumed.error().code != ErrorCode::NotAuthenticated)
        return resumed;
    STINT_TRY_LET(auto client, client::Client::connect(m_options));
    STINT_TRY_LET(const auto reply, client->registerSession(request));
    m_token = reply.sessionToken;
    m_run = {};
    STINT_TRY(store());
    return client;
}

Done AgentSession::setRun(const RunId &run)
{
    m_run = run;
    return store();
}

void AgentSession::remove()
{
    ::unlink(QFile::encodeName(m_file).constData());
}

} // namespace stint::cli
