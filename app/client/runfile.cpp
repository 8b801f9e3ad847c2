#include "app/client/runfile.h"

#include "app/client/client.h"
#include "app/client/transport.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stint::client
{

namespace
{

constexpr qint64 runFileMaxBytes = 64 * 1024;

struct Content {
    RunId runId;
    QString socket, ticket;
    static constexpr auto fields()
    {
        return fieldList(required("run_id", &Content::runId), required("socket", &Content::socket),
                         optional("ticket", &Content::ticket));
    }
};

} // namespace

Result<RunFile> readRunFile(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
    struct stat info = {};
    QFile file;
    if (descriptor < 0 || ::fstat(descriptor, &info) != 0 ||
        !file.open(descriptor, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        return fault(Fault::Usage, QStringLiteral("%1 cannot be read").arg(path));
    // A pipe has no name others could open it by.
    if (info.st_uid != ::getuid() || (!S_ISFIFO(info.st_mode) && (info.st_mode & (S_IRWXG | S_IRWXO)) != 0))
        return fault(Fault::Distrusted, QStringLiteral("%1 can be read by others").arg(path));
    QByteArray text;
    while (text.size() <= runFileMaxBytes) {
        const QByteArray more = file.read(runFileMaxBytes + 1 - text.size());
        if (more.isEmpty())
            break;
        text += more;
    }
    auto content = answerFrom<Content>(text);
    if (!content)
        return fault(Fault::Usage, QStringLiteral("%1 tells of no run").arg(path));
    return RunFile{content->runId, content->socket, content->ticket};
}

} // namespace stint::client
