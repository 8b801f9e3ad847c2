#pragma once

#include "model/domain/enums.h"
#include "model/domain/json.h"
#include "model/domain/result.h"

#include <QMap>
#include <QStringList>

namespace stint
{

struct WipLimit {
    int limit = 0;
    bool hard = false;
    bool operator==(const WipLimit &) const = default;
};

/// The board's settings (1.7). Members are named after their keys; durations in milliseconds.
struct BoardSettings {
    qint64 leaseDefaultMs = 300'000;
    QList<AgentRight> agentRights; ///< in enum order, distinct
    qint64 forceLimit = 10, forceWindowMs = 60'000;
    qint64 heartbeatFlushMs = 5'000; ///< LSE-10
    bool requireEvidence = false;
    QStringList channelsAllowed; ///< empty: any
    ReviewPolicy reviewPolicy = ReviewPolicy::None;
    qint64 reviewMaxRounds = 3, reviewMaxReviewAttempts = 2;
    qint64 reviewTimeoutMs = 1'200'000; ///< 0: no deadline
    qint64 reviewRapidTerminalWindowMs = 120'000, reviewRapidTerminalLimit = 3;
    ReviewFailurePolicy reviewFailurePolicy = ReviewFailurePolicy::BlockTask;
    bool profileAllowProviderOverride = true, profileAllowSandboxNone = true, profileAllowSandboxRef = true;
    qint64 profileGuidanceMaxBytes = 8'192;
    qint64 contextBodyMaxBytes = 8'192, contextSummaryMaxBytes = 4'096;
    qint64 contextPriorAttempts = 5, contextRecentEvents = 50;
    qint64 contextMaxRuntimeMs = 0;
    qint64 schedulerCycleMs = 15'000, sweeperIntervalMs = 15'000, schedulerWakeCooldownMs = 60'000;
    qint64 starvationAgeMs = 120'000, starvationMinQueuedAgeMs = 120'000;
    /// The steps of the ladder as they were set; those below are what holds, each at least the one before.
    qint64 fanOutAfterSet = 2, spawnAfterSet = 4, eventAfterSet = 6, needsAttentionAfterSet = 10;
    qint64 starvationFanOutAfter = 2, starvationSpawnAfter = 4, starvationEventAfter = 6,
           starvationNeedsAttentionAfter = 10;
    qint64 starvationSpawnLifetimeMs = 900'000, stopGraceMs = 5'000;
    QMap<QString, WipLimit> wipLimits;

    bool has(AgentRight right) const { return agentRights.contains(right); }
    bool operator==(const BoardSettings &) const = default;
};

/// All keys, in the order of the specification's table.
QStringList settingKeys();
/// The value of \a key that holds, as JSON; null text for an unknown key.
Json settingValue(const BoardSettings &settings, const QString &key);
/// Sets \a key; errors: validation_failed for an unknown key, a wrong type or a value outside its bound (SET-01).
/// The four steps of the ladder keep their order: each is raised to at least the one before; what was set for a later
/// step is kept and holds again when the earlier one is lowered. The order in which keys are set makes no difference.
Done setSetting(BoardSettings &settings, const QString &key, const Json &value);

} // namespace stint
