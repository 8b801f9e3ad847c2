#include "app/cli/importsource.h"

#include "app/client/transport.h"
#include "app/wire/encode.h"
#include "model/domain/limits.h"
#include "model/domain/text.h"

#include <QHash>
#include <QRegularExpression>

namespace stint::cli
{

namespace
{

using wire::JsonKind;
using wire::JsonRef;

/// Without the control characters that no text of the board may hold (VAL-01).
QString cleaned(const QString &text, Lines lines)
{
    QString clean;
    clean.reserve(text.size());
    for (const QChar c : text) {
        if (lines == Lines::One && (c == u'\n' || c == u'\r' || c == u'\t'))
            clean += QLatin1Char(' ');
        else if ((c.unicode() < 0x20 && c != u'\n' && c != u'\r' && c != u'\t') ||
                 (c.unicode() >= 0x7f && c.unicode() <= 0x9f))
            clean += QChar(0xfffd);
        else
            clean += c;
    }
    return clean.trimmed();
}

void fitText(QString &text, int maxBytes, Lines lines, const char *what, const ImportTask &task, ImportSet &set)
{
    bool cut = false;
    text = truncated(cleaned(text, lines), maxBytes, &cut);
    if (cut)
        set.drop(task.externalKey, QStringLiteral("%1 was cut at %2 bytes").arg(QLatin1String(what)).arg(maxBytes));
}

void fitLabels(ImportTask &task, ImportSet &set)
{
    QStringList fitting;
    for (const QString &label : std::as_const(task.labels)) {
        const QString clean = cleaned(label, Lines::One);
        if (clean.isEmpty() || fitting.contains(clean))
            continue;
        if (utf8Bytes(clean) > limits::labelBytes || fitting.size() >= limits::labels)
            set.drop(task.externalKey, QStringLiteral("label %1 is over the bounds of labels").arg(clean));
        else
            fitting += clean;
    }
    task.labels = fitting;
}

void fitComments(ImportTask &task, ImportSet &set)
{
    for (QString &comment : task.comments)
        fitText(comment, limits::longTextBytes, Lines::Many, "a comment", task, set);
    task.comments.removeAll(QString());
    qsizetype left = 0;
    while (!task.comments.isEmpty() && (task.comments.size() > importlimits::commentsMax ||
                                        wire::encoded(task).size() > importlimits::taskMaxBytes)) {
        task.comments.removeLast();
        ++left;
    }
    if (left > 0)
        set.drop(task.externalKey, QStringLiteral("%1 comments are more than an import can carry").arg(left));
}

/// The words of other trackers for each word of the board.
class Synonyms
{
public:
    explicit Synonyms(const std::vector<std::pair<const char *, std::vector<const char *>>> &meanings)
    {
        for (const auto &[meaning, words] : meanings) {
            for (const char *const word : words)
                m_meanings.insert(QLatin1String(word), QLatin1String(meaning));
        }
    }
    /// The board's word for \a word, however it is spelled; one that is not known as it is.
    QString meaning(const QString &word) const
    {
        QString norm = word.toLower();
        norm.remove(QLatin1Char('\'')).remove(QChar(0x2019));
        norm.replace(QLatin1Char('_'), QLatin1Char(' ')).replace(QLatin1Char('-'), QLatin1Char(' '));
        return m_meanings.value(norm.simplified(), word.trimmed());
    }

private:
    QHash<QString, QString> m_meanings;
};

bool isSecretKey(const QString &name)
{
    const QString norm = name.trimmed().toLower();
    return norm == QLatin1String("claim_token") || norm == QLatin1String("session_token");
}

} // namespace

Error unreadable(const QString &place, const QString &what)
{
    return client::fault(client::Fault::Usage, QStringLiteral("%1: %2").arg(place, what));
}

void reportForeignBytes(const QByteArray &content, ImportSet &set)
{
    if (content.isValidUtf8())
        return;
    int number = 0, first = 0, lines = 0;
    for (const QByteArray &line : content.split('\n')) {
        ++number;
        if (!line.isValidUtf8() && lines++ == 0)
            first = number;
    }
    set.drop(
        {},
        QStringLiteral("bytes that are not UTF-8 were replaced on %1 lines, first on line %2").arg(lines).arg(first));
}

QString fileText(const QByteArray &content)
{
    return QString::fromUtf8(content).replace(QChar(u'\0'), QChar(QChar::ReplacementCharacter));
}

Done forEachLine(const QByteArray &content, const std::function<Done(const QByteArray &line, int number)> &read)
{
    int number = 0;
    for (qsizetype begin = 0; begin < content.size();) {
        const qsizetype found = content.indexOf('\n', begin), end = found < 0 ? content.size() : found;
        const QByteArray line = content.mid(begin, end - begin).trimmed();
        begin = end + 1;
        ++number;
        if (!line.isEmpty())
            STINT_TRY(read(line, number));
    }
    return {};
}

wire::JsonText firstObject(const QByteArray &content)
{
    const QByteArray text = content.left(importlimits::lineMaxBytes).trimmed();
    const qsizetype end = text.indexOf('\n');
    auto first = wire::JsonText::scan(text.left(end < 0 ? text.size() : end).trimmed(), importlimits::json);
    return first && first->root().is(JsonKind::Object) ? std::move(*first) : *wire::JsonText::scan("{}");
}

Result<wire::JsonText> objectOf(const QByteArray &line, const QString &place)
{
    if (line.size() > importlimits::lineMaxBytes)
        return unreadable(place, QStringLiteral("longer than %1 MiB").arg(importlimits::lineMaxBytes >> 20));
    auto json = wire::JsonText::scan(line, importlimits::json);
    if (!json || json->fault())
        return unreadable(place, json ? json->fault()->what : json.error().what);
    if (!json->root().is(JsonKind::Object))
        return unreadable(place, QStringLiteral("a line is one object"));
    return std::move(*json);
}

QString statusFrom(const QString &word)
{
    static const Synonyms statuses({
        {"open", {"open",    "reopened", "new",      "todo",  "to do",  "backlog", "planned",  "triage",      "ready",
                  "pending", "assigned", "started",  "doing", "active", "blocked", "waiting",  "in progress", "on hold",
                  "review",  "testing",  "deferred", "draft", "hooked", "pinned",  "in review"}},
        {"completed", {"completed", "complete", "done", "closed", "finished", "resolved", "fixed", "merged"}},
        {"canceled",
         {"canceled", "cancelled", "wontfix", "wont fix", "wont do", "abandoned", "rejected", "duplicate", "obsolete"}},
        {"failed", {"failed"}},
    });
    return word.trimmed().isEmpty() ? QStringLiteral("open") : statuses.meaning(word);
}

QString priorityFrom(const QString &word)
{
    static const Synonyms priorities({{"urgent", {"urgent", "critical", "highest", "blocker", "p0"}},
                                      {"high", {"high", "major", "p1"}},
                                      {"medium", {"medium", "normal", "p2"}},
                                      {"low", {"low", "lowest", "minor", "trivial", "p3", "p4"}}});
    return priorities.meaning(word);
}

QString textOf(JsonRef object, QByteArrayView name)
{
    const JsonRef member = object.find(name);
    if (member.is(JsonKind::String))
        return member.string();
    return member.is(JsonKind::Number) ? QString::fromUtf8(member.raw()) : QString();
}

Json metadataOf(const char *source, JsonRef object, const QByteArrayList &known)
{
    JsonWriter out;
    out.beginObject();
    out.member("source", source);
    qsizetype size = 64;
    object.forEach([&](JsonRef member) {
        const QString name = member.key();
        const bool plain = !member.is(JsonKind::Object) && !member.is(JsonKind::Array) && !member.is(JsonKind::Null);
        const qsizetype bytes = member.raw().size() + utf8Bytes(name) * 2 + 8;
        if (!plain || name == QLatin1String("source") || known.contains(name.toUtf8()) || isSecretKey(name) ||
            size + bytes > limits::metadataBytes)
            return;
        size += bytes;
        out.key(name);
        out.raw(member.raw().toByteArray());
    });
    out.endObject();
    return Json{out.take()};
}

void addSection(QString &description, const QString &title, const QString &text)
{
    if (text.trimmed().isEmpty())
        return;
    if (!description.isEmpty())
        description += QLatin1String("\n\n");
    description += QLatin1String("## ") + title + QLatin1String("\n\n") + text.trimmed();
}

std::vector<Criterion> criteriaOf(JsonRef value)
{
    static const QRegularExpression bullet(QStringLiteral("^\\s*(?:[-*•]|\\d+[.)])\\s*(?:\\[[ xX]\\]\\s*)?"));
    std::vector<Criterion> criteria;
    const auto add = [&](QString text) {
        text = text.remove(bullet).trimmed();
        if (!text.isEmpty())
            criteria.push_back({text, false, {}});
    };
    if (value.is(JsonKind::String)) {
        for (const QString &line : value.string().split(QLatin1Char('\n')))
            add(line);
    } else if (value.is(JsonKind::Array)) {
        value.forEach([&](JsonRef item) {
            if (item.is(JsonKind::String))
                add(item.string());
        });
    }
    return criteria;
}

void fit(ImportTask &task, ImportSet &set)
{
    if (task.acceptance.size() > static_cast<std::size_t>(limits::criteria)) {
        QString rest;
        for (std::size_t i = limits::criteria; i < task.acceptance.size(); ++i)
            rest += QLatin1String("- ") + task.acceptance[i].text + QLatin1Char('\n');
        task.acceptance.resize(limits::criteria);
        addSection(task.description, QStringLiteral("Further acceptance criteria"), rest);
    }
    for (Criterion &criterion : task.acceptance)
        fitText(criterion.text, limits::criterionTextBytes, Lines::One, "an acceptance criterion", task, set);
    fitText(task.title, limits::titleBytes, Lines::One, "the title", task, set);
    if (task.title.isEmpty())
        task.title = task.externalKey;
    fitText(task.description, limits::descriptionBytes, Lines::Many, "the description", task, set);
    fitText(task.milestone, limits::nameBytes, Lines::One, "the milestone", task, set);
    fitText(task.identifier, limits::nameBytes, Lines::One, "the identifier", task, set);
    fitLabels(task, set);
    fitComments(task, set);
}

const std::vector<ImportFormat> &importFormats()
{
    static const std::vector<ImportFormat> formats{{"stint", looksLikeStint, parseStint},
                                                   {"beads", looksLikeBeads, parseBeads},
                                                   {"task-master", looksLikeTaskMaster, parseTaskMaster},
                                                   {"csv", looksLikeCsv, parseCsv},
                                                   {"backlog", looksLikeBacklog, parseBacklog},
                                                   {"markdown", looksLikeMarkdown, parseMarkdown}};
    return formats;
}

} // namespace stint::cli
