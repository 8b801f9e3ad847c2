#pragma once

#include "model/domain/json.h"

#include <QSet>
#include <QString>
#include <QStringList>

namespace stint
{

/// The words of a text (LST-03): longest runs of letters, marks and digits, case folded, in Unicode's composed form.
QStringList wordsOf(const QString &text);

/// The distinct words of several texts, as they are put into the search index: separated by blanks, so that the index's
/// own tokenizer has nothing left to decide.
class WordSet
{
public:
    void add(const QString &text);
    /// The text of a comment, from the payload of its event.
    void addComment(const Json &payload);
    QString joined() const;
    /// Whether some word begins with \a word, which is folded and composed like they are.
    bool hasBeginning(const QString &word) const;

private:
    QSet<QString> m_words;
};

/// The words that \a texts are made of, without those that begin another one: who has that has them too.
QStringList searchTerms(const QStringList &texts);

/// Search expressions of the index for one word of searchTerms(): entries that have it, and entries with a word that
/// begins so. It is quoted: nothing in it is an operator.
QString matchingWhole(const QString &word);
QString matchingBeginning(const QString &word);

} // namespace stint
