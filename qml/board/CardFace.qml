pragma ComponentBehavior: Bound

import QtQuick
import Stint.Items
import Stint.Components
import Stint.Controls
import Stint.Theme

/// The picture of one card: identity and age, title, what holds or drives it, and its small print.
Rectangle {
    id: root

    required property card card
    property bool hovered: false
    property bool marked: false

    /// What the part of the card at that point means and what to press (BRD-09).
    function hintAt(where: point): string {
        const inside = content.mapFromItem(root, where.x, where.y)
        const part = content.childAt(inside.x, inside.y)
        return part === gate ? root.card.gateHint : part === live ? root.card.leaseHint : part === head && root.card.chip !== "" ? root.card.chipHint : ""
    }

    implicitHeight: content.implicitHeight + Theme.space.m * 2 - Theme.space.xs
    radius: Theme.radius.card
    color: root.marked ? Theme.colors.accentTint : Theme.colors.surface
    border.width: Theme.size.line
    border.color: root.marked ? Theme.colors.accent : root.hovered ? Theme.colors.lineStrong : Theme.colors.line

    Column {
        id: content

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space.m - Theme.space.hair
        anchors.leftMargin: Theme.space.m
        anchors.rightMargin: Theme.space.m
        spacing: Theme.space.s - Theme.space.hair

        Item {
            id: head

            width: content.width
            height: Math.max(Theme.size.icon, handle.implicitHeight)

            Glyph {
                id: priority

                anchors.verticalCenter: parent.verticalCenter
                width: Theme.size.icon
                height: Theme.size.icon
                name: root.card.priorityIcon
                color: Theme.ink(root.card.priorityTone)
            }
            Words {
                id: handle

                anchors.left: priority.right
                anchors.leftMargin: Theme.space.xs
                anchors.right: tail.left
                anchors.rightMargin: Theme.space.s
                anchors.verticalCenter: parent.verticalCenter
                text: root.card.handle
                literal: true
                color: Theme.colors.inkFaint
                font.pixelSize: Theme.type.small
            }
            Row {
                id: tail

                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.space.s

                Tag {
                    visible: root.card.chip !== ""
                    anchors.verticalCenter: parent.verticalCenter
                    text: root.card.chip
                }
                Words {
                    anchors.verticalCenter: parent.verticalCenter
                    text: root.card.age
                    color: Theme.colors.inkFaint
                    font.pixelSize: Theme.type.small
                }
            }
        }
        Words {
            width: content.width
            text: root.card.title
            font.weight: Theme.type.medium
            lineHeight: Theme.type.leading
            wrapMode: Text.Wrap
            maximumLineCount: Theme.density < 0 ? 1 : 2
        }
        LiveLine {
            id: live

            visible: root.card.live
            width: content.width
            card: root.card
        }
        GateLine {
            id: gate

            visible: root.card.gateText !== ""
            width: content.width
            text: root.card.gateText
            keyText: root.card.gateKey
            glyph: root.card.gateIcon
            tone: root.card.gateTone
        }
        CardFooter {
            visible: !isEmpty && Theme.density >= 0
            width: content.width
            card: root.card
        }
    }
}
