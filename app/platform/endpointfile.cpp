#include "app/platform/endpointfile.h"

#include "model/domain/json.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

namespace stint
{

Result<EndpointFile> EndpointFile::write(const QString &path, const QString &board, const QString &socket,
                                         const QString &instanceId)
{
    JsonWriter out;
    out.beginObject();
    out.member("file", board);
    out.member("socket", socket);
    out.member("pid", QCoreApplication::applicationPid());
    out.key("protocol");
    out.beginObject();
    out.member("min", 1);
    out.member("max", 1);
    out.endObject();
    out.member("instance_id", instanceId);
    out.endObject();
    const QByteArray content = out.take() + '\n';
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(content) != content.size() || !file.commit())
        return refuse(ErrorCode::PermissionDenied,
                      QStringLiteral("The file %1 cannot be written: %2").arg(path, file.errorString()));
    return EndpointFile(path, content);
}

EndpointFile::~EndpointFile()
{
    if (m_path.isEmpty())
        return;
    // Another board of the same name may have replaced it meanwhile.
    QFile file(m_path);
    if (file.open(QIODevice::ReadOnly) && file.readAll() == m_content)
        file.remove();
}

} // namespace stint
