pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Controls
import Stint.Theme

/// A list of a few things of which one is taken: arrow keys move, Enter or a click takes it. Its delegates are ChoiceLine.
ListView {
    id: root

    property string label: ""

    /// The current line was chosen by keyboard.
    signal chosen(int index)

    implicitHeight: Math.min(contentHeight, Theme.size.paletteList)
    clip: true
    keyNavigationEnabled: true
    boundsBehavior: Flickable.StopAtBounds
    highlightMoveDuration: 0
    objectName: "choices." + root.label
    Accessible.role: Accessible.List
    Accessible.name: root.label
    Keys.onReturnPressed: if (root.currentIndex >= 0) root.chosen(root.currentIndex)
    Keys.onEnterPressed: if (root.currentIndex >= 0) root.chosen(root.currentIndex)

    Basic.ScrollBar.vertical: ThinScrollBar {}
}
