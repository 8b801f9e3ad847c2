import QtQuick
import Stint.ViewModels
import Stint.Controls

/// Asks for what an action on several cards needs.
ModalDialog {
    id: root

    required property BulkViewModel bulk

    property int verb: BulkViewModel.Release
    property string fieldLabel: ""
    property bool needsText: false

    function ask(verb: int, title: string, field: string, needsText: bool, destructive: bool): void {
        root.verb = verb
        root.title = title
        root.fieldLabel = field
        root.needsText = needsText
        root.destructive = destructive
        words.text = ""
        root.open()
    }

    confirmText: qsTr("Go on")
    canConfirm: !root.needsText || words.text.trim() !== ""
    objectName: "bulkDialog"
    onOpened: words.forceActiveFocus()
    onAccepted: root.bulk.perform(root.verb, words.text)

    InputField {
        id: words

        width: parent.width
        hint: root.fieldLabel
        objectName: "bulkText"
        onAccepted: root.accept()
    }
}
