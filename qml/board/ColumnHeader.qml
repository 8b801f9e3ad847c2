import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Items
import Stint.Controls
import Stint.Theme

/// Name, count and the one figure worth knowing; pressing it folds the column away.
Basic.AbstractButton {
    id: root

    required property ColumnModel column

    signal limitWanted

    readonly property bool loud: root.column.hintTone === Look.Attention

    implicitHeight: Theme.size.columnHeader
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    text: root.column.title
    objectName: "fold." + root.column.position
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Fold column %1, %2 tasks").arg(root.column.title).arg(root.column.count)
    Keys.onMenuPressed: root.limitWanted()
    Accessible.description: root.column.hint
    onClicked: root.column.collapsed = true
    Keys.onReturnPressed: root.clicked()

    Item {
        anchors.fill: parent

        Words {
            id: title

            anchors.left: parent.left
            anchors.leftMargin: Theme.space.xs
            anchors.verticalCenter: parent.verticalCenter
            text: root.column.title
            font.weight: Theme.type.strong
        }
        Words {
            id: count

            anchors.left: title.right
            anchors.leftMargin: Theme.space.s
            anchors.verticalCenter: parent.verticalCenter
            text: root.column.countText
            color: root.column.overLimit ? Theme.colors.attention : Theme.colors.inkFaint
        }
        Rectangle {
            visible: root.column.hint !== ""
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(hint.implicitWidth + (root.loud ? Theme.space.m : Theme.space.xs), parent.width - count.x - count.width - Theme.space.s)
            height: Math.max(Theme.size.tag, hint.implicitHeight + Theme.space.hair)
            radius: Theme.radius.small
            color: root.loud ? Theme.colors.attentionTint : "transparent"

            Words {
                id: hint

                anchors.fill: parent
                anchors.leftMargin: root.loud ? Theme.space.s - Theme.space.hair : 0
                anchors.rightMargin: root.loud ? Theme.space.s - Theme.space.hair : Theme.space.xs
                horizontalAlignment: Text.AlignRight
                text: root.column.hint
                color: root.loud ? Theme.colors.attention : Theme.colors.inkFaint
                font.pixelSize: Theme.type.small
                font.weight: root.loud ? Theme.type.medium : Theme.type.regular
            }
        }
    }
    background: Rectangle {
        radius: Theme.radius.control
        color: root.hovered ? Theme.colors.hover : "transparent"

        FocusFrame {
            focused: root.activeFocus
        }
    }

    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: root.limitWanted()
    }
    HintTip {
        text: root.column.limit > 0 ? (root.column.limitHard ? qsTr("At most %1 tasks: a full column takes no more. Press to fold, right-click to change.") : qsTr("Better not more than %1 tasks. Press to fold, right-click to change.")).arg(root.column.limit) : qsTr("Press to fold, right-click to set a limit")
        visible: root.hovered
    }
}
