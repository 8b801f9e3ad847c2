pragma ComponentBehavior: Bound

import QtQuick
import Stint.Items
import Stint.Components
import Stint.Controls
import Stint.Theme

/// Labels on the left, owner and counts on the right.
Item {
    id: root

    required property card card

    readonly property bool isEmpty: root.card.labels.length === 0 && counts.implicitWidth === 0

    implicitHeight: Math.max(Theme.size.tag, counts.implicitHeight)

    Row {
        id: labels

        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space.xs

        Repeater {
            model: root.card.labels

            Tag {
                required property string modelData

                text: modelData
                maximumWidth: Math.max(Theme.size.line, (root.width - counts.width - more.implicitWidth - Theme.space.m) / root.card.labels.length)
            }
        }
        Words {
            id: more

            visible: root.card.moreLabels !== ""
            anchors.verticalCenter: parent.verticalCenter
            text: root.card.moreLabels
            color: Theme.colors.inkFaint
            font.pixelSize: Theme.type.small
        }
    }
    Row {
        id: counts

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space.s

        Count {
            text: root.card.live ? "" : root.card.who
            glyph: root.card.whoIcon
        }
        Count {
            text: root.card.attempts
            glyph: "play"
        }
        Count {
            text: root.card.children
            glyph: "children"
        }
        Count {
            text: root.card.comments
            glyph: "comment"
        }
    }
}
