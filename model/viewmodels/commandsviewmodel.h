#pragma once

#include "model/viewmodels/navigationviewmodel.h"

#include <functional>
#include <unordered_map>

namespace stint
{

/// Where a command applies: its key works and the palette offers it only there.
enum class CommandScope {
    Everywhere,
    Task, ///< the selected task, in every view that shows tasks
    Board,
    Inbox,
    Runs,
    Queue,
};

/// One command of the window. The table of them is the only place where keys are given.
struct CommandInfo {
    const char *name;  ///< never changed: settings refer to it
    const char *words; ///< what it does, for people
    const char *keys;  ///< alternatives, separated by blanks; "G,B": one after the other
    CommandScope scope = CommandScope::Everywhere;
    look::Action action = look::Action::None; ///< performed on the selected task; its words come from the action
    bool isFixed = false;                     ///< the view itself listens: shown in the help, never bound again
};
const std::vector<CommandInfo> &commandTable();

/// A command as the help, the settings and the shortcuts of the window see it.
struct CommandRow {
    Q_GADGET
    QML_VALUE_TYPE(commandRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString words MEMBER words CONSTANT FINAL)
    Q_PROPERTY(QString group MEMBER group CONSTANT FINAL)
    Q_PROPERTY(bool startsGroup MEMBER startsGroup CONSTANT FINAL)
    Q_PROPERTY(QVariantList sequences MEMBER sequences CONSTANT FINAL)
    Q_PROPERTY(QStringList caps MEMBER caps CONSTANT FINAL)
    Q_PROPERTY(QString keyText MEMBER keyText CONSTANT FINAL)
    Q_PROPERTY(bool live MEMBER live CONSTANT FINAL)
    Q_PROPERTY(bool fixed MEMBER fixed CONSTANT FINAL)
    Q_PROPERTY(bool changed MEMBER changed CONSTANT FINAL)
public:
    QString key; ///< the command's name
    QString words, group;
    bool startsGroup = false;
    QVariantList sequences; ///< what the window listens to; empty when switched off
    QStringList caps;       ///< the same for people, one per alternative
    QString keyText;        ///< the same in one line
    bool live = false;      ///< applies in the view that is shown
    bool fixed = false;
    bool changed = false; ///< bound by the person
    bool operator==(const CommandRow &) const = default;
};

class CommandListModel : public RowsModel<CommandRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit CommandListModel(QObject *parent)
        : RowsModel("command", parent)
    {
    }
};

/// Everything the window can be told to do: performs commands by name, knows their keys and binds them anew.
/// Thread: gui.
class CommandsViewModel : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Commands)
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(stint::CommandListModel *all READ all CONSTANT FINAL)
    Q_PROPERTY(int revision READ revision NOTIFY changed FINAL)
    Q_PROPERTY(bool letters READ hasLetters WRITE setLetters NOTIFY changed FINAL)

public:
    using Run = std::function<void()>;
    using Refusal = std::function<QString()>; ///< why it makes no sense now; blank when it does

    CommandsViewModel(Preferences &preferences, NavigationViewModel &navigation, QObject *parent = nullptr);

    /// What the command does; each command of the table has one handler.
    void handle(const char *name, Run run, Refusal refusal = {});
    bool isHandled(const char *name) const { return m_handlers.contains(QLatin1String(name)); }
    /// Why the command makes no sense now; blank when it may be run.
    QString refusal(const QString &name) const;

    CommandListModel *all() { return &m_all; }
    /// Whether keys without Ctrl or Alt work.
    bool hasLetters() const { return m_letters; }
    void setLetters(bool on);
    /// Whether the command applies in the view that is shown and makes sense now.
    bool offers(const CommandInfo &command) const;
    CommandRow rowOf(const CommandInfo &command) const;
    /// The first key of the command, for people; blank without one.
    QString keyText(const QString &name) const;

    /// The same for bindings, which hand over revision so that they follow new keys.
    Q_INVOKABLE QString keyText(const QString &name, int) const { return keyText(name); }
    int revision() const { return m_revision; }

    Q_INVOKABLE void run(const QString &name);
    /// The keys pressed as a sequence; blank for a modifier alone.
    Q_INVOKABLE QString sequenceOf(int key, int modifiers) const;
    /// Binds the command to \a sequence alone, or to none when it is blank. What is wrong with it; blank when done.
    Q_INVOKABLE QString bind(const QString &name, const QString &sequence);
    Q_INVOKABLE void reset(const QString &name);
    Q_INVOKABLE void resetAll();

Q_SIGNALS:
    void changed();
    /// Some command has other keys than before.
    void bound();
    /// Before a command runs.
    void performed(const QString &name);

private:
    struct Handler {
        Run run;
        Refusal refusal;
    };

    QStringList sequencesOf(const CommandInfo &command) const;
    bool isLive(CommandScope scope) const;
    void refresh();

    Preferences &m_preferences;
    NavigationViewModel &m_navigation;
    std::unordered_map<QString, Handler> m_handlers;
    QHash<QString, QString> m_bound; ///< by the person; blank: no key
    bool m_letters = true;
    int m_revision = 0; ///< + 1 per change of keys or view
    CommandListModel m_all;
};

} // namespace stint
