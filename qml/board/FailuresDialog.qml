pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// On which cards an action on several failed, and why (BRD-04).
ModalDialog {
    id: root

    required property BulkViewModel bulk

    title: qsTr("Not everything worked")
    confirmText: qsTr("Understood")
    abortText: qsTr("Keep them selected")
    objectName: "failures"
    onAccepted: root.bulk.clear()

    Words {
        width: parent.width
        text: root.bulk.failureText
        color: Theme.colors.inkSoft
        wrapMode: Text.Wrap
        Accessible.ignored: false
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
    ListView {
        width: parent.width
        height: Math.min(contentHeight, Theme.size.menuMax)
        clip: true
        model: root.bulk.failures
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: root.bulk.failureText

        ScrollBar.vertical: ThinScrollBar {}

        delegate: Column {
            id: line

            required property failureRow failure

            width: ListView.view.width
            bottomPadding: Theme.space.s
            Accessible.role: Accessible.ListItem
            Accessible.name: line.failure.title + ": " + line.failure.reason

            Words {
                width: parent.width
                text: line.failure.title
                font.weight: Theme.type.medium
            }
            Words {
                width: parent.width
                text: line.failure.reason
                color: Theme.colors.inkSoft
                wrapMode: Text.Wrap
                maximumLineCount: 4
            }
        }
    }
}
