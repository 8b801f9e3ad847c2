#pragma once

#include <QHash>
#include <QString>

#include <compare>
#include <functional>

namespace stint
{

/// A text that names one row of one kind. Distinct kinds do not convert into each other.
template<class Tag>
struct Id {
    QString value;

    Id() = default;
    explicit Id(QString text)
        : value(std::move(text))
    {
    }
    bool isEmpty() const { return value.isEmpty(); }
    friend bool operator==(const Id &a, const Id &b) = default;
    friend std::strong_ordering operator<=>(const Id &a, const Id &b) { return a.value.compare(b.value) <=> 0; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

using TaskId = Id<struct TaskTag>;
using RunId = Id<struct RunTag>;
using EventId = Id<struct EventTag>;
using ReviewId = Id<struct ReviewTag>;
using SessionId = Id<struct SessionTag>;
using WorkspaceId = Id<struct WorkspaceTag>;

} // namespace stint

template<class Tag>
struct std::hash<stint::Id<Tag>> {
    std::size_t operator()(const stint::Id<Tag> &id) const noexcept { return qHash(id.value); }
};
