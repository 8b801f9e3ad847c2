#include "app/wire/strictjson.h"

#include "app/wire/jsonscanner.h"
#include "model/domain/limits.h"

#include <cmath>

namespace stint::wire
{

tl::expected<JsonText, JsonFault> JsonText::scan(QByteArray text, const JsonBounds &bounds)
{
    JsonText result;
    result.m_text = std::move(text);
    result.m_nodes.reserve(32);
    if (auto fault = JsonScanner(result, bounds).run())
        return tl::unexpected(std::move(*fault));
    return result;
}

JsonKind JsonRef::kind() const
{
    return m_text->node(m_node).kind;
}

QByteArrayView JsonRef::raw() const
{
    const auto &node = m_text->node(m_node);
    return QByteArrayView(m_text->m_text).sliced(node.begin, node.end - node.begin);
}

QString JsonRef::key() const
{
    const auto &node = m_text->node(m_node);
    return unescaped(QByteArrayView(m_text->m_text).sliced(node.keyBegin, node.keyEnd - node.keyBegin),
                     node.keyEscaped);
}

bool JsonRef::hasKey(QByteArrayView name) const
{
    const auto &node = m_text->node(m_node);
    if (node.keyEscaped)
        return key().toUtf8() == name;
    return QByteArrayView(m_text->m_text).sliced(node.keyBegin, node.keyEnd - node.keyBegin) == name;
}

QString JsonRef::string() const
{
    const auto &node = m_text->node(m_node);
    return unescaped(raw().sliced(1).chopped(1), node.escaped);
}

double JsonRef::number() const
{
    return raw().toByteArray().toDouble();
}

std::optional<qint64> JsonRef::integer() const
{
    if (!is(JsonKind::Number))
        return std::nullopt;
    bool exact = false;
    const QByteArray text = raw().toByteArray();
    qint64 whole = text.toLongLong(&exact);
    if (!exact) {
        // 3.0 and 3e2 are whole numbers too.
        const double value = text.toDouble(&exact);
        if (!exact || std::trunc(value) != value || std::abs(value) > static_cast<double>(limits::wireIntegerMax))
            return std::nullopt;
        whole = static_cast<qint64>(value);
    }
    if (whole > limits::wireIntegerMax || whole < -limits::wireIntegerMax)
        return std::nullopt;
    return whole;
}

int JsonRef::size() const
{
    return static_cast<int>(m_text->node(m_node).count);
}

JsonRef JsonRef::find(QByteArrayView name) const
{
    quint32 child = m_node + 1;
    for (int left = size(); left > 0; --left) {
        const JsonRef member(m_text, child);
        if (member.hasKey(name))
            return member;
        child = m_text->node(child).next;
    }
    return {};
}

} // namespace stint::wire
