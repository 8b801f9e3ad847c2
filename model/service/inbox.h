#pragma once

#include "model/domain/session.h"

namespace stint
{

/// What a triage mark amounts to now (TRI-08).
struct TriageState {
    bool read = false, archived = false, dismissed = false;
    std::optional<Time> snoozedUntil; ///< only while it lies ahead
};

TriageState effectiveTriage(const std::optional<TriageMark> &mark, Time lastActivity, Time now);

} // namespace stint
