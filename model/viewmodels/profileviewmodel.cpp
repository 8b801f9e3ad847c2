#include "model/viewmodels/profileviewmodel.h"

#include <QCoreApplication>

#include <functional>

namespace stint
{

namespace
{

QString worded(const char *text)
{
    return QCoreApplication::translate("stint", text);
}

QStringList listFrom(const QString &text)
{
    QStringList items;
    const QStringList parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (const QString item = part.trimmed(); !item.isEmpty())
            items += item;
    }
    return items;
}

/// One field of the form and how it is read and written.
struct Entry {
    const char *key, *section, *label;
    std::function<QString(const ProfileSections &)> read;
    std::function<void(ProfileSections &, const QString &)> write;
    QStringList choices = {};
    bool lines = false;
};

template<class S>
Entry text(const char *key, const char *section, const char *label, S ProfileSections::*part, QString S::*member,
           bool lines = false)
{
    return {key,
            section,
            label,
            [=](const ProfileSections &p) { return p.*part.*member; },
            [=](ProfileSections &p, const QString &value) { p.*part.*member = value.trimmed(); },
            {},
            lines};
}

template<class S>
Entry list(const char *key, const char *section, const char *label, S ProfileSections::*part, QStringList S::*member)
{
    return {key, section, label, [=](const ProfileSections &p) { return (p.*part.*member).join(QLatin1String(", ")); },
            [=](ProfileSections &p, const QString &value) { p.*part.*member = listFrom(value); }};
}

template<class S, class E>
Entry choice(const char *key, const char *section, const char *label, S ProfileSections::*part, E S::*member)
{
    QStringList choices = {};
    for (const char *value : EnumTexts<E>::values)
        choices += QLatin1String(value);
    return {key,
            section,
            label,
            [=](const ProfileSections &p) { return QString(toText(p.*part.*member)); },
            [=](ProfileSections &p, const QString &value) {
                p.*part.*member = enumFromText<E>(value).value_or(p.*part.*member);
            },
            choices};
}

Entry reviewPolicy()
{
    Entry entry{"review.policy", QT_TRANSLATE_NOOP("stint", "Review"), QT_TRANSLATE_NOOP("stint", "When"), {}, {}};
    entry.read = [](const ProfileSections &p) {
        return p.review.policy ? QString(toText(*p.review.policy)) : QStringLiteral("board");
    };
    entry.write = [](ProfileSections &p, const QString &value) { p.review.policy = enumFromText<ReviewPolicy>(value); };
    entry.choices = {QStringLiteral("board")};
    for (const char *value : EnumTexts<ReviewPolicy>::values)
        entry.choices += QLatin1String(value);
    return entry;
}

#define T(text) QT_TRANSLATE_NOOP("stint", text)

const std::vector<Entry> &entries()
{
    using P = ProfileSections;
    using W = WorkerProfile;
    using R = ReviewProfile;
    using A = ParticipantsProfile;
    using C = CoordinatorProfile;
    static const std::vector<Entry> all{
        choice("worker.mode", T("Worker"), T("Choice"), &P::worker, &W::mode),
        text("worker.agent", T("Worker"), T("Only this agent"), &P::worker, &W::agent),
        list("worker.allowed", T("Worker"), T("Allowed agents"), &P::worker, &W::allowedAgents),
        list("worker.preferred", T("Worker"), T("Preferred agents"), &P::worker, &W::preferredAgents),
        list("worker.required", T("Worker"), T("Must be able to"), &P::worker, &W::requiredCapabilities),
        list("worker.wanted", T("Worker"), T("Should be able to"), &P::worker, &W::preferredCapabilities),
        text("worker.provider", T("Worker"), T("Provider"), &P::worker, &W::provider),
        text("worker.model", T("Worker"), T("Model"), &P::worker, &W::model),
        reviewPolicy(),
        text("review.agent", T("Review"), T("Only this agent"), &P::review, &R::agent),
        list("review.allowed", T("Review"), T("Allowed agents"), &P::review, &R::allowedAgents),
        list("review.preferred", T("Review"), T("Preferred agents"), &P::review, &R::preferredAgents),
        list("review.channels", T("Review"), T("Allowed channels"), &P::review, &R::allowedChannels),
        list("review.peers", T("Review"), T("Allowed peers"), &P::review, &R::allowedPeers),
        list("review.required", T("Review"), T("Must be able to"), &P::review, &R::requiredCapabilities),
        list("all.agents", T("Everybody who takes part"), T("Allowed agents"), &P::participants, &A::allowedAgents),
        list("all.channels", T("Everybody who takes part"), T("Allowed channels"), &P::participants,
             &A::allowedChannels),
        list("all.peers", T("Everybody who takes part"), T("Allowed peers"), &P::participants, &A::allowedPeers),
        list("all.required", T("Everybody who takes part"), T("Must be able to"), &P::participants,
             &A::requiredCapabilities),
        choice("coordinator.mode", T("Coordinator"), T("Guidance"), &P::coordinator, &C::mode),
        text("coordinator.guidance", T("Coordinator"), T("What to tell it"), &P::coordinator, &C::guidance, true),
        text("coordinator.provider", T("Coordinator"), T("Provider"), &P::coordinator, &C::provider),
        text("coordinator.model", T("Coordinator"), T("Model"), &P::coordinator, &C::model),
        choice("sandbox.mode", T("Launched agents"), T("Sandbox"), &P::sandbox, &SandboxProfile::mode),
        text("sandbox.ref", T("Launched agents"), T("Named sandbox"), &P::sandbox, &SandboxProfile::ref),
        choice("runtime.mode", T("Launched agents"), T("Runtime"), &P::runtime, &RuntimeProfile::mode),
    };
    return all;
}

#undef T

QString choiceText(const QString &value)
{
    static const QHash<QString, const char *> words{
        {QStringLiteral("inherit"), QT_TRANSLATE_NOOP("stint", "As the board")},
        {QStringLiteral("board"), QT_TRANSLATE_NOOP("stint", "As the board")},
        {QStringLiteral("guided"), QT_TRANSLATE_NOOP("stint", "As written below")},
        {QStringLiteral("select"), QT_TRANSLATE_NOOP("stint", "As chosen below")},
        {QStringLiteral("none"), QT_TRANSLATE_NOOP("stint", "None")},
        {QStringLiteral("ref"), QT_TRANSLATE_NOOP("stint", "The named one")},
        {QStringLiteral("default"), QT_TRANSLATE_NOOP("stint", "Ordinary")},
        {QStringLiteral("evidence"), QT_TRANSLATE_NOOP("stint", "Collect evidence")},
        {QStringLiteral("on_success"), QT_TRANSLATE_NOOP("stint", "After success")},
        {QStringLiteral("on_failure"), QT_TRANSLATE_NOOP("stint", "After failure")},
        {QStringLiteral("always"), QT_TRANSLATE_NOOP("stint", "Always")},
    };
    return words.contains(value) ? worded(words.value(value)) : value;
}

} // namespace

ProfileViewModel::ProfileViewModel(Board &board, const Actor &actor, ToastModel &toasts, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_toasts(toasts)
    , m_fields(this)
{
}

void ProfileViewModel::setTask(const TaskId &task)
{
    m_id = task;
    m_stored = false;
    m_saved = m_edited = {};
    refreshFields();
}

void ProfileViewModel::refresh()
{
    if (isDirty())
        return; // what is being typed stays
    ask(m_board, m_actor, ProfileGet{m_id}, this, [this, id = m_id](const Result<ProfileReply> &reply) {
        if (id != m_id || !reply || isDirty())
            return;
        m_stored = reply->stored;
        m_saved = m_edited = reply->profile;
        refreshFields();
    });
}

void ProfileViewModel::refreshFields()
{
    std::vector<FieldRow> rows;
    const char *section = "";
    for (const Entry &entry : entries()) {
        FieldRow row;
        row.key = QLatin1String(entry.key);
        if (qstrcmp(entry.section, section) != 0)
            row.section = worded(entry.section);
        section = entry.section;
        row.label = worded(entry.label);
        row.value = entry.read(m_edited);
        row.lines = entry.lines;
        row.choices = entry.choices;
        row.choice = static_cast<int>(entry.choices.indexOf(row.value));
        for (const QString &value : entry.choices)
            row.choiceTexts += choiceText(value);
        row.hint = worded("As the board");
        rows.push_back(row);
    }
    m_fields.assign(rows);
    Q_EMIT changed();
}

void ProfileViewModel::edit(const QString &key, const QString &value)
{
    for (const Entry &entry : entries()) {
        if (key == QLatin1String(entry.key))
            entry.write(m_edited, value);
    }
    refreshFields();
}

void ProfileViewModel::save()
{
    ask(m_board, m_actor, ProfileSet{m_id, m_edited}, this, [this, id = m_id](const Result<ProfileReply> &reply) {
        if (!reply)
            return m_toasts.fail(QCoreApplication::translate("stint", "The profile was not saved"), reply.error());
        m_toasts.say(QCoreApplication::translate("stint", "Profile saved"));
        if (id != m_id)
            return;
        m_stored = true;
        m_saved = m_edited = reply->profile;
        refreshFields();
    });
}

void ProfileViewModel::revert()
{
    m_edited = m_saved;
    refreshFields();
}

void ProfileViewModel::remove()
{
    ask(m_board, m_actor, ProfileDelete{m_id}, this, [this, id = m_id](const Result<OkReply> &reply) {
        if (!reply)
            return m_toasts.fail(QCoreApplication::translate("stint", "The profile was not removed"), reply.error());
        m_toasts.say(QCoreApplication::translate("stint", "Profile removed"));
        if (id == m_id) {
            setTask(id);
            refresh();
        }
    });
}

} // namespace stint
