import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Theme

/// On or off, with its words beside it.
Basic.AbstractButton {
    id: root

    checkable: true
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    implicitHeight: Math.max(Theme.size.controlSmall, words.implicitHeight)
    implicitWidth: words.implicitWidth + Theme.size.switchWidth + Theme.space.s
    objectName: "switch." + root.text
    Accessible.role: Accessible.CheckBox
    Accessible.name: root.text
    Accessible.checkable: true
    Accessible.checked: root.checked

    Item {
        anchors.fill: parent

        Rectangle {
            id: track

            anchors.verticalCenter: parent.verticalCenter
            width: Theme.size.switchWidth
            height: Theme.size.switchHeight
            radius: height / 2
            color: root.checked ? Theme.colors.accent : Theme.colors.lineStrong

            Rectangle {
                x: root.checked ? parent.width - width - Theme.space.hair : Theme.space.hair
                anchors.verticalCenter: parent.verticalCenter
                width: parent.height - Theme.space.xs
                height: width
                radius: height / 2
                color: Theme.colors.surface

                Behavior on x {
                    NumberAnimation {
                        duration: Theme.time.quick
                    }
                }
            }
            FocusFrame {
                focused: root.activeFocus
                apart: root.checked
                radius: height / 2
            }
        }
        Words {
            id: words

            anchors.left: track.right
            anchors.leftMargin: Theme.space.s
            anchors.verticalCenter: parent.verticalCenter
            text: root.text
        }
    }
}
