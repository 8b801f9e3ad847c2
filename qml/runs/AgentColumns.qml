import QtQuick
import Stint.Theme

/// Where the columns of the table of agents stand; the figures of the cost go first when there is little room.
QtObject {
    id: root

    required property real width

    readonly property bool wide: root.width >= Theme.size.page + Theme.size.cellFigure * 3

    /// Hardly room for who does what: state and heartbeat are left to the ring beside the lease.
    readonly property bool tight: root.width < Theme.size.page

    readonly property real mark: Theme.size.row
    readonly property real agent: root.tight ? Math.min(Theme.size.cellAgent, root.width / 3) : Theme.size.cellAgent
    readonly property real state: root.tight ? 0 : Theme.size.cellState
    readonly property real lease: Theme.size.cellFigure + Theme.space.l
    readonly property real figure: Theme.size.cellFigure
    readonly property real task: Math.max(0, root.width - root.mark - root.agent - root.state - root.lease - root.figure * (root.wide ? 4 : root.tight ? 0 : 1) - Theme.space.l)
}
