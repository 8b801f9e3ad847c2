#pragma once

#include "model/domain/session.h"
#include "model/items/look.h"

namespace stint
{

/// What one line of the table of agents is made of: a run somebody works on, an agent that waits for work, or both.
struct AgentWork {
    std::optional<Run> run;
    std::optional<Session> session;
    QString title, handle; ///< of the run's task

    /// The run, else the session: a line stays the same line while its run does.
    QString key() const { return run ? run->id.value : session ? session->id.value : QString(); }
    bool operator==(const AgentWork &) const = default;
};

/// The table's lines: one per active run with the session that holds it, one per session without a run.
/// \a active: runs claimed, starting or running; \a sessions: all that have not ended.
std::vector<AgentWork> joinWork(const std::vector<Run> &active, const std::vector<Session> &sessions);

/// One line of the table of agents (desktop.md 5), as a value with formatted texts.
struct AgentRow {
    Q_GADGET
    QML_VALUE_TYPE(agentRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString taskId MEMBER taskId CONSTANT FINAL)
    Q_PROPERTY(QString agent MEMBER agent CONSTANT FINAL)
    Q_PROPERTY(QString agentIcon MEMBER agentIcon CONSTANT FINAL)
    Q_PROPERTY(QString hint MEMBER hint CONSTANT FINAL)
    Q_PROPERTY(QString handle MEMBER handle CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString note MEMBER note CONSTANT FINAL)
    Q_PROPERTY(QString state MEMBER state CONSTANT FINAL)
    Q_PROPERTY(stint::look::Tone tone MEMBER tone CONSTANT FINAL)
    Q_PROPERTY(double leaseShare MEMBER leaseShare CONSTANT FINAL)
    Q_PROPERTY(QString lease MEMBER lease CONSTANT FINAL)
    Q_PROPERTY(QString heartbeat MEMBER heartbeat CONSTANT FINAL)
    Q_PROPERTY(bool stale MEMBER stale CONSTANT FINAL)
    Q_PROPERTY(bool overdue MEMBER overdue CONSTANT FINAL)
    Q_PROPERTY(QString tokens MEMBER tokens CONSTANT FINAL)
    Q_PROPERTY(QString cost MEMBER cost CONSTANT FINAL)
    Q_PROPERTY(QString pid MEMBER pid CONSTANT FINAL)
    Q_PROPERTY(QString speech MEMBER speech CONSTANT FINAL)
public:
    QString key, taskId;
    QString agent, agentIcon;
    QString hint; ///< what else is known of the session
    QString handle, title, note;
    QString state;
    look::Tone tone = look::Tone::Quiet;
    double leaseShare = -1; ///< 0 … 1; negative without a lease
    QString lease, heartbeat;
    bool stale = false;   ///< little of the lease is left
    bool overdue = false; ///< not heard of for more than half the lease
    QString tokens, cost, pid;
    QString speech; ///< the whole line, for screen readers
    bool operator==(const AgentRow &) const = default;
};
AgentRow makeAgentRow(const AgentWork &work, Time now);

/// Tokens a run has used, however they were reported; nothing when they were not.
std::optional<qint64> tokensOf(const Usage &usage);
/// "840", "12.4 k", "3.1 M".
QString tokenText(qint64 tokens);
QString costText(const Usage &usage);

} // namespace stint
