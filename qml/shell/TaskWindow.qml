import QtQuick
import QtQuick.Controls.Basic
import Stint.ViewModels
import Stint.Task
import Stint.Theme

/// The details of one task in a window of their own.
ApplicationWindow {
    id: root

    required property AppViewModel app
    required property TaskViewModel task

    signal closed

    visible: true
    width: Theme.size.panel + Theme.space.xxl * 2
    height: Theme.size.windowMinHeight + Theme.space.xxl * 4
    minimumWidth: Theme.size.panelMin
    minimumHeight: Theme.size.windowMinHeight
    title: root.task.title !== "" ? qsTr("%1 — Stint").arg(root.task.title) : qsTr("Stint")
    color: Theme.colors.surface
    onClosing: root.closed()

    TaskPanel {
        id: panel

        anchors.fill: parent
        focus: true
        task: root.task
        screen: root.app.board
        onClosed: root.close()
    }
    ToastStack {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space.m
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(Theme.size.toast, parent.width - Theme.space.xxl)
        visible: root.active
        toasts: root.app.toasts
        history: root.app.history
    }
    Connections {
        target: root.app.board
        enabled: root.active

        function onPrompted(prompt: prompt): void {
            question.ask(prompt)
        }
    }
    PromptDialog {
        id: question

        screen: root.app.board
    }
}
