#pragma once

#include "model/ports/store.h"

namespace stint
{

class Connection;

/// Every stored row but the events and the ready order.
BoardRows readBoardRows(Connection &db);

} // namespace stint
