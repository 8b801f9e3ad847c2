#pragma once

#include <QAccessible>
#include <QStringList>

namespace stint::test
{

inline bool isInteractive(QAccessible::Role role)
{
    switch (int(role)) {
    case QAccessible::Button:
    case QAccessible::CheckBox:
    case QAccessible::ComboBox:
    case QAccessible::RadioButton:
    case QAccessible::EditableText:
    case QAccessible::PageTab:
    case QAccessible::ListItem:
    case QAccessible::List:
    case QAccessible::Slider:
    case QAccessible::ProgressBar:
    case QAccessible::Dialog:
        return true;
    default:
        return false;
    }
}

/// Every accessible thing below \a node: those that can be used have names, those that can be focused have roles.
inline void walkAccessible(QAccessibleInterface *node, QStringList &problems, QStringList &names)
{
    for (int i = 0; i < node->childCount(); ++i) {
        QAccessibleInterface *child = node->child(i);
        if (!child || child->state().invisible)
            continue;
        const QString name = child->text(QAccessible::Name);
        const QString who = child->object() ? child->object()->objectName() + QLatin1Char(' ') +
                                                  QLatin1String(child->object()->metaObject()->className())
                                            : QString();
        if (isInteractive(child->role()) && name.isEmpty())
            problems += QStringLiteral("no name: ") + who;
        if (child->role() == QAccessible::NoRole || child->role() == QAccessible::Client)
            problems += QStringLiteral("no role: ") + who;
        names += name;
        walkAccessible(child, problems, names);
    }
}

} // namespace stint::test
