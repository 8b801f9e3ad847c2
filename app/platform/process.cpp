#include "app/platform/process.h"

#include <QFile>

namespace stint
{

namespace
{

struct ProcessFacts {
    qint64 parent = 0;
    qint64 startTicks = 0;
    char state = 0;
};

/// Fields 3, 4 and 22 of /proc/<pid>/stat (proc(5)).
std::optional<ProcessFacts> readFacts(qint64 pid)
{
    if (pid <= 0)
        return std::nullopt;
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray text = file.readAll();
    // The name in field 2 may hold spaces and brackets; the last bracket ends it.
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    constexpr qsizetype state = 0, parent = 1, start = 19;
    if (fields.size() <= start || fields[state].isEmpty())
        return std::nullopt;
    return ProcessFacts{fields[parent].toLongLong(), fields[start].toLongLong(), fields[state][0]};
}

} // namespace

std::optional<ProcessRef> processOf(qint64 pid)
{
    const auto facts = readFacts(pid);
    if (!facts)
        return std::nullopt;
    return ProcessRef{pid, facts->startTicks};
}

bool isAlive(const ProcessRef &process)
{
    const auto facts = readFacts(process.pid);
    return facts && facts->startTicks == process.startTicks && facts->state != 'Z' && facts->state != 'X';
}

bool isSameOrDescendant(const ProcessRef &process, const ProcessRef &other)
{
    if (process == other)
        return true;
    constexpr int generations = 64;
    qint64 pid = process.pid;
    qint64 expectedStart = process.startTicks;
    for (int i = 0; i < generations && pid > 1; ++i) {
        const auto facts = readFacts(pid);
        if (!facts || (i == 0 && facts->startTicks != expectedStart))
            return false;
        if (ProcessRef{pid, facts->startTicks} == other)
            return true;
        pid = facts->parent;
    }
    return false;
}

} // namespace stint
