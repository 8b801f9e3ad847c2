#pragma once

#include "app/wire/connectionmethods.h"
#include "model/ports/engine.h"
#include "model/service/verb.h"
#include "storage/engine/boardfile.h"

namespace stint
{

/// What the host must know of the board it opened.
struct BoardFacts {
    QString id;
    qint64 lastSeq = 0;
};

/// Reads the facts; a board that has no id yet is given one, with the name of its file.
class LearnBoard final : public WriteCommand
{
public:
    LearnBoard(IdSource &ids, const QString &name, std::function<void(Result<BoardFacts>)> answer);
    bool execute(StoreTransaction &store, Time now) override;
    void finish(const Done &outcome) override;

private:
    IdSource &m_ids;
    QString m_name;
    std::function<void(Result<BoardFacts>)> m_answer;
    BoardFacts m_facts;
};

/// board.backup of \a file: what is wrong with the path is the caller's, the rest the storage's. Blocking; any thread.
Result<BoardBackup::Reply> backUp(BoardFile &file, const QString &path);

/// The last command of an orderly stop (BOO-07).
class CleanStop final : public WriteCommand
{
public:
    explicit CleanStop(const Surroundings &world)
        : m_world(world)
    {
    }
    bool execute(StoreTransaction &store, Time now) override;
    void finish(const Done &outcome) override;

private:
    Surroundings m_world;
    EngineState m_state;
};

} // namespace stint
