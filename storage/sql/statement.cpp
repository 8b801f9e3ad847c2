#include "storage/sql/statement.h"

#include "model/domain/utf8.h"
#include "storage/sql/connection.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <sqlite3.h>

#include <utility>

namespace stint
{

Statement::Statement(Connection &connection, sqlite3_stmt *handle, bool owned)
    : m_connection(connection)
    , m_handle(handle)
    , m_owned(owned)
{
}

Statement::Statement(Statement &&other) noexcept
    : m_connection(other.m_connection)
    , m_handle(std::exchange(other.m_handle, nullptr))
    , m_owned(other.m_owned)
    , m_done(other.m_done)
    , m_parameter(other.m_parameter)
    , m_column(other.m_column)
{
}

Statement::~Statement()
{
    if (!m_handle)
        return;
    if (m_owned) {
        sqlite3_finalize(m_handle);
        return;
    }
    sqlite3_reset(m_handle);
    sqlite3_clear_bindings(m_handle);
    m_connection.giveBack(m_handle);
}

void Statement::check(int code)
{
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
        m_connection.check(code);
}

bool Statement::step()
{
    if (!m_handle || m_done || m_connection.hasFailed())
        return false;
    const int code = sqlite3_step(m_handle);
    m_column = 0;
    if (code == SQLITE_ROW)
        return true;
    m_done = true;
    check(code);
    return false;
}

void Statement::run()
{
    while (step()) {
    }
}

void Statement::reset()
{
    m_parameter = 0;
    m_column = 0;
    m_done = false;
    if (m_handle)
        sqlite3_reset(m_handle);
}

void Statement::put(std::nullopt_t)
{
    if (m_handle)
        check(sqlite3_bind_null(m_handle, ++m_parameter));
}

void Statement::put(qint64 number)
{
    if (m_handle)
        check(sqlite3_bind_int64(m_handle, ++m_parameter, number));
}

void Statement::put(double number)
{
    if (m_handle)
        check(sqlite3_bind_double(m_handle, ++m_parameter, number));
}

namespace
{

int bindText(sqlite3_stmt *handle, int parameter, const QByteArray &utf8)
{
    return sqlite3_bind_text64(handle, parameter, utf8.constData(), static_cast<sqlite3_uint64>(utf8.size()),
                               SQLITE_TRANSIENT, SQLITE_UTF8);
}

} // namespace

void Statement::put(const QString &text)
{
    if (m_handle)
        check(bindText(m_handle, ++m_parameter, text.toUtf8()));
}

void Statement::put(const QByteArray &blob)
{
    if (m_handle)
        check(sqlite3_bind_blob64(m_handle, ++m_parameter, blob.isNull() ? "" : blob.constData(),
                                  static_cast<sqlite3_uint64>(blob.size()), SQLITE_TRANSIENT));
}

void Statement::put(const Json &json)
{
    if (json.isNull())
        put(std::nullopt);
    else if (m_handle)
        check(bindText(m_handle, ++m_parameter, json.text));
}

void Statement::put(const QStringList &list)
{
    if (!m_handle)
        return;
    JsonWriter writer;
    writer.beginArray();
    for (const QString &item : list)
        writer.value(item);
    writer.endArray();
    check(bindText(m_handle, ++m_parameter, writer.text()));
}

bool Statement::isNull() const
{
    return sqlite3_column_type(m_handle, m_column) == SQLITE_NULL;
}

void Statement::take(qint64 &number)
{
    number = sqlite3_column_int64(m_handle, m_column++);
}

void Statement::take(int &number)
{
    number = sqlite3_column_int(m_handle, m_column++);
}

void Statement::take(bool &flag)
{
    flag = sqlite3_column_int(m_handle, m_column++) != 0;
}

void Statement::take(double &number)
{
    number = sqlite3_column_double(m_handle, m_column++);
}

void Statement::take(QString &text)
{
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_handle, m_column));
    text = textFromUtf8({utf8, sqlite3_column_bytes(m_handle, m_column)});
    ++m_column;
}

void Statement::take(QByteArray &blob)
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_handle, m_column));
    blob = QByteArray(bytes, sqlite3_column_bytes(m_handle, m_column));
    ++m_column;
}

void Statement::take(Json &json)
{
    if (isNull()) {
        json.text.clear();
        ++m_column;
    } else {
        take(json.text);
    }
}

void Statement::take(QStringList &list)
{
    list.clear();
    QByteArray text;
    take(text);
    if (text.size() <= 2)
        return;
    const QJsonArray array = QJsonDocument::fromJson(text).array();
    list.reserve(array.size());
    for (const auto &item : array)
        list.append(item.toString());
}

std::size_t Statement::takeEnum(std::size_t count)
{
    qint64 number = 0;
    take(number);
    if (number >= 0 && static_cast<std::size_t>(number) < count)
        return static_cast<std::size_t>(number);
    m_connection.fail(storeError(StoreFault::Damaged));
    return 0;
}

} // namespace stint
