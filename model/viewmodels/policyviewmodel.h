#pragma once

#include "model/items/listmodels.h"
#include "model/viewmodels/changefeed.h"
#include "model/viewmodels/toastmodel.h"

namespace stint
{

/// One setting of the board, as a switch, a choice or a field.
struct PolicyRow {
    Q_GADGET
    QML_VALUE_TYPE(policyRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString group MEMBER group CONSTANT FINAL)
    Q_PROPERTY(bool startsGroup MEMBER startsGroup CONSTANT FINAL)
    Q_PROPERTY(QString label MEMBER label CONSTANT FINAL)
    Q_PROPERTY(QString hint MEMBER hint CONSTANT FINAL)
    Q_PROPERTY(QString kind MEMBER kind CONSTANT FINAL)
    Q_PROPERTY(QString text MEMBER text CONSTANT FINAL)
    Q_PROPERTY(bool on MEMBER on CONSTANT FINAL)
    Q_PROPERTY(QStringList values MEMBER values CONSTANT FINAL)
    Q_PROPERTY(QStringList words MEMBER words CONSTANT FINAL)
    Q_PROPERTY(int chosen MEMBER chosen CONSTANT FINAL)
    Q_PROPERTY(QString refusal MEMBER refusal CONSTANT FINAL)
public:
    QString key; ///< of the setting; with "/" and a part for parts of one
    QString group;
    bool startsGroup = false;
    QString label, hint;
    QString kind; ///< "switch", "choice", "field"
    QString text; ///< of a field
    bool on = false;
    QStringList values, words; ///< of a choice
    int chosen = 0;
    QString refusal; ///< why the last value was not taken
    bool operator==(const PolicyRow &) const = default;
};

class PolicyModel : public RowsModel<PolicyRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit PolicyModel(QObject *parent)
        : RowsModel("policy", parent)
    {
    }
};

/// The board's settings (task-domain.md 1.7) a person may want to change. The engine judges every value. Thread: gui.
class PolicyViewModel : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by the application's view-model")
    Q_PROPERTY(stint::PolicyModel *rows READ rows CONSTANT FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)

public:
    PolicyViewModel(Board &board, const Actor &actor, ChangeFeed &feed, ToastModel &toasts, QObject *parent = nullptr);

    /// Begins to read.
    void start();

    PolicyModel *rows() { return &m_rows; }
    QString error() const { return m_error; }

    /// Sets a switch, a choice by its value, or a field by its text ("5 min", "10").
    Q_INVOKABLE void turn(const QString &key, bool on);
    Q_INVOKABLE void write(const QString &key, const QString &text);

Q_SIGNALS:
    void changed();

private:
    void refresh();
    void take(const Json &settings);
    void show();
    void send(const QString &row, const QString &setting, const QByteArray &value);
    void refuseRow(const QString &row, const QString &why);

    Board &m_board;
    Actor m_actor;
    ToastModel &m_toasts;
    QJsonObject m_settings;
    QString m_error;
    QHash<QString, QString> m_refusals; ///< by row
    PolicyModel m_rows;
};

/// "300 s", "5 min", "2 h", "1 d" or a bare number of \a unitMs, in milliseconds; nothing when it is none of these.
std::optional<qint64> durationFrom(const QString &text, qint64 unitMs);
/// The shortest exact way to write it: "5 min".
QString durationText(qint64 ms);

} // namespace stint
