#include "model/viewmodels/commandsviewmodel.h"

#include "model/items/actions.h"

#include <QCoreApplication>
#include <QKeySequence>

namespace stint
{

namespace
{

const QString settingsGroup = QStringLiteral("keys/");

QString tr(const char *text)
{
    return QCoreApplication::translate("stint", text);
}

QString groupOf(CommandScope scope)
{
    switch (scope) {
    case CommandScope::Everywhere:
        return tr("Everywhere");
    case CommandScope::Task:
        return tr("The selected task");
    case CommandScope::Board:
        return tr("Board");
    case CommandScope::Inbox:
        return tr("Inbox");
    case CommandScope::Runs:
        return tr("Runs");
    case CommandScope::Queue:
        return tr("Queue");
    }
    return {};
}

bool overlap(CommandScope a, CommandScope b)
{
    const auto isWide = [](CommandScope s) { return s == CommandScope::Everywhere || s == CommandScope::Task; };
    return a == b || isWide(a) || isWide(b);
}

QStringList defaultKeys(const CommandInfo &command)
{
    return QString::fromLatin1(command.keys).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

/// Whether typing text could press it.
bool isLetter(const QString &sequence)
{
    const QKeySequence keys = QKeySequence::fromString(sequence, QKeySequence::PortableText);
    const auto modifiers = keys[0].keyboardModifiers();
    return !(modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) && keys[0].key() < Qt::Key_Escape;
}

/// Qt names these keys by itself: in the language of the window, once its words are among the translations.
[[maybe_unused]] constexpr std::array keyNames{
    QT_TRANSLATE_NOOP("QShortcut", "Ctrl"),   QT_TRANSLATE_NOOP("QShortcut", "Shift"),
    QT_TRANSLATE_NOOP("QShortcut", "Alt"),    QT_TRANSLATE_NOOP("QShortcut", "Meta"),
    QT_TRANSLATE_NOOP("QShortcut", "Space"),  QT_TRANSLATE_NOOP("QShortcut", "Esc"),
    QT_TRANSLATE_NOOP("QShortcut", "Tab"),    QT_TRANSLATE_NOOP("QShortcut", "Backspace"),
    QT_TRANSLATE_NOOP("QShortcut", "Return"), QT_TRANSLATE_NOOP("QShortcut", "Enter"),
    QT_TRANSLATE_NOOP("QShortcut", "Ins"),    QT_TRANSLATE_NOOP("QShortcut", "Del"),
    QT_TRANSLATE_NOOP("QShortcut", "Home"),   QT_TRANSLATE_NOOP("QShortcut", "End"),
    QT_TRANSLATE_NOOP("QShortcut", "Left"),   QT_TRANSLATE_NOOP("QShortcut", "Up"),
    QT_TRANSLATE_NOOP("QShortcut", "Right"),  QT_TRANSLATE_NOOP("QShortcut", "Down"),
    QT_TRANSLATE_NOOP("QShortcut", "PgUp"),   QT_TRANSLATE_NOOP("QShortcut", "PgDown"),
    QT_TRANSLATE_NOOP("QShortcut", "Menu"),   QT_TRANSLATE_NOOP("QShortcut", "Pause"),
    QT_TRANSLATE_NOOP("QShortcut", "Print"),
};

QString capOf(const QString &sequence)
{
    const QKeySequence keys = QKeySequence::fromString(sequence, QKeySequence::PortableText);
    QStringList parts;
    for (int i = 0; i < keys.count(); ++i)
        parts += QKeySequence(keys[static_cast<uint>(i)]).toString(QKeySequence::NativeText);
    return parts.join(tr(" then "));
}

const CommandInfo *commandNamed(const QString &name)
{
    const auto &table = commandTable();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const CommandInfo &c) { return name == QLatin1String(c.name); });
    return found == table.end() ? nullptr : &*found;
}

QString wordsOf(const CommandInfo &command)
{
    return *command.words ? tr(command.words) : actionInfo(command.action).label;
}

/// One begins with the other: pressing the shorter one would never be clear.
bool collide(const QString &a, const QString &b)
{
    const QKeySequence x = QKeySequence::fromString(a, QKeySequence::PortableText);
    const QKeySequence y = QKeySequence::fromString(b, QKeySequence::PortableText);
    return x.matches(y) != QKeySequence::NoMatch || y.matches(x) != QKeySequence::NoMatch;
}

} // namespace

CommandsViewModel::CommandsViewModel(Preferences &preferences, NavigationViewModel &navigation, QObject *parent)
    : QObject(parent)
    , m_preferences(preferences)
    , m_navigation(navigation)
    , m_letters(preferences.value(QStringLiteral("letterKeys"), true).toBool())
    , m_all(this)
{
    for (const CommandInfo &command : commandTable()) {
        const QString name = QLatin1String(command.name);
        if (const QVariant bound = preferences.value(settingsGroup + name); bound.isValid() && !command.isFixed)
            m_bound.insert(name, bound.toString());
    }
    refresh();
    connect(&navigation, &NavigationViewModel::viewChanged, this, &CommandsViewModel::refresh);
}

void CommandsViewModel::handle(const char *name, Run run, Refusal refusal)
{
    Q_ASSERT(commandNamed(QLatin1String(name)));
    m_handlers[QLatin1String(name)] = {std::move(run), std::move(refusal)};
}

QString CommandsViewModel::refusal(const QString &name) const
{
    const auto found = m_handlers.find(name);
    if (found == m_handlers.end())
        return tr("Nothing to do.");
    return found->second.refusal ? found->second.refusal() : QString();
}

bool CommandsViewModel::offers(const CommandInfo &command) const
{
    return isLive(command.scope) && refusal(QLatin1String(command.name)).isEmpty();
}

void CommandsViewModel::run(const QString &name)
{
    const auto found = m_handlers.find(name);
    if (found == m_handlers.end())
        return;
    Q_EMIT performed(name);
    found->second.run();
}

void CommandsViewModel::setLetters(bool on)
{
    if (on == m_letters)
        return;
    m_letters = on;
    m_preferences.set(QStringLiteral("letterKeys"), on);
    refresh();
    Q_EMIT bound();
}

QStringList CommandsViewModel::sequencesOf(const CommandInfo &command) const
{
    const auto bound = m_bound.constFind(QLatin1String(command.name));
    QStringList keys = defaultKeys(command);
    if (bound != m_bound.constEnd())
        keys = bound->isEmpty() ? QStringList() : QStringList(*bound);
    if (!m_letters && !command.isFixed)
        keys.removeIf(isLetter);
    return keys;
}

bool CommandsViewModel::isLive(CommandScope scope) const
{
    using View = NavigationViewModel;
    const View::View view = m_navigation.view();
    switch (scope) {
    case CommandScope::Everywhere:
        return true;
    case CommandScope::Task:
        return view != View::Settings;
    case CommandScope::Board:
        return view == View::Board;
    case CommandScope::Inbox:
        return view == View::Inbox;
    case CommandScope::Runs:
        return view == View::Runs;
    case CommandScope::Queue:
        return view == View::Queue;
    }
    return false;
}

CommandRow CommandsViewModel::rowOf(const CommandInfo &command) const
{
    CommandRow row;
    row.key = QLatin1String(command.name);
    row.words = wordsOf(command);
    row.group = groupOf(command.scope);
    const QStringList keys = sequencesOf(command);
    for (const QString &key : keys) {
        row.caps += capOf(key);
        if (!command.isFixed)
            row.sequences += key;
    }
    row.keyText = row.caps.join(tr(" or "));
    row.live = isLive(command.scope);
    row.fixed = command.isFixed;
    row.changed = m_bound.contains(row.key);
    return row;
}

void CommandsViewModel::refresh()
{
    std::vector<CommandRow> rows;
    for (const CommandInfo &command : commandTable()) {
        CommandRow row = rowOf(command);
        row.startsGroup = rows.empty() || rows.back().group != row.group;
        rows.push_back(std::move(row));
    }
    m_all.assign(rows);
    ++m_revision;
    Q_EMIT changed();
}

QString CommandsViewModel::keyText(const QString &name) const
{
    const CommandInfo *command = commandNamed(name);
    const QStringList keys = command ? sequencesOf(*command) : QStringList();
    return keys.isEmpty() ? QString() : capOf(keys.constFirst());
}

QString CommandsViewModel::sequenceOf(int key, int modifiers) const
{
    switch (key) {
    case 0:
    case Qt::Key_unknown:
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
    case Qt::Key_Super_L:
    case Qt::Key_Super_R:
    case Qt::Key_CapsLock:
        return {};
    default:
        break;
    }
    auto held = Qt::KeyboardModifiers(modifiers) & ~Qt::KeypadModifier;
    // What Shift has turned into another sign is not pressed with Shift once more.
    const bool isSign = key < Qt::Key_Escape && !QChar(key).isLetterOrNumber();
    if (isSign)
        held &= ~Qt::KeyboardModifiers(Qt::ShiftModifier);
    return QKeySequence(QKeyCombination(held, static_cast<Qt::Key>(key))).toString(QKeySequence::PortableText);
}

QString CommandsViewModel::bind(const QString &name, const QString &sequence)
{
    const CommandInfo *command = commandNamed(name);
    if (!command || command->isFixed)
        return tr("This key cannot be changed.");
    if (!sequence.isEmpty()) {
        for (const CommandInfo &other : commandTable()) {
            if (&other == command || !overlap(other.scope, command->scope))
                continue;
            const QStringList taken = sequencesOf(other);
            if (std::any_of(taken.begin(), taken.end(), [&](const QString &key) { return collide(key, sequence); }))
                return tr("%1 is taken: %2").arg(capOf(sequence), wordsOf(other));
        }
    }
    m_bound.insert(name, sequence);
    m_preferences.set(settingsGroup + name, sequence);
    refresh();
    Q_EMIT bound();
    return {};
}

void CommandsViewModel::reset(const QString &name)
{
    m_bound.remove(name);
    m_preferences.remove(settingsGroup + name);
    refresh();
    Q_EMIT bound();
}

void CommandsViewModel::resetAll()
{
    const QStringList names = m_bound.keys();
    for (const QString &name : names)
        m_preferences.remove(settingsGroup + name);
    m_bound.clear();
    refresh();
    Q_EMIT bound();
}

} // namespace stint
