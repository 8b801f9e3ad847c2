#include "model/items/shellwords.h"

#include <algorithm>

namespace stint::shellwords
{

namespace
{

/// Between double quotes a backslash takes the meaning of these alone.
bool isQuotable(QChar c)
{
    return c == u'"' || c == u'\\' || c == u'$' || c == u'`';
}

bool isPlain(QChar c)
{
    return c.isLetterOrNumber() || QStringLiteral("_@%+=:,./-").contains(c);
}

QString quoted(const QString &word)
{
    if (!word.isEmpty() && std::all_of(word.cbegin(), word.cend(), isPlain))
        return word;
    QString inside = word;
    return u'\'' + inside.replace(QLatin1Char('\''), QLatin1String("'\\''")) + u'\'';
}

} // namespace

std::optional<QStringList> split(const QString &line)
{
    QStringList words;
    QString word;
    bool isWord = false; // '' is a word, too
    QChar quote;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        const QChar next = i + 1 < line.size() ? line[i + 1] : QChar();
        if (c == u'\\' && quote != u'\'' && (quote.isNull() || isQuotable(next))) {
            if (i + 1 == line.size())
                return std::nullopt;
            word += next;
            isWord = true;
            ++i;
        } else if (c == quote) {
            quote = {};
        } else if (!quote.isNull()) {
            word += c;
        } else if (c == u'\'' || c == u'"') {
            quote = c;
            isWord = true;
        } else if (c == u' ' || c == u'\t' || c == u'\n') {
            if (isWord)
                words += word;
            word.clear();
            isWord = false;
        } else {
            word += c;
            isWord = true;
        }
    }
    if (!quote.isNull())
        return std::nullopt;
    if (isWord)
        words += word;
    return words;
}

QString joined(const QStringList &words)
{
    QStringList all;
    for (const QString &word : words)
        all += quoted(word);
    return all.join(QLatin1Char(' '));
}

} // namespace stint::shellwords
