#pragma once

#include "model/domain/error.h"
#include "model/domain/text.h"

#include <QStringList>

#include <vector>

namespace stint::cli
{

/// \a text as it may reach a terminal: control characters, bidirectional controls and lone surrogates become visible
/// escapes. Lines::Many lets tab and line feed through (CLI-01).
QString safeText(const QString &text, Lines lines = Lines::One);
/// The same for a JSON document: what may not appear raw is escaped inside its strings; its meaning is unchanged.
QByteArray safeJson(const QByteArray &json);
/// Columns \a text takes in a terminal.
int displayWidth(const QString &text);
/// \a text in at most \a columns; what was cut off is an ellipsis.
QString cut(const QString &text, int columns);
/// \a text with blanks up to \a columns.
QString padded(const QString &text, int columns);

enum class Format {
    Text,      ///< a table on a terminal, tab-separated without one
    Json,      ///< one document
    JsonLines, ///< one object a line
};

struct Table {
    QStringList header;
    std::vector<QStringList> rows; ///< board text as it is; made safe on output
};

/// Where results go (stdout) and everything else (stderr), in the format the caller wants (CLI-01).
class Output
{
public:
    Output(Format format, QStringList fields, bool colourAllowed);

    Format format() const { return m_format; }
    bool isJson() const { return m_format != Format::Text; }
    bool isTerminal() const { return m_terminal; }

    /// One document, thinned to the wanted fields; JsonLines: one line for each of its items.
    void json(const QByteArray &document);
    /// One line at once, for streams.
    void jsonLine(const QByteArray &object);
    void table(const Table &table);
    /// A text for people; board text in it is made safe.
    void line(const QString &text);
    /// One line of a stream, at once; \a text is safe already.
    void stream(const QString &text);
    /// Name and value, one a line.
    void pairs(const std::vector<std::pair<QString, QString>> &pairs);
    /// A generic rendering of an answer: its items as a table, or its members as pairs.
    void answer(const QByteArray &json);

    /// To stderr.
    void note(const QString &text);
    /// To stderr, as text or JSON; yields the exit code.
    int error(const Error &error);
    /// The words of the command that speaks from now on; mistakes in its use point to its help.
    void speakFor(const QByteArray &command) { m_command = QString::fromUtf8(command); }

private:
    void write(const QString &text);
    QString coloured(const QString &cell) const;
    QString hintFor(const Error &error) const;

    Format m_format;
    QStringList m_fields;
    bool m_terminal, m_colour;
    int m_width; ///< of the terminal
    QString m_command;
};

} // namespace stint::cli
