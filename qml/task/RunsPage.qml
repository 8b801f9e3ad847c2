pragma ComponentBehavior: Bound

import QtQuick
import Stint.Items
import Stint.ViewModels
import Stint.Theme

/// The attempts, newest first; the one that is pressed is shown in full.
RowsPage {
    id: root

    required property TaskViewModel task

    label: qsTr("Runs")
    emptyText: qsTr("Nobody has tried it yet.")
    model: root.task.runs
    delegate: Column {
        id: entry

        required property runRow run
        readonly property bool open: root.task.run.runId === entry.run.key

        width: ListView.view.width
        Keys.onReturnPressed: root.task.run.toggle(entry.run.key)
        Keys.onSpacePressed: root.task.run.toggle(entry.run.key)

        RunLine {
            width: parent.width
            run: entry.run
            open: entry.open
            onClicked: root.task.run.toggle(entry.run.key)
        }
        Repeater {
            model: entry.open && root.task.run.loaded ? 1 : 0

            RunDetails {
                x: Theme.space.l
                width: entry.width - Theme.space.l * 2
                topPadding: Theme.space.m
                bottomPadding: Theme.space.l
                run: root.task.run
                onAsked: (verb, title, confirm, needsText, destructive) => dialog.ask(verb, title, confirm, needsText, destructive)
            }
        }
    }

    RunDialog {
        id: dialog

        run: root.task.run
    }
}
