#pragma once

#include "model/domain/error.h"
#include "model/domain/verbs/replies.h"

/// What the engine says in English, in the words of the window: by code and data where they tell all of it, so that it
/// can be translated and times are those of this place. Free text of people and agents stays as it is.
namespace stint::enginewords
{

/// The gate line (INS-06) on one line.
QString gate(const Gate &gate, Time now);
/// A type of event as people call it: "Run claimed".
QString event(const QString &type);
/// How a claim ended.
QString claimEnd(ClaimEnd end);
/// Why something was refused. Where there are no words for the message itself, those of its code come first.
QString refusal(const Error &error);
QString refusal(const ErrorReply &error);

} // namespace stint::enginewords
