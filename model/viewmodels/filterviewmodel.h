#pragma once

#include "model/items/boardmodel.h"
#include "model/items/listmodels.h"
#include "model/viewmodels/preferences.h"

namespace stint
{

/// One thing the board is filtered by, or one value that could be chosen.
struct ChipRow {
    Q_GADGET
    QML_VALUE_TYPE(chipRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString text MEMBER text CONSTANT FINAL)
    Q_PROPERTY(QString count MEMBER count CONSTANT FINAL)
    Q_PROPERTY(stint::look::Facet facet MEMBER facet CONSTANT FINAL)
    Q_PROPERTY(QString value MEMBER value CONSTANT FINAL)
    Q_PROPERTY(bool on MEMBER on CONSTANT FINAL)
public:
    QString key, text, count, value;
    look::Facet facet = look::Facet::Text;
    bool on = false;
    bool operator==(const ChipRow &) const = default;
};

class ChipListModel : public RowsModel<ChipRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit ChipListModel(QObject *parent)
        : RowsModel("chip", parent)
    {
    }
};

/// By what the board is filtered, the named views of it, and what is remembered of both (BRD-06). Thread: gui.
class FilterViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the board's view-model")
    Q_PROPERTY(stint::ChipListModel *chips READ chips CONSTANT FINAL)
    Q_PROPERTY(stint::ChipListModel *facets READ facets CONSTANT FINAL)
    Q_PROPERTY(stint::ChipListModel *choices READ choices CONSTANT FINAL)
    Q_PROPERTY(stint::ChipListModel *views READ views CONSTANT FINAL)
    Q_PROPERTY(bool active READ isActive NOTIFY changed FINAL)
    Q_PROPERTY(QString viewName READ viewName NOTIFY changed FINAL)

public:
    FilterViewModel(BoardModel &model, const QString &person, QObject *parent);

    /// Takes up the last filter and the named views, and keeps both from now on.
    void remember(Preferences &preferences);

    const BoardFilter &filter() const { return m_filter; }
    void setText(const QString &text);
    bool isActive() const { return !m_filter.isEmpty(); }
    /// The named view that is shown; blank for none.
    QString viewName() const;
    ChipListModel *chips() { return &m_chips; }
    ChipListModel *facets() { return &m_facets; }
    ChipListModel *choices() { return &m_choices; }
    ChipListModel *views() { return &m_views; }

    /// Lists the values of \a facet that tasks have, to choose from.
    Q_INVOKABLE void offer(stint::look::Facet facet);
    Q_INVOKABLE void toggle(stint::look::Facet facet, const QString &value);
    Q_INVOKABLE void remove(stint::look::Facet facet, const QString &value);
    Q_INVOKABLE void clear();
    /// Keeps the present filter under \a name, in place of another of that name.
    Q_INVOKABLE void saveView(const QString &name);
    Q_INVOKABLE void showView(const QString &name);
    Q_INVOKABLE void forgetView(const QString &name);

Q_SIGNALS:
    void changed();

private:
    struct View {
        QString name;
        BoardFilter filter;
    };

    void take(const BoardFilter &filter);
    void refresh();
    void keepViews();
    QString valueText(look::Facet facet, const QString &value) const;

    BoardModel &m_model;
    QString m_person;
    Preferences *m_preferences = nullptr;
    BoardFilter m_filter;
    std::vector<View> m_saved;
    look::Facet m_offered = look::Facet::Status;
    ChipListModel m_chips, m_facets, m_choices, m_views;
};

} // namespace stint
