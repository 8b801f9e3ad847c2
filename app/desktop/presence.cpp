#include "app/desktop/presence.h"

#include <QCloseEvent>
#include <QQuickWindow>

namespace stint
{

namespace
{

const QString trayExplained = QStringLiteral("trayExplained");
const QString trayKey = QStringLiteral("tray");
constexpr qsizetype toldMax = 200;

DesktopMessage messageOf(const Notice &notice)
{
    DesktopMessage message{notice.key, notice.title, notice.body, {}, notice.kind == NoticeKind::StoreDegraded};
    message.actions = {QStringLiteral("default"), Presence::tr("Open")};
    message.actions += {QStringLiteral("open"), Presence::tr("Open")};
    if (notice.canApprove)
        message.actions += {QStringLiteral("approve"), Presence::tr("Approve")};
    if (notice.canAnswer)
        message.actions += {QStringLiteral("answer"), Presence::tr("Answer")};
    return message;
}

} // namespace

Presence::Presence(DesktopWindow &window, Tray &tray, NoticeBus &bus, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_tray(tray)
    , m_bus(bus)
{
    connect(&bus, &NoticeBus::invoked, this, &Presence::act);
    connect(&bus, &NoticeBus::shown, this, [this](const DesktopMessage &message) {
        if (const auto notice = m_told.constFind(message.key); notice != m_told.constEnd())
            m_window.app().notices()->delivered(*notice);
    });
    connect(&bus, &NoticeBus::failed, this, [this](const DesktopMessage &message) {
        if (!m_tray.isAvailable())
            return;
        m_tray.say(message.title, message.body);
        if (const auto notice = m_told.constFind(message.key); notice != m_told.constEnd())
            m_window.app().notices()->delivered(*notice);
    });
    connect(&tray, &Tray::openWanted, this, [this] { raise({}); });
    connect(&tray, &Tray::pauseToggled, this, [this] {
        // What a locked board is asked, its window asks for first.
        if (m_window.app().lock()->isLocked())
            raise({});
        else
            m_window.app().status()->toggleScheduler();
    });
    connect(&tray, &Tray::quitWanted, this, [this] { m_window.app().leaving()->quit(); });
    window.window()->installEventFilter(this);
    window.onReplaced([this] {
        // The desktop shows titles, too.
        for (auto told = m_told.keyBegin(); told != m_told.keyEnd(); ++told)
            m_bus.withdraw(*told);
        m_told.clear();
        follow();
    });
    follow();
}

/// Listens to the present view-models of the window.
void Presence::follow()
{
    AppViewModel &app = m_window.app();
    connect(app.notices(), &NoticesViewModel::wanted, this, &Presence::tell);
    connect(app.notices(), &NoticesViewModel::over, &m_bus, &NoticeBus::withdraw);
    connect(app.status(), &StatusViewModel::changed, this, &Presence::refreshTray);
    connect(app.board()->model(), &BoardModel::totalsChanged, this, &Presence::refreshTray);
    connect(app.leaving(), &LeavingViewModel::keptServing, this, &Presence::explainTray);
    connect(app.leaving(), &LeavingViewModel::asked, this, [this] { m_window.show(); });
    connect(app.leaving(), &LeavingViewModel::left, this, [this] {
        m_isLeaving = true;
        Q_EMIT left();
    });
    connect(app.lock(), &LockViewModel::lockedChanged, this, &Presence::refreshTray);
    refreshTray();
}

/// Whether the program ends is known a moment later, when the board has said who is connected.
bool Presence::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() != QEvent::Close || m_isLeaving)
        return QObject::eventFilter(object, event);
    event->ignore();
    m_window.window()->hide();
    m_window.app().leaving()->closeWindow();
    return true;
}

void Presence::raise(const QStringList &arguments)
{
    const bool wasThere = m_window.window()->isVisible();
    m_window.show();
    // What has just been shown is in front; what has the keyboard need not come there.
    if (wasThere && !m_window.window()->isActive())
        m_window.window()->raise();
    const qsizetype at = arguments.indexOf(QStringLiteral("--task"));
    if (at < 0 || at + 1 >= arguments.size())
        return;
    m_window.app().board()->select(arguments.at(at + 1));
    m_window.app().task()->setOpen(true);
}

void Presence::tell(const Notice &notice)
{
    if (m_told.size() >= toldMax)
        m_told.clear();
    m_told.insert(notice.key, notice);
    m_bus.show(messageOf(notice));
}

void Presence::act(const QString &key, const QString &action)
{
    const Notice notice = m_told.value(key);
    AppViewModel &app = m_window.app();
    if (action == QLatin1String("approve") && notice.canApprove)
        return app.board()->actOn(notice.task.value, look::Action::Approve);
    raise({});
    if (notice.task.isEmpty())
        return;
    app.navigation()->show(NavigationViewModel::Board);
    app.board()->select(notice.task.value);
    app.task()->setOpen(true);
    if (action == QLatin1String("answer") && notice.canAnswer)
        app.board()->actOn(notice.task.value, look::Action::Answer);
}

/// Once: from then on closing the window is known to keep the board served.
void Presence::explainTray(int agents)
{
    Preferences &preferences = m_window.app().preferences();
    if (preferences.value(trayExplained).toBool())
        return;
    preferences.set(trayExplained, true);
    const QString connected =
        agents == 1 ? tr("1 agent is connected.") : tr("%n agents are connected.", nullptr, agents);
    m_bus.show({trayKey,
                tr("The board stays open"),
                connected + QLatin1Char(' ') +
                    (m_tray.isAvailable() ? tr("Open it again from the tray, quit it there.")
                                          : tr("Start Stint again to see it.")),
                {QStringLiteral("default"), tr("Open")},
                false});
}

void Presence::refreshTray()
{
    AppViewModel &app = m_window.app();
    const int needy = app.board()->model()->needy();
    QStringList lines{app.status()->boardName()};
    if (needy > 0)
        lines += needy == 1 ? tr("1 task needs you") : tr("%n tasks need you", nullptr, needy);
    if (app.lock()->isLocked())
        lines += tr("Locked");
    else if (const QString figures = app.status()->engineText(); !figures.isEmpty())
        lines += figures;
    m_tray.setCounts(needy, lines.join(QLatin1Char('\n')));
    m_tray.setPaused(app.status()->isPaused());
}

} // namespace stint
