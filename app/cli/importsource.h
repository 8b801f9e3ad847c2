#pragma once

#include "app/wire/strictjson.h"
#include "model/domain/result.h"
#include "model/domain/verbs/board.h"

#include <functional>

namespace stint::cli
{

/// What a file of another tracker holds, in the words of the board.
struct ImportSet {
    std::vector<ImportTask> tasks;
    std::vector<DroppedItem> dropped; ///< what has no place on the board, with the reason
    qint64 droppedDependencies = 0;   ///< those of `dropped` that are dependencies

    void drop(const QString &externalKey, const QString &reason) { dropped.push_back({externalKey, reason}); }
    void dropDependency(const QString &externalKey, const QString &reason)
    {
        drop(externalKey, reason);
        ++droppedDependencies;
    }
};

namespace importlimits
{
inline constexpr qsizetype lineMaxBytes = 4 << 20;
inline constexpr qsizetype tasksMax = 100'000;
inline constexpr qsizetype taskMaxBytes = 700 << 10; ///< encoded; a part with one task fits a frame
inline constexpr qsizetype partMaxBytes = 900 << 10;
inline constexpr qsizetype partMaxTasks = 500;
inline constexpr qsizetype commentsMax = 900; ///< FRM-02 allows 1,000 items
inline constexpr wire::JsonBounds json{64, 1'000'000};
} // namespace importlimits

/// Formats by the name of --format. Each parser names the place of what it cannot read.
struct ImportFormat {
    const char *name;
    bool (*looksLikeIt)(const QString &fileName, const QByteArray &content);
    Result<ImportSet> (*parse)(const QByteArray &content);
};
const std::vector<ImportFormat> &importFormats();

/// Beads: one issue a line. tombstone → dropped; parent-child → parent; blocks → dependency; the rest of the
/// dependencies has no place here and is reported.
Result<ImportSet> parseBeads(const QByteArray &jsonLines);
bool looksLikeBeads(const QString &fileName, const QByteArray &content);

/// Task-master: {tag: {tasks: […]}}, or {tasks: […]} of its older versions.
Result<ImportSet> parseTaskMaster(const QByteArray &json);
bool looksLikeTaskMaster(const QString &fileName, const QByteArray &content);

/// A table with a line of column names: id, title, description, status, priority, labels, milestone, parent,
/// depends_on.
Result<ImportSet> parseCsv(const QByteArray &content);
bool looksLikeCsv(const QString &fileName, const QByteArray &content);

/// Check boxes, nested by indentation, with headings as milestones.
Result<ImportSet> parseMarkdown(const QByteArray &content);
bool looksLikeMarkdown(const QString &fileName, const QByteArray &content);

/// What `stint export` writes: one task a line, as board.import takes it.
Result<ImportSet> parseStint(const QByteArray &jsonLines);
bool looksLikeStint(const QString &fileName, const QByteArray &content);

/// Backlog.md: task files one after the other, each with its facts between two lines of dashes; of a folder, all of its
/// task files.
Result<ImportSet> parseBacklog(const QByteArray &content);
bool looksLikeBacklog(const QString &fileName, const QByteArray &content);

// Shared by the parsers.

/// A file that is no JSON. NUL becomes U+FFFD, as what is no UTF-8 does: no line to the board may hold it (FRM-02).
QString fileText(const QByteArray &content);
/// Tells of the bytes that fileText() had to replace because they are no UTF-8.
void reportForeignBytes(const QByteArray &content, ImportSet &set);
/// Calls \a read with each line that is not blank, without the blanks around it, and its number; ends with its first
/// error.
Done forEachLine(const QByteArray &content, const std::function<Done(const QByteArray &line, int number)> &read);
/// The first line that is not blank, when it is a JSON object; else not there.
wire::JsonText firstObject(const QByteArray &content);
/// One line of JSON that holds an object; the error names \a place.
Result<wire::JsonText> objectOf(const QByteArray &line, const QString &place);
/// A status of the board for a word that people use elsewhere; none is open. A word that is not known stays as it is:
/// the board leaves such a task out and says why.
QString statusFrom(const QString &word);
/// The same for a priority; none stays none.
QString priorityFrom(const QString &word);

/// A string member, a number as text, or blank.
QString textOf(wire::JsonRef object, QByteArrayView name);
/// The members of \a object that \a known does not name, as they were written, with \a source added; secrets and what
/// is over the bound of metadata are left out.
Json metadataOf(const char *source, wire::JsonRef object, const QByteArrayList &known);
/// Appends a titled part to a description.
void addSection(QString &description, const QString &title, const QString &text);
/// Items of a list, or the lines of a text without their bullets.
std::vector<Criterion> criteriaOf(wire::JsonRef value);
/// Fits every text of \a task into its bounds (task-domain.md 1.4) and reports what had to be cut.
void fit(ImportTask &task, ImportSet &set);
Error unreadable(const QString &place, const QString &what);

} // namespace stint::cli
