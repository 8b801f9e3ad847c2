#include "app/server/methodtable.h"

namespace stint::server
{

const MethodEntry *findMethod(const QByteArray &name)
{
    static const MethodTable table = [] {
        MethodTable all;
        addConnectionMethods(all);
        addTaskMethods(all);
        addRunMethods(all);
        addReviewMethods(all);
        addBoardMethods(all);
        return all;
    }();
    const auto found = table.constFind(name);
    return found == table.cend() ? nullptr : &*found;
}

} // namespace stint::server
