import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// What can be done with the chosen lines. Failing and stopping want a reason.
Item {
    id: root

    required property RunsViewModel runs

    readonly property int count: root.runs.table.chosenCount
    readonly property bool reasoned: reason.text.trim() !== ""

    signal done

    function focusReason(): void {
        reason.forceActiveFocus()
    }

    implicitHeight: Theme.size.topBar
    onCountChanged: if (root.count === 0) reason.clear()
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Chosen lines")

    Row {
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space.s

        Words {
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: Theme.space.xs
            rightPadding: Theme.space.s
            text: qsTr("%1 chosen").arg(root.count)
            font.weight: Theme.type.medium
        }
        InputField {
            id: reason

            width: Math.min(Theme.size.search, root.width / 3)
            anchors.verticalCenter: parent.verticalCenter
            hint: qsTr("Reason, kept in the history")
            label: qsTr("Reason")
            objectName: "runs.reason"
            Keys.onEscapePressed: root.done()
        }
        ActionButton {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Release")
            tip: qsTr("Takes claimed runs from their holders and queues them again")
            enabled: !root.runs.busy
            objectName: "runs.release"
            onClicked: root.runs.release(reason.text)
        }
        ActionButton {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Fail")
            tip: qsTr("Fails runs that are not being worked on; wants a reason")
            destructive: true
            enabled: !root.runs.busy && root.reasoned
            objectName: "runs.fail"
            onClicked: root.runs.fail(reason.text)
        }
        ActionButton {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Stop")
            tip: qsTr("Ends the agents' sessions; their runs go back to the queue; wants a reason")
            destructive: true
            enabled: !root.runs.busy && root.reasoned
            objectName: "runs.stop"
            onClicked: root.runs.stop(reason.text)
        }
    }
    IconButton {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        glyph: "close"
        text: qsTr("Choose none")
        objectName: "runs.none"
        onClicked: root.done()
    }
}
