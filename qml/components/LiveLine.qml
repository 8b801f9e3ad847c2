import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// Who works on it, how much of the lease is left, when it was last heard of, and what it says.
Column {
    id: root

    required property card card

    spacing: Theme.space.hair

    Item {
        width: root.width
        height: Math.max(Theme.size.ring, who.implicitHeight)

        Ring {
            id: ring

            visible: root.card.leaseShare >= 0
            anchors.verticalCenter: parent.verticalCenter
            width: visible ? Theme.size.ring : 0
            height: Theme.size.ring
            share: Math.max(0, root.card.leaseShare)
            alarming: root.card.stale
            color: root.card.stale ? Theme.colors.attention : Theme.colors.inkSoft
            track: Theme.colors.line
        }
        Words {
            id: who

            anchors.left: ring.right
            anchors.leftMargin: ring.visible ? Theme.space.s - Theme.space.hair : 0
            anchors.right: pulse.left
            anchors.rightMargin: Theme.space.s
            anchors.verticalCenter: parent.verticalCenter
            text: root.card.who
            color: Theme.colors.inkSoft
            font.pixelSize: Theme.type.small
            font.weight: Theme.type.medium
        }
        Row {
            id: pulse

            visible: root.card.heartbeat !== ""
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space.hair

            Glyph {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.size.iconSmall
                height: Theme.size.iconSmall
                name: root.card.stale ? "attention" : "pulse"
                color: root.card.stale ? Theme.colors.attention : Theme.colors.inkFaint
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: root.card.heartbeat
                color: root.card.stale ? Theme.colors.attention : Theme.colors.inkFaint
                font.pixelSize: Theme.type.small
            }
        }
    }
    Words {
        visible: root.card.progress !== ""
        width: root.width
        text: root.card.progress
        color: Theme.colors.inkFaint
        font.pixelSize: Theme.type.small
    }
}
