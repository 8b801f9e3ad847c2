#pragma once

#include "model/service/verb.h"

namespace stint
{

/// LIM-04, BLK-01: 1 to 50 ids counted as sent, none blank; duplicates keep their first position.
Result<QStringList> checkBulkIds(const QStringList &ids);

/// What one item of a bulk verb did; only run or task are looked at.
using BulkDeed = std::function<Result<BulkItem>(const QString &id)>;

/// BLK-02: does \a deed for each id on its own, in order; a failing item leaves no trace but its error.
BulkReply performEach(Verb &verb, const QStringList &ids, const BulkDeed &deed);

/// An error as an item of a bulk reply carries it, redacted (RED-03).
ErrorReply toErrorReply(const Error &error);

} // namespace stint
