pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Theme

/// One of a few words. Arrow keys move the choice, as in a group of radio buttons.
FocusScope {
    id: root

    property list<string> values
    property list<string> texts
    property int current: 0
    property string label: ""

    readonly property string value: root.values[root.current] ?? ""

    implicitWidth: row.implicitWidth + Theme.space.hair * 2
    implicitHeight: Theme.size.control
    Accessible.role: Accessible.Grouping
    Accessible.name: root.label
    Keys.onLeftPressed: root.current = Math.max(0, root.current - 1)
    Keys.onRightPressed: root.current = Math.min(root.values.length - 1, root.current + 1)

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius.control
        color: Theme.colors.sunken
    }
    Row {
        id: row

        anchors.fill: parent
        anchors.margins: Theme.space.hair

        Repeater {
            model: root.texts

            Basic.AbstractButton {
                id: choice

                required property string modelData
                required property int index

                readonly property bool chosen: root.current === choice.index

                width: Math.max(words.implicitWidth + Theme.space.l, root.width > 0 ? (root.width - Theme.space.xs) / root.values.length : 0)
                height: row.height
                focus: choice.chosen
                focusPolicy: choice.chosen ? Qt.StrongFocus : Qt.ClickFocus
                text: choice.modelData
                objectName: "choice." + root.values[choice.index]
                Accessible.role: Accessible.RadioButton
                Accessible.name: choice.text
                Accessible.checkable: true
                Accessible.checked: choice.chosen
                onClicked: root.current = choice.index

                background: Rectangle {
                    radius: Theme.radius.small
                    color: choice.chosen ? Theme.colors.surface : "transparent"
                    border.width: choice.chosen ? Theme.size.line : 0
                    border.color: Theme.colors.line

                    FocusFrame {
                        focused: choice.activeFocus && choice.chosen
                    }
                }
                Words {
                    id: words

                    anchors.centerIn: parent
                    text: choice.text
                    horizontalAlignment: Text.AlignHCenter
                    color: choice.chosen ? Theme.colors.ink : Theme.colors.inkSoft
                    font.weight: choice.chosen ? Theme.type.medium : Theme.type.regular
                    font.pixelSize: Theme.type.small
                }
            }
        }
    }
}
