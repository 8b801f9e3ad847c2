#include "model/domain/actor.h"
#include "model/domain/error.h"
#include "model/domain/eventtypes.h"
#include "model/domain/fields.h"
#include "model/domain/run.h"
#include "model/domain/time.h"
#include "model/domain/verbs/all.h"
#include "tests/support/eventtable.h"
#include "tests/support/testmain.h"

#include <QSet>
#include <QTest>

using namespace stint;

namespace
{

template<class E>
void everyTextComesBack()
{
    QSet<QString> seen;
    for (std::size_t i = 0; i < EnumTexts<E>::values.size(); ++i) {
        const E value = static_cast<E>(i);
        const QString text = toText(value);
        QVERIFY2(enumFromText<E>(text) == value, qPrintable(text));
        QVERIFY2(enumFromText<E>(QStringLiteral(" ") + text.toUpper() + QStringLiteral("\n")) == value,
                 qPrintable(text));
        seen.insert(text);
    }
    QCOMPARE(static_cast<std::size_t>(seen.size()), EnumTexts<E>::values.size());
    QVERIFY(!enumFromText<E>(u"no such value"));
}

/// Names of the fields of \a T, inlined ones included.
template<Described T>
QStringList fieldNames();

template<class S, class M>
QStringList namesOf(const Field<S, M> &field)
{
    return {QLatin1String(field.name)};
}

template<class S, class M>
QStringList namesOf(const Inlined<S, M> &)
{
    return fieldNames<M>();
}

template<Described T>
QStringList fieldNames()
{
    QStringList names;
    forEachField<T>([&](const auto &field) { names += namesOf(field); });
    return names;
}

template<Request R>
void checkRequest(QSet<QString> &methods)
{
    const QString name = QLatin1String(R::method.name);
    QVERIFY2(!methods.contains(name), qPrintable(name));
    methods.insert(name);
    QVERIFY2(name.count(QLatin1Char('.')) == 1, qPrintable(name));
    QVERIFY2(QLatin1String(R::method.summary).endsWith(QLatin1Char('.')), qPrintable(name));
    const QStringList fields = fieldNames<R>();
    QVERIFY2(QSet<QString>(fields.begin(), fields.end()).size() == fields.size(), qPrintable(name));
}

template<Request... R>
void checkRequests(TypeList<R...>, QSet<QString> &methods)
{
    (checkRequest<R>(methods), ...);
}

} // namespace

class ValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesTravel_data();
    void timesTravel();
    void noTimes_data();
    void noTimes();
    void timesBeyondTheCalendar();
    void enumerationsTravel();
    void weights();
    void statusGroups();
    void errorTable();
    void errorsCarryData();
    void pairings_data();
    void pairings();
    void manualRuns();
    void equalityIsExpired();
    void methodTableIsSound();
    void eventTypesAreThoseOfTheTables();
    void eventTypesAreChecked_data();
    void eventTypesAreChecked();
};

void ValuesTest::timesTravel_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");
    const auto row = [](const char *name, const char *text, const char *canonical) {
        QTest::newRow(name) << QString(QLatin1String(text)) << QString(QLatin1String(canonical));
    };
    row("FRM-06 canonical", "2026-11-21T10:20:30.123Z", "2026-11-21T10:20:30.123Z");
    row("without fraction", "2026-11-21T10:20:30Z", "2026-11-21T10:20:30.000Z");
    row("one digit", "2026-11-21T10:20:30.5Z", "2026-11-21T10:20:30.500Z");
    row("nine digits", "2026-11-21T10:20:30.123999999Z", "2026-11-21T10:20:30.123Z");
    row("east", "2026-11-21T01:20:30.000+02:30", "2026-11-20T22:50:30.000Z");
    row("west", "2026-12-31T23:59:59.999-01:00", "2027-01-01T00:59:59.999Z");
    row("small letters", "2026-11-21t10:20:30z", "2026-11-21T10:20:30.000Z");
    row("leap day", "2028-02-29T00:00:00Z", "2028-02-29T00:00:00.000Z");
    row("first", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z");
    row("last", "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z");
    row("before 1970", "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z");
}

void ValuesTest::timesTravel()
{
    QFETCH(QString, text);
    QFETCH(QString, canonical);
    const auto time = timeFromText(text);
    QVERIFY(time);
    QCOMPARE(toText(*time), canonical);
    QVERIFY(timeFromText(canonical) == time);
}

void ValuesTest::noTimes_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "2026-11-21", "2026-11-21T10:20Z", "2026-11-21 10:20:30Z", "2026-11-21T10:20:30", "2026-02-30T10:20:30Z",
          "2026-11-21T24:00:00Z", "2026-11-21T10:60:00Z", "2026-11-21T10:20:30.Z", "2026-11-21T10:20:30.1234567890Z",
          "2026-11-21T10:20:30Zx", "2026-11-21T10:20:30+24:00", "2026-11-21T10:20:30+0100", "+026-11-21T10:20:30Z",
          "2026-11-21T10:20:3 Z", " 2026-11-21T10:20:30Z", "0000-12-31T10:00:00Z", "0001-01-01T00:00:00+14:00",
          "9999-12-31T23:59:59.999-01:00"})
        QTest::newRow(text[0] ? text : "empty") << QString(QLatin1String(text));
}

void ValuesTest::noTimes()
{
    QFETCH(QString, text);
    QVERIFY(!timeFromText(text));
}

/// What a board of an older version may hold is shown as the nearest time that can be shown.
void ValuesTest::timesBeyondTheCalendar()
{
    using Limits = std::numeric_limits<qint64>;
    QCOMPARE(toText(Time{Limits::max()}), QStringLiteral("9999-12-31T23:59:59.999Z"));
    QCOMPARE(toText(Time{Limits::min()}), QStringLiteral("0001-01-01T00:00:00.000Z"));
}

void ValuesTest::enumerationsTravel()
{
    everyTextComesBack<Scope>();
    everyTextComesBack<TaskStatus>();
    everyTextComesBack<RunStatus>();
    everyTextComesBack<Priority>();
    everyTextComesBack<ApprovalState>();
    everyTextComesBack<AttentionReason>();
    everyTextComesBack<ClaimEnd>();
    everyTextComesBack<ActorKind>();
    everyTextComesBack<OwnerKind>();
    everyTextComesBack<OriginKind>();
    everyTextComesBack<SessionState>();
    everyTextComesBack<StopReason>();
    everyTextComesBack<ReviewStatus>();
    everyTextComesBack<ReviewOutcome>();
    everyTextComesBack<CircuitReason>();
    everyTextComesBack<NextAction>();
    everyTextComesBack<InboxLane>();
    everyTextComesBack<AgentRight>();
    QVERIFY(enumFromText<FailureKind>(u"") == FailureKind::None);
    QVERIFY(!enumFromText<TaskStatus>(u""));
}

void ValuesTest::weights()
{
    QCOMPARE(weight(Priority::Low), 10);
    QCOMPARE(weight(Priority::Medium), 20);
    QCOMPARE(weight(Priority::High), 30);
    QCOMPARE(weight(Priority::Urgent), 40);
}

void ValuesTest::statusGroups()
{
    int active = 0, terminal = 0, open = 0;
    for (std::size_t i = 0; i < EnumTexts<RunStatus>::values.size(); ++i) {
        const RunStatus status = static_cast<RunStatus>(i);
        active += isActive(status);
        terminal += isTerminal(status);
        open += isOpen(status);
        QVERIFY(isOpen(status) != isTerminal(status));
        QVERIFY(!isActive(status) || isOpen(status));
    }
    QCOMPARE(active, 3);
    QCOMPARE(terminal, 3);
    QCOMPARE(open, 5);
    QVERIFY(isAsk(AttentionReason::Quota));
    QVERIFY(!isAsk(AttentionReason::Unproven));
}

void ValuesTest::errorTable()
{
    QSet<QString> texts;
    for (int i = 0; i < errorCodeCount(); ++i) {
        const ErrorInfo &info = errorInfo(static_cast<ErrorCode>(i));
        const QString text = QLatin1String(info.text);
        QCOMPARE(info.number, 1000 + i);
        QVERIFY(errorInfoFor(text) == &info);
        QVERIFY2(!texts.contains(text), info.text);
        texts.insert(text);
        QVERIFY(QLatin1String(info.meaning).endsWith(QLatin1Char('.')));
        QVERIFY(info.exitCode >= 1 && info.exitCode <= 7);
    }
    QVERIFY(!errorInfoFor(u"no_such_code"));
    // 2.1: what may be tried again unchanged.
    QStringList retryable;
    for (int i = 0; i < errorCodeCount(); ++i) {
        if (errorInfo(static_cast<ErrorCode>(i)).retryable)
            retryable.append(QLatin1String(errorInfo(static_cast<ErrorCode>(i)).text));
    }
    QCOMPARE(retryable.join(QLatin1Char(' ')),
             QStringLiteral("force_op_rate_limited no_claimable_run queue_full rate_limited shutting_down locked "
                            "storage_unavailable too_many_connections"));
}

void ValuesTest::errorsCarryData()
{
    const Error error =
        refuse(ErrorCode::VersionConflict, "why").field("expected_version").reason("r").with("current_version", 3);
    QCOMPARE(error.reasonText(), QStringLiteral("r"));
    QCOMPARE(error.data.value(QStringLiteral("field")).toString(), QStringLiteral("expected_version"));
    QCOMPARE(error.data.value(QStringLiteral("current_version")).toInt(), 3);
    QCOMPARE(invalid("title", "x").code, ErrorCode::ValidationFailed);
}

void ValuesTest::pairings_data()
{
    QTest::addColumn<QString>("allowed");
    QTest::newRow("human") << QStringLiteral("cli web uds http");
    QTest::newRow("agent_session") << QStringLiteral("cli uds http automation agent_session");
    QTest::newRow("automation") << QStringLiteral("automation");
    QTest::newRow("extension") << QStringLiteral("extension");
    QTest::newRow("network_peer") << QStringLiteral("network");
    QTest::newRow("daemon") << QStringLiteral("daemon");
}

void ValuesTest::pairings()
{
    // ACT-01
    QFETCH(QString, allowed);
    const ActorKind actor = *enumFromText<ActorKind>(QString(QLatin1String(QTest::currentDataTag())));
    QStringList found;
    for (std::size_t i = 0; i < EnumTexts<OriginKind>::values.size(); ++i) {
        if (isAllowedPairing(actor, static_cast<OriginKind>(i)))
            found.append(toText(static_cast<OriginKind>(i)));
    }
    QCOMPARE(found.join(QLatin1Char(' ')), allowed);
}

void ValuesTest::manualRuns()
{
    // RUN-04
    Run run;
    run.status = RunStatus::Claimed;
    run.claimedBy = ActorRef{ActorKind::Human, QStringLiteral("ada")};
    QVERIFY(run.isManual());
    run.sessionId = SessionId(QStringLiteral("sess-1"));
    QVERIFY(!run.isManual());
    run.sessionId.reset();
    run.claimTokenHash = QStringLiteral("sha256:x");
    QVERIFY(!run.isManual());
    run.claimTokenHash.clear();
    run.status = RunStatus::Starting;
    QVERIFY(!run.isManual());
}

void ValuesTest::equalityIsExpired()
{
    // LSE-02 step 4
    Run run;
    QVERIFY(!run.isExpired(Time{5}));
    run.leaseUntil = Time{10};
    QVERIFY(!run.isExpired(Time{9}));
    QVERIFY(run.isExpired(Time{10}));
}

void ValuesTest::methodTableIsSound()
{
    QSet<QString> methods;
    checkRequests(TaskMethods{}, methods);
    checkRequests(RunMethods{}, methods);
    checkRequests(ReviewMethods{}, methods);
    checkRequests(BoardMethods{}, methods);
    QVERIFY(methods.contains(QStringLiteral("task.update")));
    // Fields of a task that an update cannot name are not among those it can (VAL-08).
    const QStringList mutableFields = fieldNames<TaskChanges>();
    for (const char *name : TaskUpdate::immutableFields)
        QVERIFY2(!mutableFields.contains(QLatin1String(name)), name);
}

/// Section 18.
void ValuesTest::eventTypesAreThoseOfTheTables()
{
    QStringList types, rows;
    for (const char *const type : eventTypes)
        types += QLatin1String(type);
    for (const test::EventRow &row : test::eventTable)
        rows += QLatin1String(row.type);
    QCOMPARE(types, rows);
}

void ValuesTest::eventTypesAreChecked_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char *type, const char *outcome) {
        QTest::newRow(type) << QString::fromLatin1(type) << QString::fromLatin1(outcome);
    };
    row("task.created", "task.created");
    row(" Task.Created\n", "task.created");
    row(" ", "");
    row("task.comented", "kinds has no value \"task.comented\"; the nearest is \"task.commented\"");
    row("run_claimed", "kinds has no value \"run_claimed\"; the nearest is \"task.run_claimed\"");
}

void ValuesTest::eventTypesAreChecked()
{
    // VAL-10, ENM-01.
    QFETCH(QString, type);
    const auto checked = checkEventTypes("kinds", {type});
    QTEST(checked ? checked->join(QLatin1Char(' ')) : checked.error().message, "outcome");
    QVERIFY(checked || checked.error().code == ErrorCode::ValidationFailed);
}

STINT_REGISTER_TEST(ValuesTest)
#include "tst_values.moc"
