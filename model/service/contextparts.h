#pragma once

#include "model/domain/settings.h"
#include "model/domain/verbs/replies.h"
#include "model/service/context.h"

namespace stint
{

// The bundle of section 14 before it is written, and how it is cut down. Private to the context.

/// A text of the bundle that may be cut, then or later.
struct Part {
    QString text;
    bool cut = false;

    Part() = default;
    Part(const QString &content, int maxBytes);

    /// One step of CTX-04; false when the text is short enough to stay.
    bool halve();
};

struct CriterionPart {
    int n = 1;
    bool met = false;
    Part text;
};

struct HistoryPart {
    Review review;
    Part reason;
};

struct ContinuationPart {
    ReviewLineage lineage;
    int round = 1;
    std::optional<ReviewOutcome> outcome;
    Part reason, guidance;
    std::vector<Part> missing;
    bool cut = false;
};

/// The bundle before it is written; CTX-04 takes from it until the text fits.
struct Bundle {
    ContextRole role = ContextRole::Worker;
    Task task;
    QString workspaceRoot;
    Part identifier, title, description;
    std::vector<CriterionPart> acceptance;
    qint64 latestEventSeq = 0;
    std::optional<RunChip> current;
    Part currentError;
    std::optional<std::pair<Part, Part>> answer; ///< question, text
    std::vector<RunChip> priorAttempts;          ///< newest first
    std::vector<Event> recentEvents;             ///< ascending
    std::optional<Part> handoff;
    ProfileSections profile;
    bool profileStored = false;
    std::optional<ContinuationPart> continuation;
    std::vector<HistoryPart> reviewHistory; ///< newest first
};

/// The bundle as JSON.
QByteArray render(const Bundle &bundle, const BoardSettings &settings);
/// One step of CTX-04; false when nothing is left to take.
bool reduce(Bundle &bundle);

} // namespace stint
