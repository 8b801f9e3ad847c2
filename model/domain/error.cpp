#include "model/domain/error.h"

#include <QtGlobal>

#include <array>

namespace stint
{

namespace
{

// Exit codes: CLI-02. 1 failure, 2 usage, 3 not found, 4 not authorised, 5 conflict, 6 nothing to claim, 7 unreachable.
constexpr std::array table{
    ErrorInfo{ErrorCode::ValidationFailed, "validation_failed", 1000, false, 2,
              QT_TRANSLATE_NOOP("errors", "The request breaks a rule of its fields.")},
    ErrorInfo{ErrorCode::ImmutableField, "immutable_field", 1001, false, 2,
              QT_TRANSLATE_NOOP("errors", "This field cannot be changed after creation.")},
    ErrorInfo{ErrorCode::InvalidScopeBinding, "invalid_scope_binding", 1002, false, 2,
              QT_TRANSLATE_NOOP("errors", "Scope and workspace do not fit together.")},
    ErrorInfo{ErrorCode::PayloadTooLarge, "payload_too_large", 1003, false, 2,
              QT_TRANSLATE_NOOP("errors", "A JSON value is over its size limit.")},
    ErrorInfo{ErrorCode::PermissionDenied, "permission_denied", 1004, false, 4,
              QT_TRANSLATE_NOOP("errors", "The caller may not do this.")},
    ErrorInfo{ErrorCode::ForbiddenOperatorAction, "forbidden_operator_action", 1005, false, 4,
              QT_TRANSLATE_NOOP("errors", "Agents need a right that this board does not give them.")},
    ErrorInfo{ErrorCode::ForceOpRateLimited, "force_op_rate_limited", 1006, true, 1,
              QT_TRANSLATE_NOOP("errors", "Too many forced operations in a short time.")},
    ErrorInfo{ErrorCode::ForceOpRequiresReason, "force_op_requires_reason", 1007, false, 2,
              QT_TRANSLATE_NOOP("errors", "A forced operation needs a reason.")},
    ErrorInfo{ErrorCode::RetryChainTooDeep, "retry_chain_too_deep", 1008, false, 5,
              QT_TRANSLATE_NOOP("errors", "The run has been retried too often.")},
    ErrorInfo{ErrorCode::BulkTooLarge, "bulk_too_large", 1009, false, 2,
              QT_TRANSLATE_NOOP("errors", "More than 50 ids in one call.")},
    ErrorInfo{ErrorCode::TaskNotFound, "task_not_found", 1010, false, 3,
              QT_TRANSLATE_NOOP("errors", "There is no such task.")},
    ErrorInfo{ErrorCode::RunNotFound, "run_not_found", 1011, false, 3,
              QT_TRANSLATE_NOOP("errors", "There is no such run.")},
    ErrorInfo{ErrorCode::DependencyNotFound, "dependency_not_found", 1012, false, 3,
              QT_TRANSLATE_NOOP("errors", "There is no such dependency.")},
    ErrorInfo{ErrorCode::EventNotFound, "event_not_found", 1013, false, 3,
              QT_TRANSLATE_NOOP("errors", "There is no such event.")},
    ErrorInfo{ErrorCode::ProfileNotFound, "profile_not_found", 1014, false, 3,
              QT_TRANSLATE_NOOP("errors", "The task has no stored execution profile.")},
    ErrorInfo{ErrorCode::ReviewNotFound, "review_not_found", 1015, false, 3,
              QT_TRANSLATE_NOOP("errors", "There is no such review.")},
    ErrorInfo{ErrorCode::SessionNotFound, "session_not_found", 1016, false, 3,
              QT_TRANSLATE_NOOP("errors", "There is no such session.")},
    ErrorInfo{ErrorCode::WorkspaceNotFound, "workspace_not_found", 1017, false, 3,
              QT_TRANSLATE_NOOP("errors", "There is no such workspace.")},
    ErrorInfo{ErrorCode::InvalidStatusTransition, "invalid_status_transition", 1018, false, 5,
              QT_TRANSLATE_NOOP("errors", "The present state forbids this.")},
    ErrorInfo{ErrorCode::GraphLimitExceeded, "graph_limit_exceeded", 1019, false, 5,
              QT_TRANSLATE_NOOP("errors", "The task tree or its dependencies would grow too large.")},
    ErrorInfo{ErrorCode::CycleDetected, "cycle_detected", 1020, false, 5,
              QT_TRANSLATE_NOOP("errors", "The dependency would close a cycle.")},
    ErrorInfo{ErrorCode::SessionAlreadyBound, "session_already_bound", 1021, false, 5,
              QT_TRANSLATE_NOOP("errors", "The run or the session is bound elsewhere.")},
    ErrorInfo{ErrorCode::SessionAttachNotAllowed, "session_attach_not_allowed", 1022, false, 5,
              QT_TRANSLATE_NOOP("errors", "The run or the session is not in a state to be attached.")},
    ErrorInfo{ErrorCode::StaleNetworkChannel, "stale_network_channel", 1023, false, 5,
              QT_TRANSLATE_NOOP("errors", "The stored channel is no longer valid.")},
    ErrorInfo{ErrorCode::NoClaimableRun, "no_claimable_run", 1024, true, 6,
              QT_TRANSLATE_NOOP("errors", "No run can be claimed.")},
    ErrorInfo{ErrorCode::InvalidClaimToken, "invalid_claim_token", 1025, false, 4,
              QT_TRANSLATE_NOOP("errors", "There is no lease this caller could prove.")},
    ErrorInfo{ErrorCode::LeaseExpired, "lease_expired", 1026, false, 5,
              QT_TRANSLATE_NOOP("errors", "The lease has run out.")},
    ErrorInfo{ErrorCode::LeaseLost, "lease_lost", 1027, false, 5,
              QT_TRANSLATE_NOOP("errors", "The caller no longer holds this run.")},
    ErrorInfo{ErrorCode::ActiveRunLease, "active_run_lease", 1028, false, 5,
              QT_TRANSLATE_NOOP("errors", "The session already works on a run.")},
    ErrorInfo{ErrorCode::Conflict, "conflict", 1029, false, 5,
              QT_TRANSLATE_NOOP("errors", "It is already in use or already recorded differently.")},
    ErrorInfo{ErrorCode::VersionConflict, "version_conflict", 1030, false, 5,
              QT_TRANSLATE_NOOP("errors", "The task has changed since it was read.")},
    ErrorInfo{ErrorCode::SelfReview, "self_review", 1031, false, 4,
              QT_TRANSLATE_NOOP("errors", "The reviewer took part in the run.")},
    ErrorInfo{ErrorCode::QueueFull, "queue_full", 1032, true, 1,
              QT_TRANSLATE_NOOP("errors", "The board is busy; try again shortly.")},
    ErrorInfo{ErrorCode::RateLimited, "rate_limited", 1033, true, 1,
              QT_TRANSLATE_NOOP("errors", "The session sends too many requests.")},
    ErrorInfo{ErrorCode::ShuttingDown, "shutting_down", 1034, true, 7,
              QT_TRANSLATE_NOOP("errors", "The board is closing.")},
    ErrorInfo{ErrorCode::Locked, "locked", 1035, true, 1, QT_TRANSLATE_NOOP("errors", "The board is locked.")},
    ErrorInfo{ErrorCode::StorageUnavailable, "storage_unavailable", 1036, true, 1,
              QT_TRANSLATE_NOOP("errors", "The change could not be made durable.")},
    ErrorInfo{ErrorCode::FrameTooLarge, "frame_too_large", 1037, false, 2,
              QT_TRANSLATE_NOOP("errors", "A line is longer than 1 MiB.")},
    ErrorInfo{ErrorCode::ProtocolMismatch, "protocol_mismatch", 1038, false, 1,
              QT_TRANSLATE_NOOP("errors", "The two sides speak different protocol versions.")},
    ErrorInfo{ErrorCode::NotAuthenticated, "not_authenticated", 1039, false, 4,
              QT_TRANSLATE_NOOP("errors", "The session token does not open a session.")},
    ErrorInfo{ErrorCode::TooManyConnections, "too_many_connections", 1040, true, 7,
              QT_TRANSLATE_NOOP("errors", "The board cannot take another connection now.")},
    ErrorInfo{ErrorCode::Internal, "internal", 1041, false, 1,
              QT_TRANSLATE_NOOP("errors", "A defect in the board; nothing was changed.")},
};

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].code) != i || table[i].number != 1000 + static_cast<int>(i))
            return false;
    }
    return static_cast<std::size_t>(ErrorCode::Internal) + 1 == table.size();
}
static_assert(inOrder(), "the table holds each code once, in the order of the enum");

} // namespace

const ErrorInfo &errorInfo(ErrorCode code)
{
    return table[static_cast<std::size_t>(code)];
}

const ErrorInfo *errorInfoFor(QStringView text)
{
    for (const auto &row : table) {
        if (text == QLatin1String(row.text))
            return &row;
    }
    return nullptr;
}

int errorCodeCount()
{
    return static_cast<int>(table.size());
}

Error &&Error::field(const char *name) &&
{
    data.insert(QLatin1String("field"), QLatin1String(name));
    return std::move(*this);
}

Error &&Error::reason(QLatin1String text) &&
{
    data.insert(QLatin1String("reason"), text);
    return std::move(*this);
}

Error &&Error::reason(const char *text) &&
{
    return std::move(*this).reason(QLatin1String(text));
}

Error &&Error::with(const char *key, const QJsonValue &value) &&
{
    data.insert(QLatin1String(key), value);
    return std::move(*this);
}

QString Error::reasonText() const
{
    return data.value(QLatin1String("reason")).toString();
}

Error refuse(ErrorCode code, const char *message)
{
    return Error{code, QString::fromUtf8(message), {}};
}

Error refuse(ErrorCode code, const QString &message)
{
    return Error{code, message, {}};
}

Error invalid(const char *field, const QString &message)
{
    return refuse(ErrorCode::ValidationFailed, message).field(field);
}

Error invalid(const char *field, const char *message)
{
    return invalid(field, QString::fromUtf8(message));
}

} // namespace stint
