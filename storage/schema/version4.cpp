namespace stint
{

// The open ones of two tables by a range of their status: SQLite builds a set anew for every row it writes when the
// condition of an index is a list.

extern const char *const schemaVersion4;
const char *const schemaVersion4 = R"sql(
DROP INDEX runs_active;
CREATE INDEX runs_active ON runs (session_id) WHERE status BETWEEN 1 AND 3;
DROP INDEX reviews_open;
CREATE INDEX reviews_open ON reviews (requested_at_ms, id) WHERE status BETWEEN 0 AND 2;
)sql";

} // namespace stint
