pragma ComponentBehavior: Bound

import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// One verdict, asked for or given.
Item {
    id: root

    required property reviewRow review

    signal approved
    signal rejected

    implicitHeight: content.implicitHeight + Theme.space.m * 2
    Accessible.role: Accessible.ListItem
    Accessible.name: root.review.speech

    Column {
        id: content

        x: Theme.space.l
        y: Theme.space.m
        width: root.width - Theme.space.l * 2
        spacing: Theme.space.xs

        Item {
            width: parent.width
            height: Math.max(state.height, title.implicitHeight)

            Words {
                id: title

                anchors.verticalCenter: parent.verticalCenter
                text: root.review.title
                font.weight: Theme.type.medium
            }
            StateTag {
                id: state

                anchors.left: title.right
                anchors.leftMargin: Theme.space.s
                anchors.verticalCenter: parent.verticalCenter
                text: root.review.state
                tone: root.review.tone
            }
            Words {
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                text: root.review.time
                color: Theme.colors.inkFaint
                font.pixelSize: Theme.type.small
            }
        }
        Words {
            visible: text !== ""
            width: parent.width
            text: root.review.byline
            color: Theme.colors.inkFaint
            font.pixelSize: Theme.type.small
        }
        Words {
            visible: text !== ""
            width: parent.width
            text: root.review.reason
            wrapMode: Text.Wrap
            maximumLineCount: 20
        }
        Repeater {
            model: root.review.missing

            Words {
                required property string modelData

                width: content.width
                text: qsTr("Missing: %1").arg(modelData)
                color: Theme.colors.inkSoft
                wrapMode: Text.Wrap
                maximumLineCount: 10
            }
        }
        Words {
            visible: root.review.guidance !== ""
            width: parent.width
            text: qsTr("Guidance: %1").arg(root.review.guidance)
            color: Theme.colors.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 20
        }
        Row {
            visible: root.review.open
            spacing: Theme.space.s

            ActionButton {
                compact: true
                primary: true
                text: qsTr("Approve result")
                onClicked: root.approved()
            }
            ActionButton {
                compact: true
                text: qsTr("Send back")
                onClicked: root.rejected()
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
