#pragma once

#include <QString>

namespace stint
{

/// The name of the operating system's user this process runs as; its number when it has no name.
QString systemUser();

} // namespace stint
