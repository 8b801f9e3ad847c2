#include "tests/storage/storagekit.h"
#include "tests/support/testmain.h"

#include <map>
#include <random>

using namespace stint;
using namespace stint::test;

namespace
{

/// A task as a reader of the specification keeps it.
struct Entry {
    Task task;
    Time activity;
    QStringList titleWords, otherWords; ///< folded

    bool hasBeginning(const QString &word) const
    {
        const auto begins = [&](const QString &own) { return own.startsWith(word); };
        return std::any_of(titleWords.begin(), titleWords.end(), begins) ||
               std::any_of(otherWords.begin(), otherWords.end(), begins);
    }
};
using Entries = std::map<QString, Entry>;

bool matches(const Entry &entry, const TaskQuery &query)
{
    const Task &task = entry.task;
    if (query.status ? task.status != *query.status : !query.includeDrafts && task.status == TaskStatus::Draft)
        return false;
    if ((query.priority && task.priority != *query.priority) ||
        (!query.milestone.isEmpty() && task.milestone != query.milestone) ||
        (!query.label.isEmpty() && !task.labels.contains(query.label)) ||
        (query.parentTaskId && task.parentTaskId != query.parentTaskId))
        return false;
    return std::all_of(query.searchWords.begin(), query.searchWords.end(),
                       [&](const QString &word) { return entry.hasBeginning(word); });
}

bool isBefore(const Entry &a, const Entry &b, TaskQuery::Order order)
{
    const Task &x = a.task, &y = b.task;
    switch (order) {
    case TaskQuery::Order::Activity:
        return std::tie(b.activity, y.updatedAt, y.createdAt, y.id) <
               std::tie(a.activity, x.updatedAt, x.createdAt, x.id);
    case TaskQuery::Order::Priority:
        return std::tie(y.priority, y.id) < std::tie(x.priority, x.id);
    case TaskQuery::Order::Rank:
        return std::make_tuple(x.rank.isEmpty(), x.rank, x.id) < std::make_tuple(y.rank.isEmpty(), y.rank, y.id);
    case TaskQuery::Order::Created:
        return std::tie(y.createdAt, y.id) < std::tie(x.createdAt, x.id);
    }
    return false;
}

/// What LST-01 … LST-03 say, by looking at everything.
QStringList answerOf(const Entries &entries, const TaskQuery &query)
{
    std::vector<const Entry *> found;
    for (const auto &[id, entry] : entries) {
        if (matches(entry, query))
            found.push_back(&entry);
    }
    std::sort(found.begin(), found.end(),
              [&](const Entry *a, const Entry *b) { return isBefore(*a, *b, query.order); });
    QStringList ids;
    for (const Entry *entry : found)
        ids.append(entry->task.id.value);
    return ids;
}

/// A board that is filled, changed and asked at random, and what it must answer.
class RandomBoard
{
public:
    explicit RandomBoard(unsigned seed)
        : m_random(seed)
    {
    }

    int below(int limit) { return std::uniform_int_distribution(0, limit - 1)(m_random); }
    bool oneIn(int n) { return below(n) == 0; }

    void add()
    {
        Task task = plainTask(QStringLiteral("task-%1").arg(below(1'000'000), 6, 10, QLatin1Char('0')));
        if (m_now.contains(task.id.value))
            return;
        task.identifier = QStringLiteral("STINT-%1").arg(++m_number);
        task.createdAt = Time{1'000 + below(50)};
        task.updatedAt = Time{2'000 + below(50)};
        task.milestone = oneIn(3) ? QStringLiteral("m") : QString();
        task.labels = oneIn(4) ? QStringList{QStringLiteral("l"), QStringLiteral("k")} : QStringList();
        task.rank = oneIn(2) ? QString::number(below(9)) : QString();
        task.priority = static_cast<Priority>(below(4));
        task.status = anyStatus();
        if (oneIn(10) && !m_now.empty())
            task.parentTaskId = anyEntry().task.id;
        Entry entry{task, task.updatedAt, {}, {QStringLiteral("stint"), QString::number(m_number)}};
        entry.task.title = texts(1 + below(3), entry.titleWords);
        entry.task.description = texts(below(3), entry.otherWords);
        store->insertTask(entry.task);
        m_now.insert({task.id.value, entry});
    }

    void change()
    {
        Entry &entry = anyEntry();
        if (oneIn(6)) {
            store->deleteTask(entry.task.id);
            m_now.erase(QString(entry.task.id.value));
        } else if (oneIn(3)) {
            Event comment = fullEvent(QStringLiteral("evt-%1").arg(++m_number), entry.task.id);
            comment.type = QStringLiteral("task.commented");
            comment.time = Time{2'000}; // nothing newer: within a transaction the writer's own lists need not know it
            comment.payload = Json{QStringLiteral("{\"text\":\"%1\"}").arg(texts(2, entry.otherWords)).toUtf8()};
            store->appendEvent(comment);
        } else {
            Task &task = entry.task;
            task.status = anyStatus();
            task.priority = static_cast<Priority>(below(4));
            task.updatedAt = std::max(task.updatedAt, Time{2'000 + below(60)});
            entry.activity = std::max(entry.activity, task.updatedAt);
            if (oneIn(2)) {
                entry.titleWords.clear();
                task.title = texts(1 + below(3), entry.titleWords);
            }
            store->updateTask(task);
        }
    }

    TaskQuery question()
    {
        TaskQuery query;
        query.order = static_cast<TaskQuery::Order>(below(4));
        query.limit = std::array{1, 7, 50, 200}.at(static_cast<std::size_t>(below(4)));
        query.includeDrafts = oneIn(3);
        if (oneIn(3))
            query.status = anyStatus();
        if (oneIn(5))
            query.priority = static_cast<Priority>(below(4));
        if (oneIn(6))
            query.milestone = QStringLiteral("m");
        if (oneIn(8))
            query.label = QStringLiteral("k");
        if (oneIn(10) && !m_now.empty())
            query.parentTaskId = anyEntry().task.parentTaskId;
        for (int words = below(4); words > 0; --words) {
            const QString word = oneIn(3) ? QString::number(1 + below(m_number)) : anyWord();
            query.searchWords.append(oneIn(2) ? word : word.left(1 + below(static_cast<int>(word.size()))));
        }
        return query;
    }

    void commit()
    {
        QVERIFY(!store->endCommand(true));
        QVERIFY(!store->commit());
        store->begin();
        store->beginCommand();
        m_committed = m_now;
    }
    /// Takes back what happened since the last commit.
    void undo()
    {
        store->endCommand(false);
        store->rollback();
        store->begin();
        store->beginCommand();
        m_now = m_committed;
    }

    const Entries &now() const { return m_now; }
    const Entries &committed() const { return m_committed; }

    LooseStore store;

private:
    TaskStatus anyStatus() { return static_cast<TaskStatus>(below(EnumTexts<TaskStatus>::values.size())); }
    Entry &anyEntry() { return std::next(m_now.begin(), below(static_cast<int>(m_now.size())))->second; }
    /// Some in nearly every task, some rare; some begin others.
    QString anyWord()
    {
        static const QStringList often{QStringLiteral("task"), QStringLiteral("brücke"), QStringLiteral("ta")};
        static const QStringList seldom{QStringLiteral("tasks"), QStringLiteral("alpha"), QStringLiteral("alphabet"),
                                        QStringLiteral("brück"), QStringLiteral("zebra"), QStringLiteral("привет")};
        return oneIn(8) ? seldom.at(below(static_cast<int>(seldom.size()))) : often.at(below(3));
    }
    QString texts(int count, QStringList &words)
    {
        QString text;
        for (; count > 0; --count) {
            const QString word = anyWord();
            words.append(word);
            text += (oneIn(3) ? word.toUpper() : word) + QStringLiteral(", ");
        }
        return text;
    }

    std::mt19937 m_random;
    Entries m_now, m_committed;
    int m_number = 0;
};

} // namespace

/// Every way of answering task.list against looking at everything.
class SearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAreThoseOfTheSpecification_data();
    void answersAreThoseOfTheSpecification();
    void pagesNeverRepeat_data() { answersAreThoseOfTheSpecification_data(); }
    void pagesNeverRepeat();
    void sortedFromTheIndex_data();
    void sortedFromTheIndex();
    void terms();

private:
    static void fill(RandomBoard &board, int tasks)
    {
        for (int i = 0; i < tasks; ++i)
            board.add();
        board.commit();
    }
    /// The first pages, each from where the one before ended.
    static void compare(SqlStore &store, TaskQuery query, const Entries &entries)
    {
        const QStringList expected = answerOf(entries, query);
        QStringList seen;
        for (int page = 0; page < 4; ++page) {
            const auto answer = store.findTasks(query);
            QVERIFY(answer);
            QVERIFY2(answer->total == expected.size(), qPrintable(described(query, answer->total, expected.size())));
            for (const TaskId &id : answer->ids)
                seen.append(id.value);
            query.cursor = answer->nextCursor;
            if (query.cursor.isEmpty())
                break;
        }
        QCOMPARE(seen, query.cursor.isEmpty() ? expected : expected.mid(0, seen.size()));
        QVERIFY(seen.size() == expected.size() || seen.size() == 4 * query.limit);
    }
    static QString described(const TaskQuery &query, qint64 total, qint64 expected)
    {
        return QStringLiteral("\"%1\" order %2 status %3: %4 instead of %5")
            .arg(query.searchWords.join(QLatin1Char(' ')))
            .arg(int(query.order))
            .arg(query.status ? int(*query.status) : -1)
            .arg(total)
            .arg(expected);
    }
};

void SearchTest::answersAreThoseOfTheSpecification_data()
{
    QTest::addColumn<int>("tasks");
    QTest::newRow("a few tasks") << 40;
    QTest::newRow("more than are looked at one by one") << 400;
    QTest::newRow("more than are looked up one by one") << 3'500;
}

void SearchTest::answersAreThoseOfTheSpecification()
{
    QFETCH(int, tasks);
    RandomBoard board(static_cast<unsigned>(tasks));
    fill(board, tasks);
    const auto connection = Connection::open(board.store.spec, OpenMode::ReadOnly);
    QVERIFY(connection);
    SqlStore reader(**connection);
    const int rounds = tasks < 1'000 ? 250 : 60;
    for (int round = 0; round < rounds; ++round) {
        for (int changes = board.below(3); changes > 0; --changes)
            board.oneIn(3) ? board.add() : board.change();
        if (board.oneIn(3))
            board.commit();
        else if (board.oneIn(6))
            board.undo();
        const TaskQuery query = board.question();
        compare(*board.store.store, query, board.now());
        // A reader sees what was committed, whatever it remembers of earlier states.
        reader.beginSnapshot();
        compare(reader, query, board.committed());
        compare(reader, board.question(), board.committed());
        QVERIFY(!reader.commit());
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(!board.store.next());
    QCOMPARE(board.store->integrityProblems(), QStringList());
}

/// LST-04 for lists narrowed in any way, whatever happens between two pages.
void SearchTest::pagesNeverRepeat()
{
    QFETCH(int, tasks);
    RandomBoard board(static_cast<unsigned>(tasks) + 1);
    fill(board, tasks);
    for (int round = 0; round < 30; ++round) {
        TaskQuery query = board.question();
        QStringList before;
        for (int page = 0; page < 4; ++page) {
            const auto answer = board.store->findTasks(query);
            QVERIFY(answer);
            QStringList ids;
            for (const TaskId &id : answer->ids) {
                QVERIFY2(!before.contains(id.value), qPrintable(described(query, page, round)));
                ids.append(id.value);
            }
            before = ids;
            query.cursor = answer->nextCursor;
            if (query.cursor.isEmpty())
                break;
            for (int changes = 0; changes < 5; ++changes)
                board.change();
        }
    }
}

void SearchTest::sortedFromTheIndex_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<bool>("isInOrder");
    QTest::newRow("activity") << int(TaskQuery::Order::Activity) << true;
    QTest::newRow("priority") << int(TaskQuery::Order::Priority) << false;
    QTest::newRow("rank") << int(TaskQuery::Order::Rank) << false;
    QTest::newRow("created") << int(TaskQuery::Order::Created) << false;
}

/// A column in any order, also of what very many have in common, is found without the rows of its tasks.
void SearchTest::sortedFromTheIndex()
{
    QFETCH(int, order);
    QFETCH(bool, isInOrder);
    RandomBoard board(5);
    fill(board, 3'500);
    TaskQuery query;
    query.order = static_cast<TaskQuery::Order>(order);
    query.status = TaskStatus::Ready;
    QVERIFY(board.store->findTasks(query));
    query.searchWords = {QStringLiteral("ta")};
    QVERIFY(board.store->findTasks(query)->total < board.store->taskCounts().value(int(TaskStatus::Ready)));
    int pages = 0, totals = 0;
    for (const QByteArray &sql : board.store.connection->cachedTexts()) {
        const bool isPage = sql.contains(" FROM tasks t WHERE") && sql.contains("ORDER BY");
        if (!isPage && !sql.contains("is_chosen"))
            continue;
        ++(isPage ? pages : totals);
        const QString plan = planOf(*board.store.connection, sql).join(QLatin1Char('\n'));
        QVERIFY2(plan.contains(QLatin1String("SEARCH t USING COVERING INDEX tasks_by_activity (status=?)")),
                 qPrintable(plan));
        QCOMPARE(plan.contains(QLatin1String("TEMP B-TREE")), isPage && !isInOrder);
    }
    QCOMPARE(pages, 2);
    QCOMPARE(totals, 1);
}

/// LST-03: a word that begins another one asked for adds nothing.
void SearchTest::terms()
{
    const QString a = QStringLiteral("a"), ab = QStringLiteral("AB"), abc = QStringLiteral("abc"),
                  b = QStringLiteral("b-a");
    QCOMPARE(searchTerms({a, abc, ab}), QStringList{abc});
    QCOMPARE(searchTerms({b, a, b}), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(searchTerms({QStringLiteral("…")}), QStringList());
}

STINT_REGISTER_TEST(SearchTest)
#include "tst_search.moc"
