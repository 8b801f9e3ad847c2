#pragma once

#include "model/domain/verbs/run.h"
#include "model/service/verb.h"

namespace stint
{

/// What the holder of a run does with it, late results, ask and answer (sections 5.4, 7). Each function is one verb: it
/// runs ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<RunHeartbeat::Reply> perform(Verb &verb, RunHeartbeat request);
Result<RunRelease::Reply> perform(Verb &verb, RunRelease request);
Result<RunComplete::Reply> perform(Verb &verb, RunComplete request);
Result<RunFail::Reply> perform(Verb &verb, RunFail request);
Result<RunAsk::Reply> perform(Verb &verb, RunAsk request);
Result<RunAnswer::Reply> perform(Verb &verb, RunAnswer request);
Result<RunAccept::Reply> perform(Verb &verb, RunAccept request);
Result<RunCancel::Reply> perform(Verb &verb, RunCancel request);
Result<LateResultAdopt::Reply> perform(Verb &verb, LateResultAdopt request);
Result<LateResultDiscard::Reply> perform(Verb &verb, LateResultDiscard request);

/// END-05: asks the session bound to \a before to stop, after the commit; one stopped by force is put on record.
void stopSession(Verb &verb, const Run &before, StopReason reason, const std::optional<TaskId> &propagatedFrom = {});

/// What the event of a canceled run tells besides the run itself (18.2).
struct RunCancellation {
    QString reason;
    Json metadata;
    bool requeued = false;
    std::optional<TaskId> propagatedFrom;
};

/// END-07 without its checks, reconciliation and event: cancels the open run, tells its session and asks it to stop
/// after the commit. \a run is the row as it was read, and afterwards as it is.
Done cancelOpenRun(Verb &verb, Run &run, const std::optional<TaskId> &propagatedFrom);

/// Records `task.run_canceled`; \a before is the run as it was, \a taskStatus what became of the task.
void recordRunCanceled(Verb &verb, const Run &before, TaskStatus taskStatus, const RunCancellation &how);

} // namespace stint
