import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Controls
import Stint.Theme

/// A button with words. One per group may be `primary`.
Basic.AbstractButton {
    id: root

    property bool primary: false
    property bool destructive: false
    property bool compact: false
    property string glyph: ""
    property string keyText: ""
    property string tip: ""

    readonly property color ground: !root.primary ? (root.hovered || root.down ? Theme.colors.hover : "transparent") : root.destructive ? Theme.colors.danger : Theme.colors.accent
    readonly property color words: root.primary ? Theme.colors.solidInk : root.destructive ? Theme.colors.danger : Theme.colors.ink

    implicitHeight: root.compact ? Theme.size.controlSmall : Theme.size.control
    implicitWidth: Math.ceil(content.implicitWidth) + leftPadding + rightPadding
    leftPadding: root.compact ? Theme.space.s : Theme.space.m
    rightPadding: leftPadding
    opacity: root.enabled ? 1 : 0.45
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    objectName: "button." + root.text
    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Accessible.description: root.keyText
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    background: Rectangle {
        radius: Theme.radius.control
        color: root.ground
        border.width: root.primary ? 0 : Theme.size.line
        border.color: Theme.colors.line

        FocusFrame {
            focused: root.activeFocus
            apart: root.primary
        }
    }
    Item {
        anchors.fill: parent

        Row {
            id: content

            anchors.centerIn: parent
            spacing: Theme.space.s

            Glyph {
                visible: root.glyph !== ""
                width: Theme.size.icon
                height: Theme.size.icon
                anchors.verticalCenter: parent.verticalCenter
                name: root.glyph
                color: root.words
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: root.text
                color: root.words
                font.weight: Theme.type.medium
                font.pixelSize: root.compact ? Theme.type.small : Theme.type.body
            }
            KeyCap {
                visible: root.keyText !== ""
                anchors.verticalCenter: parent.verticalCenter
                text: root.keyText
                inverse: root.primary
            }
        }
    }

    HintTip {
        text: root.tip
        visible: root.tip !== "" && root.hovered
    }
}
