#include "app/platform/user.h"

#include <array>

#include <pwd.h>
#include <unistd.h>

namespace stint
{

QString systemUser()
{
    std::array<char, 4096> buffer;
    passwd entry = {};
    passwd *found = nullptr;
    if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        return QString::fromLocal8Bit(found->pw_name);
    return QString::number(::geteuid());
}

} // namespace stint
