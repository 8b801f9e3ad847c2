import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Controls
import Stint.Theme

/// A word that can be taken away by pressing it.
Basic.AbstractButton {
    id: root

    property bool closable: true
    property bool loud: false

    readonly property color ink: root.loud ? Theme.colors.accentInk : Theme.colors.inkSoft

    implicitHeight: Theme.size.controlSmall
    implicitWidth: Math.min(words.implicitWidth, Theme.size.field) + leftPadding + rightPadding + (root.closable ? Theme.size.iconSmall + Theme.space.xs : 0)
    leftPadding: Theme.space.s
    rightPadding: Theme.space.s
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    objectName: "chip." + root.text
    Accessible.role: Accessible.Button
    Accessible.name: root.closable ? qsTr("Remove %1").arg(root.text) : root.text
    Keys.onReturnPressed: root.clicked()
    Keys.onDeletePressed: root.clicked()

    background: Rectangle {
        radius: Theme.radius.control
        color: root.loud ? Theme.colors.accentTint : root.hovered ? Theme.colors.sunken : Theme.colors.surface
        border.width: Theme.size.line
        border.color: root.loud ? Theme.colors.accent : Theme.colors.line

        FocusFrame {
            focused: root.activeFocus
        }
    }
    Item {
        anchors.fill: parent

        Words {
            id: words

            anchors.left: parent.left
            anchors.leftMargin: root.leftPadding
            anchors.right: cross.visible ? cross.left : parent.right
            anchors.rightMargin: cross.visible ? Theme.space.xs : root.rightPadding
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
            color: root.ink
            font.pixelSize: Theme.type.small
        }
        Glyph {
            id: cross

            visible: root.closable
            anchors.right: parent.right
            anchors.rightMargin: root.rightPadding
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.size.iconSmall
            height: Theme.size.iconSmall
            name: "close"
            color: root.hovered ? Theme.colors.ink : Theme.colors.inkFaint
        }
    }
}
