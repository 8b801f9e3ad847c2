#pragma once

#include "storage/engine/boardfile.h"
#include "storage/keys/filekeystore.h"
#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"
#include "storage/schema/migrations.h"
#include "storage/schema/migrator.h"
#include "tests/support/fakes.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace stint::test
{

/// A folder with at most one board, and the key it has.
struct Place {
    QTemporaryDir folder;
    FileKeyStore keys;
    FakeClock clock;
    QString board = folder.filePath(QStringLiteral("board.stint"));

    Stored<std::unique_ptr<BoardFile>> open(OpenMode mode, const BoardFile::Settings &settings = inlineSettings())
    {
        return BoardFile::open(board, mode, keys, clock, settings);
    }
    /// Makes a board and closes it again in order.
    bool make() { return open(OpenMode::CreateNew).has_value(); }
    static BoardFile::Settings inlineSettings()
    {
        BoardFile::Settings settings;
        settings.writer.isInline = true;
        settings.readers.threads = 0;
        return settings;
    }
};

/// A store on a new board, inside one open command; nothing else uses the file.
class LooseStore
{
public:
    LooseStore()
    {
        auto key = place.keys.create(place.board);
        spec.path = QFileInfo(place.folder.path()).canonicalFilePath() + QStringLiteral("/board.stint");
        spec.key = std::move(*key);
        spec.applicationId = boardApplicationId;
        spec.newestSchema = newestSchema();
        connection = std::move(*Connection::open(spec, OpenMode::CreateNew));
        isMigrated = migrate(*connection).has_value();
        store = std::make_unique<SqlStore>(*connection);
        store->begin();
        store->beginCommand();
        rows = std::make_unique<SqlStore>(*connection);
    }
    /// Ends the command and begins another; the fault of the ended one.
    std::optional<StoreError> next(bool keep = true)
    {
        auto fault = store->endCommand(keep);
        store->beginCommand();
        return fault;
    }
    SqlStore *operator->() { return store.get(); }

    Place place;
    ConnectionSpec spec;
    std::unique_ptr<Connection> connection;
    std::unique_ptr<SqlStore> store;
    std::unique_ptr<SqlStore> rows; ///< sees the same transaction and keeps nothing: what it says is stored
    bool isMigrated = false;
};

/// A command made of a function; keeps what became of it.
class Act final : public WriteCommand
{
public:
    struct Trace {
        bool finished = false;
        Done outcome;
    };
    Act(std::function<bool(StoreTransaction &, Time)> work, std::shared_ptr<Trace> trace = {}, bool lazy = false)
        : m_work(std::move(work))
        , m_trace(std::move(trace))
        , m_lazy(lazy)
    {
    }
    bool execute(StoreTransaction &store, Time now) override { return m_work(store, now); }
    void finish(const Done &outcome) override
    {
        if (m_trace)
            *m_trace = {true, outcome};
    }
    bool isLazy() const override { return m_lazy; }

private:
    std::function<bool(StoreTransaction &, Time)> m_work;
    std::shared_ptr<Trace> m_trace;
    bool m_lazy;
};

/// The steps of a statement's plan.
inline QStringList planOf(Connection &db, const QByteArray &sql)
{
    auto query = db.prepareOnce("EXPLAIN QUERY PLAN " + sql);
    QStringList plan;
    while (query.step()) {
        qint64 id = 0, parent = 0, unused = 0;
        QString detail;
        query.read(id, parent, unused, detail);
        plan.append(detail);
    }
    return plan;
}

inline QByteArray hashOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (file.open(QIODevice::ReadOnly))
        hash.addData(&file);
    return hash.result();
}

// Values with every field set to something other than its default.
Task fullTask(const QString &id);
Run fullRun(const QString &id, const TaskId &task);
Review fullReview(const QString &id, const Run &run);
Session fullSession(const QString &id);
Event fullEvent(const QString &id, const TaskId &task);
Usage fullUsage();
/// The least a task or a queued run needs.
Task plainTask(const QString &id, Time created = Time{1'000});
Run queuedRun(const QString &id, const TaskId &task, Time queuedAt = Time{1'000});

} // namespace stint::test
