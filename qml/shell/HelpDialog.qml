pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// Every key of the window, as they are bound now.
ModalDialog {
    id: root

    required property Commands commands

    title: qsTr("Keys")
    asks: false
    preferredWidth: Theme.size.palette
    objectName: "help"
    onOpened: lines.forceActiveFocus()

    ListView {
        id: lines

        width: parent.width
        height: Math.max(Theme.size.row, Math.min(contentHeight, root.parent ? root.parent.height - Theme.size.textArea * 2 : contentHeight))
        clip: true
        focus: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.commands.all
        objectName: "help.list"
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Keys")
        keyNavigationEnabled: true
        highlightMoveDuration: 0

        ScrollBar.vertical: ThinScrollBar {}

        ListFrame {
            list: lines
        }

        delegate: HelpLine {
            width: ListView.view.width
        }
    }
}
