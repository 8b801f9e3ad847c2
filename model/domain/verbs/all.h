#pragma once

#include "model/domain/verbs/board.h"
#include "model/domain/verbs/read.h"
#include "model/domain/verbs/review.h"
#include "model/domain/verbs/run.h"
#include "model/domain/verbs/task.h"

namespace stint
{

// The method table of the domain verbs, by group. Methods about the connection itself (system.hello, events.subscribe
// …) are in app/wire/connectionmethods.h.

using TaskMethods =
    TypeList<TaskCreate, TaskCreateChild, TaskUpdate, TaskDelete, TaskGet, TaskList, TaskSearch, TaskSummaries,
             TaskTree, TaskTimeline, TaskInspect, TaskContext, TaskPublish, TaskStart, TaskApprove, TaskReject,
             TaskCancel, TaskPauseRequest, TaskResume, TaskComment, TaskBulkCancel, TaskBulkApprove, TaskBulkUpdate,
             DependencyAdd, DependencyRemove, DependencyList, ProfileGet, ProfileSet, ProfileDelete>;
using RunMethods = TypeList<RunEnqueue, RunClaimNext, RunClaim, RunStart, RunAttach, RunHeartbeat, RunRelease,
                            RunComplete, RunFail, RunCancel, RunAsk, RunAnswer, RunAccept, RunGet, RunList, RunInspect,
                            RunForceRelease, RunForceFail, RunRetry, RunRecover, RunBulkRelease, RunBulkFail,
                            RunBulkCancel, LateResultList, LateResultAdopt, LateResultDiscard>;
using ReviewMethods = TypeList<ReviewRequest, ReviewBind, ReviewForSession, ReviewRecord, ReviewGet, ReviewList>;
using BoardMethods =
    TypeList<TriageRead, TriageUnread, TriageArchive, TriageUnarchive, TriageDismiss, TriageSnooze, TriageBulk,
             SchedulerStatusGet, SchedulerPauseRequest, SchedulerResume, SchedulerDrain, SchedulerBacklog, InboxList,
             DashboardGet, EventsGet, EventsList, SettingsGet, SettingsSet, WorkspaceCreate, WorkspaceUpdate,
             WorkspaceDelete, WorkspaceGet, WorkspaceList, SessionRegister, SessionEnd, SessionRelease, SessionGet,
             SessionList, BoardVerify, BoardExport, BoardImport>;

} // namespace stint
