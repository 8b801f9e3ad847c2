#pragma once

#include "model/domain/choice.h"
#include "model/domain/enums.h"
#include "model/domain/error.h"
#include "model/domain/fields.h"

#include <optional>

namespace stint
{

// The method table: each request struct names its method, its answer (Reply), its fields and who may call it. All
// lists of methods — decoding, authority, OpenRPC document, command line, reference — are generated from these structs.

/// How a method touches the store.
enum class Access {
    Read,  ///< answered from a snapshot, never changes anything
    Write, ///< answered after its commit is durable (GEN-02)
    Lazy,  ///< changes the engine's state at once, durable with the next commit (LSE-10)
    Local, ///< about the connection itself, never reaches the store by this path
};

/// Who may call it before anything about the rows is known (ACT-06). Rights refine it for agents.
enum class Who {
    Anyone,
    Session,       ///< agent sessions only (and in-process token owners)
    Human,         ///< human-only verbs: permission_denied/human_only for all others
    HumanOrEngine, ///< agents refused with human_only
};

struct Method {
    const char *name;    ///< noun.verb
    const char *summary; ///< one sentence
    Access access = Access::Write;
    Who who = Who::Anyone;
    std::optional<AgentRight> right = std::nullopt; ///< agents need it (ACT-07)
    quint64 errors = 0;                             ///< set of ErrorCode the verb itself may answer, see errorSet()
    bool isServedLocked = false;                    ///< answers although the board is locked

    constexpr bool isMutating() const { return access == Access::Write || access == Access::Lazy; }
};

template<class... Codes>
constexpr quint64 errorSet(Codes... codes)
{
    return ((quint64(1) << static_cast<int>(codes)) | ... | 0);
}

/// \a method needs no store: it answers although the board is locked.
constexpr Method servedLocked(Method method)
{
    method.isServedLocked = true;
    return method;
}

/// A request struct of the method table.
template<class T>
concept Request = requires
{
    typename T::Reply;
    {
        T::method
        } -> std::convertible_to<Method>;
    T::fields();
};

template<class... T>
struct TypeList {
};

} // namespace stint
