import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// What is shown in place of a locked board: that it is locked, and the way back.
FocusScope {
    id: root

    required property LockViewModel lock
    required property string boardName

    focus: true
    objectName: "locked"
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("The board is locked")
    Component.onCompleted: unlock.forceActiveFocus()

    Column {
        anchors.centerIn: parent
        width: Math.min(Theme.size.toast, root.width - Theme.space.xxl)
        spacing: Theme.space.l

        Glyph {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.size.control
            height: Theme.size.control
            name: "lock"
            color: Theme.colors.inkFaint
        }
        Words {
            width: parent.width
            text: root.boardName !== "" ? qsTr("%1 is locked").arg(root.boardName) : qsTr("The board is locked")
            font.pixelSize: Theme.type.display
            font.weight: Theme.type.strong
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: false
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Words {
            width: parent.width
            text: qsTr("Its key is not in memory, and nothing of it is on the screen. Agents and commands are asked to come back later.")
            color: Theme.colors.inkSoft
            wrapMode: Text.Wrap
            lineHeight: Theme.type.leading
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: false
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
        Words {
            visible: root.lock.error !== ""
            width: parent.width
            text: root.lock.error
            color: Theme.colors.danger
            wrapMode: Text.Wrap
            lineHeight: Theme.type.leading
            horizontalAlignment: Text.AlignHCenter
            objectName: "locked.error"
            Accessible.ignored: !visible
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        ActionButton {
            id: unlock

            anchors.horizontalCenter: parent.horizontalCenter
            text: root.lock.busy ? qsTr("Unlocking …") : qsTr("Unlock")
            primary: true
            focus: true
            objectName: "unlock"
            onClicked: root.lock.unlock()
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Math.max(Theme.size.statusLine, state.implicitHeight + Theme.space.s)
        color: Theme.colors.window
        objectName: "locked.status"
        Accessible.role: Accessible.StatusBar
        Accessible.name: state.text

        Rectangle {
            width: parent.width
            height: Theme.size.line
            color: Theme.colors.line
        }
        Row {
            anchors.right: parent.right
            anchors.rightMargin: Theme.space.l
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space.xs

            Glyph {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.size.iconSmall
                height: Theme.size.iconSmall
                name: "lock"
                color: Theme.colors.inkFaint
            }
            Words {
                id: state

                text: qsTr("Locked")
                color: Theme.colors.inkFaint
                font.pixelSize: Theme.type.small
            }
        }
    }
}
