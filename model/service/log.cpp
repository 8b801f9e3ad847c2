#include "model/service/log.h"

namespace stint
{

Q_LOGGING_CATEGORY(lcService, "stint.service")

} // namespace stint
