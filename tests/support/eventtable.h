#pragma once

#include "model/domain/event.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>

namespace stint::test
{

/// A row of the tables of section 18: the keys that every payload of that type has, and those it may have (EVT-03).
struct EventRow {
    const char *type, *always, *sometimes;
};

// clang-format off
inline constexpr EventRow eventTable[]{
    // 18.1
    {"task.created", "scope status priority", "workspace_id parent_task_id network_channel owner"},
    {"task.child_created", "child_task_id child_scope", "child_workspace_id"},
    {"task.updated", "changed_fields previous status", ""},
    {"task.published", "previous_status status approval_state", ""},
    {"task.approved", "previous_approval_state approval_state status", "enqueue_skipped"},
    {"task.rejected", "previous_approval_state approval_state status", "reason"},
    {"task.canceled", "previous_status status", "reason metadata propagated_from_task_id canceled_run_ids duplicate_of"},
    {"task.deleted", "task_id title_hash run_count last_status", "identifier"},
    {"task.commented", "text", ""},
    {"task.dependency_added", "depends_on_task_id kind status", ""},
    {"task.dependency_removed", "depends_on_task_id kind status", ""},
    {"task.paused", "manual actor_kind actor_id previous_paused paused reason", "metadata"},
    {"task.resumed", "manual actor_kind actor_id previous_paused paused", "metadata"},
    {"task.execution_profile_updated", "task_id coordinator_mode worker_mode sandbox_mode runtime_mode", "review_policy"},
    {"task.execution_profile_deleted", "task_id", ""},
    // 18.2
    {"task.run_enqueued", "status task_status attempt",
     "network_channel coordination_channel_id idempotency_key reason required_capabilities"},
    {"task.run_claimed", "status task_status claimed_by lease_epoch", "session_id lease_until claim_token_hash"},
    {"task.run_starting", "status task_status", "session_id"},
    {"task.run_session_bound", "status task_status", "session_id"},
    {"task.run_started", "status task_status", "session_id"},
    {"task.run_lease_extended", "status task_status lease_until heartbeat_at lease_epoch claim_token_hash", "progress"},
    {"task.run_lease_expired",
     "status task_status previous_status reason session_id lease_until lease_epoch previous_claim_token_hash",
     "coordination_channel_id"},
    {"task.run_released", "status task_status previous_status lease_epoch",
     "reason session_id manual actor_kind actor_id previous_session_id previous_lease_until previous_claim_token_hash"},
    {"task.run_completed", "status task_status", "result usage lease_epoch claim_token_hash late_result"},
    {"task.run_failed", "status task_status error attempts_left",
     "metadata usage lease_epoch claim_token_hash late_result"},
    {"task.run_canceled", "status task_status previous_status",
     "reason metadata session_id requeued propagated_from_task_id cooperative_stop_requested"},
    {"task.run_force_stopped", "status task_status session_id grace_timeout_ms", "propagated_from_task_id"},
    {"task.run_rejected", "status task_status operation reason network_channel", ""},
    {"task.run_recovered", "status task_status action previous_status reason classification",
     "session_id session_state detail"},
    {"task.run_operator_forced_fail",
     "status task_status manual actor_kind actor_id previous_status reason attempts_left", "session_id metadata"},
    {"task.run_operator_retry", "status task_status manual actor_kind actor_id source_run_id new_run_id", "reason"},
    {"task.run_recovered_from_attention",
     "status task_status manual actor_kind actor_id source_run_id new_run_id previous_status attention_reason", "reason"},
    {"task.run_accepted", "status task_status reason unproven", ""},
    {"task.run_parked", "status task_status kind question session_id lease_epoch", "resume_after"},
    {"task.run_answered", "status task_status text question attention_reason", ""},
    {"task.run_unparked", "status task_status kind", ""},
    {"task.run_starved", "status task_status queued_at waiting_age_ms cycles", ""},
    {"task.run_needs_attention", "status task_status previous_status reason diagnostic", "unmet result"},
    {"task.run_late_result", "status task_status n kind session_id lease_epoch loss payload_bytes", ""},
    {"task.run_late_result_adopted", "status task_status n kind session_id lease_epoch loss payload_bytes", ""},
    {"task.run_late_result_discarded", "status task_status n kind session_id lease_epoch loss payload_bytes", ""},
    // 18.3
    {"task.run_review_requested", "review_id run_id policy review_round attempt automatic created",
     "deadline_at parent_review_id"},
    {"task.run_review_routed", "review_id run_id session_id reviewer_agent_name", "reviewer_peer_id reviewer_channel_id"},
    {"task.run_review_bound", "review_id run_id session_id reviewer_agent_name", "reviewer_peer_id reviewer_channel_id"},
    {"task.run_review_unbound", "review_id run_id session_id reason",
     "reviewer_agent_name reviewer_peer_id reviewer_channel_id"},
    {"task.run_review_recorded", "review_id run_id outcome confidence delivery_id review_round", "continuation_run_id"},
    {"task.run_review_approved", "review_id run_id outcome confidence delivery_id review_round", ""},
    {"task.run_review_rejected", "review_id run_id outcome confidence delivery_id review_round", "continuation_run_id"},
    {"task.run_review_blocked", "review_id run_id outcome confidence delivery_id review_round", ""},
    {"task.run_review_error", "review_id run_id outcome confidence delivery_id review_round", ""},
    {"task.run_review_timeout", "review_id run_id outcome confidence delivery_id review_round", ""},
    {"task.run_review_invalid_output", "review_id run_id outcome confidence delivery_id review_round", ""},
    {"task.run_review_retry_enqueued", "review_id run_id continuation_run_id review_round", ""},
    {"task.run_review_circuit_opened", "review_id run_id circuit_reason review_round", ""},
    {"task.run_review_canceled", "review_id run_id reason", ""},
    // 18.4, BOO-07
    {"scheduler.paused", "manual actor_kind actor_id previous_paused paused", "reason"},
    {"scheduler.resumed", "manual actor_kind actor_id previous_paused paused", ""},
    {"scheduler.drain_started", "manual actor_kind actor_id reason previous_paused paused active_claims started_at", ""},
    {"scheduler.drain_completed",
     "manual actor_kind actor_id reason previous_paused paused remaining_claims started_at completed_at", "timed_out"},
    {"session.registered", "session_id agent_name kind", ""},
    {"session.ended", "session_id agent_name kind reason", ""},
    {"workspace.created", "workspace_id name root_path", ""},
    {"workspace.updated", "workspace_id name root_path", ""},
    {"settings.changed", "key previous value", ""},
    {"engine.started", "clean_stop", ""},
    {"engine.lease_grace", "leases", ""},
    {"engine.clock_adjusted", "kind offset_ms leases", ""},
};
// clang-format on

inline const EventRow *eventRow(const QString &type)
{
    static const QHash<QString, const EventRow *> rows = [] {
        QHash<QString, const EventRow *> made;
        for (const EventRow &row : eventTable)
            made.insert(QLatin1String(row.type), &row);
        return made;
    }();
    return rows.value(type);
}

inline QStringList keyList(const char *keys)
{
    return QString::fromLatin1(keys).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

/// What an event has that its row does not allow, or lacks; blank for nothing. EVT-03: optional keys are left out when
/// they would be empty; RED-01, RED-05: no token, 8 digits of a hash.
inline QString misreported(const Event &event)
{
    const EventRow *row = eventRow(event.type);
    if (!row)
        return QStringLiteral("unknown event ") + event.type;
    const QJsonObject payload = QJsonDocument::fromJson(event.payload.text).object();
    const QStringList always = keyList(row->always), sometimes = keyList(row->sometimes);
    for (const QString &key : always) {
        if (!payload.contains(key))
            return QStringLiteral("%1 lacks %2").arg(event.type, key);
    }
    for (auto member = payload.begin(); member != payload.end(); ++member) {
        const bool isOptional = sometimes.contains(member.key());
        if (!isOptional && !always.contains(member.key()))
            return QStringLiteral("%1 has %2").arg(event.type, member.key());
        const QJsonValue value = member.value();
        if (isOptional && (value.isNull() || value == QJsonValue(QString()) || value == QJsonValue(QJsonArray())))
            return QStringLiteral("%1 has an empty %2").arg(event.type, member.key());
        static const QRegularExpression digits(QStringLiteral("^[0-9a-f]{8}$"));
        if (member.key().endsWith(QLatin1String("token_hash")) && !digits.match(value.toString()).hasMatch())
            return QStringLiteral("%1 has the hash %2").arg(event.type, value.toString());
    }
    static const QRegularExpression token(QStringLiteral("stint_(claim|session)_[A-Za-z0-9_-]"));
    if (token.match(QString::fromUtf8(event.payload.text)).hasMatch())
        return QStringLiteral("%1 tells a token").arg(event.type);
    return {};
}

} // namespace stint::test
