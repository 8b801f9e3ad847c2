#pragma once

#include "app/platform/systemclock.h"
#include "app/platform/systemidsource.h"
#include "app/server/notices.h"
#include "app/server/server.h"
#include "storage/engine/boardfile.h"
#include "storage/keys/filekeystore.h"
#include "tests/support/fakes.h"

#include <QTemporaryDir>

#include <future>

namespace stint::test
{

/// A real board with its threads behind a real socket in a temporary folder. The server's clock only moves when a test
/// moves it; the engine's is the system's.
class ServedBoard
{
public:
    ServedBoard();
    ~ServedBoard();

    /// Begins to serve; \a change may alter what the server is told.
    Done start(const std::function<void(server::ServerConfig &)> &change = {});
    /// The ordered stop; start() may follow.
    void stop();
    void refuseRequests() { m_server->refuseRequests(); }
    /// Who shows the logs of runs; called on the server's thread, never after the answer.
    void showLogs(server::LogReader reader) { m_server->showLogs(std::move(reader)); }
    /// Moves the server's clock and lets it look.
    void advance(qint64 ms);

    /// Executes one verb directly and waits for its answer.
    template<Request R>
    Result<typename R::Reply> run(const Actor &actor, R request)
    {
        std::promise<Result<typename R::Reply>> answered;
        m_board->submit<R>(actor, std::move(request),
                           [&](Result<typename R::Reply> result) { answered.set_value(std::move(result)); });
        return answered.get_future().get();
    }
    TaskId addTask(const QString &title);
    /// Executes \a change as one command of the writer.
    void write(const std::function<void(StoreTransaction &, Time)> &change);

    QString socketPath() const { return m_folder.filePath(QStringLiteral("run/board.sock")); }
    QString folder() const { return m_folder.path(); }

    FakeExecutor executor;
    BoardFile::Settings storage; ///< of the next start
    std::shared_ptr<server::Tickets> tickets = std::make_shared<server::Tickets>();
    Actor human = Actor::human(QStringLiteral("ada"), OriginKind::Cli, QStringLiteral("stint"));

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    FakeClock m_serverClock;
    SystemIdSource m_ids;
    FileKeyStore m_keys;
    std::shared_ptr<server::Outbox> m_outbox;
    std::unique_ptr<server::Notices> m_notices;
    std::unique_ptr<BoardFile> m_file;
    std::unique_ptr<Board> m_board;
    std::unique_ptr<server::Server> m_server;
};

} // namespace stint::test
