#include "app/composition/hostcommands.h"

#include "model/service/bootrecovery.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcComposition, "stint.composition")

namespace stint
{

LearnBoard::LearnBoard(IdSource &ids, const QString &name, std::function<void(Result<BoardFacts>)> answer)
    : m_ids(ids)
    , m_name(name)
    , m_answer(std::move(answer))
{
}

bool LearnBoard::execute(StoreTransaction &store, Time now)
{
    m_facts.id = store.meta("board_id");
    m_facts.lastSeq = store.lastEventSeq();
    if (!m_facts.id.isEmpty())
        return false;
    m_facts.id = m_ids.next("board", now);
    store.putMeta("board_id", m_facts.id);
    store.putMeta("board_name", m_name);
    return true;
}

void LearnBoard::finish(const Done &outcome)
{
    if (outcome)
        m_answer(m_facts);
    else
        m_answer(outcome.error());
}

bool CleanStop::execute(StoreTransaction &store, Time now)
{
    Verb verb(store, now, Actor::engine("recovery"), m_state, m_world);
    return markCleanStop(verb).has_value();
}

void CleanStop::finish(const Done &outcome)
{
    // A board that is stopped while it is locked cannot be written any more.
    if (!outcome && outcome.error().code != ErrorCode::Locked)
        qCWarning(lcComposition, "the orderly stop could not be noted: %s", qUtf8Printable(outcome.error().message));
}

Result<BoardBackup::Reply> backUp(BoardFile &file, const QString &path)
{
    const auto made = file.backUp(path);
    if (made)
        return BoardBackup::Reply{path, made->bytes, made->lastSeq};
    const StoreFault fault = made.error().fault;
    if (fault == StoreFault::Exists)
        return refuse(ErrorCode::Conflict, made.error().text).field("path").reason("exists");
    if (fault == StoreFault::Missing || fault == StoreFault::Access)
        return invalid("path", made.error().text);
    return made.error().toError();
}

} // namespace stint
