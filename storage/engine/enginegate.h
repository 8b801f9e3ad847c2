#pragma once

#include "storage/engine/readerpool.h"
#include "storage/engine/writer.h"

#include <memory>
#include <mutex>
#include <vector>

namespace stint
{

/// The writer as the rest of the house holds it: stays while writers come and go with the key. Thread-safe.
class WriteGate final : public WriteEngine
{
public:
    /// Hands the command on; without a writer it is finished at once with the refusal of close().
    void submit(std::unique_ptr<WriteCommand> command) override;
    /// Hears the commits of this writer and of all later ones; their revisions begin anew with each.
    void observe(std::function<void(const ChangeSet &)> observer) override;

    /// Before the writer's start().
    void open(std::shared_ptr<Writer> writer);
    void close(const Error &refusal);

private:
    std::mutex m_mutex;
    std::shared_ptr<Writer> m_writer;
    Error m_refusal;
    std::vector<std::function<void(const ChangeSet &)>> m_observers;
};

/// The same for reads.
class ReadGate final : public ReadEngine
{
public:
    void submit(std::function<void(StoreReader *, Time, const Done &)> read) override;

    void open(std::shared_ptr<ReaderPool> readers);
    void close(const Error &refusal);

private:
    std::mutex m_mutex;
    std::shared_ptr<ReaderPool> m_readers;
    Error m_refusal;
};

} // namespace stint
