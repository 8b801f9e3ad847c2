#include "tests/server/servedboard.h"

#include "app/composition/hostcommands.h"

#include <QTest>

namespace stint::test
{

namespace
{

class Change final : public WriteCommand
{
public:
    Change(std::function<void(StoreTransaction &, Time)> change, std::promise<void> &done)
        : m_change(std::move(change))
        , m_done(done)
    {
    }
    bool execute(StoreTransaction &store, Time now) override
    {
        m_change(store, now);
        return true;
    }
    void finish(const Done &) override { m_done.set_value(); }

private:
    std::function<void(StoreTransaction &, Time)> m_change;
    std::promise<void> &m_done;
};

} // namespace

ServedBoard::ServedBoard()
{
    QVERIFY(m_folder.isValid());
}

ServedBoard::~ServedBoard()
{
    stop();
}

Done ServedBoard::start(const std::function<void(server::ServerConfig &)> &change)
{
    const QString path = m_folder.filePath(QStringLiteral("board.stint"));
    auto file = BoardFile::open(path, QFile::exists(path) ? OpenMode::OpenExisting : OpenMode::CreateNew, m_keys,
                                m_clock, storage);
    if (!file)
        return refuse(ErrorCode::Internal, file.error().text);
    m_file = std::move(*file);
    m_outbox = std::make_shared<server::Outbox>();
    m_notices = std::make_unique<server::Notices>(m_outbox);
    m_board = std::make_unique<Board>(
        Board::Ports{m_file->writes(), m_file->reads(), m_clock, m_ids, executor, *m_notices, {}, m_file.get()});
    m_server = std::make_unique<server::Server>(*m_board, m_serverClock, executor, m_outbox);
    m_file->start();
    std::promise<Done> started;
    m_board->start([&](Done outcome) { started.set_value(std::move(outcome)); });
    STINT_TRY(started.get_future().get());

    server::ServerConfig config;
    config.socketPath = socketPath();
    config.boardId = QStringLiteral("board-1");
    config.boardName = QStringLiteral("board");
    config.boardFile = path;
    config.user = QStringLiteral("ada");
    config.tickets = tickets;
    config.backUp = [file = m_file.get()](const QString &to) { return backUp(*file, to); };
    config.instanceId = QStringLiteral("inst-1");
    write([&](StoreTransaction &store, Time) { config.lastSeq = store.lastEventSeq(); });
    if (change)
        change(config);
    return m_server->start(config);
}

void ServedBoard::stop()
{
    if (!m_server)
        return;
    m_server->refuseRequests();
    m_board->stop();
    m_file->stop();
    m_server->stop();
    m_server.reset();
    m_board.reset();
    m_file.reset();
}

void ServedBoard::advance(qint64 ms)
{
    m_serverClock.advance(ms);
    m_server->wake();
}

TaskId ServedBoard::addTask(const QString &title)
{
    TaskCreate request;
    request.title = title;
    const auto made = run(human, std::move(request));
    return made ? made->task.task.id : TaskId();
}

void ServedBoard::write(const std::function<void(StoreTransaction &, Time)> &change)
{
    std::promise<void> done;
    m_file->writes().submit(std::make_unique<Change>(change, done));
    done.get_future().wait();
}

} // namespace stint::test
