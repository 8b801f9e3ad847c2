import QtQuick
import Stint.Items
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// How many cards a column should hold at most.
ModalDialog {
    id: root

    required property ColumnsViewModel columns

    property int position: 0
    readonly property int wanted: parseInt(figure.text) || 0

    function ask(column: ColumnModel): void {
        root.position = column.position
        root.title = qsTr("Limit of %1").arg(column.title)
        figure.text = column.limit > 0 ? column.limit : ""
        hard.checked = column.limitHard
        root.open()
    }

    confirmText: root.wanted > 0 ? qsTr("Set the limit") : qsTr("No limit")
    objectName: "limitDialog"
    onOpened: figure.forceActiveFocus()
    onAccepted: root.columns.setLimit(root.position, root.wanted, hard.checked)

    InputField {
        id: figure

        width: parent.width
        hint: qsTr("Tasks at most; blank for no limit")
        inputMethodHints: Qt.ImhDigitsOnly
        validator: IntValidator {
            bottom: 0
            top: 1000000
        }
        objectName: "limit"
        onAccepted: root.accept()
    }
    OptionSwitch {
        id: hard

        text: qsTr("Hard: a full column takes no more cards")
    }
    Words {
        width: parent.width
        text: qsTr("A soft limit only warns. The limit belongs to the board, not to this window.")
        color: Theme.colors.inkFaint
        wrapMode: Text.Wrap
    }
}
