import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// One view: its icon, its name, what waits in it.
Basic.AbstractButton {
    id: root

    required property viewRow entry

    property bool folded: false
    property bool current: false
    property string keyText: ""

    readonly property color words: root.current ? Theme.colors.ink : Theme.colors.inkSoft

    implicitHeight: Theme.size.row
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    text: root.entry.title
    objectName: "view." + root.entry.key
    Accessible.role: Accessible.PageTab
    Accessible.name: root.entry.countText !== "" ? root.text + ", " + root.entry.countText : root.text
    Accessible.selected: root.current
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    background: Rectangle {
        radius: Theme.radius.control
        color: root.current ? Theme.colors.surface : root.hovered ? Theme.colors.hover : "transparent"
        border.width: root.current ? Theme.size.line : 0
        border.color: Theme.colors.line

        FocusFrame {
            focused: root.activeFocus
        }
    }
    Item {
        anchors.fill: parent

        Glyph {
            id: icon

            x: (Theme.size.sideBarFolded - Theme.space.s * 2 - width) / 2
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.size.icon
            height: Theme.size.icon
            name: root.entry.glyph
            color: root.words
        }
        Rectangle {
            visible: root.folded && root.entry.count !== ""
            x: icon.x + icon.width
            y: icon.y - height / 2
            width: Theme.size.dot
            height: width
            radius: width / 2
            color: Theme.colors.attention
        }
        Words {
            visible: !root.folded
            anchors.left: icon.right
            anchors.leftMargin: Theme.space.m
            anchors.right: count.left
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            color: root.words
            font.weight: root.current ? Theme.type.medium : Theme.type.regular
        }
        Words {
            id: count

            visible: !root.folded
            anchors.right: parent.right
            anchors.rightMargin: Theme.space.s
            anchors.verticalCenter: parent.verticalCenter
            text: root.entry.count
            color: Theme.colors.attention
            font.pixelSize: Theme.type.small
            font.weight: Theme.type.medium
        }
    }

    HintTip {
        text: root.keyText !== "" ? qsTr("%1 (%2)").arg(root.Accessible.name).arg(root.keyText) : root.Accessible.name
        visible: root.hovered
    }
}
