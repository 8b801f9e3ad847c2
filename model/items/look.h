#pragma once

#include <QtQml/qqml.h>

/// The words in which models speak to windows: how loud something is and what can be done. No colours, no sizes.
namespace stint::look
{
Q_NAMESPACE
QML_NAMED_ELEMENT(Look)

/// How much a thing wants to be seen. Attention and Danger are reserved for what needs a person; Strong is no colour.
enum class Tone { Quiet, Strong, Info, Good, Attention, Danger };
Q_ENUM_NS(Tone)

/// What a person can do with one task from the board; each is one verb of the domain.
enum class Action {
    None,
    Publish,
    Start,
    Approve,
    Reject,
    Answer,
    Accept,
    Recover,
    Retry,
    Enqueue,
    Release,
    Requeue,
    Cancel,
    ReviewApprove,
    ReviewReject,
    Take,
    Pause,
    Resume
};
Q_ENUM_NS(Action)

/// By what the board is filtered (BRD-06).
enum class Facet { Text, Status, Priority, Person, Label, Milestone, Parent, Gated, Stale, Mine, Needy };
Q_ENUM_NS(Facet)

/// In what order the cards of a column stand.
enum class CardOrder { ByHand, ByPriority, LatestFirst, LongestWait };
Q_ENUM_NS(CardOrder)

} // namespace stint::look
