#pragma once

#include "app/wire/limits.h"

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

#include <optional>
#include <vector>

namespace stint::wire
{

enum class JsonKind : quint8 { Null, False, True, Number, String, Array, Object };

/// What is wrong with a text (FRM-02).
struct JsonFault {
    enum Kind {
        Malformed, ///< not JSON: −32700
        Forbidden, ///< JSON that is not let in: −32600
    };
    Kind kind = Malformed;
    qsizetype offset = 0; ///< byte at which it was noticed
    QString what;         ///< in words, naming the offence
};

struct JsonBounds {
    int depth = depthMax;
    int members = membersMax;
};

class JsonText;

/// One value inside a JsonText, which it must not outlive. A default one is "not there".
class JsonRef
{
public:
    JsonRef() = default;

    bool exists() const { return m_text != nullptr; }
    explicit operator bool() const { return exists(); }
    JsonKind kind() const;
    bool is(JsonKind kind) const { return exists() && this->kind() == kind; }

    /// The bytes of the value as they were sent.
    QByteArrayView raw() const;
    /// The name of a member of an object.
    QString key() const;
    bool hasKey(QByteArrayView name) const;

    QString string() const; ///< of a String
    double number() const;  ///< of a Number
    /// A Number without a fraction within ±2⁵³−1; nothing for any other.
    std::optional<qint64> integer() const;

    /// Members of an object, items of an array.
    int size() const;
    JsonRef find(QByteArrayView name) const;
    template<class Visit>
    void forEach(Visit &&visit) const;

private:
    friend class JsonText;
    JsonRef(const JsonText *text, quint32 node)
        : m_text(text)
        , m_node(node)
    {
    }

    const JsonText *m_text = nullptr;
    quint32 m_node = 0;
};

/// A JSON text that was validated in one pass, with the place of every value in it. Nothing is lost: numbers and
/// strings are converted where they are asked for, and each value can be had byte-wise (VAL-02).
class JsonText
{
public:
    /// Scans \a text. Malformed text and text nested too deeply gives the fault; other forbidden content is found at
    /// the same time and told by fault(), so that the id of the request can still be answered.
    static tl::expected<JsonText, JsonFault> scan(QByteArray text, const JsonBounds &bounds = {});

    JsonText(JsonText &&) = default;
    JsonText &operator=(JsonText &&) = default;

    JsonRef root() const { return JsonRef(this, 0); }
    const std::optional<JsonFault> &fault() const { return m_fault; }

private:
    friend class JsonRef;
    friend class JsonScanner;
    JsonText() = default;

    struct Node {
        quint32 begin = 0, end = 0;       ///< of the value
        quint32 keyBegin = 0, keyEnd = 0; ///< inside the quotes
        quint32 next = 0;                 ///< node after this one and everything in it
        quint32 count = 0;                ///< members or items
        JsonKind kind = JsonKind::Null;
        bool escaped = false, keyEscaped = false;
    };
    const Node &node(quint32 index) const { return m_nodes[index]; }

    QByteArray m_text;
    std::vector<Node> m_nodes;
    std::optional<JsonFault> m_fault;
};

template<class Visit>
void JsonRef::forEach(Visit &&visit) const
{
    quint32 child = m_node + 1;
    for (int left = size(); left > 0; --left) {
        visit(JsonRef(m_text, child));
        child = m_text->node(child).next;
    }
}

} // namespace stint::wire
