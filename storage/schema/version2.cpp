namespace stint
{

// The number of commits, one row beside the counters that nearly every commit changes anyway: who remembers it outside
// the file knows a file or log that has fallen behind. kind 2: of the whole board; value 0: claimable runs, 1: commits.

extern const char *const schemaVersion2;
const char *const schemaVersion2 = R"sql(
INSERT INTO counters (kind, value, n) VALUES (2, 1, 0);
)sql";

} // namespace stint
