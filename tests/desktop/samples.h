#pragma once

#include "model/domain/verbs/replies.h"

#include <vector>

namespace stint::test
{

/// Hand-made summaries for models and pictures: nothing of the engine is needed to build them.
inline constexpr Time sampleNow{1'763'722'800'000}; // 2025-11-21T11:00:00Z

struct Sample {
    TaskSummary task;

    Sample(int number, const QString &title, TaskStatus status);
    Sample &priority(Priority priority);
    Sample &labels(const QStringList &labels);
    Sample &gate(const char *gate, const QString &text);
    Sample &run(RunStatus status, const QString &agent = {});
    /// Lease and heartbeat of the run, in seconds: whole lease, what is left, age of the last heartbeat.
    Sample &lease(int whole, int left, int heartbeatAge, const QString &progress = {});
    Sample &attention(AttentionReason reason, const QString &text);
    Sample &review(int dueInSeconds);
    Sample &children(int done, int all);
    Sample &comments(int count);
    Sample &cost(qint64 micros, const QString &currency = QStringLiteral("USD"));
    Sample &attempts(int count);
    Sample &owner(OwnerKind kind, const QString &ref);
    Sample &age(int seconds);
};

/// A board as it looks on an ordinary afternoon: something in every column.
std::vector<TaskSummary> ordinaryBoard();
/// The same with \a count more tasks spread over the columns.
std::vector<TaskSummary> crowdedBoard(int count);

} // namespace stint::test
