#pragma once

#include "model/domain/verbs/all.h"
#include "model/items/listmodels.h"

namespace stint
{

/// A result that came after its lease was gone (desktop.md 5, late results).
struct LateRow {
    Q_GADGET
    QML_VALUE_TYPE(lateRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString taskId MEMBER taskId CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString kind MEMBER kind CONSTANT FINAL)
    Q_PROPERTY(stint::look::Tone tone MEMBER tone CONSTANT FINAL)
    Q_PROPERTY(QString byline MEMBER byline CONSTANT FINAL)
    Q_PROPERTY(QString content MEMBER content CONSTANT FINAL)
    Q_PROPERTY(bool adoptable MEMBER adoptable CONSTANT FINAL)
    Q_PROPERTY(QString hint MEMBER hint CONSTANT FINAL)
    Q_PROPERTY(QString speech MEMBER speech CONSTANT FINAL)
public:
    QString key, taskId, title, kind;
    QString byline;  ///< when it came, how its lease was lost, of which attempt
    QString content; ///< the beginning of the result or error, one line
    QString hint;    ///< why it cannot be adopted; blank when it can
    QString speech;  ///< the whole row, for screen readers
    look::Tone tone = look::Tone::Quiet;
    bool adoptable = false;
    bool operator==(const LateRow &) const = default;
};
LateRow makeLateRow(const LateResultItem &item, Time now);
/// The key of the row of that late result.
QString lateKey(const LateResult &late);

class LateResultModel : public RowsModel<LateRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit LateResultModel(QObject *parent)
        : RowsModel("late", parent)
    {
    }
};

/// One item of a bulk action that was refused, and why (BRD-04).
struct OutcomeRow {
    Q_GADGET
    QML_VALUE_TYPE(outcomeRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString name MEMBER name CONSTANT FINAL)
    Q_PROPERTY(QString reason MEMBER reason CONSTANT FINAL)
public:
    QString key, name, reason;
    bool operator==(const OutcomeRow &) const = default;
};

class OutcomeModel : public RowsModel<OutcomeRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit OutcomeModel(QObject *parent)
        : RowsModel("outcome", parent)
    {
    }
};

} // namespace stint
