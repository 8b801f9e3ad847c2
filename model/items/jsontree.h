#pragma once

#include "model/domain/json.h"

#include <QAbstractListModel>
#include <QJsonValue>
#include <QtQml/qqml.h>

#include <vector>

namespace stint
{

/// One line of a foldable JSON tree.
struct JsonRow {
    Q_GADGET
    QML_VALUE_TYPE(jsonRow)
    Q_PROPERTY(QString name MEMBER name CONSTANT FINAL)
    Q_PROPERTY(QString text MEMBER text CONSTANT FINAL)
    Q_PROPERTY(int depth MEMBER depth CONSTANT FINAL)
    Q_PROPERTY(bool foldable MEMBER foldable CONSTANT FINAL)
    Q_PROPERTY(bool open MEMBER open CONSTANT FINAL)
public:
    QString name; ///< member or index
    QString text; ///< the value, or what is folded away: "{ 3 }"
    int depth = 0;
    bool foldable = false, open = false;
};

/// A JSON value as a list of the lines that are unfolded. Only those exist. Thread: gui.
class JsonTreeModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    explicit JsonTreeModel(QObject *parent);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return static_cast<int>(m_rows.size()); }

    /// Shows \a json with its first level unfolded; what is no JSON is shown as text. The same value changes nothing.
    void show(const Json &json);
    Q_INVOKABLE void toggle(int row);

Q_SIGNALS:
    void countChanged();

private:
    struct Line {
        JsonRow row;
        QJsonValue value;
    };
    static Line lineOf(const QString &name, const QJsonValue &value, int depth);
    static std::vector<Line> below(const Line &line);

    Json m_shown;
    std::vector<Line> m_rows;
};

} // namespace stint
