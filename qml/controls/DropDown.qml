pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Controls
import Stint.Theme

/// One of several words, chosen from a list that drops down. Arrow keys choose without opening it.
Basic.ComboBox {
    id: root

    property string label: ""
    property string glyph: ""
    /// Without a frame, for places that have their own.
    property bool plain: false
    /// The icon alone.
    property bool bare: false

    implicitHeight: Theme.size.control
    implicitWidth: Theme.size.field
    leftPadding: root.glyph !== "" ? Theme.space.s + Theme.size.icon + Theme.space.s : Theme.space.s
    rightPadding: Theme.space.xl
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    font.pixelSize: Theme.type.body
    objectName: "choose." + root.label
    Accessible.role: Accessible.ComboBox
    Accessible.name: root.label
    Accessible.description: root.displayText
    Keys.onReturnPressed: root.popup.open()

    contentItem: Words {
        text: root.bare ? "" : root.displayText
        font.weight: root.plain ? Theme.type.medium : Theme.type.regular
    }
    background: Rectangle {
        radius: Theme.radius.control
        color: root.plain ? (root.hovered || root.down ? Theme.colors.hover : "transparent") : Theme.colors.surface
        border.width: root.plain ? 0 : Theme.size.line
        border.color: Theme.colors.lineStrong

        Glyph {
            visible: root.glyph !== ""
            x: Theme.space.s
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.size.icon
            height: Theme.size.icon
            name: root.glyph
            color: Theme.colors.inkSoft
        }
        FocusFrame {
            focused: root.activeFocus
        }
    }
    indicator: Glyph {
        visible: !root.bare
        x: root.width - width - Theme.space.s
        y: (root.height - height) / 2
        width: Theme.size.iconSmall
        height: Theme.size.iconSmall
        name: "chevron-down"
        color: Theme.colors.inkFaint
    }
    delegate: Basic.ItemDelegate {
        id: option

        required property int index

        width: ListView.view.width
        height: Theme.size.control
        leftPadding: Theme.space.s
        rightPadding: Theme.space.s
        text: root.textAt(option.index)
        highlighted: root.highlightedIndex === option.index
        objectName: "option." + option.text
        Accessible.role: Accessible.ListItem
        Accessible.name: option.text
        Accessible.selected: root.currentIndex === option.index

        contentItem: Words {
            text: option.text
            rightPadding: Theme.space.xl
            font.weight: root.currentIndex === option.index ? Theme.type.medium : Theme.type.regular

            Glyph {
                visible: root.currentIndex === option.index
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.size.icon
                height: Theme.size.icon
                name: "check"
                color: Theme.colors.ink
            }
        }
        background: Rectangle {
            radius: Theme.radius.small
            color: option.highlighted ? Theme.colors.hover : "transparent"
        }
    }
    popup: Basic.Popup {
        y: root.height + Theme.space.xs
        width: Math.max(root.width, Theme.size.field)
        height: Math.min(contentItem.implicitHeight + Theme.space.xs * 2, Theme.size.menuMax)
        padding: Theme.space.xs

        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: root.popup.visible ? root.delegateModel : null
            currentIndex: root.highlightedIndex
            Accessible.role: Accessible.List
            Accessible.name: root.label

            Basic.ScrollBar.vertical: ThinScrollBar {}
        }
        background: Rectangle {
            radius: Theme.radius.card
            color: Theme.colors.raised
            border.width: Theme.size.line
            border.color: Theme.colors.lineStrong
        }
    }
}
