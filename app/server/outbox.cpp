#include "app/server/outbox.h"

#include <QtGlobal>

#include <sys/eventfd.h>

namespace stint::server
{

Outbox::Outbox()
    : m_event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
}

void Outbox::post(Job job)
{
    bool first = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return;
        first = m_jobs.empty();
        m_jobs.push_back(std::move(job));
    }
    if (first)
        ::eventfd_write(m_event.get(), 1);
}

std::vector<Outbox::Job> Outbox::take()
{
    eventfd_t ignored = 0;
    ::eventfd_read(m_event.get(), &ignored);
    std::vector<Job> jobs;
    const std::lock_guard lock(m_mutex);
    jobs.swap(m_jobs);
    return jobs;
}

void Outbox::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    m_jobs.clear();
}

} // namespace stint::server
