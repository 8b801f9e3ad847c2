#pragma once

#include "model/domain/verbs/replies.h"
#include "model/items/look.h"

/// Words for people. Everything a window shows about times, states and events is worded here, never in QML.
namespace stint::texts
{

/// A duration, short: "now", "42 s", "5 min", "3 h", "2 d", "6 w".
QString duration(qint64 ms);
/// A duration in full words, for screen readers and tooltips.
QString longDuration(qint64 ms);
/// A point of time in the local zone: the time of day today, otherwise date and time.
QString clock(Time time, Time now);
QString date(Time time);
QString bytes(qint64 count);
/// An amount in millionths of its currency: "1.24 USD"; what is less than a hundredth is said to be that.
QString money(qint64 micros, const QString &currency);

QString status(TaskStatus status);
QString runStatus(RunStatus status);
QString priority(Priority priority);
/// The name of a person, agent or part of the engine.
QString actor(const ActorRef &actor);
QString owner(const OwnerRef &owner);
/// The first text a reader would care about in an event's payload; blank if there is none.
QString eventDetail(const QByteArray &payload);
/// What to do instead, in words; \a method is the one an error suggests (FRC-11).
QString advice(const QString &method);
/// Titles and notes on one line, with control and bidirectional characters shown as visible marks (SHL-06).
QString oneLine(const QString &text);
/// The same for texts of several lines.
QString visible(const QString &text);
/// The beginning of a long text, with an ellipsis; nobody reads more than that in a list, and laying it out costs time.
QString shortened(const QString &text, qsizetype chars);
/// What a person calls the task: its identifier or the end of its id.
QString handle(const TaskId &id, const QString &identifier);

look::Tone statusTone(TaskStatus status);
look::Tone runTone(RunStatus status);

} // namespace stint::texts
