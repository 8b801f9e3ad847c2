#pragma once

#include "model/domain/result.h"
#include "model/domain/settings.h"
#include "model/ports/store.h"

namespace stint
{

enum class ContextRole { Worker, Reviewer, Operator };

/// The context bundle of a run (section 14), or of a task without runs when \a run is null.
/// Errors: payload_too_large when it cannot be cut down to `context.body_max_bytes` (CTX-04).
Result<Json> contextBundle(StoreReader &store, Time now, const BoardSettings &settings, const Task &task,
                           const Run *run, ContextRole role);

} // namespace stint
