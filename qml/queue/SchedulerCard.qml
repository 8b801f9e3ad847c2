pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// Whether work is handed out, and the ways to change that.
Rectangle {
    id: root

    required property QueueViewModel queue
    /// Without its figures: the list below needs the room.
    property bool brief: false

    readonly property bool narrow: root.width < Theme.size.page

    implicitHeight: body.implicitHeight + Theme.space.l * 2
    radius: Theme.radius.card
    color: Theme.colors.surface
    border.width: Theme.size.line
    border.color: Theme.colors.line

    Column {
        id: body

        x: Theme.space.l
        y: Theme.space.l
        width: parent.width - Theme.space.l * 2
        spacing: Theme.space.l

        Item {
            width: parent.width
            height: Math.max(state.implicitHeight, root.narrow ? state.implicitHeight + controls.height + Theme.space.m : controls.height)

            Item {
                id: state

                width: root.narrow ? parent.width : parent.width - controls.width - Theme.space.l
                implicitHeight: words.implicitHeight
                Accessible.role: Accessible.StaticText
                Accessible.name: qsTr("Scheduler: %1").arg(title.text)
                Accessible.description: detail.text

                Rectangle {
                    id: seal

                    width: Theme.size.control
                    height: width
                    radius: width / 2
                    color: root.queue.paused ? Theme.colors.attentionTint : Theme.colors.tag

                    Glyph {
                        anchors.centerIn: parent
                        width: Theme.size.icon
                        height: Theme.size.icon
                        name: root.queue.paused ? "pause" : "play"
                        color: root.queue.paused ? Theme.colors.attention : Theme.colors.inkSoft
                    }
                }
                Column {
                    id: words

                    anchors.left: seal.right
                    anchors.leftMargin: Theme.space.m
                    anchors.right: parent.right
                    spacing: Theme.space.hair

                    Words {
                        id: title

                        width: parent.width
                        text: root.queue.stateText
                        color: root.queue.paused ? Theme.colors.attention : Theme.colors.ink
                        font.pixelSize: Theme.type.title
                        font.weight: Theme.type.strong
                    }
                    Words {
                        id: detail

                        width: parent.width
                        text: root.queue.stateDetail
                        color: Theme.colors.inkSoft
                        wrapMode: Text.Wrap
                        maximumLineCount: 2
                    }
                }
            }
            Row {
                id: controls

                x: root.narrow ? 0 : parent.width - width
                y: root.narrow ? state.implicitHeight + Theme.space.m : 0
                spacing: Theme.space.s

                InputField {
                    id: reason

                    visible: !root.queue.paused
                    width: Theme.size.field
                    hint: qsTr("Reason (optional)")
                    label: qsTr("Reason for the pause")
                    objectName: "queue.reason"
                    onAccepted: pause.clicked()
                }
                ActionButton {
                    id: pause

                    visible: !root.queue.paused
                    text: qsTr("Pause")
                    tip: qsTr("Hands out no more work; what is being worked on goes on")
                    enabled: !root.queue.busy
                    objectName: "queue.pause"
                    onClicked: {
                        root.queue.pause(reason.text)
                        reason.clear()
                    }
                }
                ActionButton {
                    visible: !root.queue.paused
                    text: qsTr("Drain")
                    tip: qsTr("Pauses, and tells when nothing is being worked on any more")
                    enabled: !root.queue.busy
                    objectName: "queue.drain"
                    onClicked: {
                        root.queue.drain(reason.text)
                        reason.clear()
                    }
                }
                ActionButton {
                    visible: root.queue.paused
                    text: qsTr("Resume")
                    primary: true
                    enabled: !root.queue.busy
                    objectName: "queue.resume"
                    onClicked: root.queue.resume()
                }
            }
        }
        DrainBar {
            visible: root.queue.draining
            width: parent.width
            share: root.queue.drainShare
            text: root.queue.drainText
        }
        Flow {
            visible: !root.brief
            width: parent.width
            spacing: Theme.space.l

            Repeater {
                model: root.queue.figures

                FigureTile {}
            }
        }
    }
}
