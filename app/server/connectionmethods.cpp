#include "app/server/dispatch.h"

namespace stint::server
{

void addConnectionMethods(MethodTable &table)
{
    addMethods(table, ConnectionMethods{});
}

} // namespace stint::server
