#pragma once

#include "model/domain/verbs/all.h"
#include "model/service/verb.h"

namespace stint
{

/// Everything that is only read (sections 3.3, 9, 12 to 17). Each function is one verb: it runs
/// ERR-05 from step 4 on inside the transaction it is given; authority of step 3 was judged by authorize().
Result<TaskGet::Reply> perform(Query &query, const TaskGet &request);
Result<TaskList::Reply> perform(Query &query, const TaskList &request);
Result<TaskSearch::Reply> perform(Query &query, const TaskSearch &request);
Result<TaskSummaries::Reply> perform(Query &query, const TaskSummaries &request);
Result<TaskTree::Reply> perform(Query &query, const TaskTree &request);
Result<TaskTimeline::Reply> perform(Query &query, const TaskTimeline &request);
Result<TaskInspect::Reply> perform(Query &query, const TaskInspect &request);
Result<TaskContext::Reply> perform(Query &query, const TaskContext &request);
Result<DependencyList::Reply> perform(Query &query, const DependencyList &request);
Result<ProfileGet::Reply> perform(Query &query, const ProfileGet &request);
Result<RunGet::Reply> perform(Query &query, const RunGet &request);
Result<RunList::Reply> perform(Query &query, const RunList &request);
Result<RunInspect::Reply> perform(Query &query, const RunInspect &request);
Result<LateResultList::Reply> perform(Query &query, const LateResultList &request);
Result<ReviewGet::Reply> perform(Query &query, const ReviewGet &request);
Result<ReviewForSession::Reply> perform(Query &query, const ReviewForSession &request);
Result<ReviewList::Reply> perform(Query &query, const ReviewList &request);
Result<SchedulerStatusGet::Reply> perform(Query &query, const SchedulerStatusGet &request);
Result<SchedulerBacklog::Reply> perform(Query &query, const SchedulerBacklog &request);
Result<InboxList::Reply> perform(Query &query, const InboxList &request);
Result<DashboardGet::Reply> perform(Query &query, const DashboardGet &request);
Result<EventsGet::Reply> perform(Query &query, const EventsGet &request);
Result<EventsList::Reply> perform(Query &query, const EventsList &request);
Result<SettingsGet::Reply> perform(Query &query, const SettingsGet &request);
Result<WorkspaceGet::Reply> perform(Query &query, const WorkspaceGet &request);
Result<WorkspaceList::Reply> perform(Query &query, const WorkspaceList &request);
Result<SessionGet::Reply> perform(Query &query, const SessionGet &request);
Result<SessionList::Reply> perform(Query &query, const SessionList &request);
Result<BoardVerify::Reply> perform(Query &query, const BoardVerify &request);

} // namespace stint
