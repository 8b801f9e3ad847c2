#include "model/domain/text.h"
#include "tests/service/flow.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace stint;
using namespace stint::test;

/// The context bundle (section 14).
class ContextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agentReadsItsOwnRun();
    void agentWithoutWork();
    void reviewerReadsWhatItReviews();
    void operatorReadsTheBestRun();
    void partsAndBounds();
    void continuationPart();
    void continuationWithoutGuidance();
    void answerPart();
    void truncationMarks();
    void secretsStayInside();
    void budgetDropsInOrder();
    void budgetHalvesTexts();
    void budgetThatCannotBeMet();
};

namespace
{

QJsonObject bundleOf(Flow &board, const Actor &actor, const TaskContext &request)
{
    const auto reply = Flow::must(board.query(actor, request), "task.context");
    return QJsonDocument::fromJson(reply.bundle.text).object();
}

QJsonObject taskBundle(Flow &board, const TaskId &task)
{
    TaskContext request;
    request.taskId = task;
    return bundleOf(board, board.human, request);
}

QString text(const QJsonObject &object, const char *part, const char *member)
{
    return object.value(QLatin1String(part)).toObject().value(QLatin1String(member)).toString();
}

bool isCut(const QJsonObject &object, const char *part)
{
    return object.value(QLatin1String(part)).toObject().value(QStringLiteral("truncated")).toBool();
}

QJsonArray list(const QJsonObject &object, const char *part)
{
    return object.value(QLatin1String(part)).toArray();
}

TaskId addDescribed(Flow &board, qsizetype bytes)
{
    TaskCreate create;
    create.title = QStringLiteral("Task");
    create.description = QString(bytes, QLatin1Char('d'));
    return board.addTask(create);
}

} // namespace

void ContextTest::agentReadsItsOwnRun()
{
    // CTX-01.
    Flow board;
    const Run run = board.claimed(board.addTask());
    const TaskId foreign = board.addTask();
    const QJsonObject bundle = bundleOf(board, board.worker, {});
    QCOMPARE(bundle.value(QStringLiteral("role")).toString(), QStringLiteral("worker"));
    QCOMPARE(text(bundle, "current_run", "id"), run.id.value);
    QCOMPARE(bundle.value(QStringLiteral("current_run")).toObject().value(QStringLiteral("lease_epoch")).toInt(), 1);
    TaskContext named;
    named.runId = run.id;
    QCOMPARE(text(bundleOf(board, board.worker, named), "task", "id"), run.taskId.value);
    named.runId = board.enqueue(foreign).id;
    QCOMPARE(board.outcome(board.worker, named), QStringLiteral("permission_denied/foreign_run"));
    named.runId = RunId(QStringLiteral("run-none"));
    QCOMPARE(board.outcome(board.worker, named), QStringLiteral("run_not_found"));
    TaskContext other;
    other.taskId = foreign;
    QCOMPARE(board.outcome(board.worker, other), QStringLiteral("permission_denied/foreign_run"));
}

void ContextTest::agentWithoutWork()
{
    // CTX-01: an empty bundle, no error.
    Flow board;
    const auto reply = Flow::must(board.query(board.worker, TaskContext{}), "task.context");
    QCOMPARE(reply.bundle.text, QByteArray("{\"task\":null}"));
}

void ContextTest::reviewerReadsWhatItReviews()
{
    // CTX-01.
    Flow board;
    const Run run = board.ended(board.addTask());
    const Actor critic = board.addAgent(QStringLiteral("critic"));
    QCOMPARE(board.outcome(critic, ReviewBind{board.requested(run).id, {}}), QStringLiteral("ok"));
    const QJsonObject bundle = bundleOf(board, critic, {});
    QCOMPARE(bundle.value(QStringLiteral("role")).toString(), QStringLiteral("reviewer"));
    QCOMPARE(text(bundle, "current_run", "id"), run.id.value);
    QCOMPARE(list(bundle, "review_history").size(), 1);
}

void ContextTest::operatorReadsTheBestRun()
{
    // CTX-02: the current run, else the best open one, else the latest, else the task alone.
    Flow board;
    const TaskId task = board.addTask();
    QJsonObject bundle = taskBundle(board, task);
    QVERIFY(!bundle.contains(QStringLiteral("current_run")));
    for (const char *part : {"acceptance", "prior_attempts", "recent_events", "review_history"})
        QVERIFY2(bundle.value(QLatin1String(part)).isArray(), part); // CTX-03
    const Run failed = board.ended(task, RunStatus::Failed);
    QCOMPARE(text(taskBundle(board, task), "current_run", "id"), failed.id.value);
    const Run held = board.claimed(task);
    bundle = taskBundle(board, task);
    QCOMPARE(text(bundle, "current_run", "id"), held.id.value);
    QCOMPARE(list(bundle, "prior_attempts").size(), 1);
    TaskContext earlier;
    earlier.runId = failed.id;
    QCOMPARE(text(bundleOf(board, board.human, earlier), "current_run", "error"), QStringLiteral("it broke"));
    QCOMPARE(board.outcome(board.human, TaskContext{}), QStringLiteral("validation_failed"));
}

void ContextTest::partsAndBounds()
{
    // CTX-02.
    Flow board;
    TaskCreate create;
    create.title = QStringLiteral("Title");
    create.identifier = QStringLiteral("T-1");
    create.description = QStringLiteral("What to do");
    create.acceptance = {{QStringLiteral("it works"), false, {}}, {QStringLiteral("it is fast"), true, {}}};
    const TaskId task = board.addTask(create);
    const Run failed = board.ended(task, RunStatus::Failed);
    const QJsonObject bundle = taskBundle(board, task);
    QCOMPARE(text(bundle, "task", "title"), QStringLiteral("Title"));
    QCOMPARE(text(bundle, "task", "identifier"), QStringLiteral("T-1"));
    QCOMPARE(text(bundle, "task", "status"), QStringLiteral("ready"));
    QCOMPARE(text(bundle, "task", "description"), QStringLiteral("What to do"));
    const QJsonArray acceptance = list(bundle, "acceptance");
    QCOMPARE(acceptance.size(), 2);
    QCOMPARE(acceptance.at(1).toObject().value(QStringLiteral("n")).toInt(), 2);
    QCOMPARE(acceptance.at(1).toObject().value(QStringLiteral("met")).toBool(), true);
    QCOMPARE(bundle.value(QStringLiteral("latest_event_seq")).toInteger(), board.lastSeq());
    QCOMPARE(text(bundle, "handoff_summary", "text"), failed.error);
    const QJsonObject limits = bundle.value(QStringLiteral("limits")).toObject();
    QCOMPARE(limits.value(QStringLiteral("body_max_bytes")).toInt(), 8'192);
    QCOMPARE(limits.value(QStringLiteral("summary_max_bytes")).toInt(), 4'096);
    QCOMPARE(limits.value(QStringLiteral("max_runtime_ms")).toInt(), 0);
    QCOMPARE(bundle.value(QStringLiteral("execution_profile")).toObject().value(QStringLiteral("stored")).toBool(),
             false);
    const QJsonArray events = list(bundle, "recent_events");
    QCOMPARE(events.first().toObject().value(QStringLiteral("type")).toString(), QStringLiteral("task.created"));
    QCOMPARE(events.last().toObject().value(QStringLiteral("type")).toString(), QStringLiteral("task.run_failed"));
}

void ContextTest::continuationPart()
{
    // CTX-02 review_continuation and review_history; the guidance is the hand-off.
    Flow board;
    const TaskId task = board.addTask();
    const Run run = board.ended(task);
    const Review review = board.requested(run);
    board.recorded(review, "rejected");
    QVERIFY(board.claimNext(board.worker).claimed);
    const QJsonObject bundle = bundleOf(board, board.worker, {});
    const QJsonObject part = bundle.value(QStringLiteral("review_continuation")).toObject();
    QCOMPARE(part.value(QStringLiteral("review_id")).toString(), review.id.value);
    QCOMPARE(part.value(QStringLiteral("run_id")).toString(), run.id.value);
    QCOMPARE(part.value(QStringLiteral("round")).toInt(), 1);
    QCOMPARE(part.value(QStringLiteral("outcome")).toString(), QStringLiteral("rejected"));
    QCOMPARE(part.value(QStringLiteral("missing_work")).toArray().first().toString(), QStringLiteral("tests"));
    QCOMPARE(part.value(QStringLiteral("guidance")).toString(), QStringLiteral("write tests"));
    QCOMPARE(text(bundle, "handoff_summary", "text"), QStringLiteral("write tests"));
    QCOMPARE(list(bundle, "review_history").first().toObject().value(QStringLiteral("reviewer")).toString(),
             QStringLiteral("human"));
}

void ContextTest::continuationWithoutGuidance()
{
    // CTX-02 handoff_summary: without guidance the error of the run itself.
    Flow board;
    const Review review = board.requested(board.ended(board.addTask()));
    ReviewRecord verdict = Flow::verdict(review, "rejected");
    verdict.guidance.clear();
    Flow::must(board.run(board.human, verdict), "review.record");
    const ClaimReply claim = board.claimNext(board.worker);
    QVERIFY(claim.claimed);
    const Run failed = board.end(*claim.run, RunStatus::Failed);
    QCOMPARE(text(taskBundle(board, failed.taskId), "handoff_summary", "text"), failed.error);
}

void ContextTest::answerPart()
{
    // ASK-03: the answer is part of the next bundle.
    Flow board;
    const Run run = board.claimed(board.addTask());
    RunAsk ask;
    ask.lease.runId = run.id;
    ask.kind = QStringLiteral("needs_input");
    ask.question = QStringLiteral("which branch?");
    QCOMPARE(board.outcome(board.worker, ask), QStringLiteral("ok"));
    QCOMPARE(board.outcome(board.human, RunAnswer{run.id, QStringLiteral("main")}), QStringLiteral("ok"));
    QVERIFY(board.claimNext(board.worker).claimed);
    const QJsonObject bundle = bundleOf(board, board.worker, {});
    QCOMPARE(text(bundle, "answer", "question"), QStringLiteral("which branch?"));
    QCOMPARE(text(bundle, "answer", "text"), QStringLiteral("main"));
}

void ContextTest::truncationMarks()
{
    // CTX-03: `...` inside the bound, no split character, a mark on the part; exactly the bound is not cut.
    Flow board;
    board.set("context.body_max_bytes", "65536");
    QJsonObject bundle = taskBundle(board, addDescribed(board, 4'096));
    QVERIFY(!isCut(bundle, "task"));
    TaskCreate create;
    create.title = QStringLiteral("Task");
    create.description = QString(4'097 / 2 + 1, QChar(0x00e4)); // two bytes each: 4098
    create.acceptance = {{QString(257, QLatin1Char('a')), false, {}}};
    bundle = taskBundle(board, board.addTask(create));
    QVERIFY(isCut(bundle, "task"));
    const QString cut = text(bundle, "task", "description");
    QVERIFY(cut.endsWith(QStringLiteral("...")));
    QVERIFY(utf8Bytes(cut) <= 4'096 && utf8Bytes(cut) >= 4'094);
    QVERIFY(cut.startsWith(QChar(0x00e4)) && !cut.contains(QChar(0xfffd)));
    const QJsonObject criterion = list(bundle, "acceptance").first().toObject();
    QCOMPARE(utf8Bytes(criterion.value(QStringLiteral("text")).toString()), 256);
    QCOMPARE(criterion.value(QStringLiteral("truncated")).toBool(), true);
}

void ContextTest::secretsStayInside()
{
    // RED-03, RED-04: token texts and secret keys of what older versions or hands may have stored.
    Flow board;
    const TaskId task = board.addTask();
    board.act(board.sweeper, [&](Verb &verb) {
        Task row = *verb.task(task);
        row.description = QStringLiteral("use stint_claim_abc123 now");
        verb.save(row);
        Event event;
        event.id = EventId(QStringLiteral("evt-secret"));
        event.taskId = task;
        event.type = QStringLiteral("task.commented");
        event.payload.text = "{\"text\":\"x\",\"oauth_code\":\"42\",\"deep\":{\"a_secret\":1,\"kept\":2}}";
        event.time = verb.now;
        event.actor = verb.actor.who;
        event.origin = verb.actor.origin;
        verb.store.appendEvent(event);
    });
    const auto reply = Flow::must(board.query(board.human, TaskContext{task, {}}), "task.context");
    QVERIFY(reply.bundle.text.contains("use stint_claim_[REDACTED] now"));
    for (const char *secret : {"abc123", "oauth_code", "a_secret"})
        QVERIFY2(!reply.bundle.text.contains(secret), secret);
    QVERIFY(reply.bundle.text.contains("\"kept\":2"));
    const auto timeline = Flow::must(board.query(board.human, TaskTimeline{task, {}, {}, false}), "task.timeline");
    QVERIFY(!timeline.items.back().event.payload.text.contains("oauth_code")); // LIV-02
}

void ContextTest::budgetDropsInOrder()
{
    // CTX-04: events first, oldest first; then prior attempts; then reviews; texts stay as long as rows can go.
    Flow board;
    board.set("context.body_max_bytes", "65536");
    const TaskId task = addDescribed(board, 2'000);
    board.set("review.rapid_terminal_window_ms", "0");
    board.recorded(board.requested(board.ended(task, RunStatus::Failed)), "approved");
    board.recorded(board.requested(board.ended(task, RunStatus::Failed)), "approved");
    board.claimed(task);
    const auto sizes = [&](int budget) {
        board.set("context.body_max_bytes", QByteArray::number(budget));
        const auto reply = Flow::must(board.query(board.worker, TaskContext{}), "task.context");
        if (reply.bundle.text.size() > budget)
            qFatal("the bundle is over its budget");
        const QJsonObject bundle = QJsonDocument::fromJson(reply.bundle.text).object();
        return std::tuple(list(bundle, "recent_events").size(), list(bundle, "prior_attempts").size(),
                          list(bundle, "review_history").size(), utf8Bytes(text(bundle, "task", "description")));
    };
    const auto whole = sizes(65'536);
    QCOMPARE(std::get<1>(whole), 2);
    QCOMPARE(std::get<2>(whole), 2);
    QVERIFY(std::get<0>(whole) > 8);
    auto before = whole;
    for (int budget = 12'000; budget >= 4'096; budget -= 61) {
        const auto now = sizes(budget);
        const auto [events, attempts, reviews, bytes] = now;
        QVERIFY(events <= std::get<0>(before));
        // Nothing of a later kind goes while something of an earlier kind is left.
        if (attempts < 2)
            QCOMPARE(events, 0);
        if (reviews < 2)
            QCOMPARE(attempts, 0);
        if (bytes < 2'000)
            QCOMPARE(reviews, 0);
        before = now;
    }
    QVERIFY(std::get<0>(before) < std::get<0>(whole));
}

void ContextTest::budgetHalvesTexts()
{
    // CTX-04: hand-off before description before criteria; halving stops at 64 bytes.
    Flow board;
    board.set("context.body_max_bytes", "4096");
    TaskCreate create;
    create.title = QStringLiteral("Task");
    create.description = QString(3'000, QLatin1Char('d'));
    for (int i = 0; i < 8; ++i)
        create.acceptance.push_back({QString(256, QLatin1Char('a')), false, {}});
    const TaskId task = board.addTask(create);
    const QJsonObject bundle = taskBundle(board, task);
    QVERIFY(isCut(bundle, "task"));
    QVERIFY(utf8Bytes(text(bundle, "task", "description")) >= 64);
    for (const QJsonValue &criterion : list(bundle, "acceptance"))
        QVERIFY(utf8Bytes(criterion.toObject().value(QStringLiteral("text")).toString()) == 256 ||
                utf8Bytes(text(bundle, "task", "description")) <= 64);
}

void ContextTest::budgetThatCannotBeMet()
{
    // CTX-04: what may not be cut alone is above the budget.
    Flow board;
    board.set("context.body_max_bytes", "4096");
    const TaskId task = board.addTask();
    ProfileSet profile;
    profile.taskId = task;
    for (int i = 0; i < 40; ++i)
        profile.sections.worker.allowedAgents << QStringLiteral("agent-%1").arg(i, 120, 10, QLatin1Char('0'));
    QCOMPARE(board.outcome(board.human, profile), QStringLiteral("ok"));
    QCOMPARE(board.outcome(board.human, TaskContext{task, {}}), QStringLiteral("payload_too_large"));
}

STINT_REGISTER_TEST(ContextTest)
#include "tst_context.moc"
