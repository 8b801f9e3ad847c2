#include "app/cli/importsource.h"
#include "app/client/transport.h"
#include "app/wire/encode.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTest>

#include <algorithm>

using namespace stint;
using namespace stint::cli;

/// What the files of other trackers become (CLI-08).
class ImportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beadsIssues();
    void beadsPriorities_data();
    void beadsPriorities();
    void beadsEdges();
    void beadsFaultsNameTheLine_data();
    void beadsFaultsNameTheLine();
    void taskMasterTasks();
    void taskMasterDependencies();
    void taskMasterOldForm();
    void longTextsAreCutAndReported();
    void controlCharactersAreReplaced();
    void formatsAreGuessed();
    void csvRows();
    void csvFaults();
    void frm02_noNulReachesTheBoard_data();
    void frm02_noNulReachesTheBoard();
    void markdownBoxes();
    void stintLines();
    void stintFaultsNameTheLine_data();
    void stintFaultsNameTheLine();
    void backlogFiles();
    void backlogFaults();
    void realBeadsFile();
    void realTaskMasterFile();

private:
    static QByteArray shared(const char *name)
    {
        QFile file(QStringLiteral(STINT_SOURCE_DIR "/../shared/data/") + QLatin1String(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static const ImportTask *find(const ImportSet &set, const char *key)
    {
        for (const ImportTask &task : set.tasks) {
            if (task.externalKey == QLatin1String(key))
                return &task;
        }
        return nullptr;
    }
};

void ImportTest::beadsIssues()
{
    const auto set = parseBeads(
        R"({"id":"k-1","title":"Sharpen","description":"Do it","design":"With a stone","status":"open","priority":1,"issue_type":"bug","labels":["tools"],"comments":[{"author":"ada","text":"soon"}],"created_at":"2026-01-02T03:04:05Z"}
{"id":"k-2","title":"Done one","status":"closed","priority":2,"issue_type":"task"}

{"id":"k-3","title":"Gone","status":"tombstone","priority":2,"issue_type":"task"}
{"id":"k-4","title":"A message","status":"hooked","issue_type":"message"}
)");
    QVERIFY(set);
    QCOMPARE(set->tasks.size(), std::size_t(3));
    const ImportTask &first = set->tasks[0];
    QCOMPARE(first.externalKey, QStringLiteral("beads:k-1"));
    QCOMPARE(first.description, QStringLiteral("Do it\n\n## Design\n\nWith a stone"));
    QCOMPARE(first.status, QStringLiteral("open"));
    QCOMPARE(first.labels, (QStringList{QStringLiteral("type:bug"), QStringLiteral("tools")}));
    QCOMPARE(first.comments, QStringList{QStringLiteral("ada: soon")});
    QVERIFY(first.metadata.text.contains("\"created_at\":\"2026-01-02T03:04:05Z\"") &&
            first.metadata.text.contains("\"id\":\"k-1\""));
    QCOMPARE(set->tasks[1].status, QStringLiteral("completed"));
    QCOMPARE(set->tasks[2].status, QStringLiteral("open"));
    QCOMPARE(set->dropped.size(), std::size_t(1));
    QCOMPARE(set->dropped[0].externalKey, QStringLiteral("beads:k-3"));
    QCOMPARE(set->dropped[0].reason, QStringLiteral("deleted there"));
}

void ImportTest::beadsPriorities_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<QString>("priority");
    QTest::newRow("0") << QByteArray("0") << QStringLiteral("urgent");
    QTest::newRow("1") << QByteArray("1") << QStringLiteral("high");
    QTest::newRow("2") << QByteArray("2") << QStringLiteral("medium");
    QTest::newRow("3") << QByteArray("3") << QStringLiteral("low");
    QTest::newRow("4") << QByteArray("4") << QStringLiteral("low");
    QTest::newRow("none") << QByteArray("null") << QStringLiteral("medium");
}

void ImportTest::beadsPriorities()
{
    QFETCH(QByteArray, number);
    QFETCH(QString, priority);
    const auto set = parseBeads(R"({"id":"a","title":"T","status":"open","priority":)" + number + "}");
    QVERIFY(set);
    QCOMPARE(set->tasks[0].priority, priority);
}

void ImportTest::beadsEdges()
{
    const auto set = parseBeads(
        R"({"id":"a","title":"A","status":"open","dependencies":[{"issue_id":"a","depends_on_id":"b","type":"blocks"},{"issue_id":"a","depends_on_id":"p","type":"parent-child"},{"issue_id":"a","depends_on_id":"q","type":"parent-child"},{"issue_id":"a","depends_on_id":"b","type":"related"},{"issue_id":"a","depends_on_id":"gone","type":"blocks"}]}
{"id":"b","title":"B","status":"open"}
{"id":"p","title":"P","status":"open"}
{"id":"q","title":"Q","status":"open"}
{"id":"gone","title":"G","status":"tombstone","dependencies":[{"issue_id":"gone","depends_on_id":"b","type":"blocks"}]})");
    QVERIFY(set);
    const ImportTask &a = set->tasks[0];
    QCOMPARE(a.dependsOn, QStringList{QStringLiteral("beads:b")});
    QCOMPARE(a.parentKey, QStringLiteral("beads:p"));
    // The second parent, the relation, and what depends on a deleted issue: each with its reason. The edges of a
    // deleted issue itself go with it.
    QCOMPARE(set->droppedDependencies, 3);
    QCOMPARE(set->dropped.size(), std::size_t(4));
    for (const DroppedItem &item : set->dropped)
        QVERIFY(!item.reason.isEmpty());
}

void ImportTest::beadsFaultsNameTheLine_data()
{
    QTest::addColumn<QByteArray>("second");
    QTest::newRow("broken") << QByteArray("{\"id\":");
    QTest::newRow("no object") << QByteArray("[1]");
    QTest::newRow("no id") << QByteArray("{\"title\":\"x\"}");
    QTest::newRow("duplicate key") << QByteArray(R"({"id":"b","id":"c"})");
}

void ImportTest::beadsFaultsNameTheLine()
{
    QFETCH(QByteArray, second);
    const auto set = parseBeads(R"({"id":"a","title":"A","status":"open"})"
                                "\n" +
                                second);
    QVERIFY(!set);
    QVERIFY2(set.error().message.startsWith(QLatin1String("line 2:")), qPrintable(set.error().message));
    QCOMPARE(client::exitCode(set.error()), 2);
}

void ImportTest::taskMasterTasks()
{
    const auto set = parseTaskMaster(
        R"({"main":{"tasks":[{"id":1,"title":"One","description":"D","details":"How","testStrategy":"Try","status":"done","priority":"high","dependencies":[],"subtasks":[{"id":1,"title":"Part","status":"pending","dependencies":[],"acceptanceCriteria":"- first\n- second"}]},{"id":"2","title":"Two","status":"cancelled"}],"metadata":{}}})");
    QVERIFY(set);
    QCOMPARE(set->tasks.size(), std::size_t(3));
    const ImportTask *one = find(*set, "task-master:main:1"), *part = find(*set, "task-master:main:1.1"),
                     *two = find(*set, "task-master:main:2");
    QVERIFY(one && part && two);
    QCOMPARE(one->status, QStringLiteral("completed"));
    QCOMPARE(one->priority, QStringLiteral("high"));
    QCOMPARE(one->description, QStringLiteral("D\n\n## Details\n\nHow\n\n## Test strategy\n\nTry"));
    QCOMPARE(part->parentKey, one->externalKey);
    QCOMPARE(part->status, QStringLiteral("open"));
    QCOMPARE(part->acceptance.size(), std::size_t(2));
    QCOMPARE(part->acceptance[0].text, QStringLiteral("first"));
    QCOMPARE(two->status, QStringLiteral("canceled"));
}

void ImportTest::taskMasterDependencies()
{
    const auto set = parseTaskMaster(
        R"({"t":{"tasks":[{"id":1,"title":"A","dependencies":["2",2,9],"subtasks":[{"id":1,"title":"x"},{"id":2,"title":"y","dependencies":[1,"2.1",3]}]},{"id":2,"title":"B","subtasks":[{"id":1,"title":"z"}]},{"id":3,"title":"C"}]}})");
    QVERIFY(set);
    QCOMPARE(find(*set, "task-master:t:1")->dependsOn, QStringList{QStringLiteral("task-master:t:2")});
    // A number means the sibling, else the task; "parent.sub" is the whole path.
    QCOMPARE(find(*set, "task-master:t:1.2")->dependsOn,
             (QStringList{QStringLiteral("task-master:t:1.1"), QStringLiteral("task-master:t:2.1"),
                          QStringLiteral("task-master:t:3")}));
    QCOMPARE(set->droppedDependencies, 1);
}

void ImportTest::taskMasterOldForm()
{
    const auto set = parseTaskMaster(R"({"tasks":[{"id":1,"title":"A","status":"pending"}]})");
    QVERIFY(set);
    QVERIFY(find(*set, "task-master:master:1"));
    QVERIFY(!parseTaskMaster("{}"));
    QVERIFY(!parseTaskMaster("{\"a\":"));
}

void ImportTest::longTextsAreCutAndReported()
{
    const auto set =
        parseBeads(R"({"id":"a","status":"open","title":"T","description":")" + QByteArray(70'000, 'x') + "\"}");
    QVERIFY(set);
    QVERIFY(set->tasks[0].description.size() <= 65'536);
    QCOMPARE(set->dropped.size(), std::size_t(1));
    QCOMPARE(set->dropped[0].reason, QStringLiteral("the description was cut at 65536 bytes"));
}

void ImportTest::controlCharactersAreReplaced()
{
    const auto set = parseBeads(R"({"id":"a","status":"open","title":"a\u001b[1m\nb","description":"x\u0007\ty"})");
    QVERIFY(set);
    QCOMPARE(set->tasks[0].title, QStringLiteral("a") + QChar(0xfffd) + QStringLiteral("[1m b"));
    QCOMPARE(set->tasks[0].description, QStringLiteral("x") + QChar(0xfffd) + QStringLiteral("\ty"));
}

void ImportTest::formatsAreGuessed()
{
    const QByteArray beads = R"({"id":"a","title":"A","status":"open"})"
                             "\n"
                             R"({"id":"b","title":"B","status":"open"})";
    const QByteArray taskMaster = "{\n \"tag\": {\"tasks\": []}\n}";
    QVERIFY(looksLikeBeads(QString(), beads) && !looksLikeTaskMaster(QString(), beads));
    QVERIFY(looksLikeBeads(QString(), R"({"id":"a","title":"A","status":"open"})")); // one line is a file, too
    QVERIFY(looksLikeTaskMaster(QString(), taskMaster) && !looksLikeBeads(QString(), taskMaster));
    const QByteArray stint = R"({"external_key":"a","title":"A"})", backlog = "---\nid: task-1\ntitle: A\n---\n";
    QVERIFY(looksLikeStint(QString(), stint) && !looksLikeBeads(QString(), stint) && !looksLikeStint(QString(), beads));
    QVERIFY(looksLikeBacklog(QString(), backlog) && !looksLikeBacklog(QString(), "---\ntitle: a page\n---\n"));
    QVERIFY(!looksLikeBeads(QString(), "hello") && !looksLikeTaskMaster(QString(), "hello"));
}

void ImportTest::csvRows()
{
    const auto set = parseCsv("Key;Title;Status;Priority;Tags;Parent;Depends on;Estimate\r\n"
                              "1;\"One; with \"\"quotes\"\"\nand a line\";done;High;a,b;;;3\r\n"
                              "\r\n2;Two;open;whatever;;1;1, 9;\r\n3;;open;;;;;\r\n");
    QVERIFY(set);
    QCOMPARE(set->tasks.size(), std::size_t(2));
    const ImportTask &one = set->tasks[0], &two = set->tasks[1];
    QCOMPARE(one.externalKey, QStringLiteral("csv:1"));
    QCOMPARE(one.title, QStringLiteral("One; with \"quotes\" and a line"));
    QCOMPARE(one.status, QStringLiteral("completed"));
    QCOMPARE(one.priority, QStringLiteral("high"));
    QCOMPARE(one.labels, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(one.metadata.text, QByteArray(R"({"source":"csv","estimate":"3"})"));
    QCOMPARE(two.parentKey, QStringLiteral("csv:1"));
    QCOMPARE(two.dependsOn, (QStringList{QStringLiteral("csv:1"), QStringLiteral("csv:9")}));
    QCOMPARE(set->dropped.size(), std::size_t(1));
    QVERIFY(set->dropped[0].reason.contains(QLatin1String("line 6")));

    const auto repeated = parseCsv("title,Sprint,Comment,Sprint\nA,one,why,two\n");
    QVERIFY(repeated);
    QCOMPARE(repeated->tasks[0].metadata.text, QByteArray(R"({"source":"csv","sprint":"one, two","comment":"why"})"));
}

void ImportTest::csvFaults()
{
    QVERIFY(!parseCsv("a,b\n1,2\n"));
    const auto open = parseCsv("title\n\"never closed\n");
    QVERIFY(!open);
    QVERIFY(open.error().message.startsWith(QLatin1String("line 2:")));
}

void ImportTest::frm02_noNulReachesTheBoard_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char *format, const QByteArray &text) {
        QTest::newRow(format) << QString::fromLatin1(format) << QByteArray(text).replace('#', '\0');
    };
    row("csv", "id,title,parent,depends_on,other\na#,A#,p#,d#,o#\n");
    row("markdown", "- [ ] A#\n");
    row("backlog", "---\nid: a#\nstatus: b#\nassignee: c#\nparent_task_id: d#\ndependencies: [e#]\n---\n");
}

void ImportTest::frm02_noNulReachesTheBoard()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, content);
    const auto &formats = importFormats();
    const auto found = std::find_if(formats.begin(), formats.end(),
                                    [&](const ImportFormat &each) { return format == QLatin1String(each.name); });
    QVERIFY(found != formats.end());
    const auto set = found->parse(content);
    QVERIFY(set && set->tasks.size() == 1);
    const QByteArray written = wire::encoded(set->tasks[0]);
    QVERIFY2(!written.contains("\\u0000") && written.contains("\xef\xbf\xbd"), written.constData());
}

void ImportTest::markdownBoxes()
{
    const auto set = parseMarkdown("# Release\n\nSome text\n- [ ] Build\n  with care\n  - [x] Compile\n  - [ ] Pack\n- "
                                   "[ ] Build\n## Later\n* [X] Rest\n- no box\n");
    QVERIFY(set);
    QCOMPARE(set->tasks.size(), std::size_t(5));
    QCOMPARE(set->tasks[0].title, QStringLiteral("Build"));
    QCOMPARE(set->tasks[0].description, QStringLiteral("with care"));
    QCOMPARE(set->tasks[0].milestone, QStringLiteral("Release"));
    QCOMPARE(set->tasks[1].parentKey, set->tasks[0].externalKey);
    QCOMPARE(set->tasks[1].status, QStringLiteral("completed"));
    QCOMPARE(set->tasks[2].parentKey, set->tasks[0].externalKey);
    QVERIFY(set->tasks[3].externalKey != set->tasks[0].externalKey);
    QCOMPARE(set->tasks[4].milestone, QStringLiteral("Later"));
    QCOMPARE(set->tasks[4].status, QStringLiteral("completed"));
    QVERIFY(!parseMarkdown("nothing here"));
}

/// What `stint export` writes.
void ImportTest::stintLines()
{
    const auto set = parseStint(
        R"({"external_key":"k","title":"T","description":"D","labels":["l"],"depends_on":["o"],"parent_key":"p","status":"failed","acceptance":[{"text":"c","met":true,"evidence":"e"}],"comments":["x"],"metadata":{"a":1}}

{"external_key":"o","title":"O"}
)");
    QVERIFY(set);
    QCOMPARE(set->tasks.size(), std::size_t(2));
    const ImportTask &first = set->tasks[0];
    QCOMPARE(first.externalKey, QStringLiteral("k"));
    QCOMPARE(first.dependsOn, QStringList{QStringLiteral("o")});
    QCOMPARE(first.status, QStringLiteral("failed"));
    QVERIFY(first.acceptance == (std::vector<Criterion>{{QStringLiteral("c"), true, QStringLiteral("e")}}));
    QCOMPARE(first.metadata.text, QByteArray("{\"a\":1}"));
}

void ImportTest::stintFaultsNameTheLine_data()
{
    QTest::addColumn<QByteArray>("second");
    QTest::newRow("broken") << QByteArray("{\"external_key\":");
    QTest::newRow("no object") << QByteArray("[1]");
    QTest::newRow("no title") << QByteArray(R"({"external_key":"b"})");
    QTest::newRow("unknown member") << QByteArray(R"({"external_key":"b","title":"B","colour":"red"})");
    QTest::newRow("wrong type") << QByteArray(R"({"external_key":"b","title":7})");
}

void ImportTest::stintFaultsNameTheLine()
{
    QFETCH(QByteArray, second);
    const auto set = parseStint(R"({"external_key":"a","title":"A"})"
                                "\n" +
                                second);
    QVERIFY(!set);
    QVERIFY2(set.error().message.startsWith(QLatin1String("line 2:")), qPrintable(set.error().message));
    QCOMPARE(client::exitCode(set.error()), 2);
}

void ImportTest::backlogFiles()
{
    const auto set = parseBacklog(R"(---
id: task-7
title: 'It''s: quoted'
status: In Progress
assignee:
  - '@ada'
created_date: '2025-06-09 12:00'
labels: [cli, "two words"]
dependencies:
  - TASK-8
  - task-9
parent_task_id: task-1
priority: high
---

## Description

<!-- SECTION:DESCRIPTION:BEGIN -->
Do it.

---
Really.
<!-- SECTION:DESCRIPTION:END -->

## Acceptance Criteria
<!-- AC:BEGIN -->
- [x] #1 It works
- [ ] #2 It is fast
<!-- AC:END -->

## Implementation Notes

- [ ] not a criterion

---
id: task-8
title: >-
  A title over
  two lines
status: Done
labels: []
dependencies: []
---
)");
    QVERIFY(set);
    QCOMPARE(set->tasks.size(), std::size_t(2));
    const ImportTask &first = set->tasks[0], &second = set->tasks[1];
    QCOMPARE(first.externalKey, QStringLiteral("backlog:task-7"));
    QCOMPARE(first.title, QStringLiteral("It's: quoted"));
    QCOMPARE(first.status, QStringLiteral("open"));
    QCOMPARE(first.priority, QStringLiteral("high"));
    QCOMPARE(first.labels, (QStringList{QStringLiteral("cli"), QStringLiteral("two words")}));
    QCOMPARE(first.dependsOn, (QStringList{QStringLiteral("backlog:task-8"), QStringLiteral("backlog:task-9")}));
    QCOMPARE(first.parentKey, QStringLiteral("backlog:task-1"));
    QCOMPARE(first.description, QStringLiteral("Do it.\n\n---\nReally.\n\n## Implementation Notes\n\n"
                                               "- [ ] not a criterion"));
    QVERIFY(first.acceptance == (std::vector<Criterion>{{QStringLiteral("It works"), true, {}},
                                                        {QStringLiteral("It is fast"), false, {}}}));
    QCOMPARE(first.metadata.text, QByteArray(R"({"source":"backlog","id":"task-7","status":"In Progress",)"
                                             R"("assignee":"@ada","created_date":"2025-06-09 12:00"})"));
    QCOMPARE(second.title, QStringLiteral("A title over two lines"));
    QCOMPARE(second.status, QStringLiteral("completed"));
    QVERIFY(second.labels.isEmpty() && second.dependsOn.isEmpty());
}

void ImportTest::backlogFaults()
{
    QVERIFY(!parseBacklog("nothing here"));
    QVERIFY(!parseBacklog("---\nid: task-1\ntitle: never closed\n"));
}

void ImportTest::realBeadsFile()
{
    const QByteArray content = shared("beads-issues.jsonl");
    if (content.isEmpty())
        QSKIP("the file beads-issues.jsonl is not beside this checkout");
    const auto set = parseBeads(content);
    QVERIFY(set);
    // Counted in the file by other means: 2,577 issues, 345 of them tombstones; 84 edges of other kinds.
    QCOMPARE(set->tasks.size(), std::size_t(2'577 - 345));
    const auto deleted = std::count_if(set->dropped.begin(), set->dropped.end(), [](const DroppedItem &item) {
        return item.reason == QLatin1String("deleted there");
    });
    QCOMPARE(deleted, 345);
    QVERIFY(set->droppedDependencies >= 1);
}

void ImportTest::realTaskMasterFile()
{
    const QByteArray content = shared("taskmaster-tasks.json");
    if (content.isEmpty())
        QSKIP("the file taskmaster-tasks.json is not beside this checkout");
    const auto set = parseTaskMaster(content);
    QVERIFY(set);
    // 182 tasks and 914 subtasks under nine tags.
    const auto twice = std::count_if(set->dropped.begin(), set->dropped.end(), [](const DroppedItem &item) {
        return item.reason.startsWith(QLatin1String("appears more than once"));
    });
    QCOMPARE(static_cast<int>(set->tasks.size()) + static_cast<int>(twice), 182 + 914);
}

STINT_REGISTER_TEST(ImportTest)

#include "tst_import.moc"
