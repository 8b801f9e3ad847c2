#include "model/domain/settings.h"
#include "model/domain/text.h"
#include "tests/support/testmain.h"

#include <QTest>

using namespace stint;

class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaults_data();
    void defaults();
    void everyKeyHasADefault();
    void bounds_data();
    void bounds();
    void values_data();
    void values();
    void unknownKeys();
    void refusedValuesChangeNothing();
    void ladderKeepsItsOrder();
    void channelListIsBounded();
};

void SettingsTest::defaults_data()
{
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *key, const char *expected) { QTest::newRow(key) << QByteArray(expected); };
    row("lease.default_ms", "300000");
    row("agent_rights", "[]");
    row("force.limit", "10");
    row("force.window_ms", "60000");
    row("heartbeat.flush_ms", "5000");
    row("require_evidence", "false");
    row("channels.allowed", "[]");
    row("review.policy", "\"none\"");
    row("review.max_rounds", "3");
    row("review.max_review_attempts", "2");
    row("review.timeout_ms", "1200000");
    row("review.rapid_terminal_window_ms", "120000");
    row("review.rapid_terminal_limit", "3");
    row("review.failure_policy", "\"block_task\"");
    row("profile.allow_provider_override", "true");
    row("profile.allow_sandbox_none", "true");
    row("profile.allow_sandbox_ref", "true");
    row("profile.guidance_max_bytes", "8192");
    row("context.body_max_bytes", "8192");
    row("context.summary_max_bytes", "4096");
    row("context.prior_attempts", "5");
    row("context.recent_events", "50");
    row("context.max_runtime_ms", "0");
    row("scheduler.cycle_ms", "15000");
    row("sweeper.interval_ms", "15000");
    row("scheduler.wake_cooldown_ms", "60000");
    row("starvation.age_ms", "120000");
    row("starvation.min_queued_age_ms", "120000");
    row("starvation.fan_out_after", "2");
    row("starvation.spawn_after", "4");
    row("starvation.event_after", "6");
    row("starvation.needs_attention_after", "10");
    row("starvation.spawn_lifetime_ms", "900000");
    row("stop.grace_ms", "5000");
    row("wip_limits", "{}");
}

void SettingsTest::defaults()
{
    QFETCH(QByteArray, expected);
    QCOMPARE(settingValue(BoardSettings{}, QLatin1String(QTest::currentDataTag())).text, expected);
}

void SettingsTest::everyKeyHasADefault()
{
    const QStringList keys = settingKeys();
    QCOMPARE(keys.size(), 35); // rows of defaults_data
    for (const QString &key : keys) {
        BoardSettings settings;
        const Done again = setSetting(settings, key, settingValue(settings, key));
        QVERIFY2(again, qPrintable(key));
        QVERIFY(settings == BoardSettings{});
    }
}

void SettingsTest::bounds_data()
{
    QTest::addColumn<qint64>("least");
    QTest::addColumn<qint64>("most");
    const auto row = [](const char *key, qint64 least, qint64 most) { QTest::newRow(key) << least << most; };
    row("lease.default_ms", 1'000, 86'400'000);
    row("force.limit", 1, 1'000);
    row("force.window_ms", 1'000, 3'600'000);
    row("heartbeat.flush_ms", 0, 60'000);
    row("review.max_rounds", 1, 20);
    row("review.max_review_attempts", 1, 10);
    row("review.timeout_ms", 0, 2'592'000'000);
    row("review.rapid_terminal_window_ms", 0, 3'600'000);
    row("review.rapid_terminal_limit", 2, 10);
    row("profile.guidance_max_bytes", 0, 8'192);
    row("context.body_max_bytes", 4'096, 262'144);
    row("context.summary_max_bytes", 512, 65'536);
    row("context.prior_attempts", 0, 20);
    row("context.recent_events", 0, 200);
    row("context.max_runtime_ms", 0, 86'400'000);
    row("scheduler.cycle_ms", 1'000, 300'000);
    row("sweeper.interval_ms", 1'000, 300'000);
    row("scheduler.wake_cooldown_ms", 0, 3'600'000);
    row("starvation.age_ms", 1'000, 86'400'000);
    row("starvation.min_queued_age_ms", 1'000, 86'400'000);
    row("starvation.fan_out_after", 1, 10'000);
    row("starvation.spawn_after", 1, 10'000);
    row("starvation.event_after", 1, 10'000);
    row("starvation.needs_attention_after", 1, 10'000);
    row("starvation.spawn_lifetime_ms", 60'000, 86'400'000);
    row("stop.grace_ms", 0, 600'000);
}

void SettingsTest::bounds()
{
    QFETCH(qint64, least);
    QFETCH(qint64, most);
    const QString key = QLatin1String(QTest::currentDataTag());
    BoardSettings settings;
    const auto accepts = [&](const QByteArray &value) { return setSetting(settings, key, {value}).has_value(); };
    QVERIFY(accepts(QByteArray::number(least)));
    QVERIFY(accepts(QByteArray::number(most)));
    QVERIFY(!accepts(QByteArray::number(least - 1)));
    QVERIFY(!accepts(QByteArray::number(most + 1)));
    QVERIFY(!accepts(QByteArray::number(least) + ".5"));
    QVERIFY(!accepts('"' + QByteArray::number(least) + '"'));
    QVERIFY(!accepts("null"));
    QVERIFY(!accepts({}));
    QVERIFY(!accepts("1e300"));
}

void SettingsTest::values_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *key, const char *value, const char *expected) {
        QTest::newRow(name) << QString(QLatin1String(key)) << QByteArray(value) << QByteArray(expected);
    };
    const char *refused = "validation_failed";
    row("ACT-07 rights in order, distinct", "agent_rights", R"(["edit"," Force ","edit"])", R"(["force","edit"])");
    row("ACT-07 unknown right", "agent_rights", R"(["root"])", refused);
    row("ACT-07 no list", "agent_rights", R"("edit")", refused);
    row("ACT-07 number in list", "agent_rights", "[1]", refused);
    row("switch", "require_evidence", "true", "true");
    row("no switch", "require_evidence", "1", refused);
    row("policy", "review.policy", R"("On_Success")", R"("on_success")");
    row("unknown policy", "review.policy", R"("sometimes")", refused);
    row("blank policy", "review.policy", R"("")", refused);
    row("failure policy", "review.failure_policy", R"("block_task")", R"("block_task")");
    row("other failure policy", "review.failure_policy", R"("ignore")", refused);
    row("IDN-06 channels", "channels.allowed", R"(["b","a","b"])", R"(["a","b"])");
    row("IDN-06 no channel", "channels.allowed", R"(["A"])", refused);
    row("IDN-06 blank channel", "channels.allowed", R"([""])", refused);
    row("limits", "wip_limits", R"({"review":{"limit":5,"hard":true},"in_progress":{"limit":3}})",
        R"({"in_progress":{"limit":3,"hard":false},"review":{"limit":5,"hard":true}})");
    row("limit 0", "wip_limits", R"({"review":{"limit":0}})", refused);
    row("limit without number", "wip_limits", R"({"review":{"hard":true}})", refused);
    row("limit with more", "wip_limits", R"({"review":{"limit":1,"soft":true}})", refused);
    row("limit as number", "wip_limits", R"({"review":1})", refused);
    row("two values", "require_evidence", "true,true", refused);
    row("no JSON", "require_evidence", "{", refused);
}

void SettingsTest::values()
{
    QFETCH(QString, key);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    BoardSettings settings;
    const Done done = setSetting(settings, key, {value});
    QCOMPARE(done ? settingValue(settings, key).text : QByteArray(errorInfo(done.error().code).text), expected);
}

void SettingsTest::unknownKeys()
{
    BoardSettings settings;
    const Done done = setSetting(settings, QStringLiteral("lease.default"), {"1000"});
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::ValidationFailed);
    QCOMPARE(done.error().data.value(QStringLiteral("field")).toString(), QStringLiteral("key"));
    QVERIFY(settingValue(settings, QStringLiteral("lease.default")).isNull());
}

void SettingsTest::refusedValuesChangeNothing()
{
    BoardSettings settings;
    QVERIFY(setSetting(settings, QStringLiteral("agent_rights"), {R"(["force"])"}));
    const BoardSettings before = settings;
    QVERIFY(!setSetting(settings, QStringLiteral("agent_rights"), {R"(["edit","root"])"}));
    QVERIFY(!setSetting(settings, QStringLiteral("channels.allowed"), {R"(["a","B"])"}));
    QVERIFY(!setSetting(settings, QStringLiteral("wip_limits"), {R"({"a":{"limit":1},"b":2})"}));
    QVERIFY(settings == before);
}

void SettingsTest::ladderKeepsItsOrder()
{
    BoardSettings settings;
    const auto set = [&](const char *key, const char *value) {
        return setSetting(settings, QLatin1String(key), {value});
    };
    QVERIFY(set("starvation.fan_out_after", "8"));
    QCOMPARE(settings.starvationFanOutAfter, 8);
    QCOMPARE(settings.starvationSpawnAfter, 8);
    QCOMPARE(settings.starvationEventAfter, 8);
    QCOMPARE(settings.starvationNeedsAttentionAfter, 10);
    QCOMPARE(settingValue(settings, QStringLiteral("starvation.spawn_after")).text, QByteArray("8"));
    // What was set for a later step holds again when the earlier one gives way.
    QVERIFY(set("starvation.fan_out_after", "1"));
    QCOMPARE(settings.starvationSpawnAfter, 4);
    QVERIFY(settings.starvationEventAfter == 6);
}

void SettingsTest::channelListIsBounded()
{
    const auto list = [](int count) {
        QByteArray text("[");
        for (int i = 0; i < count; ++i)
            text += (i ? ",\"c" : "\"c") + QByteArray::number(i) + '"';
        return Json{text + ']'};
    };
    BoardSettings settings;
    QVERIFY(setSetting(settings, QStringLiteral("channels.allowed"), list(256)));
    QVERIFY(!setSetting(settings, QStringLiteral("channels.allowed"), list(257)));
}

STINT_REGISTER_TEST(SettingsTest)
#include "tst_settings.moc"
