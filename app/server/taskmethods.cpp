#include "app/server/dispatch.h"

namespace stint::server
{

void addTaskMethods(MethodTable &table)
{
    addMethods(table, TaskMethods{});
}

} // namespace stint::server
