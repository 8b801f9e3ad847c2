#pragma once

#include "model/domain/error.h"
#include "model/items/listmodels.h"

namespace stint
{

/// One short message about the last action.
struct ToastRow {
    Q_GADGET
    QML_VALUE_TYPE(toastRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString text MEMBER text CONSTANT FINAL)
    Q_PROPERTY(QString detail MEMBER detail CONSTANT FINAL)
    Q_PROPERTY(stint::look::Tone tone MEMBER tone CONSTANT FINAL)
    Q_PROPERTY(bool stays MEMBER stays CONSTANT FINAL)
    Q_PROPERTY(int deed MEMBER deed CONSTANT FINAL)
public:
    QString key, text, detail;
    look::Tone tone = look::Tone::Quiet;
    bool stays = false; ///< until a person dismisses it
    int deed = 0;       ///< number in the history; 0: nothing to undo
    bool operator==(const ToastRow &) const = default;
};

/// What the window says about the last actions. Errors stay until dismissed. Thread: gui.
class ToastModel : public RowsModel<ToastRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
public:
    explicit ToastModel(QObject *parent)
        : RowsModel("toast", parent)
    {
    }

    /// \a deed: what an Undo beside the message takes back; 0 for none.
    void say(const QString &text, int deed = 0);
    /// An explanation that is nobody's fault: shown like a message, but marked.
    void explain(const QString &text, const QString &detail);
    void fail(const QString &what, const Error &error);
    /// The same for what no board has refused.
    void fail(const QString &what, const QString &why);
    Q_INVOKABLE void dismiss(const QString &key);

Q_SIGNALS:
    /// An action failed because the board could not store it.
    void storeFailed(const QString &why);

private:
    void add(ToastRow row);
    int m_last = 0;
};

} // namespace stint
