import QtQuick
import Stint.Controls
import Stint.Theme

/// The one mark of keyboard focus, drawn around its parent for who uses the keyboard.
Rectangle {
    id: root

    /// What it surrounds has the keyboard.
    property bool focused: false

    visible: root.focused && Keyboard.used
    anchors.fill: parent
    anchors.margins: -Theme.space.hair
    radius: Theme.radius.control + Theme.space.hair
    color: "transparent"
    border.width: Theme.size.focusLine
    border.color: Theme.colors.accent
}
