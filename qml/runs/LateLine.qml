import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// One late result: what it says, and whether it shall count.
Item {
    id: root

    required property lateRow late

    signal adopted
    signal discarded
    signal opened

    implicitHeight: Math.max(words.implicitHeight, buttons.height) + Theme.space.m
    objectName: "late." + root.late.key
    Accessible.role: Accessible.ListItem
    Accessible.name: root.late.speech
    Accessible.description: root.late.content

    Column {
        id: words

        anchors.left: parent.left
        anchors.right: buttons.left
        anchors.rightMargin: Theme.space.l
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space.hair

        Row {
            width: parent.width
            spacing: Theme.space.s

            Tag {
                id: kind

                text: root.late.kind
                ink: root.late.tone === Look.Danger ? Theme.colors.danger : Theme.colors.inkSoft
                anchors.verticalCenter: parent.verticalCenter
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, words.width / 2)
                text: root.late.title
                font.weight: Theme.type.medium
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: root.late.byline
                color: Theme.colors.inkFaint
                font.pixelSize: Theme.type.small
            }
        }
        Words {
            width: parent.width
            text: root.late.content
            color: Theme.colors.inkSoft
            font.family: Theme.type.fixed
            font.pixelSize: Theme.type.small
        }
        Words {
            visible: text !== ""
            width: parent.width
            text: root.late.hint
            color: Theme.colors.inkFaint
            font.pixelSize: Theme.type.small
        }
    }
    Row {
        id: buttons

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space.s

        ActionButton {
            text: qsTr("Adopt")
            compact: true
            enabled: root.late.adoptable
            tip: qsTr("Ends the attempt with this result")
            objectName: "adopt." + root.late.key
            onClicked: root.adopted()
        }
        ActionButton {
            text: qsTr("Discard")
            compact: true
            objectName: "discard." + root.late.key
            onClicked: root.discarded()
        }
        ActionButton {
            text: qsTr("Open task")
            compact: true
            objectName: "openLate." + root.late.key
            onClicked: root.opened()
        }
    }
    Rectangle {
        width: parent.width
        height: Theme.size.line
        color: Theme.colors.line
    }
}
