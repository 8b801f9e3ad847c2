pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Stint.ViewModels
import Stint.Board
import Stint.Components
import Stint.Controls
import Stint.Theme

/// The board: eight columns side by side, one keyboard selection, one card in the air.
FocusScope {
    id: root

    required property BoardViewModel screen
    required property AppearanceViewModel appearance
    /// The key of a new task, as it is bound now.
    property string newKey: ""
    /// The key that leads to what can be done with all selected cards.
    property string bulkKey: ""

    signal detailsWanted
    signal newTaskWanted

    readonly property int shownColumns: columns.count - root.screen.board.hidden - root.screen.board.folded
    readonly property real openWidth: (flick.width - root.screen.board.folded * (Theme.size.columnCollapsed + Theme.space.m)) / Math.max(1, root.shownColumns) - Theme.space.m

    /// The keyboard is on a card, or nowhere in particular.
    function cardsHaveFocus(): bool {
        if (root.Window.activeFocusItem === root)
            return true
        for (let i = 0; i < columns.count; ++i)
            if (columns.itemAt(i).activeFocus)
                return true
        return false
    }

    /// Brings the selected card's column into view; the keyboard goes with it unless it is busy elsewhere.
    function follow(takesFocus: bool): void {
        const item = columns.itemAt(root.screen.selectedColumn) as ColumnView
        if (!item)
            return
        if (takesFocus)
            item.focusCards()
        root.reveal(item)
    }

    function reveal(column: Item): void {
        flick.contentX = Math.max(0, Math.min(Math.max(flick.contentX, column.x + column.width + Theme.space.l - flick.width), column.x - Theme.space.s, flick.contentWidth - flick.width))
    }

    function columnAt(where: point): int {
        const inside = row.mapFromItem(null, where.x, where.y)
        for (let i = 0; i < columns.count; ++i) {
            const item = columns.itemAt(i)
            if (item.visible && inside.x >= item.x && inside.x < item.x + item.width + Theme.space.m)
                return i
        }
        return -1
    }

    function focusBoard(): void {
        root.forceActiveFocus()
        if (notice.failed)
            notice.forceActiveFocus()
        else
            root.follow(true)
    }

    clip: true // columns that are scrolled away do not show over the sidebar
    objectName: "board"
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Board")
    Accessible.description: root.screen.moveText
    Keys.onUpPressed: event => (event.modifiers & Qt.AltModifier) ? root.screen.shift(-1) : (event.modifiers & Qt.ShiftModifier) ? root.screen.extendMarks(-1) : root.screen.step(0, -1)
    Keys.onDownPressed: event => (event.modifiers & Qt.AltModifier) ? root.screen.shift(1) : (event.modifiers & Qt.ShiftModifier) ? root.screen.extendMarks(1) : root.screen.step(0, 1)
    Keys.onLeftPressed: event => (event.modifiers & Qt.AltModifier) ? root.screen.nudge(-1) : root.screen.step(-1, 0)
    Keys.onRightPressed: event => (event.modifiers & Qt.AltModifier) ? root.screen.nudge(1) : root.screen.step(1, 0)
    Keys.onReturnPressed: root.screen.moving !== "" ? root.screen.drop() : root.detailsWanted()
    Keys.onEnterPressed: root.screen.moving !== "" ? root.screen.drop() : root.detailsWanted()
    Keys.onEscapePressed: event => event.accepted = root.screen.escape()

    Connections {
        target: root.screen

        function onSelectedColumnChanged(): void {
            root.follow(root.cardsHaveFocus())
        }

        function onBulkWanted(verb: int): void {
            bulkBar.ask(verb)
        }

        function onBulkChoiceWanted(): void {
            if (bulkBar.visible)
                bulkBar.focusVerbs()
        }

        function onFilterWanted(): void {
            filterBar.openFilter()
        }

        function onDisplayWanted(): void {
            filterBar.openDisplay()
        }
    }
    Connections {
        target: root.screen.paste

        function onOffered(): void {
            pasteDialog.open()
        }
    }
    Connections {
        target: root.screen.bulk

        function onReported(): void {
            failures.open()
        }
    }
    FilterBar {
        id: filterBar

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.space.l
        anchors.rightMargin: Theme.space.l
        height: implicitHeight
        visible: !notice.failed
        screen: root.screen
        appearance: root.appearance
    }
    Flickable {
        id: flick

        visible: !notice.failed
        anchors.top: filterBar.bottom
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.space.l
        contentWidth: row.width
        contentHeight: height
        flickableDirection: Flickable.HorizontalFlick
        boundsBehavior: Flickable.StopAtBounds
        interactive: contentWidth > width && root.screen.moving === ""

        ScrollBar.horizontal: ThinScrollBar {}

        BandArea {
            id: ground

            width: Math.max(row.width, flick.width)
            height: flick.height
            cards: row
            onSwept: tasks => root.screen.markOnly(tasks)
            onTapped: root.screen.bulk.clear()
        }
        Row {
            id: row

            height: flick.height
            spacing: Theme.space.m
            rightPadding: Theme.space.m

            Repeater {
                id: columns

                model: root.screen.board

                ColumnView {
                    id: columnView

                    visible: !columnView.column.hidden
                    width: columnView.column.collapsed ? Theme.size.columnCollapsed : Math.max(Theme.size.columnMin, Math.min(Theme.size.columnMax, root.openWidth))
                    height: row.height
                    screen: root.screen
                    filtered: root.screen.filters.active
                    onActiveFocusChanged: if (columnView.activeFocus) root.reveal(columnView)
                    onLimitWanted: limitDialog.ask(columnView.column)
                    onHinted: (text, source) => tip.show(text, source)
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
        onMoved: where => {
            const position = root.columnAt(where)
            root.screen.aim(position)
            if (root.screen.ranking)
                root.screen.aimRow(columns.itemAt(position).rowAt(where))
        }
    }
    Rectangle {
        visible: ground.spanning
        x: flick.x + ground.band.x - flick.contentX
        y: flick.y + ground.band.y
        width: ground.band.width
        height: ground.band.height
        radius: Theme.radius.small
        color: Theme.colors.accentTint
        opacity: 0.5
        border.width: Theme.size.line
        border.color: Theme.colors.accent
    }
    CardTip {
        id: tip

        enabled: root.screen.moving === ""
    }
    BoardNotice {
        id: notice

        anchors.centerIn: parent
        width: Math.min(implicitWidth, root.width - Theme.space.xxl)
        screen: root.screen
        newKey: root.newKey
        onNewTaskWanted: root.newTaskWanted()
        onFailedChanged: if (root.activeFocus) root.focusBoard()
    }
    Column {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space.xl
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.space.s

        Chip {
            visible: root.screen.board.held > 0
            anchors.horizontalCenter: parent.horizontalCenter
            closable: false
            loud: true
            text: root.screen.board.held === 1 ? qsTr("1 change") : qsTr("%n changes", "", root.screen.board.held)
            objectName: "held"
            onClicked: root.screen.applyHeld()
        }
        BulkBar {
            id: bulkBar

            room: root.width - Theme.space.xxl
            anchors.horizontalCenter: parent.horizontalCenter
            width: implicitWidth
            height: implicitHeight
            screen: root.screen
            keyText: root.bulkKey
            onAsked: (verb, title, confirm) => bulkDialog.ask(verb, title, confirm)
            onEmptied: root.focusBoard()
        }
    }
    Announcer {
        text: root.screen.spoken
    }
    BulkDialog {
        id: bulkDialog

        bulk: root.screen.bulk
    }
    FailuresDialog {
        id: failures

        bulk: root.screen.bulk
    }
    PasteDialog {
        id: pasteDialog

        paste: root.screen.paste
    }
    LimitDialog {
        id: limitDialog

        columns: root.screen.columns
    }
}
