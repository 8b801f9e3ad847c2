import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// Asks before the live leases are left without a board to report to.
ModalDialog {
    id: root

    required property LockViewModel lock

    title: root.lock.leases === 1 ? qsTr("Lock with 1 live lease?") : qsTr("Lock with %n live leases?", "", root.lock.leases)
    confirmText: qsTr("Lock the board")
    objectName: "lock.question"
    onAccepted: root.lock.lockNow()
    onOpened: root.focusButtons()

    Connections {
        target: root.lock

        function onAsked(): void {
            root.open()
        }
    }
    Words {
        width: parent.width
        text: root.lock.text
        color: Theme.colors.inkSoft
        wrapMode: Text.Wrap
        lineHeight: Theme.type.leading
        Accessible.ignored: false
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
}
