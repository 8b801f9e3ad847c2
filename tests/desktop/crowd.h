#pragma once

#include "tests/support/testboard.h"

namespace stint::test
{

/// A board in the middle of much work: \a count tasks in all states, most of them waiting, with forty agents on them.
void fillCrowd(TestBoard &board, int count);

} // namespace stint::test
