#include "model/viewmodels/pasteviewmodel.h"

#include "model/domain/limits.h"
#include "model/domain/text.h"
#include "model/items/enginewords.h"
#include "model/items/texts.h"
#include "model/viewmodels/viewlimits.h"

#include <QRegularExpression>
#include <QUuid>

namespace stint
{

QStringList titlesIn(const QString &text, int most)
{
    static const QRegularExpression mark(QStringLiteral("^\\s*(?:(?:[-*+]|\\d{1,4}[.)])\\s+)?(?:\\[[ xX]\\]\\s+)?"));
    QStringList titles;
    qsizetype from = 0;
    while (from < text.size() && titles.size() < most) {
        qsizetype to = text.indexOf(QLatin1Char('\n'), from);
        if (to < 0)
            to = text.size();
        // A title is never longer: the rest of an endless line is not even looked at.
        QString line = text.mid(from, std::min<qsizetype>(to - from, limits::titleBytes));
        line.remove(QLatin1Char('\r')).replace(QLatin1Char('\t'), QLatin1Char(' '));
        line = line.remove(mark).trimmed();
        line.removeIf([](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
        if (!line.isEmpty())
            titles += truncated(line, limits::titleBytes);
        from = to + 1;
    }
    return titles;
}

PasteViewModel::PasteViewModel(Board &board, const Actor &actor, ToastModel &toasts, QObject *parent)
    : QObject(parent)
    , m_board(board)
    , m_actor(actor)
    , m_toasts(toasts)
    , m_lines(this)
{
}

int PasteViewModel::wanted() const
{
    const auto &rows = m_lines.rows();
    return static_cast<int>(std::count_if(rows.begin(), rows.end(), [](const PasteRow &row) { return row.wanted; }));
}

void PasteViewModel::offer(const QString &text)
{
    const QStringList titles = titlesIn(text, viewlimits::pastedTasks + 1);
    if (titles.isEmpty())
        return m_toasts.say(tr("There is no text to make tasks of"));
    m_note = titles.size() > viewlimits::pastedTasks
                 ? tr("Only the first %1 lines are taken.").arg(viewlimits::pastedTasks)
                 : QString();
    std::vector<PasteRow> rows;
    for (const QString &title : titles.mid(0, viewlimits::pastedTasks))
        rows.push_back({QString::number(rows.size()), title, true});
    m_lines.assign(rows);
    Q_EMIT changed();
    Q_EMIT offered();
}

void PasteViewModel::toggle(const QString &key)
{
    auto rows = m_lines.rows();
    for (PasteRow &row : rows) {
        if (row.key == key)
            row.wanted = !row.wanted;
    }
    m_lines.assign(rows);
    Q_EMIT changed();
}

void PasteViewModel::create(bool start)
{
    const auto batch = std::make_shared<Batch>();
    batch->open = 1;
    for (const PasteRow &row : m_lines.rows()) {
        if (row.wanted)
            createOne(batch, row.title, start);
    }
    finish(batch);
}

void PasteViewModel::createOne(const std::shared_ptr<Batch> &batch, const QString &title, bool start)
{
    TaskCreate request;
    request.title = title;
    request.draft = !start;
    ++batch->open;
    ask(m_board, m_actor, request, this, [this, batch, title, start](const Result<TaskReply> &reply) {
        if (!reply) {
            batch->refused +=
                tr("%1: %2").arg(texts::oneLine(title), texts::oneLine(enginewords::refusal(reply.error())));
        } else {
            ++batch->done;
            if (start) {
                QueueOptions options;
                options.idempotencyKey =
                    QStringLiteral("desktop.") + QUuid::createUuid().toString(QUuid::WithoutBraces);
                ask(m_board, m_actor, TaskStart{reply->task.task.id, options}, this,
                    [this, title](const Result<TaskReply> &started) {
                        if (!started)
                            m_toasts.fail(tr("%1 was created but not started").arg(texts::oneLine(title)),
                                          started.error());
                    });
            }
        }
        finish(batch);
    });
}

void PasteViewModel::finish(const std::shared_ptr<Batch> &batch)
{
    if (--batch->open > 0)
        return;
    if (batch->refused.isEmpty())
        m_toasts.say(batch->done == 1 ? tr("1 task created") : tr("%n tasks created", nullptr, batch->done));
    else
        m_toasts.explain(tr("%1 created, %2 refused").arg(batch->done).arg(batch->refused.size()),
                         batch->refused.join(QLatin1String("; ")));
}

} // namespace stint
