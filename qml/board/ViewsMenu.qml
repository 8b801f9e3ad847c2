pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Components
import Stint.Controls
import Stint.Theme

/// The named views: show one, forget one, keep the present filter as one.
MenuSheet {
    id: root

    required property FilterViewModel filters

    width: Theme.size.field + Theme.size.fieldSmall
    label: qsTr("Views")
    objectName: "viewsMenu"
    onOpened: name.forceActiveFocus()
    onClosed: name.clear()

    Words {
        visible: views.count === 0
        width: parent.width
        leftPadding: Theme.space.xs
        text: qsTr("No view is saved yet. Filter the board, then name it here.")
        color: Theme.colors.inkFaint
        font.pixelSize: Theme.type.small
        wrapMode: Text.Wrap
    }
    Repeater {
        id: views

        model: root.filters.views

        Item {
            id: viewLine

            required property chipRow chip

            width: parent ? parent.width : 0
            height: line.height

            MenuLine {
                id: line

                width: parent.width - forget.width
                kind: Accessible.RadioButton
                text: viewLine.chip.text
                on: viewLine.chip.on
                objectName: "view." + viewLine.chip.text
                onClicked: {
                    root.filters.showView(viewLine.chip.key)
                    root.close()
                }
            }
            IconButton {
                id: forget

                anchors.right: parent.right
                small: true
                glyph: "close"
                text: qsTr("Forget the view %1").arg(viewLine.chip.text)
                onClicked: root.filters.forgetView(viewLine.chip.key)
            }
        }
    }
    InputField {
        id: name

        readOnly: !root.filters.active
        width: parent.width
        hint: root.filters.active ? qsTr("Save the filter as…") : qsTr("Nothing is filtered now")
        objectName: "viewName"
        onAccepted: {
            root.filters.saveView(name.text)
            root.close()
        }
    }
}
