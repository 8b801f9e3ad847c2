import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// One queued attempt in the order of the queue.
Item {
    id: root

    required property int index
    required property queueRow entry
    required property QueueColumns columns

    property bool current: false
    property bool hasKeys: false
    property bool pooled: false

    readonly property bool loud: root.entry.gateTone === Look.Attention || root.entry.gateTone === Look.Danger

    signal picked
    signal opened

    height: Theme.size.row
    objectName: "queued." + root.entry.key
    Accessible.role: Accessible.ListItem
    Accessible.name: root.entry.speech
    Accessible.focusable: true
    Accessible.selectable: true
    Accessible.selected: root.current
    Accessible.ignored: root.pooled
    Accessible.onPressAction: root.opened()
    ListView.onPooled: root.pooled = true
    ListView.onReused: root.pooled = false

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius.control
        color: hover.hovered ? Theme.colors.hover : "transparent"
        border.width: root.current ? Theme.size.focusLine : 0
        border.color: root.hasKeys ? Theme.colors.accent : Theme.colors.lineStrong
    }
    HoverHandler {
        id: hover
    }
    TapHandler {
        onTapped: root.picked()
        onDoubleTapped: root.opened()
    }
    HintTip {
        visible: hover.hovered && root.entry.gateText !== ""
        text: root.entry.gateText
    }
    Row {
        height: parent.height

        Words {
            width: root.columns.place
            height: parent.height
            rightPadding: Theme.space.m
            horizontalAlignment: Text.AlignRight
            text: root.entry.place
            color: Theme.colors.inkFaint
        }
        Item {
            width: root.columns.priority
            height: parent.height

            Glyph {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.size.icon
                height: Theme.size.icon
                name: root.entry.priorityIcon
                color: Theme.ink(root.entry.priorityTone)
            }
        }
        Row {
            width: root.columns.task
            height: parent.height
            spacing: Theme.space.s

            Words {
                id: handle

                height: parent.height
                text: root.entry.handle
                literal: true
                color: Theme.colors.inkFaint
            }
            Words {
                width: parent.width - handle.width - parent.spacing - Theme.space.l
                height: parent.height
                text: root.entry.title
            }
        }
        Words {
            width: root.columns.figure
            height: parent.height
            text: root.entry.waiting
            color: root.entry.overdue ? Theme.colors.attention : Theme.colors.inkSoft
            font.weight: root.entry.overdue ? Theme.type.medium : Theme.type.regular
        }
        Words {
            visible: root.columns.wide
            width: root.columns.figure
            height: parent.height
            text: root.entry.attempts
            color: Theme.colors.inkFaint
        }
        Words {
            visible: root.columns.wide
            width: root.columns.needs
            height: parent.height
            rightPadding: Theme.space.m
            text: root.entry.needs
            color: Theme.colors.inkSoft
        }
        Words {
            visible: !root.columns.tight
            width: root.columns.pause
            height: parent.height
            rightPadding: Theme.space.s
            text: root.entry.pause
            color: Theme.colors.inkSoft
        }
        Row {
            width: root.columns.gate
            height: parent.height
            spacing: Theme.space.xs

            Glyph {
                id: mark

                visible: root.entry.gateText !== ""
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.size.iconSmall
                height: Theme.size.iconSmall
                name: root.entry.gateIcon
                color: root.loud ? Theme.ink(root.entry.gateTone) : Theme.colors.inkFaint
            }
            Words {
                width: parent.width - mark.width - parent.spacing - (cap.visible ? cap.width + parent.spacing : 0)
                height: parent.height
                text: root.entry.gateText
                color: root.loud ? Theme.ink(root.entry.gateTone) : Theme.colors.inkFaint
            }
            KeyCap {
                id: cap

                visible: root.entry.gateKey !== ""
                anchors.verticalCenter: parent.verticalCenter
                text: root.entry.gateKey
                ink: root.loud ? Theme.ink(root.entry.gateTone) : Theme.colors.inkFaint
            }
        }
    }
}
