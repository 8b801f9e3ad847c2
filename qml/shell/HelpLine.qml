pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// One command and its keys; the first of a group says which.
Column {
    id: root

    required property commandRow command

    Accessible.role: Accessible.ListItem
    Accessible.name: root.command.words + ": " + root.command.keyText

    Words {
        visible: root.command.startsGroup
        topPadding: Theme.space.l
        leftPadding: Theme.space.s
        bottomPadding: Theme.space.xs
        text: root.command.group
        font.weight: Theme.type.strong
    }
    Item {
        width: parent.width
        height: Math.max(Theme.size.controlSmall, words.implicitHeight)

        Words {
            id: words

            anchors.left: parent.left
            anchors.leftMargin: Theme.space.s
            anchors.right: caps.left
            anchors.rightMargin: Theme.space.s
            anchors.verticalCenter: parent.verticalCenter
            text: root.command.words
            color: Theme.colors.inkSoft
        }
        Row {
            id: caps

            anchors.right: parent.right
            anchors.rightMargin: Theme.space.m
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space.xs

            Repeater {
                model: root.command.caps

                KeyCap {
                    required property string modelData

                    text: modelData
                }
            }
        }
    }
}
