#include "app/wire/decode.h"
#include "model/service/duties.h"
#include "tests/fault/diskboard.h"
#include "tests/fuzz/targets.h"

namespace stint::test
{

namespace
{

/// A board with two agents, `0` and `1`; people are `h`.
class Stage
{
public:
    Stage()
    {
        m_disk.load(Ground::instance().empty);
        board.emplace(clock, m_ids, DiskBoard::Options{});
        for (int i = 0; i < 2; ++i) {
            SessionRegister session;
            session.agentName = QStringLiteral("agent-%1").arg(i);
            m_agents.push_back(Actor::agent(board->run(board->human, session)->session.id));
        }
    }
    Actor actor(char who) const
    {
        return who == '0' || who == '1' ? m_agents[static_cast<std::size_t>(who - '0')] : board->human;
    }

    FakeClock clock;
    std::optional<DiskBoard> board;

private:
    MemoryDisk m_disk;
    FakeIdSource m_ids;
    std::vector<Actor> m_agents;
};

template<class R>
void perform(Stage &stage, char who, wire::JsonRef params)
{
    auto request = wire::decode<R>(params);
    if (!request)
        return;
    if constexpr (std::is_same_v<R, RunClaimNext>)
        request->waitMs.reset(); // nobody waits here
    std::ignore = stage.board->run(stage.actor(who), std::move(*request));
}

template<class... R>
void performNamed(TypeList<R...>, Stage &stage, char who, QByteArrayView method, wire::JsonRef params)
{
    ((method == QByteArrayView(R::method.name) ? perform<R>(stage, who, params) : void()), ...);
}

using Performed =
    TypeList<TaskCreate, TaskUpdate, TaskDelete, TaskPublish, TaskStart, TaskApprove, TaskReject, TaskCancel,
             TaskPauseRequest, TaskResume, TaskComment, TaskBulkCancel, DependencyAdd, DependencyRemove, RunEnqueue,
             RunClaimNext, RunClaim, RunStart, RunHeartbeat, RunRelease, RunComplete, RunFail, RunCancel, RunAsk,
             RunAnswer, RunForceRelease, RunForceFail, RunRetry, RunRecover, ReviewRequest, ReviewBind, ReviewRecord,
             SchedulerPauseRequest, SchedulerResume, SettingsSet, SessionEnd, TaskList, RunGet>;

} // namespace

void fuzzSequences(const QByteArray &input)
{
    constexpr int linesMax = 60;
    Stage stage;
    int lines = 0;
    for (const QByteArray &line : input.split('\n')) {
        if (++lines > linesMax)
            break;
        // `+` and a number: that many seconds pass, and the sweeper comes.
        if (line.startsWith('+')) {
            stage.clock.advance(std::clamp<qint64>(line.mid(1).toLongLong(), 0, 1'000'000'000) * 1'000);
            stage.board->act([](Verb &verb) { std::ignore = sweepExpired(verb); });
            continue;
        }
        const auto space = line.indexOf(' ', 2);
        if (line.size() < 4 || line[1] != ' ' || space < 0)
            continue;
        const auto text = wire::JsonText::scan(line.mid(space + 1));
        if (text && !text->fault() && text->root().is(wire::JsonKind::Object))
            performNamed(Performed{}, stage, line[0], QByteArrayView(line).sliced(2, space - 2), text->root());
    }
    const QString problems = stage.board->problems();
    if (!problems.isEmpty())
        qFatal("%s", qPrintable(problems));
}

} // namespace stint::test
