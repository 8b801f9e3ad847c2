#pragma once

#include "model/domain/actor.h"
#include "model/domain/result.h"
#include "model/ports/store.h"

#include <functional>

namespace stint
{

/// The request id of a mutating verb (MTH-02): the same id and params from the same actor give the first answer again.
struct Once {
    QString requestId;
    QByteArray params;                        ///< SHA-256 of method and params
    std::function<void(QByteArray)> replay{}; ///< answers a repetition, with the bytes of the first answer

    /// The bytes of the first answer to \a actor; nothing when there was none, conflict when its params were others.
    /// Writer thread.
    Result<std::optional<QByteArray>> firstAnswer(StoreTransaction &store, const Actor &actor) const;
    /// Keeps \a answer as the first one. Writer thread.
    void keep(StoreTransaction &store, const Actor &actor, const QByteArray &answer, Time now) const;
};

} // namespace stint
