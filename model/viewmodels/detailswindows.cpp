#include "model/viewmodels/detailswindows.h"

namespace stint
{

DetailsWindows::DetailsWindows(Make make, QObject *parent)
    : QObject(parent)
    , m_make(std::move(make))
    , m_list(this)
{
}

DetailsWindows::~DetailsWindows() = default;

void DetailsWindows::open(const QString &taskId)
{
    if (taskId.isEmpty())
        return;
    if (m_open.contains(taskId))
        return Q_EMIT raised(taskId);
    auto details = m_make();
    details->pin(TaskId(taskId));
    m_open.emplace(taskId, std::move(details));
    show();
}

void DetailsWindows::close(const QString &taskId)
{
    const auto found = m_open.find(taskId);
    if (found == m_open.end())
        return;
    TaskViewModel *closed = found->second.release();
    m_open.erase(found);
    show();
    closed->deleteLater(); // after the window that shows it, which goes in the same way
}

void DetailsWindows::show()
{
    std::vector<DetailsWindow> rows;
    for (const auto &[task, details] : m_open)
        rows.push_back({task, details.get()});
    m_list.assign(rows);
}

} // namespace stint
