#include "app/cli/program.h"

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <tuple>
#include <unistd.h>

int main(int argc, char **argv)
{
    // A stream that the caller closed: the socket must not be opened under its number.
    for (int number = STDIN_FILENO; number <= STDERR_FILENO; ++number) {
        if (::fcntl(number, F_GETFD) < 0)
            std::ignore = ::open("/dev/null", O_RDONLY);
    }
    std::setlocale(LC_CTYPE, "");
    // 130 is how commands that do not watch signals themselves say that they were interrupted (CLI-02).
    std::signal(SIGINT, [](int) { ::_exit(130); });
    return stint::cli::runProgram(std::vector<std::string>(argv + 1, argv + argc));
}
