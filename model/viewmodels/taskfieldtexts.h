#pragma once

#include "model/domain/result.h"
#include "model/domain/verbs/task.h"

namespace stint::taskfields
{

/// One field of a task as a person types it.
QString text(const Task &task, const QString &key);
/// The change that gives \a task that text; refused with words when it cannot be read.
Result<TaskChanges> change(const Task &task, const QString &key, const QString &text);
/// What people call the field.
QString label(const QString &key);

} // namespace stint::taskfields
