#pragma once

#include "model/items/listmodels.h"
#include "model/viewmodels/preferences.h"

namespace stint
{

/// One entry of the sidebar.
struct ViewRow {
    Q_GADGET
    QML_VALUE_TYPE(viewRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(int view MEMBER view CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString glyph MEMBER glyph CONSTANT FINAL)
    Q_PROPERTY(QString command MEMBER command CONSTANT FINAL)
    Q_PROPERTY(QString count MEMBER count CONSTANT FINAL)
    Q_PROPERTY(QString countText MEMBER countText CONSTANT FINAL)
public:
    QString key, title, glyph;
    QString command;   ///< that shows the view
    QString count;     ///< blank: nothing to count
    QString countText; ///< the same in words
    int view = 0;
    bool operator==(const ViewRow &) const = default;
};

class ViewListModel : public RowsModel<ViewRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit ViewListModel(QObject *parent)
        : RowsModel("entry", parent)
    {
    }
};

/// Which view the window shows and what the sidebar says; carries the wishes of commands that only the window can
/// grant. Thread: gui.
class NavigationViewModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Navigation)
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(View view READ view WRITE show NOTIFY viewChanged FINAL)
    Q_PROPERTY(QString title READ title NOTIFY viewChanged FINAL)
    Q_PROPERTY(stint::ViewListModel *views READ views CONSTANT FINAL)
    Q_PROPERTY(bool folded READ isFolded WRITE setFolded NOTIFY foldedChanged FINAL)

public:
    /// In the order of the sidebar.
    enum View { Inbox, Board, Runs, Queue, Settings };
    Q_ENUM(View)

    explicit NavigationViewModel(Preferences &preferences, QObject *parent = nullptr);

    View view() const { return m_view; }
    void show(View view);
    QString title() const;
    ViewListModel *views() { return &m_views; }
    bool isFolded() const { return m_folded; }
    void setFolded(bool folded);

    /// What waits in a view: shown beside its name; 0 shows nothing.
    void setCount(View view, qint64 count, const QString &text);

Q_SIGNALS:
    void viewChanged();
    void foldedChanged();
    void searchWanted();
    void newTaskWanted();
    void paletteWanted();
    void helpWanted();
    void tabWanted(int tab);

private:
    Preferences &m_preferences;
    View m_view = Board;
    bool m_folded = false;
    ViewListModel m_views;
};

} // namespace stint
