#include "model/items/jsontree.h"

#include "model/items/texts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace stint
{

namespace
{

constexpr qsizetype textChars = 400, entriesMax = 1'000;

QString valueText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double:
        return value.toVariant().toString();
    case QJsonValue::String:
        return texts::oneLine(texts::shortened(value.toString(), textChars));
    case QJsonValue::Array:
        return QStringLiteral("[ %1 ]").arg(value.toArray().size());
    case QJsonValue::Object:
        return QStringLiteral("{ %1 }").arg(value.toObject().size());
    }
    return {};
}

} // namespace

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || role != Qt::UserRole)
        return {};
    return QVariant::fromValue(m_rows[static_cast<std::size_t>(index.row())].row);
}

QHash<int, QByteArray> JsonTreeModel::roleNames() const
{
    return {{Qt::UserRole, "line"}};
}

JsonTreeModel::Line JsonTreeModel::lineOf(const QString &name, const QJsonValue &value, int depth)
{
    const bool foldable =
        (value.isArray() && !value.toArray().isEmpty()) || (value.isObject() && !value.toObject().isEmpty());
    return {{texts::oneLine(texts::shortened(name, textChars)), valueText(value), depth, foldable, false}, value};
}

std::vector<JsonTreeModel::Line> JsonTreeModel::below(const Line &line)
{
    std::vector<Line> lines;
    const int depth = line.row.depth + 1;
    if (line.value.isArray()) {
        const QJsonArray array = line.value.toArray();
        for (qsizetype i = 0; i < std::min(array.size(), entriesMax); ++i)
            lines.push_back(lineOf(QString::number(i), array.at(i), depth));
    } else {
        const QJsonObject object = line.value.toObject();
        for (auto member = object.begin(); member != object.end() && qsizetype(lines.size()) < entriesMax; ++member)
            lines.push_back(lineOf(member.key(), member.value(), depth));
    }
    return lines;
}

void JsonTreeModel::show(const Json &json)
{
    if (json == m_shown)
        return;
    m_shown = json;
    beginResetModel();
    m_rows.clear();
    if (!json.isNull()) {
        // A lone value is no document of its own: it is read as the one member of an array.
        const QJsonDocument document = QJsonDocument::fromJson("[" + json.text + "]");
        const QJsonValue value =
            document.isNull() ? QJsonValue(QString::fromUtf8(json.text)) : document.array().first();
        const Line root = lineOf({}, value, -1);
        m_rows = root.row.foldable ? below(root) : std::vector<Line>{lineOf({}, value, 0)};
    }
    endResetModel();
    Q_EMIT countChanged();
}

void JsonTreeModel::toggle(int row)
{
    if (row < 0 || row >= count() || !m_rows[static_cast<std::size_t>(row)].row.foldable)
        return;
    Line &line = m_rows[static_cast<std::size_t>(row)];
    line.row.open = !line.row.open;
    const int depth = line.row.depth;
    if (line.row.open) {
        const std::vector<Line> lines = below(line);
        beginInsertRows({}, row + 1, row + static_cast<int>(lines.size()));
        m_rows.insert(m_rows.begin() + row + 1, lines.begin(), lines.end());
        endInsertRows();
    } else {
        int last = row;
        while (last + 1 < count() && m_rows[static_cast<std::size_t>(last + 1)].row.depth > depth)
            ++last;
        beginRemoveRows({}, row + 1, last);
        m_rows.erase(m_rows.begin() + row + 1, m_rows.begin() + last + 1);
        endRemoveRows();
    }
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT countChanged();
}

} // namespace stint
