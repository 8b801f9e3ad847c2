#pragma once

#include "model/viewmodels/appviewmodel.h"

#include <QQmlApplicationEngine>

#include <functional>
#include <memory>
#include <vector>

class QQuickWindow;

namespace stint
{

/// One window on one board: view-models, engine and QML. Made after the application, destroyed before the board.
/// Thread: gui.
class DesktopWindow
{
public:
    DesktopWindow(Board &board, AppViewModel::Setup setup);
    ~DesktopWindow();

    /// Shows, instead of a board, why there is none. The window lives as long as the engine returned; null when not
    /// even that could be loaded.
    static std::unique_ptr<QQmlApplicationEngine> showFault(const QString &reason);

    /// Loads the window; false when QML could not be loaded (the reasons are in the log).
    bool load();
    QQuickWindow *window() const { return m_window; }
    /// Another one after each lock.
    AppViewModel &app() { return *m_app; }
    /// \a follower is called whenever app() has become another one; whoever holds on to parts of it looks again.
    void onReplaced(std::function<void()> follower) { m_followers.push_back(std::move(follower)); }

    /// Takes the desktop's present colours as what the system prefers (SHL-05).
    void followSystemPalette();
    /// Shows the loaded window and asks for the keyboard.
    void show();

private:
    std::unique_ptr<AppViewModel> build();
    void fitScreen();
    void followLock();
    void empty();

    Board &m_board;
    const AppViewModel::Setup m_setup;
    std::unique_ptr<AppViewModel> m_app;
    std::vector<std::function<void()>> m_followers;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    QQuickWindow *m_window = nullptr;
};

} // namespace stint
