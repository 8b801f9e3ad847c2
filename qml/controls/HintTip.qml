import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Theme

/// A short explanation on hover.
Basic.ToolTip {
    id: root

    delay: Theme.time.tipDelay
    padding: Theme.space.s
    margins: Theme.space.s

    contentItem: Words {
        text: root.text
        color: Theme.colors.window
        font.pixelSize: Theme.type.small
        wrapMode: Text.Wrap
        width: Math.min(implicitWidth, Theme.size.tipMax)
    }
    background: Rectangle {
        radius: Theme.radius.control
        color: Theme.colors.ink
    }
}
