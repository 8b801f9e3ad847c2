import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// Starts a command as an agent, and shows that it is no more than a line in a terminal.
ModalDialog {
    id: root

    required property AgentStartViewModel agents

    /// The name of a field stands above it: what is filled in shows no hint.
    component Caption: Words {
        width: parent.width
        color: Theme.colors.inkSoft
        font.pixelSize: Theme.type.small
    }

    title: qsTr("Start an agent")
    confirmText: qsTr("Start")
    canConfirm: root.agents.reason === ""
    preferredWidth: Theme.size.palette
    objectName: "startAgent"
    onAboutToShow: {
        name.text = root.agents.name
        command.text = root.agents.command
        folder.text = root.agents.folder
        capabilities.text = root.agents.capabilities
        loop.checked = root.agents.keepsGoing
        command.cursorPosition = 0 // a long one begins where it begins
    }
    onOpened: {
        name.forceActiveFocus()
        name.selectAll()
    }
    onAccepted: root.agents.start()

    Connections {
        target: root.agents

        function onAsked(): void {
            root.open()
        }
    }
    Column {
        width: parent.width
        spacing: Theme.space.xs

        Caption {
            text: qsTr("Name")
        }
        InputField {
            id: name

            width: parent.width
            hint: qsTr("How the agent is called on the board")
            label: qsTr("Name")
            objectName: "startAgent.name"
            onTextEdited: root.agents.name = text
            onAccepted: root.accept()
        }
    }
    Column {
        width: parent.width
        spacing: Theme.space.xs

        Caption {
            text: qsTr("Command for each task")
        }
        InputField {
            id: command

            width: parent.width
            hint: qsTr("For example: python3 agent.py")
            label: qsTr("Command for each task")
            font.family: Theme.type.fixed
            objectName: "startAgent.command"
            onTextEdited: root.agents.command = text
            onAccepted: root.accept()
        }
        Caption {
            text: qsTr("It finds its task in the file that STINT_CONTEXT_FILE names. No shell reads the line.")
            color: Theme.colors.inkFaint
            wrapMode: Text.Wrap
        }
    }
    Column {
        width: parent.width
        spacing: Theme.space.xs

        Caption {
            text: qsTr("Directory")
        }
        InputField {
            id: folder

            width: parent.width
            hint: qsTr("Where it works")
            label: qsTr("Directory")
            objectName: "startAgent.folder"
            onTextEdited: root.agents.folder = text
            onAccepted: root.accept()
        }
    }
    Column {
        width: parent.width
        spacing: Theme.space.xs

        Caption {
            text: qsTr("Capabilities (optional)")
        }
        InputField {
            id: capabilities

            width: parent.width
            hint: qsTr("What it can do, separated by commas")
            label: qsTr("Capabilities (optional)")
            objectName: "startAgent.capabilities"
            onTextEdited: root.agents.capabilities = text
            onAccepted: root.accept()
        }
    }
    OptionSwitch {
        id: loop

        text: loop.checked ? qsTr("Keeps taking tasks") : qsTr("Keeps taking tasks; off: takes one, then ends")
        objectName: "startAgent.loop"
        onToggled: root.agents.keepsGoing = checked
    }
    Column {
        width: parent.width
        spacing: Theme.space.xs

        Caption {
            text: qsTr("The same in a terminal")
        }
        CommandLine {
            width: parent.width
            text: root.agents.line
            label: qsTr("The same in a terminal")
            onCopied: root.agents.copyLine()
        }
    }
    Words {
        width: parent.width
        text: root.agents.reason
        color: root.agents.wrong ? Theme.colors.danger : Theme.colors.inkSoft
        wrapMode: Text.Wrap
        objectName: "startAgent.reason"
        Accessible.ignored: text === ""
        Accessible.role: root.agents.wrong ? Accessible.AlertMessage : Accessible.StaticText
        Accessible.name: text
    }
}
