import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// Asks what shall become of the live leases before the program ends.
ModalDialog {
    id: root

    required property LeavingViewModel leaving

    title: root.leaving.draining ? qsTr("Waiting for the agents") : root.leaving.leases === 1 ? qsTr("Quit with 1 live lease?") : qsTr("Quit with %n live leases?", "", root.leaving.leases)
    confirmText: root.leaving.draining ? qsTr("Quit now") : qsTr("Wait, then quit")
    abortText: qsTr("Stay")
    destructive: root.leaving.draining
    objectName: "leaving"
    onAccepted: root.leaving.draining ? root.leaving.leaveNow() : root.leaving.drainAndLeave()
    onClosed: root.leaving.stay()
    onOpened: root.focusButtons()

    Connections {
        target: root.leaving

        function onAsked(): void {
            root.open()
        }
        function onLeft(): void {
            root.close()
        }
    }
    Words {
        width: parent.width
        text: root.leaving.text
        color: Theme.colors.inkSoft
        wrapMode: Text.Wrap
        lineHeight: Theme.type.leading
        Accessible.ignored: false
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
    DrainBar {
        visible: root.leaving.draining
        width: parent.width
        share: root.leaving.share
        text: ""
    }
    ActionButton {
        visible: !root.leaving.draining
        text: qsTr("Quit now")
        destructive: true
        compact: true
        objectName: "leaving.now"
        onClicked: {
            root.leaving.leaveNow()
            root.close()
        }
    }
}
