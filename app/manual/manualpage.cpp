#include "app/manual/manualpage.h"

namespace stint
{

namespace
{

/// Roff takes a leading dot or quote and a backslash for its own.
QString roff(QString text)
{
    text.replace(QLatin1Char('\\'), QLatin1String("\\e")).replace(QLatin1Char('-'), QLatin1String("\\-"));
    return text.startsWith(QLatin1Char('.')) || text.startsWith(QLatin1Char('\'')) ? QLatin1String("\\&") + text : text;
}

} // namespace

ManualPage::ManualPage(const QString &program, const QString &what, const QString &usage)
    : m_text(QStringLiteral(".TH %1 1 \"\" \"stint %2\" \"User Commands\"\n")
                 .arg(program.toUpper(), QLatin1String(STINT_VERSION)))
{
    section(QStringLiteral("NAME"));
    paragraph(QStringLiteral("%1 - %2").arg(program, what));
    section(QStringLiteral("SYNOPSIS"));
    m_text += QStringLiteral(".B %1\n").arg(roff(program));
    paragraph(usage);
}

void ManualPage::section(const QString &title)
{
    m_text += QStringLiteral(".SH %1\n").arg(roff(title));
}

void ManualPage::part(const QString &title, const QString &text)
{
    m_text += QStringLiteral(".SS %1\n").arg(roff(title));
    paragraph(text);
}

void ManualPage::paragraph(const QString &text)
{
    m_text += roff(text) + QLatin1Char('\n');
}

void ManualPage::entry(const QString &word, const QString &meaning)
{
    m_text += QStringLiteral(".TP\n.B %1\n").arg(roff(word));
    paragraph(meaning);
}

} // namespace stint
