#pragma once

#include "storage/sql/connection.h"

namespace stint
{

/// Applies the missing steps, each in a transaction of its own. Blocking; before the writer begins.
Stored<void> migrate(Connection &connection);

} // namespace stint
