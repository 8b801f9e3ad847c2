#include "app/composition/boardhost.h"

#include "app/composition/hostcommands.h"
#include "app/platform/process.h"
#include "app/platform/user.h"

#include <QFileInfo>

#include <future>

namespace stint
{

namespace
{

HostError hostError(const StoreError &error)
{
    return {error.fault, error.text};
}

HostError hostError(const Error &error)
{
    return {std::nullopt, error.message};
}

} // namespace

tl::expected<std::unique_ptr<BoardHost>, HostError> BoardHost::open(const HostConfig &config)
{
    std::unique_ptr<BoardHost> host(new BoardHost);
    host->m_user = systemUser();
    if (auto opened = host->openFile(config); !opened)
        return tl::unexpected(opened.error());
    if (auto begun = host->begin(); !begun)
        return tl::unexpected(begun.error());
    if (auto served = host->serve(config); !served)
        return tl::unexpected(served.error());
    return host;
}

BoardHost::~BoardHost()
{
    stop();
}

Actor BoardHost::person(OriginKind origin, const QString &originRef) const
{
    return Actor::human(m_user, origin, originRef);
}

tl::expected<void, HostError> BoardHost::openFile(const HostConfig &config)
{
    const bool isNew = config.mayCreate && !QFileInfo::exists(config.file);
    if (isNew && config.file.startsWith(Paths::fromEnvironment().data + QLatin1Char('/'))) {
        if (const Done made = makePrivateFolder(QFileInfo(config.file).path()); !made)
            return tl::unexpected(hostError(made.error()));
    }
    auto file = BoardFile::open(config.file, isNew ? OpenMode::CreateNew : OpenMode::OpenExisting, m_keys, m_clock,
                                config.storage);
    if (!file)
        return tl::unexpected(hostError(file.error()));
    m_file = std::move(*file);
    m_name = Paths::boardName(m_file->path());
    return {};
}

/// The threads begin; recovery (BOO-01) comes before anybody is served.
tl::expected<void, HostError> BoardHost::begin()
{
    m_file->setClockKeeper(&m_clockKeeper);
    m_board = std::make_unique<Board>(
        Board::Ports{m_file->writes(), m_file->reads(), m_clock, m_ids, m_executor, m_notices,
                     [](const QString &path) { return QFileInfo(path).isDir(); }, m_file.get()});
    m_server = std::make_unique<server::Server>(*m_board, m_clock, m_executor, m_outbox);
    m_file->start();
    m_isRunning = true;

    std::promise<Done> started;
    m_board->start([&started](Done outcome) { started.set_value(std::move(outcome)); });
    if (const Done outcome = started.get_future().get(); !outcome)
        return tl::unexpected(hostError(outcome.error()));

    std::promise<Result<BoardFacts>> known;
    m_file->writes().submit(std::make_unique<LearnBoard>(
        m_ids, m_name, [&known](Result<BoardFacts> facts) { known.set_value(std::move(facts)); }));
    const auto facts = known.get_future().get();
    if (!facts)
        return tl::unexpected(hostError(facts.error()));
    m_boardId = facts->id;
    m_lastSeq = facts->lastSeq;
    return {};
}

tl::expected<void, HostError> BoardHost::serve(const HostConfig &config)
{
    const Paths paths = Paths::fromEnvironment();
    const Time now = m_clock.sample().wall;
    server::ServerConfig about;
    about.boardId = m_boardId;
    about.boardName = m_name;
    about.boardFile = m_file->path();
    about.user = m_user;
    about.instanceId = m_ids.next("inst", now);
    about.startedAt = now;
    about.lastSeq = m_lastSeq;
    about.limits = config.limits;
    about.processOf = processOf;
    about.backUp = [file = m_file.get()](const QString &path) { return backUp(*file, path); };
    about.socketPath = paths.socket(m_name);
    for (const QString &folder : {paths.data, QFileInfo(about.socketPath).path()}) {
        if (const Done made = makePrivateFolder(folder); !made)
            return tl::unexpected(hostError(made.error()));
    }
    Done listening = m_server->start(about);
    if (!listening && listening.error().reasonText() == QLatin1String("in_use")) {
        // A board of the same name in another folder is open; its socket is left alone.
        about.socketPath = paths.socketByPlace(m_file->path());
        listening = m_server->start(about);
    }
    if (!listening)
        return tl::unexpected(hostError(listening.error()));
    m_socketPath = about.socketPath;
    if (const Done told = tellWhere(paths, about.instanceId); !told)
        return tl::unexpected(hostError(told.error()));
    return {};
}

/// The file with the board's name (NET-05) belongs to the board of the data folder. Where there is none of this name,
/// whoever serves the name's socket has it too, beside the file by which those are found that are named by their path.
Done BoardHost::tellWhere(const Paths &paths, const QString &instanceId)
{
    const QString file = m_file->path(), byName = paths.endpointFile(m_name), meant = paths.namedBoard(m_name);
    QStringList places{file == meant ? byName : paths.endpointFileByPlace(file)};
    if (file != meant && m_socketPath == paths.socket(m_name) && !QFileInfo::exists(meant))
        places += byName;
    for (const QString &place : std::as_const(places)) {
        STINT_TRY_LET(EndpointFile endpoint, EndpointFile::write(place, file, m_socketPath, instanceId));
        m_endpoints.push_back(std::move(endpoint));
    }
    return {};
}

void BoardHost::stop()
{
    if (!m_isRunning)
        return;
    m_isRunning = false;
    m_endpoints.clear();
    m_server->refuseRequests();
    m_board->stop();
    m_file->stop(std::make_unique<CleanStop>(Surroundings{m_ids, m_executor, m_notices}));
    m_server->stop();
    m_server.reset();
    m_board.reset();
    m_file.reset();
}

} // namespace stint
