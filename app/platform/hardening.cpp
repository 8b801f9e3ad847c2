#include "app/platform/hardening.h"

#include <cerrno>
#include <tuple>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stint
{

namespace
{

std::optional<mode_t> given;

/// A stream that the caller closed is taken by one that refuses (output) or is empty (input): otherwise a file of the
/// board would be opened under its number, and what is printed would be written into it.
void fillStandardStreams()
{
    for (int number = STDIN_FILENO; number <= STDERR_FILENO; ++number) {
        if (::fcntl(number, F_GETFD) < 0 && errno == EBADF)
            std::ignore = ::open("/dev/null", O_RDONLY);
    }
}

} // namespace

void hardenProcess()
{
    fillStandardStreams();
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
