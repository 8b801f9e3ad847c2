#include "model/items/rank.h"

#include "model/domain/limits.h"

namespace stint
{

namespace
{

constexpr char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr int base = 36;
/// Digits of a rank made afresh: room for millions of them and for many later ones between two.
constexpr int freshDigits = 6;

int digitAt(const QString &rank, int position, int beyond)
{
    if (position >= rank.size())
        return beyond;
    const char16_t c = rank.at(position).unicode();
    if (c >= u'0' && c <= u'9')
        return c - u'0';
    return c >= u'a' && c <= u'z' ? c - u'a' + 10 : 0;
}

QString numberText(qint64 number)
{
    QString text;
    for (int i = 0; i < freshDigits; ++i) {
        text.prepend(QLatin1Char(digits[number % base]));
        number /= base;
    }
    while (text.size() > 1 && text.endsWith(QLatin1Char('0')))
        text.chop(1);
    return text;
}

} // namespace

QString rankBetween(const QString &above, const QString &below)
{
    Q_ASSERT(below.isEmpty() || above < below);
    QString rank;
    bool isBelowFree = below.isEmpty(); // whatever follows stays under it
    for (int i = 0; i < limits::rankBytes; ++i) {
        const int low = digitAt(above, i, 0);
        const int high = isBelowFree ? base : digitAt(below, i, 0);
        if (high - low > 1) {
            rank += QLatin1Char(digits[low + (high - low) / 2]);
            return rank;
        }
        rank += QLatin1Char(digits[low]);
        isBelowFree = isBelowFree || high > low;
    }
    return {};
}

QStringList spreadRanks(int count, const QString &above)
{
    qint64 size = 1;
    for (int i = 0; i < freshDigits; ++i)
        size *= base;
    qint64 first = 0;
    for (int i = 0; i < freshDigits; ++i)
        first = first * base + digitAt(above, i, 0);
    // Beyond its first digits a rank only grows: the next number stands below it in any case.
    const qint64 room = (size - first - 1) / (count + 1);
    QStringList ranks;
    for (int i = 1; i <= count; ++i)
        ranks += numberText(first + i * room);
    return ranks;
}

std::vector<RankChange> planRank(const std::vector<const TaskSummary *> &rows, int from, int to)
{
    std::vector<const TaskSummary *> order = rows;
    const TaskSummary *moved = order[static_cast<std::size_t>(from)];
    order.erase(order.begin() + from);
    order.insert(order.begin() + to, moved);
    const auto place = static_cast<std::size_t>(to);
    const QString below = place + 1 < order.size() ? order[place + 1]->rank : QString();
    // The last one above that already has a rank.
    std::size_t blank = place;
    while (blank > 0 && order[blank - 1]->rank.isEmpty())
        --blank;
    const QString above = blank > 0 ? order[blank - 1]->rank : QString();

    std::vector<RankChange> plan;
    if (blank == place && (below.isEmpty() || above < below)) {
        if (const QString rank = rankBetween(above, below); !rank.isEmpty())
            return {{moved->id, rank}};
    } else if (blank < place) {
        const QStringList ranks = spreadRanks(static_cast<int>(place - blank) + 1, above);
        for (std::size_t i = blank; above < ranks.constFirst() && i <= place; ++i)
            plan.push_back({order[i]->id, ranks.at(static_cast<int>(i - blank))});
    }
    if (!plan.empty())
        return plan;
    // No room between its neighbours: all ranks down to it, and those that others have, are spread anew.
    const QStringList ranks = spreadRanks(static_cast<int>(order.size()));
    for (std::size_t i = 0; i < order.size() && (i <= place || !order[i]->rank.isEmpty()); ++i)
        plan.push_back({order[i]->id, ranks.at(static_cast<int>(i))});
    return plan;
}

} // namespace stint
