#include "storage/sql/storeerror.h"

#include <array>

namespace stint
{

namespace
{

struct FaultInfo {
    StoreFault fault;
    const char *name;
    const char *text;
};

constexpr std::array faults = std::to_array<FaultInfo>({
    {StoreFault::Missing, "missing", "There is no board at this place."},
    {StoreFault::Exists, "exists", "There is already a file at this place."},
    {StoreFault::Empty, "empty", "The board file is empty (0 bytes). It was not touched."},
    {StoreFault::Plaintext, "plaintext", "This file is an unencrypted SQLite database, not a board."},
    {StoreFault::NotABoard, "not_a_board", "This file is not an encrypted board."},
    {StoreFault::WrongKey, "wrong_key", "This key does not open this board. Nothing was changed."},
    {StoreFault::Damaged, "damaged", "The board file is damaged. It was not touched."},
    {StoreFault::Older, "older", "This board is older than when it was last used. It was not touched."},
    {StoreFault::OtherBoard, "other_board", "Another board is at this place. It was not touched."},
    {StoreFault::OtherProgram, "other_program", "This encrypted file belongs to another program."},
    {StoreFault::NewerSchema, "newer_schema", "This board was written by a newer version. It was not touched."},
    {StoreFault::OldLibrary, "old_library", "The encryption library of this installation cannot be used."},
    {StoreFault::InUse, "in_use", "This board is already open."},
    {StoreFault::Access, "access", "The board's files may not be used: wrong owner, mode or kind."},
    {StoreFault::Key, "key", "The key of this board is not available."},
    {StoreFault::Full, "full", "The disk is full. Nothing was changed."},
    {StoreFault::ReadOnly, "read_only", "The board's disk cannot be written."},
    {StoreFault::Io, "io", "The disk reported an error; whether the last change was kept is unknown."},
    {StoreFault::Constraint, "constraint", "The change contradicts what the board holds."},
    {StoreFault::Other, "other", "The board's storage failed."},
});

const FaultInfo &info(StoreFault fault)
{
    const FaultInfo &row = faults[static_cast<std::size_t>(fault)];
    Q_ASSERT(row.fault == fault);
    return row;
}

} // namespace

StoreError storeError(StoreFault fault, const QString &text)
{
    return {fault, text.isEmpty() ? QString::fromLatin1(info(fault).text) : text};
}

const char *faultName(StoreFault fault)
{
    return info(fault).name;
}

Error StoreError::toError() const
{
    const auto code = [this] {
        switch (fault) {
        case StoreFault::WrongKey:
        case StoreFault::Key:
            return ErrorCode::Locked;
        case StoreFault::Constraint:
            return ErrorCode::Internal;
        case StoreFault::Missing:
        case StoreFault::Exists:
        case StoreFault::Empty:
        case StoreFault::Plaintext:
        case StoreFault::NotABoard:
        case StoreFault::Damaged:
        case StoreFault::Older:
        case StoreFault::OtherBoard:
        case StoreFault::OtherProgram:
        case StoreFault::NewerSchema:
        case StoreFault::OldLibrary:
        case StoreFault::InUse:
        case StoreFault::Access:
        case StoreFault::Full:
        case StoreFault::ReadOnly:
        case StoreFault::Io:
        case StoreFault::Other:
            return ErrorCode::StorageUnavailable;
        }
        return ErrorCode::StorageUnavailable;
    }();
    return refuse(code, text).reason(faultName(fault));
}

} // namespace stint
