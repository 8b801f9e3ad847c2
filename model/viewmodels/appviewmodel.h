#pragma once

#include "model/viewmodels/appearanceviewmodel.h"
#include "model/viewmodels/statusviewmodel.h"
#include "model/viewmodels/taskviewmodel.h"

namespace stint
{

/// What a window needs to be built: the root of all view-models. Must die before the board. Thread: gui.
class AppViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by whoever opens the window")
    Q_PROPERTY(stint::BoardViewModel *board READ board CONSTANT FINAL)
    Q_PROPERTY(stint::TaskViewModel *task READ task CONSTANT FINAL)
    Q_PROPERTY(stint::StatusViewModel *status READ status CONSTANT FINAL)
    Q_PROPERTY(stint::AppearanceViewModel *appearance READ appearance CONSTANT FINAL)
    Q_PROPERTY(stint::ToastModel *toasts READ toasts CONSTANT FINAL)

public:
    struct Setup {
        Actor actor;
        BoardViewModel::Now now;
        StoreFacts store;
        QString settingsPath; ///< blank: nothing is remembered
    };

    AppViewModel(Board &board, Setup setup, QObject *parent = nullptr);

    /// Loads the board and begins to listen.
    void start();

    BoardViewModel *board() { return &m_screen; }
    TaskViewModel *task() { return &m_task; }
    StatusViewModel *status() { return &m_status; }
    AppearanceViewModel *appearance() { return &m_appearance; }
    ToastModel *toasts() { return &m_toasts; }

private:
    void rememberColumns();

    AppearanceViewModel m_appearance;
    ToastModel m_toasts;
    BoardViewModel m_screen;
    TaskViewModel m_task;
    StatusViewModel m_status;
};

} // namespace stint
