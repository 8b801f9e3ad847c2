#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <string>

namespace stint
{

/// JSON text kept byte-wise as it was sent, after trimming (VAL-02). Empty means null.
struct Json {
    QByteArray text;

    bool isNull() const { return text.isEmpty(); }
    bool operator==(const Json &) const = default;
};

/// Streams compact JSON into one buffer: no tree, keys in the order written. Thread: any, one at a time.
/// The caller balances begin and end; keys are written only inside objects.
class JsonWriter
{
public:
    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    void key(const char *name);
    void key(const QString &name);
    void value(const QString &text);
    void value(const char *text);
    void value(qint64 number);
    void value(int number) { value(static_cast<qint64>(number)); }
    void value(double number);
    void value(bool flag);
    void null();
    /// \a json is trusted to be valid JSON; null text becomes null.
    void raw(const QByteArray &json);

    template<class T>
    void member(const char *name, const T &content)
    {
        key(name);
        value(content);
    }
    /// Nothing when \a text is blank (EVT-03: a key marked ? is left out when empty).
    void memberIfSet(const char *name, const QString &text);
    void memberRaw(const char *name, const QByteArray &json);

    QByteArray text() const { return QByteArray(m_text.data(), static_cast<qsizetype>(m_text.size())); }
    QByteArray take();

private:
    void separate();
    void append(QByteArrayView bytes);
    void appendQuoted(QByteArrayView utf8);

    std::string m_text; ///< not a QByteArray: a writer appends single characters, which are inlined here only
    bool m_needsComma = false;
};

} // namespace stint
