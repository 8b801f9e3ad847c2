#include "app/server/dispatch.h"

namespace stint::server
{

void addReviewMethods(MethodTable &table)
{
    addMethods(table, ReviewMethods{});
}

} // namespace stint::server
