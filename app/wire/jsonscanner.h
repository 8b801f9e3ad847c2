#pragma once

#include "app/wire/strictjson.h"

namespace stint::wire
{

/// The pass of JsonText::scan(): a recursive descent whose depth is bounded.
class JsonScanner
{
public:
    JsonScanner(JsonText &into, const JsonBounds &bounds)
        : m_into(into)
        , m_text(into.m_text)
        , m_bounds(bounds)
    {
    }

    /// The fault that makes the text unusable, if there is one.
    std::optional<JsonFault> run();

private:
    bool value(int depth);
    bool object(int depth);
    bool array(int depth);
    bool string(quint32 &begin, quint32 &end, bool &escaped);
    bool escape(bool &highSurrogate);
    bool sequence();
    bool number();
    bool word(const char *text);
    void checkDuplicates(quint32 objectNode);

    void skipBlank();
    unsigned char at(qsizetype offset) const
    {
        return offset < m_text.size() ? static_cast<unsigned char>(m_text[offset]) : 0;
    }
    bool atEnd() const { return m_at >= m_text.size(); }
    bool stop(JsonFault::Kind kind, const char *what);
    bool malformed(const char *what) { return malformed(what, m_at); }
    /// \a unfit: the byte that does not fit. A NUL is named for what it is, wherever it stands (FRM-02).
    bool malformed(const char *what, qsizetype unfit);
    void forbid(const char *what);
    bool open(int depth);

    JsonText &m_into;
    const QByteArray &m_text;
    const JsonBounds m_bounds;
    qsizetype m_at = 0;
    std::optional<JsonFault> m_stop;
};

/// The text of a string between its quotes, escapes resolved.
QString unescaped(QByteArrayView inside, bool hasEscapes);

} // namespace stint::wire
