import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// One reason for declining everything that is marked.
ModalDialog {
    id: root

    required property InboxViewModel inbox

    property int count: 0

    function ask(count: int): void {
        root.count = count
        reason.text = ""
        root.open()
    }

    title: root.count === 1 ? qsTr("Decline 1 task?") : qsTr("Decline %n tasks?", "", root.count)
    confirmText: qsTr("Decline")
    destructive: true
    objectName: "decline"
    onOpened: reason.forceActiveFocus()
    onAccepted: root.inbox.declineMarked(reason.text)

    Words {
        width: parent.width
        text: qsTr("Those that wait for an approval are refused it; all others are canceled, with everything below them.")
        color: Theme.colors.inkSoft
        wrapMode: Text.Wrap
        lineHeight: Theme.type.leading
        Accessible.ignored: false
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
    InputArea {
        id: reason

        width: parent.width
        hint: qsTr("Reason (optional)")
        label: qsTr("Reason (optional)")
        onSubmitted: root.accept()
    }
}
