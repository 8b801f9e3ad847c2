#include "storage/queries/cursor.h"
#include "storage/queries/rows.h"
#include "storage/queries/sqlstore.h"

namespace stint
{

namespace
{

constexpr const char insertSql[] = "INSERT INTO reviews (" STINT_REVIEW_COLUMNS
                                   ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                                   "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

constexpr const char updateSql[] =
    "UPDATE reviews SET status = ?, deadline_at_ms = ?, routed_session_id = ?, reviewer_session_id = ?, "
    "reviewer_agent_name = ?, reviewer_peer_id = ?, reviewer_channel_id = ?, started_at_ms = ?, reviewed_at_ms = ?, "
    "outcome = ?, confidence = ?, verdict_reason = ?, guidance = ?, text = ?, missing_work_json = ?, delivery_id = ?, "
    "recorded_by_kind = ?, recorded_by_ref = ?, continuation_run_id = ?, circuit_reason = ?, updated_at_ms = ? "
    "WHERE id = ?";

/// Absent filters are bound as NULL.
#define STINT_REVIEW_FILTER                                                                                            \
    "(?1 IS NULL OR task_id = ?1) AND (?2 IS NULL OR run_id = ?2) AND (?3 IS NULL OR status = ?3) "                    \
    "AND (?4 IS NULL OR reviewer_session_id = ?4)"

} // namespace

std::optional<Review> SqlStore::review(const ReviewId &id)
{
    return fetchOne<Review>(m_db, "SELECT " STINT_REVIEW_COLUMNS " FROM reviews WHERE id = ?", id);
}

std::vector<Review> SqlStore::reviewsOfTask(const TaskId &id)
{
    return fetchAll<Review>(
        m_db, "SELECT " STINT_REVIEW_COLUMNS " FROM reviews WHERE task_id = ? ORDER BY created_at_ms, id", id);
}

std::vector<Review> SqlStore::reviewsOfRun(const RunId &id)
{
    return fetchAll<Review>(
        m_db, "SELECT " STINT_REVIEW_COLUMNS " FROM reviews WHERE run_id = ? ORDER BY round, attempt", id);
}

std::vector<Review> SqlStore::openReviews()
{
    return fetchAll<Review>(m_db, "SELECT " STINT_REVIEW_COLUMNS
                                  " FROM reviews WHERE status BETWEEN 0 AND 2 ORDER BY requested_at_ms, id");
}

std::vector<Review> SqlStore::reviewsOfSession(const SessionId &id)
{
    return fetchAll<Review>(m_db,
                            "SELECT " STINT_REVIEW_COLUMNS " FROM reviews WHERE status BETWEEN 0 AND 2 "
                            "AND (routed_session_id = ?1 OR reviewer_session_id = ?1) "
                            "ORDER BY requested_at_ms DESC, id DESC",
                            id);
}

/// Last updated first (REV-22). An unusable cursor begins anew.
Page<Review> SqlStore::findReviews(const ReviewList &query, std::optional<ReviewStatus> status, int limit)
{
    // An update only moves a row ahead of the cursor, so a page cannot repeat a row of the page before it (LST-04).
    const auto cursor = Cursor::decode(query.cursor, 'v', 2);
    const Time before = cursor ? Time{cursor->number(0)} : Time{std::numeric_limits<qint64>::max()};
    const QString beforeId = cursor ? cursor->text(1) : QString();
    Page<Review> page;
    page.total = fetchNumber(m_db, "SELECT count(*) FROM reviews WHERE " STINT_REVIEW_FILTER, query.taskId, query.runId,
                             status, query.reviewerSessionId);
    page.items =
        fetchAll<Review>(m_db,
                         "SELECT " STINT_REVIEW_COLUMNS " FROM reviews WHERE " STINT_REVIEW_FILTER
                         " AND (updated_at_ms, id) < (?5, ?6) ORDER BY updated_at_ms DESC, id DESC LIMIT ?7",
                         query.taskId, query.runId, status, query.reviewerSessionId, before, beforeId, limit + 1);
    if (page.items.size() > static_cast<std::size_t>(limit)) {
        page.items.pop_back();
        const Review &last = page.items.back();
        page.nextCursor = Cursor('v', {last.updatedAt.ms, last.id.value}).encode();
    }
    return page;
}

void SqlStore::insertReview(const Review &review)
{
    write(insertSql, review.id, review.taskId, review.runId, review.policy, review.automatic, review.round,
          review.attempt, review.status, review.requestedBy, review.reason, review.parentReviewId, review.requestedAt,
          review.deadlineAt, review.routedSessionId, review.reviewerSessionId, review.reviewerAgentName,
          review.reviewerPeerId, review.reviewerChannelId, review.startedAt, review.reviewedAt, review.outcome,
          review.confidence, review.verdictReason, review.guidance, review.text, review.missingWork, review.deliveryId,
          review.recordedBy, review.continuationRunId, review.circuitReason, review.createdAt, review.updatedAt);
    touch(review.taskId);
}

void SqlStore::updateReview(const Review &review)
{
    write(updateSql, review.status, review.deadlineAt, review.routedSessionId, review.reviewerSessionId,
          review.reviewerAgentName, review.reviewerPeerId, review.reviewerChannelId, review.startedAt,
          review.reviewedAt, review.outcome, review.confidence, review.verdictReason, review.guidance, review.text,
          review.missingWork, review.deliveryId, review.recordedBy, review.continuationRunId, review.circuitReason,
          review.updatedAt, review.id);
    touch(review.taskId);
}

} // namespace stint
