#pragma once

#include "model/domain/actor.h"
#include "model/domain/result.h"
#include "model/domain/settings.h"
#include "model/ports/agents.h"
#include "model/ports/idsource.h"
#include "model/ports/store.h"

#include <QHash>
#include <QSet>

#include <functional>
#include <map>
#include <memory>

namespace stint
{

struct PendingImport;

/// What the engine remembers between verbs and nowhere else: force windows (FRC-03), wake-ups (SWP-03), the settings of
/// the last commit. Writer thread only.
struct EngineState {
    BoardSettings settings;
    bool settingsLoaded = false;

    struct ForceWindow {
        Time openedAt;
        qint64 count = 0;
    };
    std::map<QString, ForceWindow> forceWindows; ///< by `<actor kind>:<ref>|<task id>`
    std::map<QString, Time> wokenAt;             ///< by `<run id>|<session id>`
    std::map<QString, std::shared_ptr<PendingImport>>
        imports;                     ///< parts not yet executed, by caller and import id (CLI-08)
    QSet<SessionId> waitingSessions; ///< sessions with a claim-next that waits (SWP-03)

    // What lets a claim-next wait without missing work (CLM-02).
    qint64 readyCommits = 0;              ///< commits so far that made a run claimable
    QHash<SessionId, qint64> emptyHanded; ///< readyCommits when a session last found nothing
    std::optional<Time> nextDue;          ///< not later than the earliest not_before that a queued run waits for
    std::map<RunId, Time> launches;       ///< dedicated starts in flight, by the time they were asked for (SRT-07)
    std::map<RunId, int> returning;       ///< run and epoch whose session may come back after the start (BOO-05)
};

/// A session that did not stop when asked, and was stopped by force (END-05).
struct ForcedStop {
    RunId run;
    SessionId session;
    qint64 graceMs = 0;
    std::optional<TaskId> propagatedFrom;
};

/// What verbs may use of the world besides the store. Outlives every verb.
struct Surroundings {
    IdSource &ids;
    SessionExecutor &executor;
    Notifier &notifier;
    /// Appends `task.run_force_stopped` with a command of its own; any thread. Absent: nobody keeps that history.
    std::function<void(const ForcedStop &)> stoppedByForce = {};
    /// Fails a run whose dedicated session could not be started, with a command of its own; any thread (SRT-07).
    std::function<void(const RunId &, const QString &)> launchFailed = {};
    /// Whether a folder of that path exists (1.6 Workspace); the verbs themselves do no I/O. Absent: not looked at.
    std::function<bool(const QString &)> isDirectory = {};
};

/// One verb being executed: its caller, its moment, its transaction and what it has done so far.
/// Created and used on the writer thread inside WriteCommand::execute.
class Verb
{
public:
    Verb(StoreTransaction &store, Time now, Actor actor, EngineState &state, Surroundings &surroundings);

    StoreTransaction &store;
    const Time now;
    const Actor actor;
    EngineState &state;
    Surroundings &world;

    const BoardSettings &settings() const { return state.settings; }

    // Tasks. A verb that changes a task row steps its version once, however often it saves (VER-01).
    std::optional<Task> task(const TaskId &id);
    Result<Task> requireTask(const TaskId &id);
    /// Writes the row when a field other than the version differs from the stored one.
    void save(Task &task);
    /// Writes a new row. Whatever else the same verb does to it, its version stays 1.
    void insert(const Task &task);
    /// Forgets what was cached of a task that the verb has just deleted.
    void forget(const TaskId &id);

    Result<Run> requireRun(const RunId &id);
    /// Writes the run; \a before is the row as it was read. A failed fence is invalid_status_transition (RUN-10).
    [[nodiscard]] Done saveRun(const Run &run, const Run &before);

    /// Appends an event now and gives its sequence. Payload: an object; cut to EVT-04, redacted (RED-02).
    qint64 record(const char *type, const std::optional<TaskId> &task, const std::optional<RunId> &run,
                  JsonWriter &&payload);
    /// Appends an event after the verb's own one, in order, by \a as or the caller (EVT-05).
    void recordLater(const char *type, const std::optional<TaskId> &task, const std::optional<RunId> &run,
                     JsonWriter &&payload, const std::optional<Actor> &as = std::nullopt);
    /// Appends what recordLater() collected. Called at the end of each verb and of each item of a bulk verb.
    void recordConsequences();

    /// The verb's writes stay although it is refused: the late result and the rejected start of GEN-03.
    void keepDespiteRefusal() { m_keepsWrites = true; }
    bool keepsWrites() const { return m_keepsWrites; }

    /// Runs after the commit is durable, on the writer thread, never blocking (GEN-02).
    void afterCommit(std::function<void()> effect) { m_effects.push_back(std::move(effect)); }
    std::vector<std::function<void()>> takeEffects() { return std::move(m_effects); }

    template<class IdType>
    IdType newId(const char *prefix)
    {
        return IdType(world.ids.next(prefix, now));
    }

    /// Does one item of a bulk verb under a savepoint of its own: when it fails, the store and everything the verb
    /// remembers are as before (BLK-02). Consequences of a successful item are recorded.
    Done attempt(const std::function<Done()> &item);

private:
    Event makeEvent(const char *type, const std::optional<TaskId> &task, const std::optional<RunId> &run,
                    JsonWriter &&payload, const Actor &by) const;

    QHash<TaskId, Task> m_stored;
    QSet<TaskId> m_stepped;
    std::vector<Event> m_consequences;
    std::vector<std::function<void()>> m_effects;
    bool m_keepsWrites = false;
};

/// A read being executed on a snapshot. Reader thread.
struct Query {
    StoreReader &store;
    Time now;
    Actor actor;
    BoardSettings settings;
    bool catalogPresent = false;                     ///< an agent catalogue exists (DGN-05)
    std::function<bool(const ProcessRef &)> isAlive; ///< DGN-03
};

BoardSettings loadSettings(StoreReader &store);

/// ERR-05 steps 2 and 3 for every verb: actor form and pairing, human-only, session needed, agent right.
Done authorize(const Actor &actor, const struct Method &method, const BoardSettings &settings);

} // namespace stint
