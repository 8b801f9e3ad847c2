#pragma once

#include "tests/support/testboard.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace stint::test
{

// What tests of verbs ask again and again.

/// How the board answers; a refusal that left any trace says so (GEN-03).
template<Request R>
QString outcome(TestBoard &board, const Actor &actor, R request)
{
    const BoardSnapshot before = board.snapshotRows();
    const QString told = board.outcome(actor, std::move(request));
    return told == QLatin1String("ok") || board.snapshotRows() == before ? told
                                                                         : told + QLatin1String(", but rows changed");
}

/// Whether the verb succeeds without writing anything.
template<Request R>
bool isSilent(TestBoard &board, const Actor &actor, R request)
{
    const BoardSnapshot before = board.snapshotRows();
    const bool succeeded = board.run(actor, std::move(request)).has_value();
    return succeeded && board.snapshotRows() == before;
}

/// The answer of a verb that is expected to succeed; ends the test otherwise.
template<Request R>
typename R::Reply done(TestBoard &board, const Actor &actor, R request)
{
    auto result = board.run(actor, std::move(request));
    if (!result)
        qFatal("%s: %s: %s", R::method.name, qPrintable(TestBoard::describe(result.error())),
               qPrintable(result.error().message));
    return std::move(*result);
}

/// The newest event of that type; one without a type when there is none.
inline Event newest(TestBoard &board, const char *type)
{
    Event found;
    for (const Event &event : board.events()) {
        if (event.type == QLatin1String(type))
            found = event;
    }
    return found;
}

inline QJsonObject payload(const Event &event)
{
    return QJsonDocument::fromJson(event.payload.text).object();
}

/// The keys of the payload, in their order, joined by spaces.
inline QString keysOf(const Event &event)
{
    QStringList keys;
    int level = 0;
    bool isKey = false;
    const QByteArray &text = event.payload.text;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '"') {
            qsizetype end = i + 1;
            while (text[end] != '"')
                end += text[end] == '\\' ? 2 : 1;
            if (isKey && level == 1)
                keys << QString::fromUtf8(text.mid(i + 1, end - i - 1));
            isKey = false;
            i = end;
        } else if (text[i] == '{' || text[i] == '[') {
            isKey = text[i] == '{' && ++level == 1;
            level += text[i] == '[';
        } else if (text[i] == '}' || text[i] == ']') {
            --level;
        } else if (text[i] == ',') {
            isKey = level == 1;
        }
    }
    return keys.join(QLatin1Char(' '));
}

/// A board that shows at the end of its test that every invariant holds (section 21).
class CheckedBoard : public TestBoard
{
public:
    ~CheckedBoard()
    {
        const auto reply = query(human, BoardVerify{});
        if (!reply) {
            QTest::qFail(qPrintable(describe(reply.error())), __FILE__, __LINE__);
            return;
        }
        for (const InvariantProblem &problem : reply->problems)
            QTest::qFail(qPrintable(problem.invariant + QLatin1String(": ") + problem.rows.join(QLatin1Char(' '))),
                         __FILE__, __LINE__);
    }
};

inline void set(TestBoard &board, const char *key, const char *value)
{
    done(board, board.human, SettingsSet{QLatin1String(key), {value}});
}

inline WorkspaceId addWorkspace(TestBoard &board, const char *id)
{
    WorkspaceCreate request;
    request.id = WorkspaceId(QLatin1String(id));
    request.name = QLatin1String(id);
    request.rootPath = QLatin1Char('/') + QLatin1String(id);
    return done(board, board.human, request).id;
}

inline Actor addAgentIn(TestBoard &board, const char *name, const WorkspaceId &workspace)
{
    SessionRegister request;
    request.agentName = QLatin1String(name);
    request.workspaceId = workspace;
    return Actor::agent(done(board, board.human, request).session.id);
}

/// A run of the task that a person has claimed and started.
inline Run startByHand(TestBoard &board, const TaskId &task)
{
    RunClaim claim;
    claim.runId = board.enqueue(task).id;
    done(board, board.human, claim);
    RunStart start;
    start.lease.runId = claim.runId;
    return done(board, board.human, start).run;
}

/// The task's next run, done by hand.
inline void completeByHand(TestBoard &board, const TaskId &task)
{
    RunComplete complete;
    complete.lease.runId = startByHand(board, task).id;
    done(board, board.human, complete);
}

inline void failByHand(TestBoard &board, const TaskId &task)
{
    RunFail fail;
    fail.lease.runId = startByHand(board, task).id;
    fail.error = QStringLiteral("it broke");
    done(board, board.human, fail);
}

inline void depend(TestBoard &board, const TaskId &task, const TaskId &blocker)
{
    DependencyAdd add;
    add.taskId = task;
    add.dependsOn = blocker;
    done(board, board.human, add);
}

} // namespace stint::test
