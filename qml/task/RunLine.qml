import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Items
import Stint.Controls
import Stint.Theme

/// One attempt: state, agent, time, what it said, what it cost. Pressing it shows the rest.
Basic.AbstractButton {
    id: root

    required property runRow run
    property bool open: false

    implicitHeight: content.implicitHeight + Theme.space.m * 2
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    text: root.run.title
    objectName: "attempt." + root.run.key
    Accessible.role: Accessible.Button
    Accessible.name: root.run.speech
    Accessible.description: root.open ? qsTr("Shown in full") : qsTr("Press to see all of it")
    Keys.onReturnPressed: root.clicked()

    background: Rectangle {
        color: root.hovered ? Theme.colors.hover : "transparent"

        FocusFrame {
            anchors.margins: Theme.space.hair
            focused: root.activeFocus
        }
    }

    Column {
        id: content

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.space.l
        y: Theme.space.m
        spacing: Theme.space.xs

        Item {
            width: parent.width
            height: Math.max(state.height, title.implicitHeight)

            Words {
                id: title

                anchors.verticalCenter: parent.verticalCenter
                text: root.run.title
                font.weight: Theme.type.medium
            }
            StateTag {
                id: state

                anchors.left: title.right
                anchors.leftMargin: Theme.space.s
                anchors.verticalCenter: parent.verticalCenter
                text: root.run.state
                tone: root.run.tone
            }
            Words {
                anchors.left: state.right
                anchors.leftMargin: Theme.space.s
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                horizontalAlignment: Text.AlignRight
                text: root.run.time
                color: Theme.colors.inkFaint
                font.pixelSize: Theme.type.small
            }
        }
        Words {
            visible: text !== ""
            width: parent.width
            text: root.run.byline
            color: Theme.colors.inkFaint
            font.pixelSize: Theme.type.small
        }
        Words {
            visible: root.run.note !== "" && !root.open
            width: parent.width
            text: root.run.note
            color: Theme.colors.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 6
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.size.line
        color: Theme.colors.line
    }
}
