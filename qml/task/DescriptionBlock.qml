import QtQuick
import Stint.Task
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// The description: shown with its Markdown, edited as it was written.
Column {
    id: root

    required property TaskEditor editor

    property bool editing: false

    signal linkWanted(string target)

    function begin(): void {
        area.text = root.editor.description
        root.editing = true
        area.forceActiveFocus()
    }

    function finish(): void {
        root.editor.edit("description", area.text)
        root.editing = false
    }

    spacing: Theme.space.s

    Item {
        width: parent.width
        height: edit.height

        SectionTitle {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Description")
        }
        ActionButton {
            id: edit

            anchors.right: parent.right
            compact: true
            text: root.editing ? qsTr("Save") : qsTr("Edit")
            objectName: "description.edit"
            onClicked: root.editing ? root.finish() : root.begin()
        }
    }
    InputArea {
        id: area

        visible: root.editing
        width: parent.width
        implicitHeight: Theme.size.textArea * 2
        label: qsTr("Description")
        onSubmitted: root.finish()
        Keys.onEscapePressed: root.editing = false
    }
    Words {
        visible: !root.editing && root.editor.description === ""
        width: parent.width
        text: qsTr("No description.")
        color: Theme.colors.inkFaint
    }
    MarkdownView {
        id: preview

        visible: !root.editing && root.editor.description !== ""
        width: parent.width
        height: implicitHeight
        text: visible ? root.editor.description : ""
        font.pixelSize: Theme.type.body
        fixedFamily: Theme.type.fixed
        ink: Theme.colors.ink
        faint: Theme.colors.inkFaint
        link: Theme.colors.accentInk
        ground: Theme.colors.sunken
        objectName: "preview"
        Accessible.role: Accessible.StaticText
        Accessible.name: root.editor.description
        onLinkPressed: target => root.linkWanted(target)

        HintTip {
            visible: preview.hoveredLink !== ""
            text: preview.hoveredLink
        }
    }
    Words {
        visible: preview.visible && preview.cut
        width: parent.width
        text: qsTr("It is longer than this. Edit shows all of it.")
        color: Theme.colors.inkFaint
        font.pixelSize: Theme.type.small
    }
}
