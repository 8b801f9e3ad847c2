#pragma once

#include "model/domain/verbs/run.h"
#include "model/service/verb.h"

namespace stint
{

// How a caller proves that it holds a run (LSE-01, LSE-02).

/// Step 4 of every lease verb: run id, epoch, form of the token.
Done checkProof(LeaseProof &proof);

/// LSE-02: refuses whoever does not hold \a run now. \a onlyClaimed: step 3 wants `claimed` (SRT-04).
/// Errors: invalid_claim_token, lease_lost, lease_expired, permission_denied, invalid_status_transition.
Done judgeHolder(Verb &verb, const LeaseProof &proof, const Run &run, bool onlyClaimed = false);

/// What a refused complete or fail wanted to deliver.
struct Delivery {
    LateResultKind kind = LateResultKind::Complete;
    Json result;
    QString error;
    Json metadata;
    Usage usage;
};
/// LTR-01: keeps the payload of a complete or fail that was refused with \a refusal as lease_lost or lease_expired and
/// gives the refusal with `late_result`; any other refusal comes back as it is.
Error keepLate(Verb &verb, const LeaseProof &proof, const Run &run, const Delivery &delivery, Error refusal);

/// Numbers in bounds, currency of three upper-case letters (1.6 Usage).
Done checkUsage(const std::optional<Usage> &usage);

} // namespace stint
