import QtQuick
import Stint.Theme

/// Where the columns of the table of agents stand; the figures of the cost go first when there is little room.
QtObject {
    id: root

    required property real width

    readonly property bool wide: root.width >= Theme.size.page + Theme.size.cellFigure * 3

    readonly property real mark: Theme.size.row
    readonly property real agent: Theme.size.cellAgent
    readonly property real state: Theme.size.cellState
    readonly property real lease: Theme.size.cellFigure + Theme.space.l
    readonly property real figure: Theme.size.cellFigure
    readonly property real task: Math.max(0, root.width - root.mark - root.agent - root.state - root.lease - root.figure * (root.wide ? 4 : 1) - Theme.space.l)
}
