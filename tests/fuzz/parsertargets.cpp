#include "app/cli/importsource.h"
#include "app/wire/connectionmethods.h"
#include "app/wire/decode.h"
#include "app/wire/encode.h"
#include "app/wire/envelope.h"
#include "app/wire/lineframer.h"
#include "model/domain/limits.h"
#include "model/domain/verbs/all.h"
#include "tests/fuzz/targets.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <cstdlib>

namespace stint::test
{

namespace
{

[[noreturn]] void wrong(const char *what, const QByteArray &input)
{
    qFatal("%s: %s", what, input.toPercentEncoding(" {}[]\":,").constData());
}

} // namespace

void fuzzFrames(const QByteArray &input)
{
    constexpr qsizetype maxBytes = 64;
    const auto linesOf = [&](qsizetype step) {
        wire::LineFramer framer(maxBytes);
        QByteArrayList lines;
        for (qsizetype at = 0; at < input.size(); at += step) {
            framer.append(QByteArrayView(input).sliced(at, std::min(step, input.size() - at)));
            while (const auto line = framer.next())
                lines.append(line->toByteArray());
        }
        if (framer.isOverflowing())
            lines.append("overflow");
        return lines;
    };
    const QByteArrayList whole = linesOf(std::max<qsizetype>(1, input.size()));
    for (const qsizetype step : {1, 3, 17}) {
        if (linesOf(step) != whole)
            wrong("the framer depends on how the stream was cut", input);
    }
    for (const QByteArray &line : whole) {
        if (line.size() > maxBytes || line.contains('\n'))
            wrong("a line is none", line);
    }
}

namespace
{

int countOf(const QJsonValue &value)
{
    int count = 1;
    if (value.isArray()) {
        for (const QJsonValue item : value.toArray())
            count += countOf(item);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            count += countOf(it.value());
    }
    return count;
}

/// Grammatical, but too large or too small for a double, which the other parser refuses.
bool isBeyondDouble(wire::JsonRef value)
{
    errno = 0;
    if (value.is(wire::JsonKind::Number))
        static_cast<void>(std::strtod(value.raw().toByteArray().constData(), nullptr));
    bool beyond = errno == ERANGE;
    value.forEach([&](wire::JsonRef item) { beyond = beyond || isBeyondDouble(item); });
    return beyond;
}

int countOf(wire::JsonRef value)
{
    int count = 1;
    value.forEach([&](wire::JsonRef item) { count += countOf(item); });
    return count;
}

} // namespace

/// Qt's parser is the oracle: laxer than ours but for numbers beyond a double and for lone values.
void fuzzJson(const QByteArray &input)
{
    const auto text = wire::JsonText::scan(input);
    if (!text || text->fault())
        return;
    const wire::JsonRef root = text->root();
    // The other parser takes objects and lists only.
    if ((!root.is(wire::JsonKind::Object) && !root.is(wire::JsonKind::Array)) || isBeyondDouble(root))
        return;
    const QJsonDocument other = QJsonDocument::fromJson(input);
    if (other.isNull())
        wrong("the strict scanner let in what is no JSON", input);
    if (countOf(other.isArray() ? QJsonValue(other.array()) : QJsonValue(other.object())) != countOf(root))
        wrong("the scanners count differently", input);
}

namespace
{

template<class R>
void decodeOne(wire::JsonRef params)
{
    const auto first = wire::decode<R>(params);
    if (!first)
        return;
    const QByteArray written = wire::encoded(*first);
    const auto text = wire::JsonText::scan(written, {64, 1'000'000});
    if (!text)
        qFatal("%s: what was written cannot be scanned", R::method.name);
    const auto second = wire::decode<R>(text->root());
    if (!second)
        qFatal("%s: what was written cannot be read: %s", R::method.name, qPrintable(second.error().error.message));
    if (wire::encoded(*second) != written)
        qFatal("%s: what was read again is something else", R::method.name);
}

template<class... R>
void decodeAll(TypeList<R...>, const QByteArray &method, wire::JsonRef params)
{
    // An unknown method: whichever reads it.
    const bool isAny = method == "any";
    ((isAny || method == R::method.name ? decodeOne<R>(params) : void()), ...);
}

} // namespace

void fuzzRequests(const QByteArray &input)
{
    const auto text = wire::JsonText::scan(input);
    if (!text)
        return;
    const auto request = wire::readRequest(*text);
    if (!request)
        return;
    decodeAll(TaskMethods{}, request->method, request->params);
    decodeAll(RunMethods{}, request->method, request->params);
    decodeAll(ReviewMethods{}, request->method, request->params);
    decodeAll(BoardMethods{}, request->method, request->params);
}

namespace
{

void judge(const Result<cli::ImportSet> &set)
{
    if (!set)
        return;
    for (const ImportTask &task : set->tasks) {
        if (wire::encoded(task).size() > cli::importlimits::taskMaxBytes)
            qFatal("an imported task does not fit into a frame");
        BoardImport part;
        part.importId = QStringLiteral("1");
        part.tasks.push_back(task);
        const QByteArray line = wire::requestLine(1, BoardImport::method.name, wire::encoded(part)).chopped(1);
        const auto text = wire::JsonText::scan(line);
        if (!text || text->fault())
            wrong("the board cannot scan an imported task", line);
        const auto request = wire::readRequest(*text);
        if (!request)
            wrong("the board cannot take an imported task", line);
        if (const auto read = wire::decode<BoardImport>(request->params); !read)
            wrong(qPrintable(read.error().error.message), line);
    }
}

} // namespace

void fuzzBeads(const QByteArray &input)
{
    judge(cli::parseBeads(input));
}

void fuzzTaskMaster(const QByteArray &input)
{
    judge(cli::parseTaskMaster(input));
}

void fuzzCsv(const QByteArray &input)
{
    judge(cli::parseCsv(input));
}

void fuzzMarkdown(const QByteArray &input)
{
    judge(cli::parseMarkdown(input));
}

void fuzzStint(const QByteArray &input)
{
    judge(cli::parseStint(input));
}

void fuzzBacklog(const QByteArray &input)
{
    judge(cli::parseBacklog(input));
}

} // namespace stint::test
