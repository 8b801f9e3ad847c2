#pragma once

#include "model/ports/agentstarter.h"
#include "model/viewmodels/changefeed.h"
#include "model/viewmodels/toastmodel.h"

namespace stint
{

/// What a person types to start an agent, what is wrong with it, and what became of those that were started. What was
/// typed is kept in memory alone: command lines may hold secrets. Thread: gui.
class AgentStartViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(bool available READ isAvailable CONSTANT FINAL)
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY changed FINAL)
    Q_PROPERTY(QString command READ command WRITE setCommand NOTIFY changed FINAL)
    Q_PROPERTY(QString folder READ folder WRITE setFolder NOTIFY changed FINAL)
    Q_PROPERTY(QString capabilities READ capabilities WRITE setCapabilities NOTIFY changed FINAL)
    Q_PROPERTY(bool keepsGoing READ keepsGoing WRITE setKeepsGoing NOTIFY changed FINAL)
    Q_PROPERTY(QString reason READ reason NOTIFY changed FINAL)
    Q_PROPERTY(bool wrong READ isWrong NOTIFY changed FINAL)
    Q_PROPERTY(QString line READ line NOTIFY changed FINAL)

public:
    /// \a starter is null where no agent can be started, and outlives this otherwise.
    AgentStartViewModel(Board &board, const Actor &actor, ChangeFeed &feed, ToastModel &toasts, AgentStarter *starter,
                        QObject *parent = nullptr);

    bool isAvailable() const { return m_starter != nullptr; }
    QString name() const { return m_name; }
    void setName(const QString &name) { set(m_name, name); }
    QString command() const { return m_command; }
    void setCommand(const QString &command) { set(m_command, command); }
    QString folder() const { return m_folder; }
    void setFolder(const QString &folder);
    /// Separated by commas or blanks.
    QString capabilities() const { return m_capabilities; }
    void setCapabilities(const QString &capabilities) { set(m_capabilities, capabilities); }
    bool keepsGoing() const { return m_keepsGoing; }
    void setKeepsGoing(bool on);
    /// Why it cannot be started yet; blank when it can.
    QString reason() const { return m_reason; }
    /// Something typed is at fault; otherwise something is still missing.
    bool isWrong() const { return m_isWrong; }
    /// The line that does the same in a shell, with marks for what nobody sees; blank while the command is none.
    QString line() const;

    /// Asks for a new agent, in \a folder unless one was typed before; blank: the home folder.
    void begin(const QString &folder);
    Q_INVOKABLE void start();
    /// Puts the line as it is on the clipboard.
    Q_INVOKABLE void copyLine() const;

Q_SIGNALS:
    void changed();
    void asked();

private:
    struct Awaited {
        ProcessRef process;
        QString name;
    };

    void set(QString &field, const QString &text);
    void check();
    QString refusal(const AgentCommand &wanted);
    QString obstacle(const AgentCommand &wanted) const;
    AgentCommand wanted() const;
    QString shellLine() const;
    void look(const QString &cursor);
    void meet(const std::vector<Session> &sessions);
    void finish(const AgentStarter::End &end);

    Board &m_board;
    Actor m_actor;
    ToastModel &m_toasts;
    AgentStarter *m_starter;
    QString m_name, m_command, m_folder, m_capabilities;
    QString m_reason;
    bool m_keepsGoing = true, m_isWrong = false, m_hasOwnFolder = false;
    std::vector<Awaited> m_awaited; ///< started, not yet seen on the board
};

} // namespace stint
