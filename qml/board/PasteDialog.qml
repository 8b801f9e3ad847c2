pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Stint.ViewModels
import Stint.Components
import Stint.Controls
import Stint.Theme

/// The tasks that pasted lines would become; each can be left out (BRD-08).
ModalDialog {
    id: root

    required property PasteViewModel paste

    title: root.paste.wanted === 1 ? qsTr("Create 1 task?") : qsTr("Create %n tasks?", "", root.paste.wanted)
    confirmText: start.checked ? qsTr("Create and start") : qsTr("Save as drafts")
    canConfirm: root.paste.wanted > 0
    objectName: "paste"
    onOpened: lines.forceActiveFocus()
    onAccepted: root.paste.create(start.checked)

    ListView {
        id: lines

        objectName: "paste.list"
        width: parent.width
        height: Math.min(contentHeight, Theme.size.paletteList)
        clip: true
        focus: true
        keyNavigationEnabled: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.paste.lines
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Tasks to create")

        ScrollBar.vertical: ThinScrollBar {}

        delegate: MenuLine {
            id: pasteLine

            required property pasteRow line

            width: ListView.view.width
            focus: true
            text: pasteLine.line.title
            on: pasteLine.line.wanted
            onClicked: root.paste.toggle(pasteLine.line.key)
        }
    }
    Words {
        visible: root.paste.note !== ""
        width: parent.width
        text: root.paste.note
        color: Theme.colors.inkFaint
        wrapMode: Text.Wrap
    }
    OptionSwitch {
        id: start

        text: qsTr("Start them: queue each for an agent right away")
    }
}
