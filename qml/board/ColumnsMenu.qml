pragma ComponentBehavior: Bound

import QtQuick
import Stint.Items
import Stint.ViewModels
import Stint.Components
import Stint.Theme

/// Which columns are shown.
MenuSheet {
    id: root

    required property BoardViewModel screen

    width: Theme.size.field
    label: qsTr("Columns")
    objectName: "columnsMenu"

    Repeater {
        model: root.screen.board

        MenuLine {
            id: line

            required property ColumnModel column

            width: parent ? parent.width : 0
            focus: line.column.position === 0
            text: line.column.title
            figure: line.column.countText
            on: !line.column.hidden
            onClicked: root.screen.columns.toggle(line.column.position)
        }
    }
}
