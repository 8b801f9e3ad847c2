#include "app/cli/output.h"

#include "app/cli/methodcommand.h"
#include "app/cli/render.h"
#include "app/client/transport.h"
#include "model/domain/json.h"

#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

namespace stint::cli
{

namespace
{

constexpr int lastColumnLeast = 12; ///< columns; narrower terminals wrap

int terminalWidth()
{
    winsize size = {};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

bool wantsColour(bool allowed)
{
    const QByteArray term = qgetenv("TERM");
    return allowed && qgetenv("NO_COLOR").isEmpty() && !term.isEmpty() && term != "dumb";
}

} // namespace

Output::Output(Format format, QStringList fields, bool colourAllowed)
    : m_format(format)
    , m_fields(std::move(fields))
    , m_terminal(::isatty(STDOUT_FILENO) == 1)
    , m_colour(m_terminal && wantsColour(colourAllowed))
    , m_width(m_terminal ? terminalWidth() : 0)
{
}

void Output::write(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
}

void Output::json(const QByteArray &document)
{
    const QByteArray wanted = m_fields.isEmpty() ? document : withFields(document, m_fields);
    if (m_format != Format::JsonLines)
        return jsonLine(wanted);
    for (const QByteArray &item : itemsOf(wanted))
        jsonLine(item);
}

void Output::jsonLine(const QByteArray &object)
{
    const QByteArray safe = safeJson(object) + '\n';
    std::fwrite(safe.constData(), 1, static_cast<std::size_t>(safe.size()), stdout);
    std::fflush(stdout);
}

QString Output::coloured(const QString &cell) const
{
    struct Tint {
        QLatin1String word;
        int code;
    };
    static constexpr Tint tints[] = {
        {QLatin1String("completed"), 32},   {QLatin1String("approved"), 32},        {QLatin1String("running"), 36},
        {QLatin1String("in_progress"), 36}, {QLatin1String("claimed"), 36},         {QLatin1String("failed"), 31},
        {QLatin1String("rejected"), 31},    {QLatin1String("needs_attention"), 33}, {QLatin1String("blocked"), 33},
        {QLatin1String("urgent"), 31},      {QLatin1String("canceled"), 90},        {QLatin1String("draft"), 90},
    };
    const QString word = cell.trimmed();
    for (const auto &tint : tints) {
        if (m_colour && word == tint.word)
            return QStringLiteral("\x1b[%1m%2\x1b[0m").arg(tint.code).arg(cell);
    }
    return cell;
}

void Output::table(const Table &table)
{
    if (!m_terminal) {
        for (const QStringList &row : table.rows) {
            QStringList cells;
            for (const QString &cell : row)
                cells += safeText(cell);
            write(cells.join(QLatin1Char('\t')) + QLatin1Char('\n'));
        }
        return;
    }
    std::vector<QStringList> rows{table.header};
    for (const QStringList &row : table.rows) {
        rows.emplace_back();
        for (const QString &cell : row)
            rows.back() += safeText(cell);
    }
    std::vector<int> widths(static_cast<std::size_t>(table.header.size()), 0);
    for (const QStringList &row : rows) {
        for (qsizetype i = 0; i < row.size() && i < table.header.size(); ++i) {
            auto &width = widths[static_cast<std::size_t>(i)];
            width = std::max(width, displayWidth(row[i]));
        }
    }
    for (std::size_t at = 0; at < rows.size(); ++at) {
        QString line;
        int used = 0;
        for (qsizetype i = 0; i < rows[at].size(); ++i) {
            const bool last = i + 1 == rows[at].size();
            const int width = widths[static_cast<std::size_t>(i)];
            const QString cell = last ? cut(rows[at][i], std::max(lastColumnLeast, m_width - used))
                                      : padded(rows[at][i], width) + QLatin1String("  ");
            line += coloured(cell);
            used += width + 2;
        }
        if (at == 0 && m_colour)
            line = QStringLiteral("\x1b[1m") + line + QStringLiteral("\x1b[0m");
        write(line + QLatin1Char('\n'));
    }
}

void Output::line(const QString &text)
{
    write(safeText(text, Lines::Many) + QLatin1Char('\n'));
}

void Output::stream(const QString &text)
{
    write(text + QLatin1Char('\n'));
    std::fflush(stdout);
}

void Output::pairs(const std::vector<std::pair<QString, QString>> &pairs)
{
    int width = 0;
    for (const auto &[name, value] : pairs)
        width = std::max(width, displayWidth(name));
    for (const auto &[name, value] : pairs) {
        if (m_terminal)
            write(padded(safeText(name), width) + QLatin1String("  ") + coloured(safeText(value)) + QLatin1Char('\n'));
        else
            write(safeText(name) + QLatin1Char('\t') + safeText(value) + QLatin1Char('\n'));
    }
}

void Output::answer(const QByteArray &json)
{
    if (isJson())
        return this->json(json);
    const auto rows = tableOf(json);
    if (rows && rows->rows.empty() && m_terminal)
        note(QStringLiteral("nothing to list"));
    else if (rows)
        table(*rows);
    else
        pairs(pairsOf(json));
}

void Output::note(const QString &text)
{
    const QByteArray bytes = safeText(text, Lines::Many).toUtf8() + '\n';
    std::fflush(stdout);
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
}

QString Output::hintFor(const Error &error) const
{
    if (client::faultOf(error) == client::Fault::Usage && !m_command.isEmpty())
        return QStringLiteral("stint help %1 shows how it is used.").arg(m_command);
    const QString method = error.data.value(QLatin1String("suggest")).toString();
    if (client::faultOf(error) == client::Fault::None && !method.isEmpty())
        return QStringLiteral("Try stint %1.").arg(QString::fromUtf8(commandWords(method.toUtf8().constData())));
    return client::hint(error);
}

int Output::error(const Error &error)
{
    if (isJson()) {
        JsonWriter out;
        out.beginObject();
        out.key("error");
        out.beginObject();
        out.member("code", client::codeText(error));
        out.member("message", error.message);
        out.member("hint", hintFor(error));
        out.endObject();
        out.endObject();
        const QByteArray line = safeJson(out.take()) + '\n';
        std::fflush(stdout);
        std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
    } else {
        note(QStringLiteral("stint: %1: %2").arg(client::codeText(error), error.message));
        if (const QString next = hintFor(error); !next.isEmpty())
            note(next);
    }
    return client::exitCode(error);
}

} // namespace stint::cli
