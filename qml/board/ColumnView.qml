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
    /// Where the mark of the drop stands in the list.
    readonly property real dropLine: {
        const before = list.itemAtIndex(root.column.dropRow)
        const last = list.itemAtIndex(root.column.count - 1)
        return before ? before.y - Theme.space.xs : last ? last.y + last.height - Theme.space.xs : 0
    }

    signal opened
    signal limitWanted
    signal hinted(string text, Item source)
    signal lift(Item source, point grip, card card)
    signal carried(point where)
    signal released

    function rowAt(where: point): int {
        const inside = list.contentItem.mapFromItem(null, where.x, where.y)
        const row = list.indexAt(Theme.space.s, Math.max(0, inside.y))
        return row >= 0 ? row : root.column.count - 1
    }

    /// The keyboard goes to the cards, even if it was on the header before.
    function focusCards(): void {
        if (root.column.collapsed)
            root.forceActiveFocus()
        else
            list.forceActiveFocus()
    }

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
        onLimitWanted: root.limitWanted()
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
        interactive: contentHeight > height
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
                root.screen.bulk.clear()
                root.screen.selected = cardView.card.taskId
                root.focusCards()
            }
            onToggled: {
                root.screen.toggleMark(cardView.card.taskId)
                root.screen.selected = cardView.card.taskId
            }
            onReached: root.screen.markThrough(cardView.card.taskId)
            onHinted: text => root.hinted(text, cardView)
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
    Rectangle {
        visible: root.column.dropRow >= 0 && !root.column.collapsed
        y: list.y + root.dropLine - list.contentY
        width: parent.width
        height: Theme.size.focusLine
        radius: height / 2
        color: Theme.colors.accent
    }
    DropVeil {
        anchors.fill: parent
        anchors.topMargin: header.height
        anchors.bottomMargin: Theme.space.s
        column: root.column
        aimed: root.screen.moveTarget === root.column.position
    }
}
