import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Items
import Stint.Controls
import Stint.Theme

/// One task this one waits for; pressing it goes there.
Basic.AbstractButton {
    id: root

    required property dependencyRow dependency
    property bool removable: false

    signal removed

    Keys.onDeletePressed: if (root.removable) root.removed()

    implicitHeight: Math.max(Theme.size.columnHeader, title.implicitHeight + Theme.space.l)
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    objectName: "dependency." + root.dependency.key
    text: root.dependency.title
    Accessible.role: Accessible.Button
    Accessible.name: root.dependency.title + ", " + root.dependency.state
    Keys.onReturnPressed: root.clicked()

    background: Rectangle {
        color: root.hovered ? Theme.colors.hover : "transparent"

        FocusFrame {
            anchors.margins: Theme.space.hair
            focused: root.activeFocus
        }
    }
    Item {
        anchors.fill: parent

        Glyph {
            id: mark

            x: Theme.space.xs
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.size.icon
            height: Theme.size.icon
            name: root.dependency.done ? "check" : root.dependency.tone === Look.Attention ? "attention" : "wait"
            color: root.dependency.done ? Theme.colors.good : Theme.ink(root.dependency.tone)
        }
        Words {
            id: title

            anchors.left: mark.right
            anchors.leftMargin: Theme.space.s
            anchors.right: state.left
            anchors.rightMargin: Theme.space.s
            anchors.verticalCenter: parent.verticalCenter
            text: root.dependency.title
            wrapMode: Text.Wrap
            maximumLineCount: 2
        }
        StateTag {
            id: state

            anchors.right: away.left
            anchors.rightMargin: Theme.space.xs
            anchors.verticalCenter: parent.verticalCenter
            maximumWidth: root.width / 2
            text: root.dependency.state
            tone: root.dependency.tone
        }
        IconButton {
            id: away

            visible: root.removable
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            width: root.removable ? implicitWidth : 0
            small: true
            glyph: "close"
            text: qsTr("No longer wait for %1").arg(root.dependency.title)
            onClicked: root.removed()
        }
    }
}
