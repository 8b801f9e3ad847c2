namespace stint
{

// Enumerations are stored as their numbers in model/domain/enums.h; times are UTC milliseconds; blank texts stand for
// "none" unless a column allows NULL. Columns named *_json hold JSON texts.
//
// The order of a list is the order of an index. What a claim, a heartbeat and a completion touch is kept to few pages:
// `runs` is its own queue (runs_queue is partial: only queued runs are in it), a heartbeat changes no indexed column,
// events and claims are appended in key order.

extern const char *const schemaVersion1;
const char *const schemaVersion1 = R"sql(
CREATE TABLE workspaces (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    root_path TEXT NOT NULL UNIQUE,
    created_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tasks (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    identifier TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    description TEXT NOT NULL,
    scope INTEGER NOT NULL CHECK (scope BETWEEN 0 AND 1),
    workspace_id TEXT REFERENCES workspaces (id),
    parent_task_id TEXT,
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 7),
    priority INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 3),
    owner_kind INTEGER CHECK (owner_kind BETWEEN 0 AND 5),
    owner_ref TEXT,
    approval_policy INTEGER NOT NULL CHECK (approval_policy BETWEEN 0 AND 1),
    approval_state INTEGER NOT NULL CHECK (approval_state BETWEEN 0 AND 3),
    max_attempts INTEGER NOT NULL CHECK (max_attempts BETWEEN 1 AND 10),
    auto_enqueue_on_ready INTEGER NOT NULL CHECK (auto_enqueue_on_ready BETWEEN 0 AND 1),
    metadata_json TEXT,
    network_channel TEXT NOT NULL,
    not_before_ms INTEGER,
    external_key TEXT NOT NULL,
    milestone TEXT NOT NULL,
    labels_json TEXT NOT NULL,
    rank TEXT NOT NULL,
    acceptance_json TEXT NOT NULL,
    paused_by TEXT,
    paused_at_ms INTEGER,
    paused_reason TEXT,
    duplicate_of TEXT,
    current_run_id TEXT,
    review_round INTEGER NOT NULL,
    last_review_id TEXT,
    last_review_outcome INTEGER CHECK (last_review_outcome BETWEEN 0 AND 5),
    review_circuit_opened_at_ms INTEGER,
    review_circuit_reason INTEGER CHECK (review_circuit_reason BETWEEN 0 AND 3),
    version INTEGER NOT NULL CHECK (version >= 1),
    created_by_kind INTEGER NOT NULL CHECK (created_by_kind BETWEEN 0 AND 5),
    created_by_ref TEXT NOT NULL,
    origin_kind INTEGER NOT NULL CHECK (origin_kind BETWEEN 0 AND 8),
    origin_ref TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    updated_at_ms INTEGER NOT NULL,
    closed_at_ms INTEGER,
    last_activity_ms INTEGER NOT NULL,
    CHECK ((owner_kind IS NULL) = (owner_ref IS NULL)),
    CHECK ((paused_at_ms IS NULL) = (paused_by IS NULL) AND (paused_at_ms IS NULL) = (paused_reason IS NULL)),
    CHECK ((review_circuit_opened_at_ms IS NULL) = (review_circuit_reason IS NULL))
) STRICT;
CREATE INDEX tasks_by_activity ON tasks (status, last_activity_ms DESC, updated_at_ms DESC, created_at_ms DESC, id DESC);
CREATE UNIQUE INDEX tasks_by_external_key ON tasks (coalesce(workspace_id, ''), external_key) WHERE external_key <> '';
CREATE INDEX tasks_by_parent ON tasks (parent_task_id, id) WHERE parent_task_id IS NOT NULL;
CREATE INDEX tasks_by_workspace ON tasks (workspace_id) WHERE workspace_id IS NOT NULL;
CREATE INDEX tasks_paused ON tasks (id) WHERE paused_at_ms IS NOT NULL;
CREATE INDEX tasks_with_circuit ON tasks (id) WHERE review_circuit_opened_at_ms IS NOT NULL;
CREATE INDEX tasks_awaiting_approval ON tasks (id) WHERE status = 2 AND approval_state = 1;
CREATE INDEX tasks_not_before ON tasks (not_before_ms, id) WHERE not_before_ms IS NOT NULL;
CREATE INDEX tasks_duplicates ON tasks (duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE VIRTUAL TABLE task_words USING fts5 (
    words, content = '', contentless_delete = 1, detail = 'none', prefix = '2 3', tokenize = 'ascii'
);

CREATE TABLE dependencies (
    task_id TEXT NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    depends_on_task_id TEXT NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    kind INTEGER NOT NULL CHECK (kind = 0),
    created_by_kind INTEGER NOT NULL CHECK (created_by_kind BETWEEN 0 AND 5),
    created_by_ref TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    PRIMARY KEY (task_id, depends_on_task_id),
    CHECK (task_id <> depends_on_task_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX dependencies_by_blocker ON dependencies (depends_on_task_id, task_id);

CREATE TABLE execution_profiles (
    task_id TEXT NOT NULL PRIMARY KEY REFERENCES tasks (id) ON DELETE CASCADE,
    sections_json TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    updated_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE triage_marks (
    task_id TEXT NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    actor_kind INTEGER NOT NULL CHECK (actor_kind BETWEEN 0 AND 5),
    actor_ref TEXT NOT NULL,
    is_read INTEGER NOT NULL CHECK (is_read BETWEEN 0 AND 1),
    is_archived INTEGER NOT NULL CHECK (is_archived BETWEEN 0 AND 1),
    is_dismissed INTEGER NOT NULL CHECK (is_dismissed BETWEEN 0 AND 1),
    snoozed_until_ms INTEGER,
    last_seen_activity_ms INTEGER,
    updated_at_ms INTEGER NOT NULL,
    PRIMARY KEY (task_id, actor_kind, actor_ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX triage_by_actor ON triage_marks (actor_kind, actor_ref, task_id);

CREATE TABLE claim_classes (
    n INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
) STRICT;

-- queue_class: 0 not in the ready order; c > 0 claimable in class c; -c waits for due_at_ms, then claimable in class c.
-- priority: the task's weight, kept with the queued run so that the queue has its order.
-- last_late_result: greatest number ever given to a late result of the run.
CREATE TABLE runs (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    task_id TEXT NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    attempt INTEGER NOT NULL CHECK (attempt BETWEEN 1 AND 10),
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 7),
    priority INTEGER NOT NULL CHECK (priority BETWEEN 10 AND 40),
    queue_class INTEGER NOT NULL DEFAULT 0,
    due_at_ms INTEGER,
    queued_at_ms INTEGER NOT NULL,
    waiting_since_ms INTEGER NOT NULL,
    claimed_at_ms INTEGER,
    started_at_ms INTEGER,
    ended_at_ms INTEGER,
    claimed_by_kind INTEGER CHECK (claimed_by_kind BETWEEN 0 AND 5),
    claimed_by_ref TEXT,
    claim_token_hash TEXT NOT NULL,
    session_id TEXT,
    lease_epoch INTEGER NOT NULL CHECK (lease_epoch >= 0),
    lease_duration_ms INTEGER,
    lease_until_ms INTEGER,
    heartbeat_at_ms INTEGER,
    lease_event_at_ms INTEGER,
    progress TEXT NOT NULL,
    usage_input_tokens INTEGER,
    usage_output_tokens INTEGER,
    usage_total_tokens INTEGER,
    usage_cost_micros INTEGER,
    usage_turn_count INTEGER,
    usage_tool_call_count INTEGER,
    usage_currency TEXT NOT NULL,
    attention_reason INTEGER CHECK (attention_reason BETWEEN 0 AND 5),
    attention_text TEXT,
    attention_at_ms INTEGER,
    resume_after_ms INTEGER,
    error TEXT NOT NULL,
    failure_kind INTEGER NOT NULL CHECK (failure_kind BETWEEN 0 AND 1),
    answer_json TEXT,
    result_json TEXT,
    metadata_json TEXT,
    network_channel TEXT NOT NULL,
    coordination_channel_id TEXT NOT NULL,
    required_capabilities_json TEXT NOT NULL,
    preferred_capabilities_json TEXT NOT NULL,
    previous_run_id TEXT,
    review_round INTEGER NOT NULL,
    review_json TEXT,
    last_late_result INTEGER NOT NULL DEFAULT 0,
    UNIQUE (task_id, attempt),
    CHECK ((claimed_by_kind IS NULL) = (claimed_by_ref IS NULL)),
    CHECK ((attention_reason IS NULL) = (attention_text IS NULL) AND (attention_reason IS NULL) = (attention_at_ms IS NULL))
) STRICT;
CREATE INDEX runs_queue ON runs (queue_class, priority DESC, queued_at_ms, id, waiting_since_ms) WHERE status = 0;
CREATE INDEX runs_due ON runs (due_at_ms) WHERE due_at_ms IS NOT NULL;
CREATE INDEX runs_on_channel ON runs (coordination_channel_id, priority DESC, queued_at_ms, id)
    WHERE status = 0 AND coordination_channel_id <> '';
CREATE INDEX runs_active ON runs (session_id) WHERE status IN (1, 2, 3);
CREATE INDEX runs_parked ON runs (resume_after_ms, id) WHERE status = 7;

CREATE TABLE claims (
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    epoch INTEGER NOT NULL CHECK (epoch >= 1),
    claimed_by_kind INTEGER NOT NULL CHECK (claimed_by_kind BETWEEN 0 AND 5),
    claimed_by_ref TEXT NOT NULL,
    session_id TEXT,
    agent_name TEXT NOT NULL,
    process_pid INTEGER,
    process_start_ticks INTEGER,
    claim_token_hash TEXT NOT NULL,
    claimed_at_ms INTEGER NOT NULL,
    ended_at_ms INTEGER,
    end_reason INTEGER CHECK (end_reason BETWEEN 0 AND 10),
    usage_input_tokens INTEGER,
    usage_output_tokens INTEGER,
    usage_total_tokens INTEGER,
    usage_cost_micros INTEGER,
    usage_turn_count INTEGER,
    usage_tool_call_count INTEGER,
    usage_currency TEXT NOT NULL,
    PRIMARY KEY (run_id, epoch),
    CHECK ((ended_at_ms IS NULL) = (end_reason IS NULL)),
    CHECK ((process_pid IS NULL) = (process_start_ticks IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE late_results (
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    n INTEGER NOT NULL CHECK (n >= 1),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 1),
    result_json TEXT,
    error TEXT NOT NULL,
    metadata_json TEXT,
    usage_input_tokens INTEGER,
    usage_output_tokens INTEGER,
    usage_total_tokens INTEGER,
    usage_cost_micros INTEGER,
    usage_turn_count INTEGER,
    usage_tool_call_count INTEGER,
    usage_currency TEXT NOT NULL,
    session_id TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    loss INTEGER NOT NULL CHECK (loss BETWEEN 0 AND 10),
    received_at_ms INTEGER NOT NULL,
    PRIMARY KEY (run_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency_keys (
    key TEXT NOT NULL,
    origin_kind INTEGER NOT NULL CHECK (origin_kind BETWEEN 0 AND 8),
    origin_ref TEXT NOT NULL,
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    created_at_ms INTEGER NOT NULL,
    PRIMARY KEY (key, origin_kind, origin_ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_by_run ON idempotency_keys (run_id);

CREATE TABLE starvation_budgets (
    run_id TEXT NOT NULL PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
    cycles INTEGER NOT NULL CHECK (cycles >= 1),
    spawn_requested INTEGER NOT NULL CHECK (spawn_requested BETWEEN 0 AND 1),
    starved_reported INTEGER NOT NULL CHECK (starved_reported BETWEEN 0 AND 1),
    updated_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE reviews (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    task_id TEXT NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    policy INTEGER NOT NULL CHECK (policy BETWEEN 1 AND 3),
    automatic INTEGER NOT NULL CHECK (automatic BETWEEN 0 AND 1),
    round INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 5),
    requested_by_kind INTEGER NOT NULL CHECK (requested_by_kind BETWEEN 0 AND 5),
    requested_by_ref TEXT NOT NULL,
    reason TEXT NOT NULL,
    parent_review_id TEXT,
    requested_at_ms INTEGER NOT NULL,
    deadline_at_ms INTEGER,
    routed_session_id TEXT,
    reviewer_session_id TEXT,
    reviewer_agent_name TEXT NOT NULL,
    reviewer_peer_id TEXT NOT NULL,
    reviewer_channel_id TEXT NOT NULL,
    started_at_ms INTEGER,
    reviewed_at_ms INTEGER,
    outcome INTEGER CHECK (outcome BETWEEN 0 AND 5),
    confidence REAL,
    verdict_reason TEXT NOT NULL,
    guidance TEXT NOT NULL,
    text TEXT NOT NULL,
    missing_work_json TEXT NOT NULL,
    delivery_id TEXT NOT NULL,
    recorded_by_kind INTEGER CHECK (recorded_by_kind BETWEEN 0 AND 5),
    recorded_by_ref TEXT,
    continuation_run_id TEXT,
    circuit_reason INTEGER CHECK (circuit_reason BETWEEN 0 AND 3),
    created_at_ms INTEGER NOT NULL,
    updated_at_ms INTEGER NOT NULL,
    UNIQUE (run_id, round, attempt),
    CHECK ((recorded_by_kind IS NULL) = (recorded_by_ref IS NULL))
) STRICT;
CREATE INDEX reviews_by_task ON reviews (task_id, created_at_ms, id);
CREATE INDEX reviews_open ON reviews (requested_at_ms, id) WHERE status IN (0, 1, 2);
CREATE INDEX reviews_by_time ON reviews (updated_at_ms DESC, id DESC);

CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL,
    agent_name TEXT NOT NULL,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
    capabilities_json TEXT NOT NULL,
    workspace_id TEXT,
    channel TEXT NOT NULL,
    peer_id TEXT NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
    process_pid INTEGER,
    process_start_ticks INTEGER,
    launched INTEGER NOT NULL CHECK (launched BETWEEN 0 AND 1),
    parent_session_id TEXT,
    expires_at_ms INTEGER,
    registered_at_ms INTEGER NOT NULL,
    last_seen_at_ms INTEGER NOT NULL,
    ended_at_ms INTEGER,
    end_reason TEXT NOT NULL,
    CHECK ((process_pid IS NULL) = (process_start_ticks IS NULL)),
    CHECK ((ended_at_ms IS NULL) = (state <> 4))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sessions_by_token ON sessions (token_hash) WHERE token_hash <> '';
CREATE INDEX sessions_living ON sessions (registered_at_ms, id) WHERE state <> 4;

-- Never deleted, so the greatest seq + 1 has never been used before.
CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    task_id TEXT,
    run_id TEXT,
    type TEXT NOT NULL,
    payload_json TEXT,
    time_ms INTEGER NOT NULL,
    actor_kind INTEGER NOT NULL CHECK (actor_kind BETWEEN 0 AND 5),
    actor_ref TEXT NOT NULL,
    origin_kind INTEGER NOT NULL CHECK (origin_kind BETWEEN 0 AND 8),
    origin_ref TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_task ON events (task_id, seq) WHERE task_id IS NOT NULL;
CREATE INDEX events_comments ON events (task_id, seq) WHERE type = 'task.commented';
CREATE INDEX events_tombstones ON events (task_id) WHERE type = 'task.deleted';
CREATE TRIGGER events_keep_rows BEFORE DELETE ON events BEGIN SELECT raise(ABORT, 'events are never deleted'); END;
CREATE TRIGGER events_keep_values BEFORE UPDATE ON events BEGIN SELECT raise(ABORT, 'events are never changed'); END;

CREATE TABLE request_answers (
    actor TEXT NOT NULL,
    request_id TEXT NOT NULL,
    params_hash BLOB NOT NULL,
    answer BLOB NOT NULL,
    created_at_ms INTEGER NOT NULL,
    PRIMARY KEY (actor, request_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_answers_by_time ON request_answers (created_at_ms);

CREATE TABLE scheduler_pause (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    paused INTEGER NOT NULL CHECK (paused BETWEEN 0 AND 1),
    paused_by TEXT NOT NULL,
    paused_at_ms INTEGER,
    reason TEXT NOT NULL
) STRICT;
INSERT INTO scheduler_pause (only_row, paused, paused_by, paused_at_ms, reason) VALUES (1, 0, '', NULL, '');

CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value_json TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- kind 0: tasks by status, 1: runs by status, 2: claimable runs (value 0).
CREATE TABLE counters (
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
    value INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;
INSERT INTO counters (kind, value, n) VALUES
    (0, 0, 0), (0, 1, 0), (0, 2, 0), (0, 3, 0), (0, 4, 0), (0, 5, 0), (0, 6, 0), (0, 7, 0),
    (1, 0, 0), (1, 1, 0), (1, 2, 0), (1, 3, 0), (1, 4, 0), (1, 5, 0), (1, 6, 0), (1, 7, 0),
    (2, 0, 0);
)sql";

} // namespace stint
