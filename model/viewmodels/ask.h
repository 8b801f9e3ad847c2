#pragma once

#include "model/service/board.h"

#include <QCoreApplication>
#include <QPointer>

namespace stint
{

/// Sends \a request to the board and hands its result to \a then on the gui thread, unless \a receiver is gone by then.
/// Not a future continuation: a continuation whose receiver has died aborts in debug builds (platform.md 7).
template<Request R, class Receiver, class Then>
void ask(Board &board, const Actor &actor, R request, Receiver *receiver, Then then)
{
    board.submit<R>(actor, std::move(request),
                    [guard = QPointer<Receiver>(receiver), then = std::move(then)](Result<typename R::Reply> result) {
                        QCoreApplication *app = QCoreApplication::instance();
                        if (!app)
                            return;
                        QMetaObject::invokeMethod(
                            app,
                            [guard, then, result = std::move(result)] {
                                if (guard)
                                    then(result);
                            },
                            Qt::QueuedConnection);
                    });
}

} // namespace stint
