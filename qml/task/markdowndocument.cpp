#include "qml/task/markdowndocument.h"

#include "model/items/marks.h"

#include <QTextBlockFormat>
#include <QTextCursor>
#include <QTextTable>

#include <md4c.h>

#include <vector>

namespace stint
{

namespace
{

constexpr int headingSteps = 3;
constexpr qreal headingGrowth = 1.15;
constexpr QChar bullet(0x2022), checkedBox(0x2611), openBox(0x2610);

/// Takes over what the parser finds, one callback after another, at the end of the document.
class Builder
{
public:
    Builder(QTextDocument &document, const MarkdownLook &look)
        : m_look(look)
        , m_cursor(&document)
    {
        m_plain.setForeground(look.ink);
        m_plain.setFont(look.font);
        m_formats.push_back(m_plain);
    }

    void enter(MD_BLOCKTYPE type, void *detail)
    {
        switch (type) {
        case MD_BLOCK_UL:
        case MD_BLOCK_OL:
            m_lists.push_back(
                {type == MD_BLOCK_OL, type == MD_BLOCK_OL ? static_cast<MD_BLOCK_OL_DETAIL *>(detail)->start : 0});
            break;
        case MD_BLOCK_LI:
            enterItem(*static_cast<MD_BLOCK_LI_DETAIL *>(detail));
            break;
        case MD_BLOCK_QUOTE:
            ++m_quotes;
            break;
        case MD_BLOCK_H:
            startBlock();
            pushHeading(static_cast<int>(static_cast<MD_BLOCK_H_DETAIL *>(detail)->level));
            break;
        case MD_BLOCK_CODE:
            startBlock();
            pushFixed();
            m_isCode = true;
            break;
        case MD_BLOCK_P:
            if (!std::exchange(m_isItemFresh, false))
                startBlock();
            break;
        case MD_BLOCK_TABLE:
            startTable(*static_cast<MD_BLOCK_TABLE_DETAIL *>(detail));
            break;
        case MD_BLOCK_TR:
            ++m_row;
            m_column = -1;
            break;
        case MD_BLOCK_TH:
        case MD_BLOCK_TD:
            enterCell(type == MD_BLOCK_TH);
            break;
        case MD_BLOCK_HR:
            startBlock();
            m_cursor.insertText(QString(3, QChar(0x2014)), faint());
            break;
        case MD_BLOCK_DOC:
        case MD_BLOCK_HTML:
        case MD_BLOCK_THEAD:
        case MD_BLOCK_TBODY:
            break;
        }
    }

    void leave(MD_BLOCKTYPE type)
    {
        switch (type) {
        case MD_BLOCK_UL:
        case MD_BLOCK_OL:
            m_lists.pop_back();
            break;
        case MD_BLOCK_LI:
            m_isItemFresh = false;
            break;
        case MD_BLOCK_QUOTE:
            --m_quotes;
            break;
        case MD_BLOCK_CODE:
            m_isCode = false;
            m_formats.pop_back();
            break;
        case MD_BLOCK_H:
        case MD_BLOCK_TH:
        case MD_BLOCK_TD:
            m_formats.pop_back();
            break;
        case MD_BLOCK_TABLE:
            m_cursor.movePosition(QTextCursor::End);
            m_table = nullptr;
            m_isTableOver = true;
            break;
        case MD_BLOCK_P:
        case MD_BLOCK_DOC:
        case MD_BLOCK_HR:
        case MD_BLOCK_HTML:
        case MD_BLOCK_THEAD:
        case MD_BLOCK_TBODY:
        case MD_BLOCK_TR:
            break;
        }
    }

    void enterSpan(MD_SPANTYPE type, void *detail)
    {
        QTextCharFormat format = m_formats.back();
        switch (type) {
        case MD_SPAN_EM:
            format.setFontItalic(true);
            break;
        case MD_SPAN_STRONG:
            format.setFontWeight(QFont::DemiBold);
            break;
        case MD_SPAN_CODE:
            format.setFontFamilies({m_look.fixedFamily});
            format.setBackground(m_look.ground);
            break;
        case MD_SPAN_DEL:
            format.setFontStrikeOut(true);
            break;
        case MD_SPAN_A: {
            const MD_ATTRIBUTE &target = static_cast<MD_SPAN_A_DETAIL *>(detail)->href;
            format.setAnchor(true);
            format.setAnchorHref(QString::fromUtf8(target.text, static_cast<qsizetype>(target.size)));
            format.setForeground(m_look.link);
            format.setFontUnderline(true);
            break;
        }
        case MD_SPAN_IMG: {
            // A picture is never fetched: its words and where it would come from are shown instead.
            const MD_ATTRIBUTE &source = static_cast<MD_SPAN_IMG_DETAIL *>(detail)->src;
            m_cursor.insertText(
                QStringLiteral("[%1] ").arg(QString::fromUtf8(source.text, static_cast<qsizetype>(source.size))),
                faint());
            break;
        }
        case MD_SPAN_LATEXMATH:
        case MD_SPAN_LATEXMATH_DISPLAY:
        case MD_SPAN_WIKILINK:
        case MD_SPAN_U:
            break;
        }
        m_formats.push_back(format);
    }

    void leaveSpan() { m_formats.pop_back(); }

    void text(MD_TEXTTYPE type, const QString &words)
    {
        std::exchange(m_isItemFresh, false);
        if (type == MD_TEXT_BR || (m_isCode && words == QLatin1String("\n")))
            m_cursor.insertText(QString(QChar::LineSeparator), m_formats.back());
        else if (type == MD_TEXT_SOFTBR)
            m_cursor.insertText(QStringLiteral(" "), m_formats.back());
        else if (type == MD_TEXT_NULLCHAR)
            m_cursor.insertText(QString(QChar::ReplacementCharacter), m_formats.back());
        else
            m_cursor.insertText(QString(words).replace(QLatin1Char('\n'), QChar::LineSeparator), m_formats.back());
    }

private:
    struct List {
        bool isOrdered;
        unsigned next;
    };

    QTextCharFormat faint() const
    {
        QTextCharFormat format = m_plain;
        format.setForeground(m_look.faint);
        return format;
    }

    void startBlock()
    {
        QTextBlockFormat format;
        format.setBottomMargin(m_look.step);
        format.setLeftMargin(m_look.step * 2 * (static_cast<qreal>(m_lists.size()) + m_quotes));
        const bool isFirst = std::exchange(m_isFirst, false);
        if ((isFirst || std::exchange(m_isTableOver, false)) && !m_table)
            m_cursor.setBlockFormat(format);
        else
            m_cursor.insertBlock(format, m_plain);
    }

    void pushHeading(int level)
    {
        QTextCharFormat format = m_plain;
        QFont font = m_look.font;
        qreal size = font.pixelSize();
        for (int step = level; step <= headingSteps; ++step)
            size *= headingGrowth;
        font.setPixelSize(qRound(size));
        font.setWeight(QFont::DemiBold);
        format.setFont(font);
        m_formats.push_back(format);
    }

    void pushFixed()
    {
        QTextCharFormat format = m_plain;
        format.setFontFamilies({m_look.fixedFamily});
        m_formats.push_back(format);
        QTextBlockFormat block = m_cursor.blockFormat();
        block.setBackground(m_look.ground);
        m_cursor.setBlockFormat(block);
    }

    void enterItem(const MD_BLOCK_LI_DETAIL &item)
    {
        startBlock();
        List &list = m_lists.back();
        QString mark = list.isOrdered ? QStringLiteral("%1.").arg(list.next++) : QString(bullet);
        if (item.is_task)
            mark = item.task_mark == ' ' ? openBox : checkedBox;
        m_cursor.insertText(mark + QLatin1Char(' '), faint());
        m_isItemFresh = true;
    }

    void startTable(const MD_BLOCK_TABLE_DETAIL &table)
    {
        startBlock();
        QTextTableFormat format;
        format.setBorder(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(m_look.faint);
        format.setBorderCollapse(true);
        format.setCellPadding(m_look.step / 2);
        m_table = m_cursor.insertTable(static_cast<int>(table.head_row_count + table.body_row_count),
                                       static_cast<int>(table.col_count), format);
        m_row = -1;
    }

    void enterCell(bool isHead)
    {
        ++m_column;
        QTextCharFormat format = m_plain;
        if (isHead)
            format.setFontWeight(QFont::DemiBold);
        m_formats.push_back(format);
        if (m_table)
            m_cursor = m_table->cellAt(m_row, m_column).firstCursorPosition();
    }

    MarkdownLook m_look;
    QTextCursor m_cursor;
    QTextCharFormat m_plain;
    std::vector<QTextCharFormat> m_formats;
    std::vector<List> m_lists;
    QTextTable *m_table = nullptr;
    int m_row = -1, m_column = -1, m_quotes = 0;
    bool m_isFirst = true, m_isItemFresh = false, m_isCode = false, m_isTableOver = false;
};

Builder *builder(void *data)
{
    return static_cast<Builder *>(data);
}

} // namespace

QVariant MarkdownDocument::loadResource(int, const QUrl &)
{
    return {};
}

void MarkdownDocument::show(const QString &markdown, const MarkdownLook &look)
{
    clear();
    setUndoRedoEnabled(false);
    setDefaultFont(look.font);
    setDocumentMargin(0);
    Builder target(*this, look);
    MD_PARSER parser{};
    // What looks like HTML is text like any other.
    parser.flags =
        MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_TASKLISTS | MD_FLAG_STRIKETHROUGH | MD_FLAG_PERMISSIVEURLAUTOLINKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void *detail, void *data) {
        builder(data)->enter(type, detail);
        return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void *, void *data) {
        builder(data)->leave(type);
        return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void *detail, void *data) {
        builder(data)->enterSpan(type, detail);
        return 0;
    };
    parser.leave_span = [](MD_SPANTYPE, void *, void *data) {
        builder(data)->leaveSpan();
        return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data) {
        builder(data)->text(type, QString::fromUtf8(text, static_cast<qsizetype>(size)));
        return 0;
    };
    const QByteArray utf8 = marks::shown(markdown, true).toUtf8();
    md_parse(utf8.constData(), static_cast<MD_SIZE>(utf8.size()), &parser, &target);
}

} // namespace stint
