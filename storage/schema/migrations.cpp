#include "storage/schema/migrations.h"

#include <array>

namespace stint
{

extern const char *const schemaVersion1;
extern const char *const schemaVersion2;
extern const char *const schemaVersion3;
extern const char *const schemaVersion4;
extern const char *const schemaVersion5;

namespace
{

constexpr int versions[] = {1, 2, 3, 4, 5};

constexpr bool ascendByOne()
{
    for (int i = 0; i < static_cast<int>(std::size(versions)); ++i) {
        if (versions[i] != i + 1)
            return false;
    }
    return true;
}
static_assert(ascendByOne(), "migrations are numbered 1, 2, 3, … without holes");

} // namespace

std::span<const Migration> migrations()
{
    static const std::array steps{Migration{versions[0], schemaVersion1}, Migration{versions[1], schemaVersion2},
                                  Migration{versions[2], schemaVersion3}, Migration{versions[3], schemaVersion4},
                                  Migration{versions[4], schemaVersion5}};
    static_assert(steps.size() == std::size(versions));
    return steps;
}

int newestSchema()
{
    return migrations().back().version;
}

} // namespace stint
