import QtQuick
import Stint.ViewModels
import Stint.Controls

/// Asks for the reason of what is done to one attempt.
ModalDialog {
    id: root

    required property RunInspector run

    property string verb: ""
    property bool needsText: false

    function ask(verb: string, title: string, confirm: string, needsText: bool, destructive: bool): void {
        root.verb = verb
        root.title = title
        root.confirmText = confirm
        root.needsText = needsText
        root.destructive = destructive
        words.text = ""
        root.open()
    }

    canConfirm: !root.needsText || words.text.trim() !== ""
    objectName: "runDialog"
    onOpened: words.forceActiveFocus()
    onAccepted: root.verb === "release" ? root.run.release(words.text) : root.verb === "fail" ? root.run.fail(words.text) : root.verb === "stop" ? root.run.stop(words.text) : root.run.cancel(words.text)

    InputField {
        id: words

        width: parent.width
        hint: root.needsText ? qsTr("Reason") : qsTr("Reason (optional)")
        objectName: "runReason"
        onAccepted: root.accept()
    }
}
