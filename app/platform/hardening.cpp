#include "app/platform/hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace stint
{

void hardenProcess()
{
    ::prctl(PR_SET_DUMPABLE, 0);
    const rlimit none = {0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::umask(077);
}

} // namespace stint
