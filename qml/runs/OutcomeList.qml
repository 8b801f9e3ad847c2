pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Stint.Items
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// What a bulk action could not do, item by item.
Rectangle {
    id: root

    required property RunsViewModel runs

    visible: root.runs.outcomeText !== ""
    implicitHeight: head.height + Math.min(list.contentHeight, Theme.size.tableRow * 4) + Theme.space.l
    radius: Theme.radius.card
    color: Theme.colors.attentionTint

    Item {
        id: head

        x: Theme.space.m
        y: Theme.space.s
        width: parent.width - Theme.space.m - Theme.space.s
        height: close.height

        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: root.runs.outcomeText
            color: Theme.colors.attention
            font.weight: Theme.type.medium
            Accessible.ignored: false
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        IconButton {
            id: close

            anchors.right: parent.right
            small: true
            glyph: "close"
            text: qsTr("Dismiss")
            objectName: "outcomes.dismiss"
            onClicked: root.runs.dismissOutcomes()
        }
    }
    ListView {
        id: list

        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space.s
        x: Theme.space.m
        width: parent.width - Theme.space.m * 2
        clip: true
        model: root.runs.outcomes
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: root.runs.outcomeText

        ScrollBar.vertical: ThinScrollBar {}

        delegate: Item {
            id: line

            required property outcomeRow outcome

            width: ListView.view.width
            height: Math.max(name.implicitHeight, reason.implicitHeight) + Theme.space.s
            Accessible.role: Accessible.ListItem
            Accessible.name: line.outcome.name + ": " + line.outcome.reason

            Words {
                id: name

                width: Theme.size.cellAgent + Theme.size.cellFigure
                y: Theme.space.xs
                text: line.outcome.name
                font.weight: Theme.type.medium
            }
            Words {
                id: reason

                anchors.left: name.right
                anchors.right: parent.right
                anchors.rightMargin: Theme.space.m
                y: Theme.space.xs
                text: line.outcome.reason
                color: Theme.colors.inkSoft
                wrapMode: Text.Wrap
                maximumLineCount: 3
            }
        }
    }
}
