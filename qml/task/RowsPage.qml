import QtQuick
import QtQuick.Controls.Basic
import Stint.Controls
import Stint.Theme

/// A list page of the details; says so when there is nothing to list.
ListView {
    id: root

    property string emptyText: ""
    property string label: ""

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: root.count > 0 || root.activeFocus
    keyNavigationEnabled: true
    highlightMoveDuration: 0
    Accessible.role: Accessible.List
    Accessible.name: root.label

    ScrollBar.vertical: ThinScrollBar {}

    ListFrame {
        list: root
    }

    Words {
        visible: root.count === 0
        x: Theme.space.l
        y: Theme.space.l
        width: root.width - Theme.space.l * 2
        text: root.emptyText
        color: Theme.colors.inkFaint
        wrapMode: Text.Wrap
    }
}
