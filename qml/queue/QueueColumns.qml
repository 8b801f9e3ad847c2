import QtQuick
import Stint.Theme

/// Where the columns of the backlog stand; attempts and capabilities go first when there is little room.
QtObject {
    id: root

    required property real width

    readonly property bool wide: root.width >= Theme.size.page + Theme.size.cellFigure * 3

    readonly property bool tight: root.width < Theme.size.page

    readonly property real place: Theme.size.row + Theme.space.s
    readonly property real priority: Theme.size.icon + Theme.space.m
    readonly property real figure: Theme.size.cellFigure
    readonly property real needs: Theme.size.cellState
    readonly property real pause: root.tight ? 0 : Theme.size.cellFigure + Theme.space.l
    readonly property real gate: root.wide ? Theme.size.cellAgent * 2 : Theme.size.cellAgent
    readonly property real task: Math.max(0, root.width - root.place - root.priority - root.figure - root.pause - root.gate - (root.wide ? root.figure + root.needs : 0) - Theme.space.l)
}
