#pragma once

#include <QByteArray>

namespace stint::test
{

/// One door through which bytes of strangers come in. Each ends the program when what it sees cannot be right; a
/// refusal is right.
struct FuzzTarget {
    const char *name; ///< also of its folder of examples
    void (*run)(const QByteArray &input);
};

/// The line framer: any cutting of a stream gives the same lines.
void fuzzFrames(const QByteArray &input);
/// The strict scanner: what it lets in, another parser reads as the same number of values.
void fuzzJson(const QByteArray &input);
/// A line as a request of every method: what is let in is written and read again to the same.
void fuzzRequests(const QByteArray &input);
/// Lines `who method params` executed by the real engine, after which every rule of the board holds.
void fuzzSequences(const QByteArray &input);
/// Importers: each task they read fits into a frame, and the board reads it.
void fuzzBeads(const QByteArray &input);
void fuzzTaskMaster(const QByteArray &input);
void fuzzCsv(const QByteArray &input);
void fuzzMarkdown(const QByteArray &input);
void fuzzStint(const QByteArray &input);
void fuzzBacklog(const QByteArray &input);

inline constexpr FuzzTarget fuzzTargets[] = {
    {"frames", fuzzFrames},     {"json", fuzzJson},
    {"requests", fuzzRequests}, {"sequences", fuzzSequences},
    {"beads", fuzzBeads},       {"taskmaster", fuzzTaskMaster},
    {"csv", fuzzCsv},           {"markdown", fuzzMarkdown},
    {"stint", fuzzStint},       {"backlog", fuzzBacklog},
};

} // namespace stint::test
