#pragma once

#include <QString>

#include <array>

namespace stint
{

/// A language the window speaks.
struct LanguageInfo {
    const char *code; ///< blank: that of the desktop
    const char *name; ///< in itself, UTF-8
};

inline constexpr std::array languages{LanguageInfo{"", ""}, LanguageInfo{"en", "English"},
                                      LanguageInfo{"de", "Deutsch"}};

/// Under which the settings file keeps the code.
inline const QString languageKey = QStringLiteral("language");

/// Which language that is; 0, the desktop's, for a code nobody knows.
inline int languageIndex(const QString &code)
{
    for (std::size_t i = 1; i < languages.size(); ++i) {
        if (code == QLatin1String(languages[i].code))
            return static_cast<int>(i);
    }
    return 0;
}

} // namespace stint
