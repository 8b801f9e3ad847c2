#pragma once

#include <QtQml/qqml.h>

namespace stint
{

/// What a dialog asks before an action is performed. Answered with its \a id.
struct Prompt {
    Q_GADGET
    QML_VALUE_TYPE(prompt)
    Q_PROPERTY(int id MEMBER id CONSTANT FINAL)
    Q_PROPERTY(QString title MEMBER title CONSTANT FINAL)
    Q_PROPERTY(QString text MEMBER text CONSTANT FINAL)
    Q_PROPERTY(QString fieldLabel MEMBER fieldLabel CONSTANT FINAL)
    Q_PROPERTY(QString secondLabel MEMBER secondLabel CONSTANT FINAL)
    Q_PROPERTY(QString confirmText MEMBER confirmText CONSTANT FINAL)
    Q_PROPERTY(bool needsText MEMBER needsText CONSTANT FINAL)
    Q_PROPERTY(bool destructive MEMBER destructive CONSTANT FINAL)
public:
    int id = 0;
    QString title, text, fieldLabel;
    QString secondLabel; ///< blank: one field
    QString confirmText;
    bool needsText = false, destructive = false;
};

} // namespace stint
