pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Controls
import Stint.Theme

/// Tabs with an underline; arrow keys move between them. Those that find no room are listed behind the arrow at the end.
FocusScope {
    id: root

    property list<string> texts
    property int current: 0
    /// Not all of them are seen.
    readonly property bool tight: row.implicitWidth - row.leftPadding > root.width

    signal moreWanted

    function reveal(): void {
        const tab = tabs.itemAt(root.current)
        if (tab)
            room.contentX = Math.max(0, Math.min(Math.max(room.contentX, tab.x + tab.width - room.width), tab.x - row.leftPadding, room.contentWidth - room.width))
    }

    implicitWidth: row.implicitWidth - row.leftPadding
    implicitHeight: Theme.size.columnHeader
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Sections")
    Keys.onLeftPressed: root.current = Math.max(0, root.current - 1)
    Keys.onRightPressed: root.current = Math.min(root.texts.length - 1, root.current + 1)
    onCurrentChanged: root.reveal()
    onWidthChanged: root.reveal()

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.size.line
        color: Theme.colors.line
    }
    Flickable {
        id: room

        x: -row.leftPadding // room for the frame of the first
        width: root.width - x - (root.tight ? more.width : 0)
        height: root.height
        contentWidth: row.implicitWidth
        flickableDirection: Flickable.HorizontalFlick
        boundsBehavior: Flickable.StopAtBounds
        interactive: root.tight
        clip: root.tight

        Row {
            id: row

            height: room.height
            leftPadding: Theme.space.xs
            spacing: Theme.space.m

            Repeater {
                id: tabs

                model: root.texts

                Basic.AbstractButton {
                    id: tab

                    required property string modelData
                    required property int index

                    readonly property bool chosen: root.current === tab.index
                    /// No half words at the edge.
                    readonly property bool inside: tab.x >= room.contentX - Theme.size.line && tab.x + tab.width <= room.contentX + room.width + Theme.size.line

                    height: row.height
                    implicitWidth: words.implicitWidth
                    opacity: tab.inside ? 1 : 0
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
                            anchors.margins: Theme.space.hair
                            anchors.leftMargin: -Theme.space.xs
                            anchors.rightMargin: -Theme.space.xs
                            focused: tab.activeFocus && tab.chosen
                        }
                    }
                }
            }
        }
    }
    IconButton {
        id: more

        visible: root.tight
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        small: true
        glyph: "chevron-down"
        text: qsTr("All sections")
        objectName: "tabs.more"
        onClicked: root.moreWanted()
    }
}
