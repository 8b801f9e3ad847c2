#pragma once

#include "model/domain/secretkey.h"
#include "storage/sql/storeerror.h"

#include <QString>

#include <array>

namespace stint
{

/// What is remembered of a board outside its file: the number of its last durable commit, in `<board>.mark` under a MAC
/// of the board's key. A file or log that was replaced, shortened or removed has fewer commits than that.
///
/// It is written after the commit and not synced until the board closes, so it may be behind the board after a power
/// cut but is never ahead of it: it never accuses wrongly. Two slots take turns, so that a torn write leaves the other.
/// Writer thread.
class CommitMark
{
public:
    /// Opens or creates the mark of the board at \a canonicalPath; Access when that is impossible. A mark that is not
    /// of this key remembers nothing. \a key outlives it.
    static Stored<CommitMark> open(const QString &canonicalPath, const SecretKey &key);
    CommitMark(CommitMark &&other) noexcept;
    CommitMark &operator=(CommitMark &&) = delete;
    ~CommitMark();
    static QString markPath(const QString &boardPath);

    /// 0 for nothing.
    qint64 remembered() const { return m_number; }
    /// The commit \a number is durable. Failures are logged once; the board does not depend on it.
    void put(qint64 number);
    /// Forgets what was remembered and begins at \a number.
    void reset(qint64 number);
    void sync();

private:
    static constexpr int slotBytes = 48;
    using Slot = std::array<unsigned char, slotBytes>;

    CommitMark(int descriptor, const SecretKey &key);
    Slot slotFor(qint64 number) const;
    qint64 numberIn(const Slot &slot) const;
    void write(int slot, qint64 number);

    int m_descriptor;
    const SecretKey *m_key;
    qint64 m_number = 0;
    int m_next = 0; ///< slot to be written next
    bool m_failed = false;
};

} // namespace stint
