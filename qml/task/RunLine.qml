import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// One attempt: state, agent, time, what it said, what it cost.
Item {
    id: root

    required property runRow run

    implicitHeight: content.implicitHeight + Theme.space.m * 2
    Accessible.role: Accessible.ListItem
    Accessible.name: root.run.speech

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
            visible: root.run.note !== ""
            width: parent.width
            text: root.run.note
            color: Theme.colors.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 6
        }
        Rectangle {
            visible: root.run.result !== ""
            width: parent.width
            height: result.implicitHeight + Theme.space.s * 2
            radius: Theme.radius.control
            color: Theme.colors.sunken

            Words {
                id: result

                x: Theme.space.s
                y: Theme.space.s
                width: parent.width - Theme.space.l
                text: root.run.result
                color: Theme.colors.inkSoft
                font.family: Theme.type.fixed
                font.pixelSize: Theme.type.small
                wrapMode: Text.Wrap
                maximumLineCount: 12
            }
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.size.line
        color: Theme.colors.line
    }
}
