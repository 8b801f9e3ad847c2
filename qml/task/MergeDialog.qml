import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// Somebody else changed the same field: both values, and the one that shall hold.
ModalDialog {
    id: root

    required property TaskEditor editor

    title: qsTr("%1 was changed by somebody else").arg(root.editor.conflictLabel)
    confirmText: qsTr("Save this")
    abortText: qsTr("Keep theirs")
    objectName: "merge"
    onAboutToShow: result.text = root.editor.merged
    onOpened: result.forceActiveFocus()
    onAccepted: root.editor.resolve(result.text)

    SectionTitle {
        text: qsTr("Theirs")
    }
    Words {
        width: parent.width
        text: root.editor.theirs !== "" ? root.editor.theirs : qsTr("Empty")
        color: Theme.colors.inkSoft
        wrapMode: Text.Wrap
        maximumLineCount: 8
        Accessible.ignored: false
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
    SectionTitle {
        text: qsTr("Yours")
    }
    Words {
        width: parent.width
        text: root.editor.mine !== "" ? root.editor.mine : qsTr("Empty")
        color: Theme.colors.inkSoft
        wrapMode: Text.Wrap
        maximumLineCount: 8
        Accessible.ignored: false
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
    InputArea {
        id: result

        width: parent.width
        label: qsTr("What shall hold")
        onSubmitted: root.accept()
    }
    ActionButton {
        compact: true
        text: qsTr("Use mine as it is")
        objectName: "merge.mine"
        onClicked: result.text = root.editor.mine
    }
}
