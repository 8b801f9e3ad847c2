import QtQuick
import Stint.Controls

/// The mark of focus around the current line of a list whose lines take no focus themselves; stands inside the list. Not
/// its `highlight`: before Qt 6.5 a list refuses bound components there.
Item {
    id: root

    required property ListView list
    readonly property Item line: root.list.currentItem

    visible: root.line !== null && root.list.activeFocus
    x: root.line ? root.line.x : 0
    y: root.line ? root.line.y : 0
    width: root.line ? root.line.width : 0
    height: root.line ? root.line.height : 0

    FocusFrame {
        anchors.margins: 0
        focused: root.list.activeFocus
    }
}
