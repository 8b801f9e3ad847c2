pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Stint.ViewModels
import Stint.Components
import Stint.Controls
import Stint.Theme

/// Who is connected, what is being worked on, and what can be done about it.
FocusScope {
    id: root

    required property RunsViewModel runs
    required property AgentStartViewModel agents
    /// The key that starts an agent.
    property string startKey: ""

    signal startWanted

    function focusView(): void {
        list.forceActiveFocus()
    }

    objectName: "runsView"
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Runs")

    Binding {
        target: root.runs
        property: "shown"
        value: root.visible
    }
    Binding {
        target: root.runs.table
        property: "held"
        value: hover.hovered
    }
    Connections {
        target: root.runs

        function onActionWanted(): void {
            bar.focusReason()
        }
    }
    Connections {
        target: root.runs.table

        function onCountChanged(): void {
            list.begin()
        }
    }
    AgentColumns {
        id: columnPlan

        width: list.width
    }
    Item {
        id: top

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.space.l
        anchors.rightMargin: Theme.space.l
        height: Theme.size.topBar

        Words {
            visible: !bar.visible
            anchors.left: parent.left
            anchors.right: start.left
            anchors.rightMargin: Theme.space.m
            height: parent.height
            leftPadding: Theme.space.xs
            text: root.runs.summary
            color: Theme.colors.inkSoft
        }
        ActionButton {
            id: start

            visible: root.agents.available && !bar.visible
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            glyph: "agent"
            text: qsTr("Start agent …")
            keyText: root.startKey
            objectName: "runs.start"
            onClicked: root.startWanted()
        }
        SelectionBar {
            id: bar

            visible: count > 0
            anchors.fill: parent
            runs: root.runs
            onDone: {
                root.runs.table.clearChosen()
                root.focusView()
            }
        }
    }
    AgentHeads {
        id: heads

        visible: list.visible && list.count > 0
        anchors.top: top.bottom
        anchors.left: list.left
        anchors.right: list.right
        table: root.runs.table
        columns: columnPlan
    }
    ListView {
        id: list

        /// With the keyboard there is a current line, as soon as there are lines.
        function begin(): void {
            if (list.activeFocus && root.runs.currentRow < 0)
                root.runs.step(0, false)
        }

        anchors.top: heads.bottom
        anchors.topMargin: Theme.space.xs
        anchors.bottom: outcomes.top
        anchors.bottomMargin: Theme.space.s
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.space.l
        anchors.rightMargin: Theme.space.l
        visible: root.runs.error === ""
        focus: true
        clip: true
        activeFocusOnTab: true
        model: root.runs.table
        currentIndex: root.runs.currentRow
        keyNavigationEnabled: false
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        highlightMoveDuration: 0
        highlightResizeDuration: 0
        preferredHighlightBegin: 0
        preferredHighlightEnd: height
        highlightRangeMode: ListView.ApplyRange
        objectName: "agents"
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Agents and runs")
        Accessible.description: root.runs.summary
        onActiveFocusChanged: list.begin()
        Keys.onUpPressed: event => root.runs.step(-1, event.modifiers & Qt.ShiftModifier)
        Keys.onDownPressed: event => root.runs.step(1, event.modifiers & Qt.ShiftModifier)
        Keys.onSpacePressed: root.runs.table.toggleChosen(root.runs.currentRow)
        Keys.onReturnPressed: root.runs.openCurrent()
        Keys.onEnterPressed: root.runs.openCurrent()
        Keys.onEscapePressed: root.runs.table.clearChosen()

        ScrollBar.vertical: ThinScrollBar {}

        HoverHandler {
            id: hover
        }
        delegate: AgentLine {
            id: line

            width: ListView.view.width
            columns: columnPlan
            current: line.index === root.runs.currentRow
            hasKeys: list.activeFocus
            onPicked: {
                root.runs.currentRow = line.index
                root.focusView()
            }
            onMarked: root.runs.table.toggleChosen(line.index)
            onOpened: root.runs.openCurrent()
        }
    }
    Notice {
        visible: root.runs.error !== "" || (root.runs.loaded && list.count === 0)
        anchors.centerIn: list
        title: root.runs.error !== "" ? qsTr("The runs cannot be read") : qsTr("No agent is connected")
        text: root.runs.error !== "" ? root.runs.error : qsTr("Agents connect through the board's socket, for example with “stint\u00a0exec”. What they take shows up here.")
        retry: root.runs.error !== ""
        onTried: root.runs.reload()

        ActionButton {
            visible: root.agents.available && root.runs.error === ""
            anchors.horizontalCenter: parent.horizontalCenter
            primary: true
            text: qsTr("Start agent …")
            objectName: "runs.startFirst"
            onClicked: root.startWanted()
        }
    }
    OutcomeList {
        id: outcomes

        anchors.bottom: late.top
        anchors.bottomMargin: visible ? Theme.space.s : 0
        anchors.left: list.left
        anchors.right: list.right
        height: visible ? implicitHeight : 0
        runs: root.runs
    }
    LateTray {
        id: late

        anchors.bottom: parent.bottom
        anchors.bottomMargin: visible ? Theme.space.s : 0
        anchors.left: list.left
        anchors.right: list.right
        height: visible ? implicitHeight : 0
        runs: root.runs
    }
    StartAgentDialog {
        agents: root.agents
    }
}
