namespace stint
{

// What a list is sorted by besides activity stands in the same index, so that a column in any order is found without
// the rows of its tasks. And how often words of the search index changed (kind 2, value 2): what was found by them is
// still true while that number is the same.

extern const char *const schemaVersion5;
const char *const schemaVersion5 = R"sql(
DROP INDEX tasks_by_activity;
CREATE INDEX tasks_by_activity ON tasks (
    status, last_activity_ms DESC, updated_at_ms DESC, created_at_ms DESC, id DESC, priority, rank
);
INSERT OR IGNORE INTO counters (kind, value, n) VALUES (2, 2, 0);
)sql";

} // namespace stint
