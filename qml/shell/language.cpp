#include "qml/shell/language.h"

#include "model/viewmodels/languages.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSettings>

namespace stint
{

namespace
{

QString chosenCode(const QString &settingsPath)
{
    if (settingsPath.isEmpty())
        return {};
    return QSettings(settingsPath, QSettings::IniFormat).value(languageKey).toString();
}

/// The first of the desktop's languages that this window speaks.
QString systemCode()
{
    const QStringList wanted = QLocale::system().uiLanguages();
    for (const QString &tag : wanted) {
        const QString code = tag.section(QLatin1Char('-'), 0, 0).toLower();
        if (languageIndex(code) > 0)
            return code;
    }
    return {};
}

} // namespace

Language::Language(const QString &settingsPath)
{
    const QString chosen = chosenCode(settingsPath);
    const bool isChosen = languageIndex(chosen) > 0;
    const QString code = isChosen ? chosen : systemCode();
    if (code.isEmpty())
        return;
    // Figures and dates follow the words where a person asked for other words than the desktop's.
    if (isChosen && QLocale::system().language() != QLocale(code).language())
        QLocale::setDefault(QLocale(code));
    if (m_words.load(QStringLiteral(":/stint/translations/stint_%1.qm").arg(code))) {
        QCoreApplication::installTranslator(&m_words);
        m_code = code;
    }
}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_words);
    QLocale::setDefault(QLocale::system());
}

} // namespace stint
