#pragma once

namespace stint
{

/// Sets the library up. Once per process and ahead of everything else; any thread, calls after the first do nothing.
void prepareLibrary();

} // namespace stint
