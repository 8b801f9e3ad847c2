#pragma once

#include "model/domain/actor.h"
#include "model/domain/json.h"
#include "model/domain/time.h"

#include <QByteArray>
#include <QStringList>

#include <optional>
#include <tuple>

struct sqlite3_stmt;

namespace stint
{

class Connection;

/// One use of a prepared statement: bind in order, step, read columns in order. Goes back to its connection's cache
/// when it dies. After the connection's first fault nothing is executed and no row comes. Thread of its connection.
///
/// Binding and reading know the domain's values, so that a mapper is one list of members: ids, texts and times are one
/// column, enumerations their number, lists JSON text, actors two columns (kind, ref).
class Statement
{
public:
    Statement(Connection &connection, sqlite3_stmt *handle, bool owned);
    Statement(Statement &&other) noexcept;
    Statement &operator=(Statement &&) = delete;
    ~Statement();

    template<class... Values>
    Statement &bind(const Values &...values)
    {
        (put(values), ...);
        return *this;
    }
    /// Executes up to the next row; false at the end and after a fault.
    bool step();
    /// Executes to the end.
    void run();
    /// Ready for other values, or the same once more.
    void reset();

    template<class... Values>
    void read(Values &...values)
    {
        (take(values), ...);
    }
    /// The next column as a value.
    template<class T>
    T value()
    {
        T result{};
        take(result);
        return result;
    }

    void put(std::nullopt_t);
    void put(const char *) = delete;
    void put(qint64 number);
    void put(int number) { put(static_cast<qint64>(number)); }
    void put(bool flag) { put(static_cast<qint64>(flag)); }
    void put(double number);
    void put(const QString &text);
    void put(const QByteArray &blob);
    void put(const Json &json);
    void put(const QStringList &list);
    void put(Time time) { put(time.ms); }
    template<class Tag>
    void put(const Id<Tag> &id)
    {
        put(id.value);
    }
    template<DomainEnum E>
    void put(E value)
    {
        put(static_cast<qint64>(value));
    }
    void put(const ActorRef &actor) { bind(actor.kind, actor.ref); }
    void put(const OriginRef &origin) { bind(origin.kind, origin.ref); }
    void put(const OwnerRef &owner) { bind(owner.kind, owner.ref); }
    template<class T>
    void put(const std::optional<T> &value)
    {
        if (value) {
            put(*value);
        } else {
            for (int i = 0; i < columnsOf<T>; ++i)
                put(std::nullopt);
        }
    }

    void take(qint64 &number);
    void take(int &number);
    void take(bool &flag);
    void take(double &number);
    void take(QString &text);
    void take(QByteArray &blob);
    void take(Json &json);
    void take(QStringList &list);
    void take(Time &time) { take(time.ms); }
    template<class Tag>
    void take(Id<Tag> &id)
    {
        take(id.value);
    }
    template<DomainEnum E>
    void take(E &value)
    {
        value = static_cast<E>(takeEnum(EnumTexts<E>::values.size()));
    }
    void take(ActorRef &actor) { read(actor.kind, actor.ref); }
    void take(OriginRef &origin) { read(origin.kind, origin.ref); }
    void take(OwnerRef &owner) { read(owner.kind, owner.ref); }
    template<class T>
    void take(std::optional<T> &value)
    {
        if (isNull()) {
            m_column += columnsOf<T>;
            value.reset();
        } else {
            take(value.emplace());
        }
    }

private:
    template<class T>
    static constexpr int columnsOf =
        std::is_same_v<T, ActorRef> || std::is_same_v<T, OriginRef> || std::is_same_v<T, OwnerRef> ? 2 : 1;

    bool isNull() const;
    std::size_t takeEnum(std::size_t count);
    void check(int code);

    Connection &m_connection;
    sqlite3_stmt *m_handle;
    bool m_owned; ///< not in the cache: finalised at the end
    bool m_done = false;
    int m_parameter = 0;
    int m_column = 0;
};

} // namespace stint
