#pragma once

#include "tests/model/referenceboard.h"
#include "tests/support/testboard.h"

#include <QHash>
#include <QRandomGenerator>

namespace stint::test
{

/// Drives the engine and the reference with the same random verbs and compares every reply and the whole state after
/// each.
class Episode
{
public:
    /// \a isTold: every verb is printed with its outcome.
    Episode(quint32 seed, bool isTold)
        : m_random(seed)
        , m_isTold(isTold)
    {
        setUp();
    }
    /// One random verb, act of the engine or passing of time; blank when both agree, else what differs.
    QString step();

private:
    using Outcome = ReferenceBoard::Outcome;

    void setUp();
    QString compare();
    QString compareTasks(StoreReader &store);
    QString compareRuns(StoreReader &store, const QString &task);
    QString compareReviews(StoreReader &store, const QString &task);
    void learnRuns();

    int below(int bound) { return static_cast<int>(m_random.bounded(bound)); }
    bool chance(int percent) { return below(100) < percent; }
    template<class T>
    T oneOf(std::initializer_list<T> list)
    {
        return *(list.begin() + below(static_cast<int>(list.size())));
    }
    template<class Map>
    QString anyKey(const Map &map)
    {
        if (map.empty())
            return QStringLiteral("none");
        return std::next(map.begin(), below(static_cast<int>(map.size())))->first;
    }
    QString anyTask() { return chance(4) ? QStringLiteral("gone") : anyKey(m_model.tasks); }
    QString anyRun();
    QString anyActiveRun();
    QString anySession() { return m_liveSessions.at(below(static_cast<int>(m_liveSessions.size()))); }
    QString anyActor() { return chance(50) ? QStringLiteral("human") : anySession(); }
    Actor actorOf(const QString &name)
    {
        return name == QLatin1String("human") ? m_board.human : Actor::agent(SessionId(name));
    }
    RunId runId(const QString &name) const { return RunId(m_runIds.value(name, QStringLiteral("run-unknown"))); }
    ReviewId reviewId(const QString &name) const
    {
        return ReviewId(m_reviewIds.value(name, QStringLiteral("review-unknown")));
    }
    QString key() { return chance(30) ? QString() : QStringLiteral("key-%1").arg(below(60)); }
    std::optional<int> epoch() { return chance(80) ? std::nullopt : std::optional(1 + below(3)); }
    void addSession();

    /// What the step was, and both outcomes.
    QString judge(const QString &what, const Outcome &expected, const QString &got);
    template<Request R>
    QString both(const QString &what, const Outcome &expected, const Actor &actor, R request)
    {
        return judge(what, expected, m_board.outcome(actor, std::move(request)));
    }

    QString anyStep();
    QString taskStep();
    QString decisionStep();
    QString claimStep();
    QString leaseStep();
    QString lateStep();
    QString forceStep();
    QString bulkStep(const QString &actor);
    QString reviewStep();
    QString boardStep();

    QRandomGenerator m_random;
    const bool m_isTold;
    TestBoard m_board;
    ReferenceBoard m_model;
    QHash<QString, QString> m_runIds, m_reviewIds;
    QHash<QString, QString> m_runNames;
    QStringList m_liveSessions;
    QSet<QString> m_everTasks;
    int m_named = 0;
    qint64 m_seenEvents = 0; ///< sequence of the last event whose payload was judged
    bool m_acted = false;    ///< the step did something
    bool m_moved = false;    ///< and it was not refused
};

} // namespace stint::test
