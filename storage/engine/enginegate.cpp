#include "storage/engine/enginegate.h"

namespace stint
{

// What is handed on is handed on outside the mutex: commands and reads may be answered at once, and their answers may
// submit again. The copy of the pointer keeps the engine there meanwhile; a stopped one refuses by itself.

void WriteGate::submit(std::unique_ptr<WriteCommand> command)
{
    std::shared_ptr<Writer> writer;
    Error refusal;
    {
        const std::lock_guard lock(m_mutex);
        writer = m_writer;
        if (!writer)
            refusal = m_refusal;
    }
    if (writer)
        writer->submit(std::move(command));
    else
        command->finish(refusal);
}

void WriteGate::observe(std::function<void(const ChangeSet &)> observer)
{
    const std::lock_guard lock(m_mutex);
    if (m_writer)
        m_writer->observe(observer);
    m_observers.push_back(std::move(observer));
}

void WriteGate::open(std::shared_ptr<Writer> writer)
{
    const std::lock_guard lock(m_mutex);
    for (const auto &observer : m_observers)
        writer->observe(observer);
    m_writer = std::move(writer);
}

void WriteGate::close(const Error &refusal)
{
    const std::lock_guard lock(m_mutex);
    m_refusal = refusal;
    m_writer.reset();
}

void ReadGate::submit(std::function<void(StoreReader *, Time, const Done &)> read)
{
    std::shared_ptr<ReaderPool> readers;
    Error refusal;
    {
        const std::lock_guard lock(m_mutex);
        readers = m_readers;
        if (!readers)
            refusal = m_refusal;
    }
    if (readers)
        readers->submit(std::move(read));
    else
        read(nullptr, {}, refusal);
}

void ReadGate::open(std::shared_ptr<ReaderPool> readers)
{
    const std::lock_guard lock(m_mutex);
    m_readers = std::move(readers);
}

void ReadGate::close(const Error &refusal)
{
    const std::lock_guard lock(m_mutex);
    m_refusal = refusal;
    m_readers.reset();
}

} // namespace stint
