pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Stint.Items
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// The board: eight columns side by side, one keyboard selection, one card in the air.
FocusScope {
    id: root

    required property BoardViewModel screen

    signal detailsWanted

    readonly property real openWidth: (flick.width - row.folded * (Theme.size.columnCollapsed + Theme.space.m)) / Math.max(1, columns.count - row.folded) - Theme.space.m

    function follow(): void {
        const item = columns.itemAt(root.screen.selectedColumn)
        if (!item)
            return
        if (root.activeFocus)
            item.forceActiveFocus()
        flick.contentX = Math.max(0, Math.min(Math.max(flick.contentX, item.x + item.width + Theme.space.l - flick.width), item.x - Theme.space.s, flick.contentWidth - flick.width))
    }

    function columnAt(where: point): int {
        const inside = row.mapFromItem(null, where.x, where.y)
        for (let i = 0; i < columns.count; ++i) {
            const item = columns.itemAt(i)
            if (inside.x >= item.x && inside.x < item.x + item.width + Theme.space.m)
                return i
        }
        return -1
    }

    function focusBoard(): void {
        root.forceActiveFocus()
        root.follow()
    }

    objectName: "board"
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Board")
    Accessible.description: root.screen.moveText
    Keys.onUpPressed: root.screen.step(0, -1)
    Keys.onDownPressed: root.screen.step(0, 1)
    Keys.onLeftPressed: event => (event.modifiers & Qt.AltModifier) ? root.screen.nudge(-1) : root.screen.step(-1, 0)
    Keys.onRightPressed: event => (event.modifiers & Qt.AltModifier) ? root.screen.nudge(1) : root.screen.step(1, 0)
    Keys.onReturnPressed: root.screen.moving !== "" ? root.screen.drop() : root.detailsWanted()
    Keys.onEnterPressed: root.screen.moving !== "" ? root.screen.drop() : root.detailsWanted()
    Keys.onEscapePressed: event => {
        event.accepted = root.screen.moving !== ""
        root.screen.letGo()
    }

    Connections {
        target: root.screen

        function onSelectedColumnChanged(): void {
            root.follow()
        }
    }
    Flickable {
        id: flick

        anchors.fill: parent
        anchors.leftMargin: Theme.space.l
        contentWidth: row.width
        contentHeight: height
        flickableDirection: Flickable.HorizontalFlick
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentWidth > width && root.screen.moving === ""

        ScrollBar.horizontal: ThinScrollBar {}

        Row {
            id: row

            property int folded: root.screen.board.folded

            height: flick.height
            spacing: Theme.space.m
            rightPadding: Theme.space.m

            Repeater {
                id: columns

                model: root.screen.board

                ColumnView {
                    id: columnView

                    width: columnView.column.collapsed ? Theme.size.columnCollapsed : Math.max(Theme.size.columnMin, Math.min(Theme.size.columnMax, root.openWidth))
                    height: row.height
                    screen: root.screen
                    filtered: root.screen.filter !== "" || root.screen.onlyNeedy
                    onOpened: root.detailsWanted()
                    onLift: (source, grip, card) => ghost.take(source, grip, card)
                    onCarried: where => ghost.carry(where)
                    onReleased: ghost.release()
                }
            }
        }
    }
    CardGhost {
        id: ghost

        screen: root.screen
        onMoved: where => root.screen.aim(root.columnAt(where))
    }
    BoardNotice {
        anchors.centerIn: parent
        screen: root.screen
    }
}
