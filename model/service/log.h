#pragma once

#include <QLoggingCategory>

namespace stint
{

/// What the verbs and duties have to say to the log: no board text, no secrets.
Q_DECLARE_LOGGING_CATEGORY(lcService)

} // namespace stint
