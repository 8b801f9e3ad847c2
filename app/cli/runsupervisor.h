#pragma once

#include "app/cli/childprocess.h"
#include "app/cli/logrelay.h"
#include "app/cli/outputkeeper.h"
#include "app/cli/signals.h"
#include "app/client/client.h"
#include "app/client/waitforboard.h"

namespace stint::cli
{

/// How the command of a run came to its end.
struct RunOutcome {
    enum class End { Exited, LeaseLost, TimeLimit, Interrupted };
    End end = End::Exited;
    int waitStatus = 0;
    int signalNumber = 0; ///< Interrupted: the first one passed on
    QString lossText;     ///< LeaseLost
    QByteArray resultJson;
    bool resultTooLong = false; ///< the last one was longer than the board takes
    QString errorTail;

    bool succeeded() const;
    /// `exit status 3`, `killed by signal 9`, … for people and for run.fail.
    QString text() const;
    int exitStatus() const; ///< of the command; −1 when a signal ended it
};

struct SupervisionOptions {
    QByteArrayList command, environment;
    std::optional<qint64> timeLimitMs;
    int forwardOutputTo = 1; ///< descriptor of the streamed output
};

/// What reaches a worker from outside (CLI-04).
struct WorkSignals {
    SignalPipe ends{SIGINT, SIGTERM, SIGHUP, SIGQUIT};             ///< passed on, and the work is to end
    SignalPipe news{SIGUSR1, SIGUSR2, SIGALRM, SIGWINCH, SIGCONT}; ///< passed on, and it goes on
    SignalPipe childEnds{SIGCHLD};
};

/// Lets a command work on a claimed run: streams its output, beats at each third of the lease, passes signals on, and
/// stops its whole group when the lease is lost or the time is over (CLI-04). One poll loop, woken only by what
/// happens.
class RunSupervisor
{
public:
    RunSupervisor(client::Client &board, const client::BoardAddress &address, WorkSignals &signals);

    /// \a run is claimed by the client's session. An error means that the command could not be started.
    Result<RunOutcome> run(const Run &run, const SupervisionOptions &options);

    static constexpr qint64 graceMs = 5'000;       ///< between SIGTERM and SIGKILL
    static constexpr qsizetype tailBytes = 8'192;  ///< of standard error, kept for run.fail
    static constexpr qsizetype chunkBytes = 4'096; ///< what a pipe that is ready takes without waiting (PIPE_BUF)

    static constexpr qint64 lastWordsMs = 2'000; ///< the end of the output may take this long to be shown

private:
    struct Stream {
        int from = -1, to = -1;
        QByteArray pending;
        bool isOutput = true;
    };

    bool finished() const;
    void step();
    int timeout() const;
    void onTimers();
    void onInterrupt(int number);
    void pump(Stream &stream);
    void flush(Stream &stream);
    void beat();
    void relay();
    void relayLast();
    void onBoard();
    void onAnswer(const Result<QByteArray> &answer);
    void comeBack();
    void lose(const QString &why);
    void stopGroup();

    client::Client &m_board;
    const client::BoardAddress m_address;
    WorkSignals &m_signals;
    client::BoardWatch m_watch;

    Run m_run;
    qint64 m_leaseMs = 0;
    ChildProcess m_child;
    Stream m_output, m_errors;
    LastJsonLine m_lastJson;
    StreamTail m_tail{tailBytes};
    LogRelay m_log;
    RunOutcome m_outcome;

    std::optional<client::Deadline> m_nextBeat, m_leaseEnd, m_killAt, m_timeLimit, m_retryAt;
    std::optional<qint64> m_beatId, m_logId;
    client::Deadline m_beatSent;
    bool m_graceUsed = false;
};

} // namespace stint::cli
