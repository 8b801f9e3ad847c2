import QtQuick
import Stint.Items
import Stint.ViewModels

/// The keys of the board. Text fields keep printable keys for themselves, dialogs keep all of them.
Item {
    id: root

    required property AppViewModel app

    readonly property BoardViewModel board: root.app.board

    signal searchWanted
    signal taskWanted
    signal panelToggled
    signal tabWanted(int tab)

    Shortcut {
        sequences: ["/", "Ctrl+F"]
        onActivated: root.searchWanted()
    }
    Shortcut {
        sequences: ["C", "Ctrl+N"]
        onActivated: root.taskWanted()
    }
    Shortcut {
        sequence: "]"
        onActivated: root.panelToggled()
    }
    Shortcut {
        sequence: "D"
        onActivated: root.tabWanted(3)
    }
    Shortcut {
        sequence: "J"
        onActivated: root.board.step(0, 1)
    }
    Shortcut {
        sequence: "K"
        onActivated: root.board.step(0, -1)
    }
    Shortcut {
        sequence: "H"
        onActivated: root.board.step(-1, 0)
    }
    Shortcut {
        sequence: "L"
        onActivated: root.board.step(1, 0)
    }
    Shortcut {
        sequence: "G"
        onActivated: root.board.selectEdge(false)
    }
    Shortcut {
        sequence: "Shift+G"
        onActivated: root.board.selectEdge(true)
    }
    Shortcut {
        sequence: "N"
        onActivated: root.board.onlyNeedy = !root.board.onlyNeedy
    }
    Shortcut {
        sequence: "M"
        onActivated: root.board.grab(root.board.selected)
    }
    Shortcut {
        sequence: "P"
        onActivated: root.board.act(Look.Publish)
    }
    Shortcut {
        sequence: "S"
        onActivated: root.board.act(Look.Start)
    }
    Shortcut {
        sequence: "A"
        onActivated: root.board.act(Look.Answer)
    }
    Shortcut {
        sequence: "Shift+A"
        onActivated: root.board.act(Look.Approve)
    }
    Shortcut {
        sequence: "Shift+D"
        onActivated: root.board.act(Look.Reject)
    }
    Shortcut {
        sequence: "Y"
        onActivated: root.board.act(Look.Accept)
    }
    Shortcut {
        sequence: "R"
        onActivated: root.board.actAgain()
    }
    Shortcut {
        sequence: "T"
        onActivated: root.board.act(Look.Take)
    }
    Shortcut {
        sequence: "V"
        onActivated: root.board.act(Look.ReviewApprove)
    }
    Shortcut {
        sequence: "Shift+V"
        onActivated: root.board.act(Look.ReviewReject)
    }
    Shortcut {
        sequence: "Shift+P"
        onActivated: root.board.togglePause()
    }
    Shortcut {
        sequence: "Shift+L"
        onActivated: root.board.takeBack()
    }
    Shortcut {
        sequence: "Del"
        onActivated: root.board.act(Look.Cancel)
    }
    Shortcut {
        sequence: "F5"
        onActivated: root.board.reload()
    }
    Shortcut {
        sequences: ["Ctrl++", "Ctrl+="]
        onActivated: root.app.appearance.growText(1)
    }
    Shortcut {
        sequence: "Ctrl+-"
        onActivated: root.app.appearance.growText(-1)
    }
}
