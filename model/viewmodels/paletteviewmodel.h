#pragma once

#include "model/viewmodels/boardviewmodel.h"
#include "model/viewmodels/commandsviewmodel.h"
#include "model/viewmodels/taskfinder.h"

namespace stint
{

/// One thing the palette offers: a command, or a task to go to.
struct PaletteRow {
    Q_GADGET
    QML_VALUE_TYPE(paletteRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString detail MEMBER detail CONSTANT FINAL)
    Q_PROPERTY(QString keyText MEMBER keyText CONSTANT FINAL)
    Q_PROPERTY(QString group MEMBER group CONSTANT FINAL)
    Q_PROPERTY(bool startsGroup MEMBER startsGroup CONSTANT FINAL)
public:
    QString key; ///< "command:" or "task:" and what it names
    QString title, detail, keyText, group;
    bool startsGroup = false;
    bool operator==(const PaletteRow &) const = default;
};

class PaletteModel : public RowsModel<PaletteRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit PaletteModel(QObject *parent)
        : RowsModel("offer", parent)
    {
    }
};

/// The command palette: every command that makes sense now, tasks by their words, and the tasks looked at last.
/// Thread: gui.
class PaletteViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY changed FINAL)
    Q_PROPERTY(stint::PaletteModel *offers READ offers CONSTANT FINAL)
    Q_PROPERTY(int current READ current NOTIFY changed FINAL)
    Q_PROPERTY(QString about READ about NOTIFY changed FINAL)

public:
    PaletteViewModel(Board &board, const Actor &actor, BoardViewModel &screen, CommandsViewModel &commands,
                     Preferences &preferences, QObject *parent = nullptr);

    QString query() const { return m_query; }
    void setQuery(const QString &query);
    PaletteModel *offers() { return &m_offers; }
    int current() const { return m_current; }
    /// The task commands would concern.
    QString about() const;

    /// Begins anew, with no words.
    Q_INVOKABLE void open();
    Q_INVOKABLE void step(int rows);
    /// Does what row \a index, or without one the current row, says.
    Q_INVOKABLE void choose(int index = -1);

Q_SIGNALS:
    void changed();
    /// Somebody wants to see the task.
    void taskWanted(const QString &taskId);

private:
    void refresh();
    void addCommands(std::vector<PaletteRow> &rows) const;
    void addRecent(std::vector<PaletteRow> &rows) const;
    void addFound(std::vector<PaletteRow> &rows) const;
    void remember(const QString &taskId);

    BoardViewModel &m_screen;
    CommandsViewModel &m_commands;
    Preferences &m_preferences;
    TaskFinder m_finder;
    QString m_query;
    int m_current = 0;
    QStringList m_recent; ///< tasks, newest first
    PaletteModel m_offers;
};

} // namespace stint
