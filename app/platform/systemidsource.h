#pragma once

#include "model/ports/idsource.h"

#include <array>
#include <mutex>

namespace stint
{

/// ULIDs that never repeat or go back within the process, and secrets, all from the kernel's random source.
class SystemIdSource final : public IdSource
{
public:
    QString next(const char *prefix, Time now) override;
    QString token(const char *prefix) override;

private:
    std::mutex
        m_mutex; ///< ids are made by the writer and, rarely, by others; the order among them is part of the promise
    std::array<quint8, 16> m_last{}; ///< 48 bits of time, 80 random bits
};

} // namespace stint
