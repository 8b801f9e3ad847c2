import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// One agent with what it works on.
Item {
    id: root

    required property int index
    required property agentRow agent
    required property bool chosen
    required property AgentColumns columns

    property bool current: false
    property bool hasKeys: false
    property bool pooled: false

    readonly property color quiet: root.agent.taskId !== "" ? Theme.colors.inkSoft : Theme.colors.inkFaint

    signal picked
    signal marked
    signal opened

    height: Theme.size.tableRow
    objectName: "agent." + root.agent.key
    Accessible.role: Accessible.ListItem
    Accessible.name: root.agent.speech
    Accessible.description: root.agent.hint
    Accessible.focusable: true
    Accessible.selectable: true
    Accessible.selected: root.chosen
    Accessible.ignored: root.pooled
    Accessible.onPressAction: root.opened()
    ListView.onPooled: root.pooled = true
    ListView.onReused: root.pooled = false

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius.control
        color: root.chosen ? Theme.colors.accentTint : hover.hovered ? Theme.colors.hover : "transparent"
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
        visible: hover.hovered && text !== ""
        text: root.agent.hint
    }
    ChoiceMark {
        anchors.verticalCenter: parent.verticalCenter
        x: (root.columns.mark - width) / 2
        checked: root.chosen
        quiet: !hover.hovered && !root.current
        text: qsTr("Choose %1").arg(root.agent.agent)
        objectName: "mark." + root.agent.key
        onClicked: root.marked()
    }
    Row {
        x: root.columns.mark
        height: parent.height

        Item {
            width: root.columns.agent
            height: parent.height

            Glyph {
                id: icon

                anchors.verticalCenter: parent.verticalCenter
                width: Theme.size.icon
                height: Theme.size.icon
                name: root.agent.agentIcon
                color: Theme.colors.inkFaint
            }
            Words {
                anchors.left: icon.right
                anchors.leftMargin: Theme.space.s
                anchors.right: parent.right
                anchors.rightMargin: Theme.space.m
                anchors.verticalCenter: parent.verticalCenter
                text: root.agent.agent
                color: root.agent.taskId !== "" ? Theme.colors.ink : Theme.colors.inkSoft
                font.weight: Theme.type.medium
            }
        }
        Column {
            width: root.columns.task
            anchors.verticalCenter: parent.verticalCenter

            Row {
                width: parent.width
                spacing: Theme.space.s

                Words {
                    id: handle

                    visible: text !== ""
                    text: root.agent.handle
                    literal: true
                    color: Theme.colors.inkFaint
                }
                Words {
                    width: parent.width - (handle.visible ? handle.width + parent.spacing : 0) - Theme.space.l
                    text: root.agent.title
                }
            }
            Words {
                visible: text !== ""
                width: parent.width - Theme.space.l
                text: root.agent.note
                color: Theme.colors.inkFaint
                font.pixelSize: Theme.type.small
            }
        }
        Words {
            visible: !root.columns.tight
            width: root.columns.state
            height: parent.height
            rightPadding: Theme.space.s
            text: root.agent.state
            color: root.agent.tone === Look.Attention ? Theme.colors.attention : root.quiet
        }
        Row {
            width: root.columns.lease
            height: parent.height
            spacing: Theme.space.s

            Ring {
                visible: root.agent.leaseShare >= 0
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.size.ring
                height: Theme.size.ring
                share: Math.max(0, root.agent.leaseShare)
                alarming: root.agent.stale || root.agent.overdue
                color: root.agent.stale || root.agent.overdue ? Theme.colors.attention : Theme.colors.inkSoft
                track: Theme.colors.line
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: root.agent.lease
                color: root.agent.stale ? Theme.colors.attention : root.quiet
                font.weight: root.agent.stale ? Theme.type.medium : Theme.type.regular
            }
        }
        FigureWords {
            visible: !root.columns.tight
            width: root.columns.figure
            height: parent.height
            text: root.agent.heartbeat
            color: root.agent.overdue ? Theme.colors.attention : root.quiet
            font.weight: root.agent.overdue ? Theme.type.medium : Theme.type.regular
        }
        FigureWords {
            visible: root.columns.wide
            width: root.columns.figure
            height: parent.height
            text: root.agent.tokens
            color: root.quiet
        }
        FigureWords {
            visible: root.columns.wide
            width: root.columns.figure
            height: parent.height
            text: root.agent.cost
            color: root.quiet
        }
        FigureWords {
            visible: root.columns.wide
            width: root.columns.figure
            height: parent.height
            text: root.agent.pid
            color: Theme.colors.inkFaint
        }
    }
}
