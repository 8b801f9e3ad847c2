import QtQuick
import QtQuick.Controls.Basic as Basic
import Stint.Items
import Stint.Controls
import Stint.Theme

/// The head of one column; pressing it sorts by it, a second time the other way round.
Basic.AbstractButton {
    id: root

    required property AgentTable table
    required property int column

    property bool figures: false
    readonly property bool sorted: root.table.sortColumn === root.column

    height: Theme.size.columnHeader
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    objectName: "head." + root.column
    Accessible.role: Accessible.Button
    Accessible.name: root.sorted ? (root.table.descending ? qsTr("%1, sorted downwards").arg(root.text) : qsTr("%1, sorted upwards").arg(root.text)) : root.text
    Accessible.description: qsTr("Sorts the table")
    onClicked: root.table.sortBy(root.column)
    Keys.onReturnPressed: root.clicked()

    background: Item {
        FocusFrame {
            visible: root.visualFocus
            anchors.margins: 0
        }
    }
    Item {
        anchors.fill: parent

        Row {
            x: root.figures ? parent.width - width - Theme.space.s : 0
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space.xs
            layoutDirection: root.figures ? Qt.RightToLeft : Qt.LeftToRight

            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: root.text
                color: root.sorted || root.hovered ? Theme.colors.inkSoft : Theme.colors.inkFaint
                font.pixelSize: Theme.type.small
                font.weight: root.sorted ? Theme.type.medium : Theme.type.regular
            }
            Glyph {
                visible: root.sorted
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.size.iconSmall
                height: Theme.size.iconSmall
                name: root.table.descending ? "chevron-down" : "chevron-up"
                color: Theme.colors.inkSoft
            }
        }
    }
}
