#include "app/cli/command.h"

#include "app/client/runfile.h"
#include "app/client/transport.h"

#include <CLI/CLI.hpp>

#include <QFile>

#include <cstdio>
#include <iostream>
#include <unistd.h>

namespace stint::cli
{

using client::Fault;
using client::fault;

constexpr qsizetype wordsInHelp = 9; ///< more would bury the other options

Context::Context(const Invocation &invocation)
    : m_invocation(invocation)
    , m_out(invocation.format, invocation.fields, invocation.colour)
{
}

client::Client::Options Context::connectOptions() const
{
    client::Client::Options options;
    options.board = client::BoardAddress::find(m_invocation.board);
    // Whom the board has launched is told where its ticket is (CON-01).
    if (const QString path = qEnvironmentVariable("STINT_RUN_FILE"); !path.isEmpty()) {
        if (const auto told = client::readRunFile(path))
            options.ticket = told->ticket;
    }
    return options;
}

Result<client::Client *> Context::board()
{
    if (!m_client) {
        STINT_TRY_LET(m_client, client::Client::connect(connectOptions()));
    }
    return m_client.get();
}

Done Context::confirm(const QString &act)
{
    if (m_invocation.yes)
        return {};
    if (::isatty(STDIN_FILENO) != 1)
        return fault(Fault::Usage, QStringLiteral("to %1 without being asked, give --yes").arg(act));
    std::fputs(qUtf8Printable(safeText(QStringLiteral("Really %1? [y/N] ").arg(act))), stderr);
    std::string answer;
    std::getline(std::cin, answer);
    if (answer == "y" || answer == "Y" || answer == "yes")
        return {};
    return fault(Fault::Interrupted, QStringLiteral("nothing was changed"));
}

QStringList Runner::wordsFor(const CLI::Option *option) const
{
    const auto found = m_words.find(option);
    return found == m_words.end() ? QStringList() : found->second;
}

CLI::Option *Runner::offer(CLI::Option *option, const QStringList &words)
{
    m_words[option] = words;
    const QString doc = text(option->get_description());
    if (words.size() <= wordsInHelp && !words.isEmpty() && !doc.contains(words.first()))
        option->description((doc.isEmpty() ? doc : doc + QLatin1String(": ")).toStdString() +
                            words.join(QLatin1String(", ")).toStdString());
    return option;
}

CLI::Option *Runner::demand(CLI::Option *option, const QStringList &words)
{
    std::set<std::string> members;
    for (const QString &word : words)
        members.insert(word.toStdString());
    m_words[option] = words;
    return option->check(CLI::IsMember(members)); // which tells them in the help, too
}

bool namesFile(const CLI::Option &option)
{
    return option.get_type_name() == "FILE";
}

Error unnamedFile(const QString &option)
{
    return fault(Fault::Usage, QStringLiteral("%1 needs the name of a file").arg(option));
}

std::optional<qint64> durationMs(const std::string &value)
{
    qint64 factor = 1;
    std::size_t digits = value.find_first_not_of("0123456789");
    const std::string unit = digits == std::string::npos ? "ms" : value.substr(digits);
    if (unit == "s")
        factor = 1'000;
    else if (unit == "m")
        factor = 60'000;
    else if (unit == "h")
        factor = 3'600'000;
    else if (unit != "ms")
        return std::nullopt;
    bool isNumber = false;
    const qint64 count = QByteArray::fromStdString(value.substr(0, digits)).toLongLong(&isNumber);
    constexpr qint64 most = 366LL * 86'400'000;
    if (!isNumber || count <= 0 || count > most / factor)
        return std::nullopt;
    return count * factor;
}

CLI::Option *addDuration(CLI::App &app, const std::string &name, std::optional<qint64> &into, const std::string &doc)
{
    const auto take = [&into, name](const std::string &value) {
        into = durationMs(value);
        if (!into)
            throw CLI::ValidationError(name, "a duration is a number with ms, s, m or h, like 30s");
    };
    return app.add_option_function<std::string>(name, take, doc)->type_name("TIME");
}

CLI::Option *addRepeated(CLI::App &app, const std::string &name, std::vector<std::string> &into, const std::string &doc,
                         const std::string &type)
{
    return app.add_option(name, into, doc + "; may be repeated")
        ->type_name(type)
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

QStringList texts(const std::vector<std::string> &utf8)
{
    QStringList list;
    for (const auto &item : utf8)
        list += text(item);
    return list;
}

QStringList texts(std::span<const char *const> words)
{
    QStringList list;
    for (const char *const word : words) {
        if (*word != '\0')
            list += QString::fromLatin1(word);
    }
    return list;
}

Result<QByteArray> readInput(const QString &fileName)
{
    if (fileName.isEmpty())
        return unnamedFile(QStringLiteral("@"));
    QFile file(fileName);
    const bool opened =
        fileName == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return fault(Fault::Usage, QStringLiteral("%1 cannot be read: %2").arg(fileName, file.errorString()));
    QByteArray content = file.read(inputMaxBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return fault(Fault::Usage, QStringLiteral("%1 cannot be read: %2").arg(fileName, file.errorString()));
    // A pipe gives what it has; a regular file all at once.
    while (content.size() <= inputMaxBytes) {
        const QByteArray more = file.read(inputMaxBytes + 1 - content.size());
        if (more.isEmpty())
            break;
        content += more;
    }
    if (content.size() > inputMaxBytes)
        return fault(Fault::Usage, QStringLiteral("%1 is larger than %2 MiB").arg(fileName).arg(inputMaxBytes >> 20));
    return content;
}

Result<QByteArray> contentOf(const std::string &value)
{
    if (value == "-")
        return readInput(QStringLiteral("-"));
    if (value.starts_with('@'))
        return readInput(text(value.substr(1)));
    return QByteArray::fromStdString(value);
}

Result<QByteArray> jsonOf(const char *option, const std::string &value)
{
    STINT_TRY_LET(QByteArray json, contentOf(value));
    json = json.trimmed();
    if (json.isEmpty())
        return QByteArrayLiteral("null");
    const auto parsed = wire::JsonText::scan(json);
    if (!parsed || parsed->fault())
        return fault(Fault::Usage,
                     QStringLiteral("%1 is not JSON: %2")
                         .arg(QString::fromUtf8(option), parsed ? parsed->fault()->what : parsed.error().what));
    // Line feeds in JSON stand only between its tokens; in a frame they would end it.
    return json.replace('\n', ' ').replace('\r', ' ');
}

Result<QString> proseOf(const std::string &value)
{
    if (value != "-")
        return text(value);
    STINT_TRY_LET(const QByteArray content, readInput(QStringLiteral("-")));
    if (!content.isValidUtf8())
        return fault(Fault::Usage, QStringLiteral("standard input is not UTF-8"));
    return QString::fromUtf8(content);
}

} // namespace stint::cli
