pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Theme

/// Tabs with an underline; arrow keys move between them.
FocusScope {
    id: root

    property list<string> texts
    property int current: 0

    implicitWidth: row.implicitWidth
    implicitHeight: Theme.size.columnHeader
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Sections")
    Keys.onLeftPressed: root.current = Math.max(0, root.current - 1)
    Keys.onRightPressed: root.current = Math.min(root.texts.length - 1, root.current + 1)

    Row {
        id: row

        anchors.fill: parent
        spacing: Theme.space.l

        Repeater {
            model: root.texts

            Basic.AbstractButton {
                id: tab

                required property string modelData
                required property int index

                readonly property bool chosen: root.current === tab.index

                height: root.height
                implicitWidth: words.implicitWidth
                focus: tab.chosen
                focusPolicy: tab.chosen ? Qt.StrongFocus : Qt.ClickFocus
                hoverEnabled: true
                text: tab.modelData
                objectName: "tab." + tab.index
                Accessible.role: Accessible.PageTab
                Accessible.name: tab.text
                Accessible.selected: tab.chosen
                onClicked: root.current = tab.index

                Words {
                    id: words

                    anchors.centerIn: parent
                    text: tab.text
                    color: tab.chosen ? Theme.colors.ink : tab.hovered ? Theme.colors.inkSoft : Theme.colors.inkFaint
                    font.weight: tab.chosen ? Theme.type.medium : Theme.type.regular
                }
                background: Item {
                    Rectangle {
                        anchors.bottom: parent.bottom
                        width: parent.width
                        height: Theme.size.focusLine
                        color: tab.chosen ? Theme.colors.ink : "transparent"
                    }
                    FocusFrame {
                        visible: tab.visualFocus && tab.chosen
                    }
                }
            }
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.size.line
        color: Theme.colors.line
        z: -1
    }
}
