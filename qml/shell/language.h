#pragma once

#include <QString>
#include <QTranslator>

namespace stint
{

/// The words of the window in the person's language, for as long as this lives. Made after the application and before
/// the first word is shown; English is what the sources are written in and needs none. Thread: gui.
class Language
{
public:
    /// The language that the settings file chooses, else the first one of the desktop's that there are words for.
    /// \a settingsPath may be blank or name a file that does not exist.
    explicit Language(const QString &settingsPath);
    ~Language();
    Language(const Language &) = delete;
    Language &operator=(const Language &) = delete;

    /// "de"; "en" where nothing had to be translated.
    const QString &code() const { return m_code; }

private:
    QTranslator m_words;
    QString m_code = QStringLiteral("en");
};

} // namespace stint
