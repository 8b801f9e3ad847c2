namespace stint
{

// The claim that a key of run.claim or run.start belongs to (IDM-05): times do not tell claims of one moment apart.

extern const char *const schemaVersion3;
const char *const schemaVersion3 = R"sql(
ALTER TABLE idempotency_keys ADD COLUMN lease_epoch INTEGER NOT NULL DEFAULT 0;
UPDATE idempotency_keys SET lease_epoch = coalesce((SELECT max(c.epoch) FROM claims c
    WHERE c.run_id = idempotency_keys.run_id AND c.claimed_at_ms <= idempotency_keys.created_at_ms), 0)
    WHERE key GLOB 'run.claim.*' OR key GLOB 'run.start.*';
)sql";

} // namespace stint
