import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Theme

/// A bar that shows itself while it is of use.
Basic.ScrollBar {
    id: root

    policy: Basic.ScrollBar.AsNeeded
    enabled: root.size < 1 // an unseen bar must not catch the pointer
    implicitWidth: Theme.size.scrollBar
    implicitHeight: Theme.size.scrollBar
    padding: Theme.space.hair
    Accessible.ignored: true

    contentItem: Rectangle {
        implicitWidth: Theme.space.xs
        implicitHeight: Theme.space.xs
        radius: Theme.radius.small
        color: root.pressed || root.hovered ? Theme.colors.inkFaint : Theme.colors.lineStrong
        opacity: root.size < 1 ? (root.active ? 1 : 0.5) : 0
    }
    background: Item {}
}
