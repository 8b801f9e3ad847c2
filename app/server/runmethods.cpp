#include "app/server/dispatch.h"

namespace stint::server
{

void addRunMethods(MethodTable &table)
{
    addMethods(table, RunMethods{});
}

} // namespace stint::server
