import QtQuick
import Stint.ViewModels
import Stint.Controls

/// Asks for what an action on several cards needs.
ModalDialog {
    id: root

    required property BulkViewModel bulk

    property int verb: BulkViewModel.Release
    readonly property bool labels: root.verb === BulkViewModel.AddLabel || root.verb === BulkViewModel.RemoveLabel
    readonly property bool needsText: root.verb !== BulkViewModel.Cancel

    function ask(verb: int, title: string, confirm: string): void {
        root.verb = verb
        root.title = title
        root.confirmText = confirm
        words.text = ""
        root.open()
    }

    destructive: root.verb === BulkViewModel.Cancel || root.verb === BulkViewModel.Fail
    canConfirm: !root.needsText || words.text.trim() !== ""
    objectName: "bulkDialog"
    onOpened: words.forceActiveFocus()
    onAccepted: root.bulk.perform(root.verb, words.text)

    InputField {
        id: words

        width: parent.width
        hint: root.labels ? qsTr("Label") : root.needsText ? qsTr("Reason") : qsTr("Reason (optional)")
        objectName: "bulkText"
        onAccepted: root.accept()
    }
}
