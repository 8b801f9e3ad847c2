#include "storage/engine/writer.h"

#include "storage/engine/writerloop.h"

namespace stint
{

Writer::Writer(std::unique_ptr<Connection> connection, Reopen reopen, Clock &clock, const WriterSettings &settings)
    : m_loop(std::make_unique<Loop>(std::move(connection), std::move(reopen), clock, settings))
{
}

Writer::~Writer()
{
    stop();
}

void Writer::setClockKeeper(ClockKeeper *keeper)
{
    m_loop->setClockKeeper(keeper);
}

void Writer::setMark(CommitMark *mark)
{
    m_loop->setMark(mark);
}

void Writer::observe(std::function<void(const ChangeSet &)> observer)
{
    m_loop->observe(std::move(observer));
}

void Writer::start()
{
    m_loop->start();
}

void Writer::submit(std::unique_ptr<WriteCommand> command)
{
    m_loop->submit(std::move(command));
}

void Writer::stop(std::unique_ptr<WriteCommand> last, const std::function<void()> &drained, const Error &refusal)
{
    m_loop->stop(std::move(last), drained, refusal);
}

void Writer::runPending()
{
    m_loop->runPending();
}

void Writer::flush()
{
    m_loop->flush();
}

Writer::Figures Writer::figures() const
{
    return m_loop->figures();
}

} // namespace stint
