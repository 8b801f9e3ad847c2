#pragma once

#include "model/items/listmodels.h"

#include <QSet>

namespace stint
{

// More rows of the lists in the details of a task.

/// One verdict, asked for or given.
struct ReviewRow {
    Q_GADGET
    QML_VALUE_TYPE(reviewRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString state MEMBER state CONSTANT FINAL)
    Q_PROPERTY(stint::look::Tone tone MEMBER tone CONSTANT FINAL)
    Q_PROPERTY(QString byline MEMBER byline CONSTANT FINAL)
    Q_PROPERTY(QString time MEMBER time CONSTANT FINAL)
    Q_PROPERTY(QString reason MEMBER reason CONSTANT FINAL)
    Q_PROPERTY(QStringList missing MEMBER missing CONSTANT FINAL)
    Q_PROPERTY(QString guidance MEMBER guidance CONSTANT FINAL)
    Q_PROPERTY(bool open MEMBER open CONSTANT FINAL)
    Q_PROPERTY(QString speech MEMBER speech CONSTANT FINAL)
public:
    QString key, title, state, byline, time, reason, guidance;
    QString speech; ///< the whole row, for screen readers
    QStringList missing;
    look::Tone tone = look::Tone::Quiet;
    bool open = false; ///< waits for a verdict
    bool operator==(const ReviewRow &) const = default;
};
ReviewRow makeReviewRow(const Review &review, Time now);

/// One task of the tree below a task.
struct ChildRow {
    Q_GADGET
    QML_VALUE_TYPE(childRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString state MEMBER state CONSTANT FINAL)
    Q_PROPERTY(stint::look::Tone tone MEMBER tone CONSTANT FINAL)
    Q_PROPERTY(int depth MEMBER depth CONSTANT FINAL)
    Q_PROPERTY(bool foldable MEMBER foldable CONSTANT FINAL)
    Q_PROPERTY(bool open MEMBER open CONSTANT FINAL)
public:
    QString key, title, state;
    look::Tone tone = look::Tone::Quiet;
    int depth = 0;
    bool foldable = false, open = true;
    bool operator==(const ChildRow &) const = default;
};
/// The nodes below the first one, children under their parents; those in \a folded hide what is below them.
std::vector<ChildRow> makeChildRows(const std::vector<TreeNode> &nodes, const QSet<QString> &folded);

/// One field a person can edit in place.
struct FieldRow {
    Q_GADGET
    QML_VALUE_TYPE(fieldRow)
    Q_PROPERTY(QString key MEMBER key CONSTANT FINAL)
    Q_PROPERTY(QString section MEMBER section CONSTANT FINAL)
    Q_PROPERTY(QString label MEMBER label CONSTANT FINAL)
    Q_PROPERTY(QString value MEMBER value CONSTANT FINAL)
    Q_PROPERTY(QString hint MEMBER hint CONSTANT FINAL)
    Q_PROPERTY(QStringList choices MEMBER choices CONSTANT FINAL)
    Q_PROPERTY(QStringList choiceTexts MEMBER choiceTexts CONSTANT FINAL)
    Q_PROPERTY(int choice MEMBER choice CONSTANT FINAL)
    Q_PROPERTY(bool lines MEMBER lines CONSTANT FINAL)
public:
    QString key, label;
    QString section;                  ///< the heading above it; blank where the one before still holds
    QString value;                    ///< as it is typed
    QString hint;                     ///< what to type
    QStringList choices, choiceTexts; ///< empty: free text
    int choice = -1;                  ///< the present one of them
    bool lines = false;               ///< several lines of text
    bool operator==(const FieldRow &) const = default;
};

class ReviewListModel : public RowsModel<ReviewRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit ReviewListModel(QObject *parent)
        : RowsModel("review", parent)
    {
    }
};

class ChildListModel : public RowsModel<ChildRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit ChildListModel(QObject *parent)
        : RowsModel("child", parent)
    {
    }
};

class FieldListModel : public RowsModel<FieldRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("owned by a view-model")
public:
    explicit FieldListModel(QObject *parent)
        : RowsModel("field", parent)
    {
    }
};

} // namespace stint
