#pragma once

#include <QString>

namespace stint
{

/// A page for `man`, written from top to bottom.
class ManualPage
{
public:
    /// The page of \a program, section 1. \a what it is, as `apropos` shows it; \a usage as its synopsis.
    ManualPage(const QString &program, const QString &what, const QString &usage);

    void section(const QString &title);
    /// A part of a section: its title, and a paragraph.
    void part(const QString &title, const QString &text);
    void paragraph(const QString &text);
    /// A word and what it means.
    void entry(const QString &word, const QString &meaning);

    const QString &text() const { return m_text; }

private:
    QString m_text;
};

} // namespace stint
