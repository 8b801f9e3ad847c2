import QtQuick
import Stint.Theme

/// Tells screen readers something that has no place of its own on the screen: an alert that comes anew with each text.
Item {
    id: root

    property string text: ""

    width: Theme.size.line
    height: Theme.size.line
    visible: false
    objectName: "announcer"
    Accessible.role: Accessible.AlertMessage
    onTextChanged: {
        root.visible = false
        root.Accessible.name = root.text
        root.visible = root.text !== ""
    }
}
