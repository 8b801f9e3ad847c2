pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Stint.Items
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// One column of the board: header and cards, or folded to a strip.
FocusScope {
    id: root

    required property ColumnModel column
    required property BoardViewModel screen

    property bool filtered: false

    signal opened
    signal lift(Item source, point grip, card card)
    signal carried(point where)
    signal released

    activeFocusOnTab: !root.column.collapsed && root.column.count > 0
    objectName: "column." + root.column.position
    onActiveFocusChanged: if (activeFocus) root.screen.enterColumn(root.column.position)

    FoldedColumn {
        visible: root.column.collapsed
        anchors.fill: parent
        anchors.topMargin: Theme.space.xs
        anchors.bottomMargin: Theme.space.s
        column: root.column
    }
    ColumnHeader {
        id: header

        visible: !root.column.collapsed
        width: parent.width
        column: root.column
    }
    ListView {
        id: list

        visible: !root.column.collapsed
        anchors.top: header.bottom
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.topMargin: Theme.space.xs
        bottomMargin: Theme.space.l
        focus: true
        clip: true
        model: root.column
        currentIndex: root.column.currentRow
        keyNavigationEnabled: false
        reuseItems: true
        cacheBuffer: Theme.size.cacheAhead
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: Theme.time.calm
        highlightResizeDuration: 0
        preferredHighlightBegin: 0
        preferredHighlightEnd: height
        highlightRangeMode: ListView.ApplyRange
        objectName: "cards." + root.column.position
        Accessible.role: Accessible.List
        Accessible.name: qsTr("%1, %2 tasks").arg(root.column.title).arg(root.column.count)
        Accessible.description: root.column.hint

        ScrollBar.vertical: ThinScrollBar {}

        delegate: CardView {
            id: cardView

            width: ListView.view.width
            current: cardView.index === root.column.currentRow
            lifted: cardView.card.taskId === root.screen.moving
            onPicked: {
                root.screen.selected = cardView.card.taskId
                root.forceActiveFocus()
            }
            onOpened: {
                root.screen.selected = cardView.card.taskId
                root.opened()
            }
            onLift: (source, grip) => root.lift(source, grip, cardView.card)
            onCarried: where => root.carried(where)
            onReleased: root.released()
        }
    }
    Words {
        visible: !root.column.collapsed && root.column.count === 0
        anchors.top: header.bottom
        anchors.topMargin: Theme.space.s
        x: Theme.space.xs
        width: parent.width - Theme.space.s
        text: root.filtered ? qsTr("Nothing here passes the filter.") : root.column.emptyText
        color: Theme.colors.inkFaint
        font.pixelSize: Theme.type.small
        lineHeight: Theme.type.leading
        wrapMode: Text.Wrap
    }
    DropVeil {
        anchors.fill: parent
        anchors.topMargin: header.height
        anchors.bottomMargin: Theme.space.s
        column: root.column
        aimed: root.screen.moveTarget === root.column.position
    }
}
