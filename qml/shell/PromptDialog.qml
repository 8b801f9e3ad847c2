import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// Asks for the reason or answer an action needs.
ModalDialog {
    id: root

    required property BoardViewModel screen

    property prompt prompt

    function ask(prompt: prompt): void {
        root.prompt = prompt
        first.text = ""
        second.text = ""
        root.open()
    }

    title: root.prompt.title
    confirmText: root.prompt.confirmText
    destructive: root.prompt.destructive
    canConfirm: !root.prompt.needsText || first.text.trim() !== ""
    objectName: "question"
    onOpened: first.forceActiveFocus()
    onAccepted: root.screen.confirm(root.prompt.id, first.text, second.text)
    onClosed: root.screen.abandon(root.prompt.id)

    Words {
        visible: root.prompt.text !== ""
        width: parent.width
        text: root.prompt.text
        color: Theme.colors.inkSoft
        wrapMode: Text.Wrap
        lineHeight: Theme.type.leading
        Accessible.ignored: false
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
    InputArea {
        id: first

        width: parent.width
        hint: root.prompt.fieldLabel
        label: root.prompt.fieldLabel
        onSubmitted: root.accept()
    }
    InputArea {
        id: second

        visible: root.prompt.secondLabel !== ""
        width: parent.width
        hint: root.prompt.secondLabel
        label: root.prompt.secondLabel
        onSubmitted: root.accept()
    }
}
