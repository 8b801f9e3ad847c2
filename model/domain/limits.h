#pragma once

#include <QtGlobal>

/// Every bound of task-domain.md sections 1 and 3 that is not a board setting. Sizes are bytes of UTF-8 after trimming.
namespace stint::limits
{

inline constexpr int idBytes = 128;
inline constexpr int refBytes = 256;
inline constexpr int nameBytes = 128;
inline constexpr int titleBytes = 1'024;
inline constexpr int descriptionBytes = 65'536;
inline constexpr int metadataBytes = 16'384;
inline constexpr int callMetadataBytes = 65'536; ///< task-cancel, run-cancel, run-failure (LIM-09)
inline constexpr int resultBytes = 65'536;
inline constexpr int eventPayloadBytes = 65'536;
inline constexpr int labelBytes = 64;
inline constexpr int labels = 16;
inline constexpr int rankBytes = 64;
inline constexpr int criteria = 32;
inline constexpr int criterionTextBytes = 1'024;
inline constexpr int evidenceBytes = 2'048;
inline constexpr int pauseReasonBytes = 4'096;
inline constexpr int reasonBytes = 4'096;    ///< LIM-08
inline constexpr int longTextBytes = 16'384; ///< comment, answer, run error (LIM-06)
inline constexpr int questionBytes = 8'192;  ///< LIM-07
inline constexpr int attentionTextBytes = 8'192;
inline constexpr int progressBytes = 512;
inline constexpr int capabilities = 64;
inline constexpr int idempotencyKeyBytes = 200; ///< a caller's key (IDM-02)
inline constexpr int requestIdBytes = 128;      ///< MTH-02
inline constexpr int profileListEntries = 64;
inline constexpr int guidanceBytes = 8'192;
inline constexpr int reviewTextBytes = 65'536;
inline constexpr int workspaceNameBytes = 256;
inline constexpr int pathBytes = 4'096;
inline constexpr int endReasonBytes = 256;

inline constexpr int maxAttempts = 10;
inline constexpr int depth = 8;         ///< LIM-01
inline constexpr int children = 64;     ///< LIM-02
inline constexpr int dependencies = 32; ///< LIM-03
inline constexpr int bulkIds = 50;      ///< LIM-04
inline constexpr int retryLineage = 10; ///< LIM-05
inline constexpr int lateResults = 3;
inline constexpr qint64 leaseMsMax = 86'400'000;                  ///< LIM-12
inline constexpr qint64 resumeAfterMaxMs = 30LL * 86'400'000;     ///< LIM-11
inline constexpr qint64 snoozeMaxMs = 366LL * 86'400'000;         ///< TRI-07
inline constexpr qint64 disconnectedSessionMs = 24LL * 3'600'000; ///< SSN-03
inline constexpr qint64 dedicatedStartMs = 60'000;                ///< SRT-07
inline constexpr qint64 graceMaxMs = 60'000;                      ///< CLK-03, BOO-07
inline constexpr qint64 clockToleranceMs = 5'000;                 ///< CLK-03, CLK-04, CLK-06
inline constexpr int listDefault = 50, listMax = 500;             ///< LIM-13, LIM-14
inline constexpr int subscriberEvents = 256;                      ///< LIM-15
inline constexpr qint64 claimWaitMaxMs = 25'000;                  ///< LIM-16
inline constexpr int inspectRuns = 5, inspectEvents = 10, inspectSessions = 200, hashDigits = 8,
                     errorSummaryBytes = 160;             ///< LIM-17
inline constexpr qint64 wireIntegerMax = (1LL << 53) - 1; ///< FRM-02
inline constexpr qint64 usageMax = (1LL << 53) - 1;       ///< 1.6 Usage says 2^53, FRM-02 carries one less
inline constexpr qint64 answersKeptMs = 24LL * 3'600'000; ///< MTH-02

} // namespace stint::limits
