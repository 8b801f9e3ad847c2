#pragma once

// Every verb of the service: one perform() per request of the method table.
#include "model/service/admin.h"
#include "model/service/claims.h"
#include "model/service/decisions.h"
#include "model/service/dependencies.h"
#include "model/service/drain.h"
#include "model/service/exports.h"
#include "model/service/force.h"
#include "model/service/imports.h"
#include "model/service/leases.h"
#include "model/service/profiles.h"
#include "model/service/reads.h"
#include "model/service/reviews.h"
#include "model/service/scheduler.h"
#include "model/service/sessions.h"
#include "model/service/tasks.h"
#include "model/service/triage.h"
