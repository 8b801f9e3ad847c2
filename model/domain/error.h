#pragma once

#include <QJsonObject>
#include <QLatin1String>
#include <QString>

#include <optional>

namespace stint
{

/// Every refusal the product knows (task-domain.md 2.1, protocol.md 2). The order is the order of the table in
/// error.cpp.
enum class ErrorCode {
    ValidationFailed,
    ImmutableField,
    InvalidScopeBinding,
    PayloadTooLarge,
    PermissionDenied,
    ForbiddenOperatorAction,
    ForceOpRateLimited,
    ForceOpRequiresReason,
    RetryChainTooDeep,
    BulkTooLarge,
    TaskNotFound,
    RunNotFound,
    DependencyNotFound,
    EventNotFound,
    ProfileNotFound,
    ReviewNotFound,
    SessionNotFound,
    WorkspaceNotFound,
    InvalidStatusTransition,
    GraphLimitExceeded,
    CycleDetected,
    SessionAlreadyBound,
    SessionAttachNotAllowed,
    StaleNetworkChannel,
    NoClaimableRun,
    InvalidClaimToken,
    LeaseExpired,
    LeaseLost,
    ActiveRunLease,
    Conflict,
    VersionConflict,
    SelfReview,
    QueueFull,
    RateLimited,
    ShuttingDown,
    Locked,
    StorageUnavailable,
    FrameTooLarge,
    ProtocolMismatch,
    NotAuthenticated,
    TooManyConnections,
    Internal,
};

/// What the rest of the world needs to know about a code. One row per ErrorCode, in error.cpp.
struct ErrorInfo {
    ErrorCode code;
    const char *text;    ///< wire string
    int number;          ///< JSON-RPC number, from 1000, never renumbered
    bool retryable;      ///< may the unchanged request succeed later
    int exitCode;        ///< of the command line (CLI-02)
    const char *meaning; ///< one sentence for people
};

const ErrorInfo &errorInfo(ErrorCode code);
/// The row with that wire string, if there is one.
const ErrorInfo *errorInfoFor(QStringView text);
/// How many codes there are; codes are 0 … errorCodeCount() − 1.
int errorCodeCount();

/// A refusal: the code decides, the message explains, the data points (ERR-01).
/// Built by refuse() and extended in place: `refuse(Code, "why").reason("open_run").field("task_id")`.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString message;
    QJsonObject data; ///< field, reason, current_version, retry_after_ms, run_id, path, suggest, status, late_result …

    Error &&field(const char *name) &&;
    Error &&reason(QLatin1String text) &&;
    Error &&reason(const char *text) &&;
    Error &&with(const char *key, const QJsonValue &value) &&;
    QString reasonText() const; ///< data.reason or blank
    bool operator==(const Error &) const = default;
};

Error refuse(ErrorCode code, const char *message);
Error refuse(ErrorCode code, const QString &message);
/// The commonest refusal: one field breaks its rule.
Error invalid(const char *field, const QString &message);
Error invalid(const char *field, const char *message);

} // namespace stint
