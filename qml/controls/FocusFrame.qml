import QtQuick
import Stint.Theme

/// The one mark of keyboard focus, drawn around its parent.
Rectangle {
    anchors.fill: parent
    anchors.margins: -Theme.space.hair
    radius: Theme.radius.control + Theme.space.hair
    color: "transparent"
    border.width: Theme.size.focusLine
    border.color: Theme.colors.accent
}
