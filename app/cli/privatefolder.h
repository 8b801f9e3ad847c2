#pragma once

#include "model/domain/result.h"

namespace stint::cli
{

/// Creates each missing folder of \a path for us alone; the last one must be ours, closed to others and no link.
Done makePrivateFolder(const QString &path);

/// Writes a file that only we can read, replacing it whole or not at all.
Done writePrivateFile(const QString &path, const QByteArray &content);

/// Writes into the pipe or device that is there already.
Done writeStream(const QString &path, const QByteArray &content);

/// A folder of our own for the life of this value.
class TemporaryFolder
{
public:
    TemporaryFolder() = default;
    ~TemporaryFolder();
    Q_DISABLE_COPY_MOVE(TemporaryFolder)

    /// Below \a parent, which is made like makePrivateFolder().
    Done create(const QString &parent);
    const QString &path() const { return m_path; }

private:
    QString m_path;
};

} // namespace stint::cli
