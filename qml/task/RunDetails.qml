pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// One attempt in full, below its line in the list.
Column {
    id: root

    required property RunInspector run

    signal asked(string verb, string title, string confirm, bool needsText, bool destructive)

    spacing: Theme.space.m
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Attempt in full")

    Flow {
        width: parent.width
        spacing: Theme.space.s

        ActionButton {
            visible: root.run.canRetry
            compact: true
            text: qsTr("Retry")
            objectName: "run.retry"
            onClicked: root.run.retry("")
        }
        ActionButton {
            visible: root.run.canRelease
            compact: true
            text: qsTr("Release")
            objectName: "run.release"
            onClicked: root.asked("release", qsTr("Release this attempt?"), qsTr("Release"), false, false)
        }
        ActionButton {
            visible: root.run.canStop
            compact: true
            destructive: true
            text: qsTr("Stop the agent")
            objectName: "run.stop"
            onClicked: root.asked("stop", qsTr("Stop the agent that works on this attempt?"), qsTr("Stop the agent"), true, true)
        }
        ActionButton {
            visible: root.run.canFail
            compact: true
            destructive: true
            text: qsTr("Fail")
            objectName: "run.fail"
            onClicked: root.asked("fail", qsTr("Fail this attempt?"), qsTr("Fail"), true, true)
        }
        ActionButton {
            visible: root.run.canCancel
            compact: true
            destructive: true
            text: qsTr("Cancel the attempt")
            objectName: "run.cancel"
            onClicked: root.asked("cancel", qsTr("Cancel this attempt, and with it its task?"), qsTr("Cancel the attempt"), false, true)
        }
    }
    Words {
        visible: root.run.error !== ""
        width: parent.width
        text: root.run.error
        color: Theme.colors.danger
        wrapMode: Text.Wrap
        maximumLineCount: 60
        Accessible.ignored: false
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
    Words {
        visible: root.run.said !== ""
        width: parent.width
        text: root.run.said
        color: Theme.colors.inkSoft
        wrapMode: Text.Wrap
        maximumLineCount: 60
        Accessible.ignored: false
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
    Column {
        width: parent.width
        spacing: Theme.space.xs

        Repeater {
            model: root.run.facts

            FactLine {
                width: parent ? parent.width : 0
            }
        }
        Repeater {
            model: root.run.claims

            FactLine {
                width: parent ? parent.width : 0
            }
        }
    }
    RunLogBlock {
        id: logBlock

        visible: root.run.log !== null && (root.run.log.count > 0 || root.run.canStop)
        width: parent.width
        log: root.run.log
    }
    SectionTitle {
        visible: root.run.result.count > 0
        text: qsTr("Result")
    }
    JsonTree {
        visible: root.run.result.count > 0
        width: parent.width
        label: qsTr("Result")
        tree: root.run.result
        objectName: "run.result"
    }
    SectionTitle {
        visible: root.run.metadata.count > 0
        text: qsTr("Metadata")
    }
    JsonTree {
        visible: root.run.metadata.count > 0
        width: parent.width
        label: qsTr("Metadata")
        tree: root.run.metadata
    }
}
