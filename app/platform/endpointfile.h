#pragma once

#include "model/domain/result.h"

namespace stint
{

/// `endpoint-<board>.json`: tells clients that know only HOME where the board is served (NET-05), and all clients which
/// file it is that is served there. 0600, replaced whole, removed when this dies. Blocking.
class EndpointFile
{
public:
    /// \a board is the canonical path of the file that is served on \a socket.
    static Result<EndpointFile> write(const QString &path, const QString &board, const QString &socket,
                                      const QString &instanceId);
    EndpointFile(EndpointFile &&other) noexcept
        : m_path(std::exchange(other.m_path, {}))
        , m_content(other.m_content)
    {
    }
    EndpointFile &operator=(EndpointFile &&) = delete;
    ~EndpointFile();

private:
    EndpointFile(QString path, QByteArray content)
        : m_path(std::move(path))
        , m_content(std::move(content))
    {
    }
    QString m_path;
    QByteArray m_content;
};

} // namespace stint
