#include "app/server/dispatch.h"

namespace stint::server
{

void addBoardMethods(MethodTable &table)
{
    addMethods(table, BoardMethods{});
}

} // namespace stint::server
