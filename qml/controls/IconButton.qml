import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Controls
import Stint.Theme

/// A button that is one icon; its words are spoken and shown on hover.
Basic.AbstractButton {
    id: root

    property string glyph: ""
    property bool small: false

    implicitWidth: root.small ? Theme.size.controlSmall : Theme.size.control
    implicitHeight: implicitWidth
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    objectName: "button." + root.text
    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    background: Rectangle {
        radius: Theme.radius.control
        color: root.hovered || root.down || root.checked ? Theme.colors.hover : "transparent"

        FocusFrame {
            focused: root.activeFocus
        }
    }
    Item {
        anchors.fill: parent

        Glyph {
            anchors.centerIn: parent
            width: Theme.size.icon
            height: Theme.size.icon
            name: root.glyph
            color: root.hovered ? Theme.colors.ink : Theme.colors.inkSoft
        }
    }

    HintTip {
        text: root.text
        visible: root.hovered
    }
}
