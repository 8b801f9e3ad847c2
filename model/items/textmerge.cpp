#include "model/items/textmerge.h"

#include <QStringList>

#include <vector>

namespace stint
{

namespace
{

/// Longer texts are compared as one block: the table of the comparison grows with the square.
constexpr qsizetype linesMax = 1'500;

/// For each line of \a base the line of \a other that is the same one, or −1 (longest common subsequence).
std::vector<int> matches(const QStringList &base, const QStringList &other)
{
    const auto n = static_cast<std::size_t>(base.size()), m = static_cast<std::size_t>(other.size());
    std::vector<int> found(n, -1);
    if (base.size() > linesMax || other.size() > linesMax)
        return found;
    std::vector<std::vector<quint16>> length(n + 1, std::vector<quint16>(m + 1, 0));
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t j = m; j-- > 0;)
            length[i][j] = base[int(i)] == other[int(j)] ? quint16(length[i + 1][j + 1] + 1)
                                                         : std::max(length[i + 1][j], length[i][j + 1]);
    }
    for (std::size_t i = 0, j = 0; i < n && j < m;) {
        if (base[int(i)] == other[int(j)])
            found[i++] = static_cast<int>(j++);
        else if (length[i + 1][j] >= length[i][j + 1])
            ++i;
        else
            ++j;
    }
    return found;
}

} // namespace

MergedText mergeTexts(const QString &base, const QString &mine, const QString &theirs)
{
    const auto lines = [](const QString &text) { return text.split(QLatin1Char('\n')); };
    const QStringList b = lines(base), m = lines(mine), t = lines(theirs);
    const std::vector<int> inMine = matches(b, m), inTheirs = matches(b, t);
    MergedText result;
    QStringList merged;
    int at = 0, atMine = 0, atTheirs = 0;
    for (int anchor = 0; anchor <= b.size(); ++anchor) {
        const auto place = static_cast<std::size_t>(anchor);
        const bool isEnd = anchor == b.size();
        if (!isEnd && (inMine[place] < 0 || inTheirs[place] < 0))
            continue;
        // Up to here, a line all three have in common, comes one piece that one, both or nobody changed.
        const int endMine = isEnd ? int(m.size()) : inMine[place], endTheirs = isEnd ? int(t.size()) : inTheirs[place];
        const QStringList was = b.mid(at, anchor - at), own = m.mid(atMine, endMine - atMine),
                          other = t.mid(atTheirs, endTheirs - atTheirs);
        if (own == was) {
            merged += other;
        } else {
            merged += own;
            if (other != was && other != own) {
                merged += other;
                result.isClean = false;
            }
        }
        if (!isEnd)
            merged += b[anchor];
        at = anchor + 1;
        atMine = endMine + 1;
        atTheirs = endTheirs + 1;
    }
    result.text = merged.join(QLatin1Char('\n'));
    return result;
}

} // namespace stint
