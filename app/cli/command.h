#pragma once

#include "app/cli/invocation.h"
#include "app/client/client.h"

#include <functional>
#include <map>
#include <memory>
#include <span>

namespace CLI
{
class App;
class Option;
} // namespace CLI

namespace stint::cli
{

/// What a command has at hand while it runs.
class Context
{
public:
    explicit Context(const Invocation &invocation);

    const Invocation &invocation() const { return m_invocation; }
    Output &out() { return m_out; }

    /// Connects as the operator, once.
    Result<client::Client *> board();
    /// Options for a connection of one's own.
    client::Client::Options connectOptions() const;

    /// Calls \a request, prints the error if it is refused, else hands the answer to \a show. Yields the exit code.
    template<Request R, class Show>
    int run(const R &request, Show &&show);

    /// Whether a destructive act may go on: --yes, or a person says so at the terminal (CLI-03).
    Done confirm(const QString &act);

private:
    const Invocation &m_invocation;
    Output m_out;
    std::unique_ptr<client::Client> m_client;
};

/// The options of one command and what it does with them.
class Runner
{
public:
    virtual ~Runner() = default;
    /// Yields the exit code (CLI-02).
    virtual int run(Context &context) = 0;
    /// The words that \a option takes, as completions offer them; none for any text.
    QStringList wordsFor(const CLI::Option *option) const;

protected:
    /// \a option takes these words; its help says so. Who judges what is given is the board.
    CLI::Option *offer(CLI::Option *option, const QStringList &words);
    /// The same, and the parser refuses others.
    CLI::Option *demand(CLI::Option *option, const QStringList &words);

private:
    std::map<const CLI::Option *, QStringList> m_words;
};

/// One row of the command table.
struct Command {
    QByteArray words; ///< `add`, or noun and verb: `task list`
    QByteArray summary;
    /// Adds the command's options to the parser; they are bound to the runner.
    std::function<std::unique_ptr<Runner>(CLI::App &)> make;
};

/// For the make of a runner with `explicit T(CLI::App &)`.
template<class T>
Command command(const char *words, const char *summary)
{
    return {words, summary, [](CLI::App &app) { return std::make_unique<T>(app); }};
}

QString text(const std::string &utf8);
QStringList texts(const std::vector<std::string> &utf8);
/// The words of the domain, blank ones left out.
QStringList texts(std::span<const char *const> words);
/// The content an option names: `-` is stdin, `@FILE` a file, anything else itself; bounded.
Result<QByteArray> contentOf(const std::string &value);
/// contentOf() that must be JSON, on one line; blank is null. Usage naming \a option otherwise.
Result<QByteArray> jsonOf(const char *option, const std::string &value);
/// contentOf() for prose: only `-` is special.
Result<QString> proseOf(const std::string &value);

/// Whether the value of \a option names a file.
bool namesFile(const CLI::Option &option);
/// Usage, for an option that names a file by an empty text.
Error unnamedFile(const QString &option);
/// A duration like 1500ms, 30s, 5m, 2h; a plain number is milliseconds. Nothing for anything else and for what is not
/// above zero.
std::optional<qint64> durationMs(const std::string &value);
/// The help of options that take a duration, and the check that refuses others.
CLI::Option *addDuration(CLI::App &app, const std::string &name, std::optional<qint64> &into, const std::string &doc);

/// An option that may be given several times, one value each. Unlike the parser's own lists it leaves the words after
/// its value alone, `--` among them.
CLI::Option *addRepeated(CLI::App &app, const std::string &name, std::vector<std::string> &into, const std::string &doc,
                         const std::string &type);

inline constexpr qint64 inputMaxBytes = 64LL << 20; ///< of stdin and of files a person names

/// All of a file, or of stdin for `-`. Usage when it cannot be read or is longer than inputMaxBytes.
Result<QByteArray> readInput(const QString &fileName);

} // namespace stint::cli

template<stint::Request R, class Show>
int stint::cli::Context::run(const R &request, Show &&show)
{
    auto client = board();
    if (!client)
        return m_out.error(client.error());
    auto reply = (*client)->call(request);
    if (!reply)
        return m_out.error(reply.error());
    show(*reply);
    return 0;
}
