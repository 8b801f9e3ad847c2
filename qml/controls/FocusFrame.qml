import QtQuick
import Stint.Controls
import Stint.Theme

/// The one mark of keyboard focus, drawn around its parent for who uses the keyboard.
Rectangle {
    id: root

    /// What it surrounds has the keyboard.
    property bool focused: false
    /// What it surrounds is filled with a colour, from which a gap keeps it apart.
    property bool apart: false
    readonly property int reach: root.apart ? Theme.space.xs : Theme.space.hair

    visible: root.focused && Keyboard.used
    anchors.fill: parent
    anchors.margins: -root.reach
    radius: Theme.radius.control + root.reach
    color: "transparent"
    border.width: Theme.size.focusLine
    border.color: Theme.colors.accent
}
