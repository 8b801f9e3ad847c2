#include "storage/queries/words.h"

namespace stint
{

QStringList wordsOf(const QString &text)
{
    const QList<uint> points = text.normalized(QString::NormalizationForm_C).toCaseFolded().toUcs4();
    QStringList words;
    QString word;
    const auto end = [&] {
        if (!word.isEmpty())
            words.append(word);
        word.clear();
    };
    for (const uint point : points) {
        if (QChar::isLetterOrNumber(point) || QChar::isMark(point))
            word.append(QString::fromUcs4(reinterpret_cast<const char32_t *>(&point), 1));
        else
            end();
    }
    end();
    return words;
}

void WordSet::add(const QString &text)
{
    for (const QString &word : wordsOf(text))
        m_words.insert(word);
}

QString WordSet::joined() const
{
    QStringList words(m_words.begin(), m_words.end());
    words.sort();
    return words.join(QLatin1Char(' '));
}

QString matchExpression(const QStringList &words)
{
    QStringList terms;
    for (const QString &given : words) {
        for (const QString &word : wordsOf(given))
            terms.append(QLatin1Char('"') + word + QStringLiteral("\" *"));
    }
    return terms.join(QStringLiteral(" AND "));
}

} // namespace stint
