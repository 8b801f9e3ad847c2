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

    /// The counts take more than their share of the line: the labels get one of their own.
    readonly property bool stacked: root.card.labels.length > 0 && counts.implicitWidth > root.width / (root.card.labels.length + 1)
    readonly property real line: Math.max(Theme.size.tag, counts.implicitHeight)

    implicitHeight: root.stacked ? root.line * 2 + Theme.space.hair : root.line

    Row {
        id: labels

        y: (root.line - height) / 2
        spacing: Theme.space.xs

        Repeater {
            model: root.card.labels

            Tag {
                required property string modelData

                text: modelData
                maximumWidth: Math.max(Theme.size.line, (root.width - (root.stacked ? 0 : counts.width) - more.implicitWidth - Theme.space.m) / root.card.labels.length)
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

        x: root.stacked ? 0 : root.width - width
        y: (root.line - height) / 2 + (root.stacked ? root.line + Theme.space.hair : 0)
        spacing: Theme.space.s

        Count {
            text: root.card.live ? "" : root.card.who
            maximumWidth: root.width / 2
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
        Count {
            text: root.card.cost
            glyph: "cost"
        }
    }
}
