#pragma once

#include "app/platform/endpointfile.h"
#include "app/platform/paths.h"
#include "app/platform/processexecutor.h"
#include "app/platform/systemclock.h"
#include "app/platform/systemidsource.h"
#include "app/server/notices.h"
#include "app/server/server.h"
#include "model/service/clockkeeper.h"
#include "storage/engine/boardfile.h"
#include "storage/keys/filekeystore.h"
#include "storage/sql/versions.h"

namespace stint
{

/// Why a board cannot be served.
struct HostError {
    std::optional<StoreFault> fault; ///< the file's; absent: of the start or the socket
    QString text;                    ///< for people

    bool isOwnedElsewhere() const { return fault == StoreFault::InUse; }
};

struct HostConfig {
    QString file;
    bool mayCreate = false; ///< a board that does not exist is made
    server::ServerLimits limits;
    BoardFile::Settings storage;
};

/// One board in the hands of this process: file, verbs and socket, built in that order and taken down in the reverse
/// one. Made and stopped on one thread, which it blocks meanwhile; the board itself may be used from any.
class BoardHost
{
public:
    /// Serves when it returns. A refusal leaves the file as it was and the socket alone.
    static tl::expected<std::unique_ptr<BoardHost>, HostError> open(const HostConfig &config);
    /// Stops.
    ~BoardHost();

    Board &board() { return *m_board; }
    Clock &clock() { return m_clock; }
    const QString &file() const { return m_file->path(); }
    const QString &boardName() const { return m_name; }
    const QString &socketPath() const { return m_socketPath; }
    /// The person at this machine who comes by \a origin (ACT-04).
    Actor person(OriginKind origin, const QString &originRef) const;

    /// Who shows the logs of runs while this board is served. \a reader is called on the socket's thread.
    void showLogs(server::LogReader reader) { m_server->showLogs(std::move(reader)); }

    /// What boards are stored with.
    static StorageVersions storage() { return storageVersions(); }

    /// No new requests, then duties end, the writer drains and answers, readers close, the last answers are sent, the
    /// file is closed. Bounded. A second call does nothing.
    void stop();

private:
    BoardHost() = default;
    tl::expected<void, HostError> openFile(const HostConfig &config);
    tl::expected<void, HostError> begin();
    tl::expected<void, HostError> serve(const HostConfig &config);
    Done tellWhere(const Paths &paths, const QString &instanceId);

    SystemClock m_clock;
    SystemIdSource m_ids;
    FileKeyStore m_keys;
    std::shared_ptr<server::Outbox> m_outbox = std::make_shared<server::Outbox>();
    server::Notices m_notices{m_outbox};
    ProcessExecutor m_executor{m_notices};
    LeaseClockKeeper m_clockKeeper{m_ids};
    std::unique_ptr<BoardFile> m_file;
    std::unique_ptr<Board> m_board;
    std::unique_ptr<server::Server> m_server;
    std::vector<EndpointFile> m_endpoints;
    QString m_name, m_boardId, m_socketPath, m_user;
    qint64 m_lastSeq = 0;
    bool m_isRunning = false;
};

} // namespace stint
