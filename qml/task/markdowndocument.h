#pragma once

#include <QColor>
#include <QFont>
#include <QTextDocument>

namespace stint
{

/// How Markdown looks; the theme's values.
struct MarkdownLook {
    QFont font;
    QString fixedFamily;
    QColor ink, faint, link, ground;
    qreal step = 8; ///< distance between blocks and of one level of a list
};

/// A Markdown text as a document: headings, emphasis, lists, task lists, code, tables, links (SHL-06). Everything else
/// is shown as it was written. Nothing is ever loaded: there is no way to name a resource. Thread: gui.
class MarkdownDocument : public QTextDocument
{
    Q_OBJECT
public:
    using QTextDocument::QTextDocument;

    void show(const QString &markdown, const MarkdownLook &look);

protected:
    QVariant loadResource(int type, const QUrl &name) override;
};

} // namespace stint
