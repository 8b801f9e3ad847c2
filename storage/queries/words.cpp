#include "storage/queries/words.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

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

void WordSet::addComment(const Json &payload)
{
    add(QJsonDocument::fromJson(payload.text).object().value(QLatin1String("text")).toString());
}

QString WordSet::joined() const
{
    QStringList words(m_words.begin(), m_words.end());
    words.sort();
    return words.join(QLatin1Char(' '));
}

bool WordSet::hasBeginning(const QString &word) const
{
    return std::any_of(m_words.begin(), m_words.end(), [&](const QString &own) { return own.startsWith(word); });
}

QStringList searchTerms(const QStringList &texts)
{
    QStringList words;
    for (const QString &text : texts)
        words += wordsOf(text);
    words.sort();
    words.removeDuplicates();
    // What begins another word stands right before the first that it begins.
    QStringList terms;
    for (const QString &word : std::as_const(words)) {
        if (!terms.isEmpty() && word.startsWith(terms.back()))
            terms.removeLast();
        terms.append(word);
    }
    return terms;
}

QString matchingWhole(const QString &word)
{
    return QLatin1Char('"') + word + QLatin1Char('"');
}

QString matchingBeginning(const QString &word)
{
    return matchingWhole(word) + QStringLiteral(" *");
}

} // namespace stint
