#pragma once

#include "app/wire/strictjson.h"
#include "model/domain/verbs/method.h"

#include <QHash>

namespace stint::server
{

class Api;
class Connection;
struct Call;

struct MethodEntry {
    Method method;
    void (*handle)(Api &api, Connection &connection, const Call &call, wire::JsonRef params) = nullptr;
};
using MethodTable = QHash<QByteArray, MethodEntry>;

/// Null for an unknown name. Any thread.
const MethodEntry *findMethod(const QByteArray &name);

// One file per group, because each method costs the compiler its share.
void addConnectionMethods(MethodTable &table);
void addTaskMethods(MethodTable &table);
void addRunMethods(MethodTable &table);
void addReviewMethods(MethodTable &table);
void addBoardMethods(MethodTable &table);

} // namespace stint::server
