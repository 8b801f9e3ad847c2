import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// How many tasks wait for a person; pressing it shows only those.
Basic.AbstractButton {
    id: root

    required property BoardViewModel board

    readonly property bool some: root.board.board.needy > 0
    readonly property color words: root.checked ? Theme.colors.solidInk : root.some ? Theme.colors.attention : Theme.colors.inkFaint

    checked: root.board.onlyNeedy
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    implicitHeight: Theme.size.control
    implicitWidth: content.implicitWidth + Theme.space.l
    text: root.some ? (root.board.board.needy === 1 ? qsTr("1 needs you") : qsTr("%Ln need you", "", root.board.board.needy)) : qsTr("Nothing needs you")
    objectName: "needy"
    Accessible.role: Accessible.CheckBox
    Accessible.name: root.text
    Accessible.description: qsTr("Shows only these tasks")
    Accessible.checkable: true
    Accessible.checked: root.checked
    onClicked: root.board.onlyNeedy = !root.board.onlyNeedy
    Keys.onReturnPressed: root.clicked()

    background: Rectangle {
        radius: Theme.radius.control
        color: root.checked ? Theme.colors.attention : root.some ? Theme.colors.attentionTint : root.hovered ? Theme.colors.hover : "transparent"

        FocusFrame {
            focused: root.activeFocus
            apart: root.checked
        }
    }
    Item {
        anchors.fill: parent

        Row {
            id: content

            anchors.centerIn: parent
            spacing: Theme.space.s

            Glyph {
                visible: root.some
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.size.icon
                height: Theme.size.icon
                name: "attention"
                color: root.words
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: root.text
                color: root.words
                font.weight: root.some ? Theme.type.medium : Theme.type.regular
            }
        }
    }

    HintTip {
        text: root.checked ? qsTr("Show all tasks (N)") : qsTr("Show only what needs you (N)")
        visible: root.hovered
    }
}
