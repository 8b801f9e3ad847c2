import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// One event of the history.
Item {
    id: root

    required property eventRow event

    implicitHeight: content.implicitHeight + Theme.space.s * 2
    Accessible.role: Accessible.ListItem
    Accessible.name: root.event.speech

    Rectangle {
        x: Theme.space.l + Theme.space.hair
        width: Theme.size.line
        height: parent.height
        color: Theme.colors.line
    }
    Rectangle {
        x: Theme.space.l
        y: content.y + Theme.space.xs + Theme.space.hair
        width: Theme.space.xs + Theme.size.line
        height: width
        radius: height / 2
        color: Theme.colors.lineStrong
    }
    Column {
        id: content

        anchors.left: parent.left
        anchors.leftMargin: Theme.space.l * 2
        anchors.right: parent.right
        anchors.rightMargin: Theme.space.l
        y: Theme.space.s
        spacing: Theme.space.hair

        Item {
            width: parent.width
            height: title.implicitHeight

            Words {
                id: title

                anchors.left: parent.left
                anchors.right: time.left
                anchors.rightMargin: Theme.space.s
                text: root.event.title
            }
            Words {
                id: time

                anchors.right: parent.right
                anchors.baseline: title.baseline
                text: root.event.time
                color: Theme.colors.inkFaint
                font.pixelSize: Theme.type.small
            }
        }
        Words {
            width: parent.width
            text: root.event.who
            color: Theme.colors.inkFaint
            font.pixelSize: Theme.type.small
        }
        Words {
            visible: root.event.detail !== ""
            width: parent.width
            text: root.event.detail
            color: Theme.colors.inkSoft
            wrapMode: Text.Wrap
            maximumLineCount: 6
        }
    }
}
