#include "app/cli/program.h"

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <unistd.h>

int main(int argc, char **argv)
{
    std::setlocale(LC_CTYPE, "");
    // 130 is how commands that do not watch signals themselves say that they were interrupted (CLI-02).
    std::signal(SIGINT, [](int) { ::_exit(130); });
    return stint::cli::runProgram(std::vector<std::string>(argv + 1, argv + argc));
}
