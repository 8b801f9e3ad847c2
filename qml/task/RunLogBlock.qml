pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Items
import Stint.Controls
import Stint.Theme

/// What the command of an attempt writes: follows its end until one scrolls back, and finds words in it.
Column {
    id: root

    required property LogLines log

    function find(forward: bool): void {
        const row = root.log.next(lines.currentIndex, forward)
        if (row < 0)
            return
        follow.checked = false
        lines.currentIndex = row
        lines.positionViewAtIndex(row, ListView.Center)
    }

    spacing: Theme.space.s

    SectionTitle {
        text: qsTr("Log")
    }
    Flow {
        width: parent.width
        spacing: Theme.space.s

        InputField {
            id: words

            width: Math.min(implicitWidth, parent.width)
            hint: qsTr("Find in the log")
            objectName: "log.find"
            onTextEdited: root.log.needle = text
            Keys.onReturnPressed: event => root.find(!(event.modifiers & Qt.ShiftModifier))
        }
        IconButton {
            glyph: "chevron-up"
            text: qsTr("Previous place")
            enabled: root.log !== null && root.log.hits > 0
            objectName: "log.previous"
            onClicked: root.find(false)
        }
        IconButton {
            glyph: "chevron-down"
            text: qsTr("Next place")
            enabled: root.log !== null && root.log.hits > 0
            objectName: "log.next"
            onClicked: root.find(true)
        }
        OptionSwitch {
            id: follow

            height: words.height
            text: qsTr("Follow")
            checked: true
            objectName: "log.follow"
            onCheckedChanged: if (checked)
                lines.showEnd()
        }
        Words {
            visible: words.text !== ""
            height: words.height
            text: !root.log ? "" : root.log.hits === 1 ? qsTr("1 line") : qsTr("%n lines", "", root.log.hits)
            color: Theme.colors.inkSoft
            font.pixelSize: Theme.type.small
            Accessible.ignored: false
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    }
    Words {
        visible: lines.count === 0
        width: parent.width
        text: qsTr("What a command writes under “stint exec” is shown here as it comes; it is not stored.")
        color: Theme.colors.inkFaint
        font.pixelSize: Theme.type.small
        wrapMode: Text.Wrap
    }
    Rectangle {
        visible: lines.count > 0
        width: parent.width
        height: Math.min(lines.contentHeight, Theme.size.logMax) + Theme.space.s * 2
        radius: Theme.radius.control
        color: Theme.colors.sunken

        ListView {
            id: lines

            function showEnd(): void {
                lines.currentIndex = lines.count - 1
                lines.positionViewAtEnd()
            }

            anchors.fill: parent
            anchors.margins: Theme.space.s
            clip: true
            model: root.log
            boundsBehavior: Flickable.StopAtBounds
            interactive: contentHeight > height
            highlightMoveDuration: 0
            activeFocusOnTab: true
            objectName: "log.lines"
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Log")
            Keys.onUpPressed: {
                follow.checked = false
                lines.decrementCurrentIndex()
            }
            Keys.onDownPressed: lines.incrementCurrentIndex()
            Keys.onPressed: event => {
                if (event.key !== Qt.Key_End)
                    return
                follow.checked = true
                event.accepted = true
            }
            onCountChanged: if (follow.checked)
                lines.showEnd()
            onMovementEnded: follow.checked = lines.atYEnd

            Basic.ScrollBar.vertical: ThinScrollBar {}

            delegate: Rectangle {
                id: row

                required property string line
                required property bool found
                required property int index

                width: ListView.view.width
                height: said.implicitHeight
                color: row.found ? Theme.colors.attentionTint : row.ListView.isCurrentItem && lines.activeFocus ? Theme.colors.hover : "transparent"
                Accessible.role: Accessible.ListItem
                Accessible.name: row.line

                Words {
                    id: said

                    width: parent.width
                    text: row.line
                    literal: true
                    wrapMode: Text.WrapAnywhere
                    color: row.found ? Theme.colors.attention : Theme.colors.inkSoft
                    font.family: Theme.type.fixed
                    font.pixelSize: Theme.type.small
                }
            }
        }
        FocusFrame {
            focused: lines.activeFocus
        }
    }
}
