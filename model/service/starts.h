#pragma once

#include "model/service/verb.h"

namespace stint
{

// Binding sessions to lease-less runs (section 5.3), for the verbs and for whoever launches agents.

/// SRT-10 from the run's session on: binds the session to the run and its claim record; a claimed run becomes starting.
/// Errors: session_already_bound, session_attach_not_allowed. \a run is the row as it was read, and afterwards as it
/// is.
Done bindSession(Verb &verb, Run &run, const Session &session);

/// SRT-07, second commit: a launched session has registered, its run is on the way. An error leaves the run alone.
Done startBound(Verb &verb, const RunId &run, const Session &session);

/// SRT-07: the dedicated start came to nothing; the run fails with `start task session: <text>`. Does nothing when the
/// run is no longer waiting for its session.
Done failLaunch(Verb &verb, const RunId &run, const QString &text);

} // namespace stint
