import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// Whether work is handed out; pressing it pauses or resumes.
Basic.AbstractButton {
    id: root

    required property StatusViewModel status

    /// The icon alone, where there is no room for words.
    property bool bare: false

    readonly property color words: root.status.paused ? Theme.colors.attention : Theme.colors.inkSoft

    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    implicitHeight: Theme.size.control
    implicitWidth: content.implicitWidth + Theme.space.l
    text: root.status.schedulerText
    objectName: "scheduler"
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Scheduler: %1").arg(root.status.schedulerText)
    Accessible.description: root.status.schedulerHint
    onClicked: root.status.toggleScheduler()
    Keys.onReturnPressed: root.clicked()

    background: Rectangle {
        radius: Theme.radius.control
        color: root.status.paused ? Theme.colors.attentionTint : root.hovered ? Theme.colors.hover : "transparent"

        FocusFrame {
            focused: root.activeFocus
        }
    }
    Item {
        anchors.fill: parent

        Row {
            id: content

            anchors.centerIn: parent
            spacing: Theme.space.xs

            Glyph {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.size.icon
                height: Theme.size.icon
                name: root.status.paused ? "pause" : "play"
                color: root.words
            }
            Words {
                visible: !root.bare
                anchors.verticalCenter: parent.verticalCenter
                text: root.text
                color: root.words
            }
        }
    }

    HintTip {
        text: root.status.schedulerHint
        visible: root.hovered
    }
}
