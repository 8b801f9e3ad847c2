#pragma once

#include "model/domain/result.h"

#include <QStringList>

#include <array>

namespace stint
{

// clang-format off
/// Every type of event there is (section 18), in its order.
inline constexpr auto eventTypes = std::to_array<const char *>({
    "task.created", "task.child_created", "task.updated", "task.published", "task.approved", "task.rejected",
    "task.canceled", "task.deleted", "task.commented", "task.dependency_added", "task.dependency_removed", "task.paused",
    "task.resumed", "task.execution_profile_updated", "task.execution_profile_deleted",
    "task.run_enqueued", "task.run_claimed", "task.run_starting", "task.run_session_bound", "task.run_started",
    "task.run_lease_extended", "task.run_lease_expired", "task.run_released", "task.run_completed", "task.run_failed",
    "task.run_canceled", "task.run_force_stopped", "task.run_rejected", "task.run_recovered",
    "task.run_operator_forced_fail", "task.run_operator_retry", "task.run_recovered_from_attention",
    "task.run_accepted", "task.run_parked", "task.run_answered", "task.run_unparked", "task.run_starved",
    "task.run_needs_attention", "task.run_late_result", "task.run_late_result_adopted",
    "task.run_late_result_discarded",
    "task.run_review_requested", "task.run_review_routed", "task.run_review_bound", "task.run_review_unbound",
    "task.run_review_recorded", "task.run_review_approved", "task.run_review_rejected", "task.run_review_blocked",
    "task.run_review_error", "task.run_review_timeout", "task.run_review_invalid_output",
    "task.run_review_retry_enqueued", "task.run_review_circuit_opened", "task.run_review_canceled",
    "scheduler.paused", "scheduler.resumed", "scheduler.drain_started", "scheduler.drain_completed",
    "session.registered", "session.ended", "workspace.created", "workspace.updated", "settings.changed",
    "engine.started", "engine.lease_grace", "engine.clock_adjusted",
});
// clang-format on

bool isEventType(const QString &text);
/// The types a filter names, trimmed and in small letters, blank ones left out; one that does not exist is
/// validation_failed naming \a field and the type that comes nearest (VAL-10, ENM-01).
Result<QStringList> checkEventTypes(const char *field, const QStringList &types);

} // namespace stint
