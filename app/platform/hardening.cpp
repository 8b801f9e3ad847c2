#include "app/platform/hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace stint
{

namespace
{

std::optional<mode_t> given;

}

void hardenProcess()
{
    ::prctl(PR_SET_DUMPABLE, 0);
    const rlimit none = {0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    const mode_t before = ::umask(077);
    if (!given)
        given = before;
}

std::optional<mode_t> givenFileMask()
{
    return given;
}

} // namespace stint
