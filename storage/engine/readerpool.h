#pragma once

#include "model/ports/engine.h"
#include "model/ports/vault.h"
#include "storage/engine/settings.h"
#include "storage/sql/storeerror.h"

#include <functional>
#include <memory>

namespace stint
{

class Connection;

/// Threads with read-only connections; each read sees one snapshot of the last commit and never disturbs the writer.
class ReaderPool final : public ReadEngine
{
public:
    using Open = std::function<Stored<std::unique_ptr<Connection>>()>;

    /// Connections are opened by \a open on their threads before this returns: later there may be no descriptor left
    /// for them. What could not be opened is tried again by each read; with no threads, by the first. \a clock outlives
    /// the pool.
    ReaderPool(Open open, Clock &clock, const ReaderSettings &settings);
    /// Stops.
    ~ReaderPool() override;

    void submit(std::function<void(StoreReader *, Time, const Done &)> read) override;
    /// New reads are refused with \a refusal, waiting ones are answered, connections closed. Blocks.
    void stop(const Error &refusal = boardClosing());

private:
    class Pool;
    std::unique_ptr<Pool> m_pool;
};

} // namespace stint
