#include "model/viewmodels/columnsviewmodel.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace stint
{

ColumnsViewModel::ColumnsViewModel(Board &board, const Actor &actor, BoardModel &model, ToastModel &toasts,
                                   QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_model(model)
    , m_toasts(toasts)
{
}

void ColumnsViewModel::remember(Preferences &preferences)
{
    const QStringList hidden = preferences.value(QStringLiteral("board.hidden")).toStringList();
    for (int i = 0; i < boardColumnCount; ++i)
        m_model.columnAt(i)->setHidden(hidden.contains(columnKey(static_cast<BoardColumn>(i))));
    m_preferences = &preferences;
}

void ColumnsViewModel::readLimits()
{
    ask(m_board, m_actor, SettingsGet{}, this, [this](const Result<SettingsReply> &reply) {
        if (reply) // a board that cannot be read says so itself
            take(reply->settings);
    });
}

void ColumnsViewModel::take(const Json &settings)
{
    m_limits = QJsonDocument::fromJson(settings.text).object().value(QLatin1String("wip_limits")).toObject();
    for (int i = 0; i < boardColumnCount; ++i) {
        const QJsonObject limit = m_limits.value(columnKey(static_cast<BoardColumn>(i))).toObject();
        m_model.columnAt(i)->setLimit(limit.value(QLatin1String("limit")).toInt(),
                                      limit.value(QLatin1String("hard")).toBool());
    }
}

void ColumnsViewModel::setLimit(int position, int limit, bool hard)
{
    if (!m_model.columnAt(position))
        return;
    QJsonObject limits = m_limits;
    const QString key = columnKey(static_cast<BoardColumn>(position));
    if (limit > 0)
        limits.insert(key, QJsonObject{{QStringLiteral("limit"), limit}, {QStringLiteral("hard"), hard}});
    else
        limits.remove(key);
    SettingsSet request;
    request.key = QStringLiteral("wip_limits");
    request.value.text = QJsonDocument(limits).toJson(QJsonDocument::Compact);
    ask(m_board, m_actor, request, this, [this](const Result<SettingsReply> &reply) {
        if (!reply)
            return m_toasts.fail(tr("The limit was not set"), reply.error());
        readLimits();
    });
}

void ColumnsViewModel::toggle(int position)
{
    ColumnModel *column = m_model.columnAt(position);
    if (!column || (!column->isHidden() && m_model.hidden() == boardColumnCount - 1))
        return;
    column->setHidden(!column->isHidden());
    QStringList hidden;
    for (int i = 0; i < boardColumnCount; ++i) {
        if (m_model.columnAt(i)->isHidden())
            hidden += columnKey(static_cast<BoardColumn>(i));
    }
    if (m_preferences)
        m_preferences->set(QStringLiteral("board.hidden"), hidden);
}

void ColumnsViewModel::showAll()
{
    for (int i = 0; i < boardColumnCount; ++i) {
        if (m_model.columnAt(i)->isHidden())
            toggle(i);
    }
}

} // namespace stint
