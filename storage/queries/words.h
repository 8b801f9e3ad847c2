#pragma once

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
    QString joined() const;

private:
    QSet<QString> m_words;
};

/// The search expression that matches an entry when each word begins one of its words; blank when there is no word.
/// Words are quoted: nothing in them is an operator.
QString matchExpression(const QStringList &words);

} // namespace stint
