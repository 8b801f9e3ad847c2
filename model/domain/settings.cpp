#include "model/domain/settings.h"

#include "model/domain/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>

#include <algorithm>
#include <array>
#include <limits>

namespace stint
{

namespace
{

constexpr int channelsMax = 256;
constexpr int wipColumnsMax = 64;
constexpr int wipColumnBytes = 64;
constexpr qint64 wipLimitMax = 1'000'000;
constexpr qint64 dayMs = 86'400'000;

/// One row of the table: how a value is read, written and judged.
struct Row {
    const char *key;
    Done (*set)(BoardSettings &, const Row &, const QJsonValue &);
    void (*write)(const BoardSettings &, const Row &, JsonWriter &);
    qint64 BoardSettings::*number = nullptr;
    qint64 least = 0, most = 0;
    bool BoardSettings::*flag = nullptr;
    qint64 BoardSettings::*shown = nullptr; ///< what holds, where that is not what was set
};

Error refused(const char *key, const QString &why)
{
    return invalid("value", QStringLiteral("%1: %2").arg(QLatin1String(key), why)).with("key", QLatin1String(key));
}

std::optional<qint64> integer(const QJsonValue &value)
{
    if (!value.isDouble())
        return std::nullopt;
    constexpr qint64 none = std::numeric_limits<qint64>::min();
    const qint64 number = value.toInteger(none);
    return number == none ? std::nullopt : std::optional(number);
}

// Integers

Done setNumber(BoardSettings &settings, const Row &row, const QJsonValue &value)
{
    const auto number = integer(value);
    if (!number || *number < row.least || *number > row.most)
        return refused(row.key, QStringLiteral("an integer from %1 to %2 is needed").arg(row.least).arg(row.most));
    settings.*row.number = *number;
    return {};
}

void writeNumber(const BoardSettings &settings, const Row &row, JsonWriter &writer)
{
    writer.value(settings.*(row.shown ? row.shown : row.number));
}

constexpr Row number(const char *key, qint64 BoardSettings::*member, qint64 least, qint64 most,
                     qint64 BoardSettings::*shown = nullptr)
{
    return {key, setNumber, writeNumber, member, least, most, nullptr, shown};
}

// Switches

Done setFlag(BoardSettings &settings, const Row &row, const QJsonValue &value)
{
    if (!value.isBool())
        return refused(row.key, QStringLiteral("true or false is needed"));
    settings.*row.flag = value.toBool();
    return {};
}

void writeFlag(const BoardSettings &settings, const Row &row, JsonWriter &writer)
{
    writer.value(settings.*row.flag);
}

constexpr Row flag(const char *key, bool BoardSettings::*member)
{
    return {key, setFlag, writeFlag, nullptr, 0, 0, member, nullptr};
}

// Words, lists and limits

template<class E>
Result<E> word(const Row &row, const QJsonValue &value)
{
    const auto known = value.isString() ? enumFromText<E>(value.toString()) : std::nullopt;
    if (!known)
        return refused(row.key, QStringLiteral("this value is unknown"));
    return *known;
}

Result<QStringList> texts(const Row &row, const QJsonValue &value)
{
    QStringList result;
    if (!value.isArray())
        return refused(row.key, QStringLiteral("a list of texts is needed"));
    const QJsonArray entries = value.toArray();
    for (const QJsonValue entry : entries) {
        if (!entry.isString())
            return refused(row.key, QStringLiteral("a list of texts is needed"));
        result.append(entry.toString().trimmed());
    }
    return result;
}

Done setRights(BoardSettings &settings, const Row &row, const QJsonValue &value)
{
    STINT_TRY_LET(const QStringList names, texts(row, value));
    QList<AgentRight> rights;
    for (const QString &name : names) {
        const auto right = enumFromText<AgentRight>(name);
        if (!right)
            return refused(row.key, QStringLiteral("there is no right \"%1\"").arg(name.left(64)));
        if (!rights.contains(*right))
            rights.append(*right);
    }
    std::sort(rights.begin(), rights.end());
    settings.agentRights = rights;
    return {};
}

void writeRights(const BoardSettings &settings, const Row &, JsonWriter &writer)
{
    writer.beginArray();
    for (const AgentRight right : settings.agentRights)
        writer.value(QString(toText(right)));
    writer.endArray();
}

Done setChannels(BoardSettings &settings, const Row &row, const QJsonValue &value)
{
    STINT_TRY_LET(const QStringList given, texts(row, value));
    if (!std::all_of(given.begin(), given.end(), isChannelName))
        return refused(row.key, QStringLiteral("a name has not the form of a channel"));
    const QStringList names = sortedDistinct(given);
    if (names.size() > channelsMax)
        return refused(row.key, QStringLiteral("at most %1 channels are allowed").arg(channelsMax));
    settings.channelsAllowed = names;
    return {};
}

void writeChannels(const BoardSettings &settings, const Row &, JsonWriter &writer)
{
    writer.beginArray();
    for (const QString &name : settings.channelsAllowed)
        writer.value(name);
    writer.endArray();
}

Done setReviewPolicy(BoardSettings &settings, const Row &row, const QJsonValue &value)
{
    STINT_TRY_LET(settings.reviewPolicy, word<ReviewPolicy>(row, value));
    return {};
}

void writeReviewPolicy(const BoardSettings &settings, const Row &, JsonWriter &writer)
{
    writer.value(QString(toText(settings.reviewPolicy)));
}

Done setFailurePolicy(BoardSettings &settings, const Row &row, const QJsonValue &value)
{
    STINT_TRY_LET(settings.reviewFailurePolicy, word<ReviewFailurePolicy>(row, value));
    return {};
}

void writeFailurePolicy(const BoardSettings &settings, const Row &, JsonWriter &writer)
{
    writer.value(QString(toText(settings.reviewFailurePolicy)));
}

Result<WipLimit> wipLimit(const Row &row, const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    const auto most = integer(object.value(QLatin1String("limit")));
    const QJsonValue hard = object.value(QLatin1String("hard"));
    if (!value.isObject() || !most || *most < 1 || *most > wipLimitMax || (!hard.isUndefined() && !hard.isBool()) ||
        object.size() != (hard.isUndefined() ? 1 : 2))
        return refused(row.key, QStringLiteral("a column needs {\"limit\": 1 or more, \"hard\": true or false}"));
    return WipLimit{static_cast<int>(*most), hard.toBool()};
}

Done setWipLimits(BoardSettings &settings, const Row &row, const QJsonValue &value)
{
    const QJsonObject columns = value.toObject();
    if (!value.isObject() || columns.size() > wipColumnsMax)
        return refused(row.key, QStringLiteral("an object of at most %1 columns is needed").arg(wipColumnsMax));
    QMap<QString, WipLimit> limits;
    for (auto column = columns.begin(); column != columns.end(); ++column) {
        QString name = column.key();
        STINT_TRY(checkRequiredName("value", name, wipColumnBytes));
        STINT_TRY_LET(const WipLimit limit, wipLimit(row, column.value()));
        limits.insert(name, limit);
    }
    settings.wipLimits = limits;
    return {};
}

void writeWipLimits(const BoardSettings &settings, const Row &, JsonWriter &writer)
{
    writer.beginObject();
    for (auto column = settings.wipLimits.begin(); column != settings.wipLimits.end(); ++column) {
        writer.key(column.key());
        writer.beginObject();
        writer.member("limit", column->limit);
        writer.member("hard", column->hard);
        writer.endObject();
    }
    writer.endObject();
}

using S = BoardSettings;
constexpr std::array table{
    number("lease.default_ms", &S::leaseDefaultMs, 1'000, dayMs),
    Row{"agent_rights", setRights, writeRights},
    number("force.limit", &S::forceLimit, 1, 1'000),
    number("force.window_ms", &S::forceWindowMs, 1'000, 3'600'000),
    number("heartbeat.flush_ms", &S::heartbeatFlushMs, 0, 60'000),
    flag("require_evidence", &S::requireEvidence),
    Row{"channels.allowed", setChannels, writeChannels},
    Row{"review.policy", setReviewPolicy, writeReviewPolicy},
    number("review.max_rounds", &S::reviewMaxRounds, 1, 20),
    number("review.max_review_attempts", &S::reviewMaxReviewAttempts, 1, 10),
    number("review.timeout_ms", &S::reviewTimeoutMs, 0, 2'592'000'000),
    number("review.rapid_terminal_window_ms", &S::reviewRapidTerminalWindowMs, 0, 3'600'000),
    number("review.rapid_terminal_limit", &S::reviewRapidTerminalLimit, 2, 10),
    Row{"review.failure_policy", setFailurePolicy, writeFailurePolicy},
    flag("profile.allow_provider_override", &S::profileAllowProviderOverride),
    flag("profile.allow_sandbox_none", &S::profileAllowSandboxNone),
    flag("profile.allow_sandbox_ref", &S::profileAllowSandboxRef),
    number("profile.guidance_max_bytes", &S::profileGuidanceMaxBytes, 0, 8'192),
    number("context.body_max_bytes", &S::contextBodyMaxBytes, 4'096, 262'144),
    number("context.summary_max_bytes", &S::contextSummaryMaxBytes, 512, 65'536),
    number("context.prior_attempts", &S::contextPriorAttempts, 0, 20),
    number("context.recent_events", &S::contextRecentEvents, 0, 200),
    number("context.max_runtime_ms", &S::contextMaxRuntimeMs, 0, dayMs),
    number("scheduler.cycle_ms", &S::schedulerCycleMs, 1'000, 300'000),
    number("sweeper.interval_ms", &S::sweeperIntervalMs, 1'000, 300'000),
    number("scheduler.wake_cooldown_ms", &S::schedulerWakeCooldownMs, 0, 3'600'000),
    number("starvation.age_ms", &S::starvationAgeMs, 1'000, dayMs),
    number("starvation.min_queued_age_ms", &S::starvationMinQueuedAgeMs, 1'000, dayMs),
    number("starvation.fan_out_after", &S::fanOutAfterSet, 1, 10'000, &S::starvationFanOutAfter),
    number("starvation.spawn_after", &S::spawnAfterSet, 1, 10'000, &S::starvationSpawnAfter),
    number("starvation.event_after", &S::eventAfterSet, 1, 10'000, &S::starvationEventAfter),
    number("starvation.needs_attention_after", &S::needsAttentionAfterSet, 1, 10'000,
           &S::starvationNeedsAttentionAfter),
    number("starvation.spawn_lifetime_ms", &S::starvationSpawnLifetimeMs, 60'000, dayMs),
    number("stop.grace_ms", &S::stopGraceMs, 0, 600'000),
    Row{"wip_limits", setWipLimits, writeWipLimits},
};

const Row *rowFor(const QString &key)
{
    const auto row =
        std::find_if(table.begin(), table.end(), [&](const Row &r) { return key == QLatin1String(r.key); });
    return row == table.end() ? nullptr : &*row;
}

void keepLadderInOrder(BoardSettings &settings)
{
    settings.starvationFanOutAfter = settings.fanOutAfterSet;
    settings.starvationSpawnAfter = std::max(settings.spawnAfterSet, settings.starvationFanOutAfter);
    settings.starvationEventAfter = std::max(settings.eventAfterSet, settings.starvationSpawnAfter);
    settings.starvationNeedsAttentionAfter = std::max(settings.needsAttentionAfterSet, settings.starvationEventAfter);
}

} // namespace

QStringList settingKeys()
{
    QStringList keys;
    for (const Row &row : table)
        keys.append(QLatin1String(row.key));
    return keys;
}

Json settingValue(const BoardSettings &settings, const QString &key)
{
    const Row *row = rowFor(key);
    if (!row)
        return {};
    JsonWriter writer;
    row->write(settings, *row, writer);
    return {writer.take()};
}

Done setSetting(BoardSettings &settings, const QString &key, const Json &value)
{
    const Row *row = rowFor(key.trimmed());
    if (!row)
        return invalid("key", QStringLiteral("There is no setting \"%1\".").arg(key.trimmed().left(64)));
    // Qt parses documents only, so the value travels inside a list.
    const QJsonArray wrapped = QJsonDocument::fromJson('[' + value.text + ']').array();
    if (wrapped.size() != 1)
        return refused(row->key, QStringLiteral("one JSON value is needed"));
    STINT_TRY(row->set(settings, *row, wrapped.first()));
    keepLadderInOrder(settings);
    return {};
}

} // namespace stint
