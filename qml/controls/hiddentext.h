#pragma once

#include "model/items/marks.h"

#include <QObject>
#include <QtQml/qqml.h>

namespace stint
{

/// What nobody sees in a text that is being edited, in words (SHL-06). Thread: gui.
class HiddenText : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    /// Blank when there is nothing hidden in it.
    Q_INVOKABLE QString named(const QString &text) const
    {
        const QString found = marks::named(text);
        return found.isEmpty() ? QString() : tr("Hidden in it: %1").arg(found);
    }
};

} // namespace stint
