#include "model/viewmodels/appviewmodel.h"

namespace stint
{

AppViewModel::AppViewModel(Board &board, Setup setup, QObject *parent)
    : QObject(parent)
    , m_appearance(setup.settingsPath)
    , m_toasts(this)
    , m_screen(board, setup.actor, setup.now, m_toasts)
    , m_task(board, setup.actor, setup.now, m_screen, m_toasts)
    , m_status(board, setup.actor, m_screen, m_toasts, std::move(setup.store))
{
    for (int i = 0; i < boardColumnCount; ++i) {
        ColumnModel *column = m_screen.model()->columnAt(i);
        column->setCollapsed(m_appearance.collapsed().contains(i));
        connect(column, &ColumnModel::collapsedChanged, this, &AppViewModel::rememberColumns);
    }
    connect(&m_screen, &BoardViewModel::created, &m_screen, &BoardViewModel::select);
}

void AppViewModel::start()
{
    m_screen.start();
}

void AppViewModel::rememberColumns()
{
    QList<int> collapsed;
    for (int i = 0; i < boardColumnCount; ++i) {
        if (m_screen.model()->columnAt(i)->isCollapsed())
            collapsed += i;
    }
    m_appearance.setCollapsed(collapsed);
}

} // namespace stint
