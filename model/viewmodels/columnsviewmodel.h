#pragma once

#include "model/domain/settings.h"
#include "model/items/boardmodel.h"
#include "model/viewmodels/ask.h"
#include "model/viewmodels/preferences.h"
#include "model/viewmodels/toastmodel.h"

#include <QJsonObject>

namespace stint
{

/// Which columns are hidden, and how many cards each should hold at most: the first is this window's, the limits are
/// the board's (setting wip_limits). Thread: gui.
class ColumnsViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the board's view-model")

public:
    ColumnsViewModel(Board &board, const Actor &actor, BoardModel &model, ToastModel &toasts, QObject *parent);

    /// Hides what was hidden, and keeps what is hidden from now on.
    void remember(Preferences &preferences);
    /// Reads the limits; again whenever settings have changed.
    void readLimits();

    /// \a limit 0 takes the limit away; a hard one refuses moves by people.
    Q_INVOKABLE void setLimit(int position, int limit, bool hard);
    /// Shows or hides a column; the last visible one stays.
    Q_INVOKABLE void toggle(int position);
    Q_INVOKABLE void showAll();

private:
    void take(const Json &settings);

    Board &m_board;
    Actor m_actor;
    BoardModel &m_model;
    ToastModel &m_toasts;
    Preferences *m_preferences = nullptr;
    QJsonObject m_limits; ///< as the board has them, with what this version does not know
};

} // namespace stint
