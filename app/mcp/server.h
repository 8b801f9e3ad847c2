#pragma once

#include "app/mcp/boardlink.h"
#include "app/mcp/tools.h"

#include <functional>

namespace stint::mcp
{

/// Speaks the Model Context Protocol with one client, in the handshake versions and in the stateless one, decided anew
/// for each request (MCP-01). Lines in, lines out, nothing kept but the board's session and the calls under way. Used
/// by one thread.
class Server
{
public:
    /// \a say sends one line (without its line feed).
    Server(client::Client::Options options, std::function<void(const QByteArray &)> say);

    /// A line from the client.
    void takeLine(const QByteArray &line);
    /// Answers and news of the board have arrived.
    void takeNews();
    int boardDescriptor() const { return m_link.descriptor(); }
    /// The board still owes an answer.
    bool isBusy() const { return !m_calls.empty(); }

private:
    /// One request, and how its answer must look.
    struct Asked {
        QByteArray id; ///< as JSON
        bool isStateless = false;
    };
    enum class Purpose { Tool, Task, Run };
    struct Call {
        Asked asked;
        Purpose purpose = Purpose::Tool;
        QByteArray uri; ///< of a resource that is read
    };
    struct Listener {
        QByteArray id; ///< of subscriptions/listen; blank: resources/subscribe
        QStringList uris;
    };

    void handle(const Asked &asked, const QString &method, wire::JsonRef params);
    void notified(const QString &method, wire::JsonRef params);
    bool checkVersion(const Asked &asked, wire::JsonRef meta);
    void initialize(const Asked &asked, wire::JsonRef params);
    void discover(const Asked &asked);
    void listTools(const Asked &asked);
    void callTool(const Asked &asked, wire::JsonRef params);
    void readResource(const Asked &asked, wire::JsonRef params);
    void listen(const Asked &asked, wire::JsonRef params);
    void follow(const Asked &asked, const QString &uri, bool isWanted);
    Done watchEvents();

    void post(const Call &call, const QByteArray &method, const QByteArray &params);
    void answered(const Call &call, const Result<QByteArray> &answer);
    void lost(const Error &error);
    void told(const Event &event);

    void reply(const Asked &asked, const QByteArray &members, bool isCacheable = false, qint64 ttlMs = 0);
    void refuse(const Asked &asked, int code, const QString &message, const QByteArray &data = {});
    void refuseCall(const Asked &asked, const Error &error);

    BoardLink m_link;
    std::function<void(const QByteArray &)> m_say;
    QString m_agentName;
    std::map<qint64, Call> m_calls; ///< by the board's number
    std::vector<Listener> m_listeners;
    bool m_watches = false;
    qint64 m_seenSeq = -1;
};

/// What a model is told about a refusal: `code: one sentence. What to do next.` (MCP-03)
QString advice(const Error &error);

} // namespace stint::mcp
