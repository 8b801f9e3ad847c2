#pragma once

#include "model/items/listmodels.h"
#include "model/viewmodels/ask.h"
#include "model/viewmodels/toastmodel.h"

namespace stint
{

/// One line of a pasted text, as the task it would become.
struct PasteRow {
    Q_GADGET
    QML_VALUE_TYPE(pasteRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(bool wanted MEMBER wanted CONSTANT FINAL)
public:
    QString key, title;
    bool wanted = true;
    bool operator==(const PasteRow &) const = default;
};

class PasteListModel : public RowsModel<PasteRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit PasteListModel(QObject *parent)
        : RowsModel("line", parent)
    {
    }
};

/// The titles in a pasted text: one per line, without bullets, numbers and check boxes; too long ones are cut (BRD-08).
QStringList titlesIn(const QString &text, int most);

/// Offers to make a task of each pasted line. Thread: gui.
class PasteViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the board's view-model")
    Q_PROPERTY(stint::PasteListModel *lines READ lines CONSTANT FINAL)
    Q_PROPERTY(int wanted READ wanted NOTIFY changed FINAL)
    Q_PROPERTY(QString note READ note NOTIFY changed FINAL)

public:
    PasteViewModel(Board &board, const Actor &actor, ToastModel &toasts, QObject *parent);

    PasteListModel *lines() { return &m_lines; }
    int wanted() const;
    /// What was left out of the preview; blank when nothing was.
    QString note() const { return m_note; }

    /// Shows the preview of \a text; nothing when there is no line in it.
    Q_INVOKABLE void offer(const QString &text);
    Q_INVOKABLE void toggle(const QString &key);
    /// Makes the wanted tasks: drafts, or queued at once.
    Q_INVOKABLE void create(bool start);

Q_SIGNALS:
    void changed();
    void offered();

private:
    struct Batch {
        int open = 0, done = 0;
        QStringList refused;
    };

    void createOne(const std::shared_ptr<Batch> &batch, const QString &title, bool start);
    void finish(const std::shared_ptr<Batch> &batch);

    Board &m_board;
    Actor m_actor;
    ToastModel &m_toasts;
    PasteListModel m_lines;
    QString m_note;
};

} // namespace stint
