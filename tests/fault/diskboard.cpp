#include "tests/fault/diskboard.h"

#include "storage/keys/filekeystore.h"
#include "storage/schema/migrations.h"
#include "storage/schema/migrator.h"

#include <QFileInfo>

namespace stint::test
{

namespace
{

WriterSettings inlineWriter(qint64 logBytes)
{
    WriterSettings settings;
    settings.isInline = true;
    settings.walLimitBytes = logBytes;
    // Batches end by count only: the machine's speed must not change what happens.
    settings.batchBudgetMs = 3'600'000;
    settings.heartbeatFlushMs = 3'600'000;
    return settings;
}

class ActCommand final : public WriteCommand
{
public:
    ActCommand(std::function<void(StoreTransaction &, Time)> work)
        : m_work(std::move(work))
    {
    }
    bool execute(StoreTransaction &store, Time now) override
    {
        m_work(store, now);
        return true;
    }
    void finish(const Done &) override {}

private:
    std::function<void(StoreTransaction &, Time)> m_work;
};

} // namespace

Ground &Ground::instance()
{
    static Ground ground;
    if (ground.spec)
        return ground;
    MemoryDisk disk;
    FileKeyStore keys;
    const QString path = QFileInfo(ground.folder.path()).canonicalFilePath() + QStringLiteral("/board.stint");
    ground.spec = std::make_shared<ConnectionSpec>();
    ground.spec->path = path;
    ground.spec->key = std::move(*keys.create(path));
    ground.spec->applicationId = boardApplicationId;
    ground.spec->newestSchema = newestSchema();
    ground.spec->writerCacheKiB = ground.spec->readerCacheKiB = 4'096;
    auto connection = Connection::open(*ground.spec, OpenMode::CreateNew);
    if (!connection || !migrate(**connection) || !(*connection)->checkpoint(Connection::Checkpoint::Truncate))
        qFatal("a board in memory cannot be made");
    connection->reset();
    ground.empty = disk.image();
    return ground;
}

// ---- The engine with defects

DefectiveWriter::DefectiveWriter(std::unique_ptr<Connection> connection, Writer::Reopen reopen, Clock &clock,
                                 Defect defect)
    : m_connection(std::move(connection))
    , m_reopen(std::move(reopen))
    , m_store(std::make_unique<SqlStore>(*m_connection))
    , m_clock(clock)
    , m_defect(defect)
{
}

void DefectiveWriter::runPending()
{
    while (!m_queue.empty())
        executeBatch();
}

void DefectiveWriter::executeBatch()
{
    auto commands = std::exchange(m_queue, {});
    const Time now = m_clock.sample().wall;
    std::optional<StoreError> fault = reopen();
    if (!fault)
        m_store->begin();
    for (auto &command : commands) {
        if (!fault) {
            m_store->beginCommand();
            const bool keep = command->execute(*m_store, now);
            std::ignore = m_store->endCommand(keep);
        }
        if (m_defect == Defect::AnswersEarly)
            command->finish({});
    }
    if (!fault)
        fault = m_connection->fault();
    if (!fault)
        fault = m_store->commit();
    if (fault) {
        m_store.reset();
        m_connection.reset();
    } else {
        ChangeSet changes = m_store->takeChanges();
        changes.revision = ++m_revision;
        for (const auto &observer : m_observers)
            observer(changes);
        m_connection->checkpoint(Connection::Checkpoint::Passive);
    }
    for (auto &command : commands) {
        if (m_defect != Defect::AnswersEarly)
            command->finish(fault && m_defect != Defect::IgnoresFaults ? Done(fault->toError()) : Done());
    }
}

/// Why there is no connection, if there is none.
std::optional<StoreError> DefectiveWriter::reopen()
{
    if (m_connection && !m_connection->hasFailed())
        return std::nullopt;
    m_store.reset();
    m_connection.reset();
    auto again = m_reopen();
    if (!again)
        return again.error();
    m_connection = std::move(*again);
    m_store = std::make_unique<SqlStore>(*m_connection);
    return std::nullopt;
}

// ---- The board

DiskBoard::DiskBoard(Clock &clock, IdSource &ids, const Options &options)
    : m_clock(clock)
    , m_ids(ids)
{
    const auto spec = Ground::instance().spec;
    spec->writerCacheKiB = options.cacheKiB;
    const char *pragma = options.pragma;
    const Writer::Reopen open = [spec, pragma]() {
        auto connection = Connection::open(*spec, OpenMode::Reopen);
        if (connection && pragma)
            (*connection)->exec(pragma);
        return connection;
    };
    auto connection = open();
    if (!connection) {
        m_fault = QString::fromLatin1(faultName(connection.error().fault));
        return;
    }
    // As BoardFile does: the log has whole what a power cut tore on its way into the file.
    (*connection)->checkpoint(Connection::Checkpoint::Truncate);
    (*connection)->clearFault();
    m_readers = std::make_unique<ReaderPool>([spec] { return Connection::open(*spec, OpenMode::ReadOnly); }, clock,
                                             ReaderSettings{0, 16});
    WriteEngine *engine = nullptr;
    if (options.defect == Defect::None) {
        m_writer = std::make_unique<Writer>(std::move(*connection), open, clock, inlineWriter(options.logBytes));
        m_writer->setClockKeeper(&m_clockKeeper);
        engine = m_writer.get();
    } else {
        m_defective = std::make_unique<DefectiveWriter>(std::move(*connection), open, clock, options.defect);
        engine = m_defective.get();
    }
    m_board = std::make_unique<Board>(Board::Ports{*engine, *m_readers, m_clock, m_ids, executor, notifier});
}

// What still waits is executed while the board it belongs to exists; who wants to lose it does not listen any more.
DiskBoard::~DiskBoard()
{
    m_writer.reset();
    m_defective.reset();
    m_readers.reset();
    m_board.reset();
}

void DiskBoard::act(const std::function<void(Verb &)> &work)
{
    EngineState state;
    Surroundings world{m_ids, executor, notifier};
    std::vector<std::function<void()>> effects;
    auto command = std::make_unique<ActCommand>([&](StoreTransaction &store, Time now) {
        Verb verb(store, now, Actor::engine("sweeper"), state, world);
        work(verb);
        verb.recordConsequences();
        effects = verb.takeEffects();
    });
    if (m_writer)
        m_writer->submit(std::move(command));
    else
        m_defective->submit(std::move(command));
    pump();
    for (const auto &effect : effects)
        effect();
}

void DiskBoard::look(const std::function<void(StoreReader &)> &look)
{
    pump();
    flush();
    m_readers->submit([&](StoreReader *store, Time, const Done &) {
        if (store)
            look(*store);
    });
}

void DiskBoard::pump()
{
    if (m_writer)
        m_writer->runPending();
    else
        m_defective->runPending();
}

void DiskBoard::flush()
{
    if (m_writer)
        m_writer->flush();
}

void DiskBoard::holdSnapshot()
{
    if (m_snapshot)
        return;
    if (!m_holder) {
        auto opened = Connection::open(*Ground::instance().spec, OpenMode::ReadOnly);
        if (!opened)
            return; // the disk fails just now
        m_holder = std::move(*opened);
    }
    m_snapshot = std::make_unique<SqlStore>(*m_holder);
    m_snapshot->beginSnapshot();
    std::ignore = m_snapshot->lastEventSeq();
}

/// The connection stays, and with it the index of the log.
void DiskBoard::letSnapshotGo()
{
    if (!m_snapshot)
        return;
    const bool isSound = !m_holder->hasFailed();
    m_snapshot->rollback();
    m_snapshot.reset();
    if (!isSound)
        m_holder.reset();
}

void DiskBoard::stop()
{
    letSnapshotGo();
    m_holder.reset();
    m_board->stop();
    if (m_writer)
        m_writer->stop(nullptr, [this] { m_readers->stop(); });
}

QString DiskBoard::problems()
{
    pump();
    flush();
    const auto reply = run(human, BoardVerify{});
    if (!reply)
        return reply.error().message;
    QStringList found;
    for (const InvariantProblem &problem : reply->problems)
        found << problem.invariant + QLatin1String(": ") + problem.rows.join(QLatin1Char(' '));
    return found.join(QLatin1String("; "));
}

// ---- Looking from outside

namespace
{

constexpr quint64 hashSeed = 0xcbf29ce484222325u, hashFactor = 0x100000001b3u;

void mix(quint64 &hash, const QByteArray &bytes)
{
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * hashFactor;
    hash = (hash ^ 0x100u) * hashFactor;
}

/// Every row of every table in the order of its columns.
quint64 digestOf(Connection &connection)
{
    struct Table {
        QByteArray sql;
        int columns = 0;
    };
    static std::vector<Table> tables;
    if (tables.empty()) {
        std::vector<QString> names;
        Statement list = connection.prepareOnce("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE "
                                                "'sqlite_%' AND name NOT LIKE 'task_words%' ORDER BY name");
        while (list.step())
            names.push_back(list.value<QString>());
        for (const QString &name : names) {
            Statement columns = connection.prepareOnce("SELECT count(*) FROM pragma_table_info(?)");
            columns.bind(name);
            columns.step();
            tables.push_back({"SELECT * FROM " + name.toLatin1() + " ORDER BY 1, 2", columns.value<int>()});
        }
    }
    quint64 hash = hashSeed;
    for (const Table &table : tables) {
        Statement rows = connection.prepareOnce(table.sql);
        while (rows.step()) {
            for (int i = 0; i < table.columns; ++i)
                mix(hash, rows.value<QByteArray>());
        }
    }
    return hash;
}

} // namespace

BoardFacts inspect(Depth depth)
{
    const auto spec = Ground::instance().spec;
    BoardFacts facts;
    auto connection = Connection::open(*spec, OpenMode::Reopen);
    if (!connection) {
        facts.fault = QString::fromLatin1(faultName(connection.error().fault));
        return facts;
    }
    SqlStore store(**connection);
    facts.commits = store.commitNumber();
    facts.lastEvent = store.lastEventSeq();
    if (depth != Depth::Counts)
        facts.digest = digestOf(**connection);
    if (depth == Depth::Pages) {
        // A power cut may have torn pages that were on their way out of the log; the log has them whole.
        if (!(*connection)->checkpoint(Connection::Checkpoint::Truncate))
            facts.fault = QStringLiteral("the log cannot be moved");
        const QStringList problems = store.integrityProblems();
        if (!problems.isEmpty())
            facts.fault = problems.join(QLatin1Char(' '));
    }
    if ((*connection)->hasFailed())
        facts.fault = QString::fromLatin1(faultName((*connection)->fault()->fault));
    return facts;
}

} // namespace stint::test
