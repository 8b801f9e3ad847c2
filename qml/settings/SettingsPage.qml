import QtQuick
import Stint.Controls
import Stint.Theme

/// One page of the settings: a title, an explanation, and what can be set, in one readable column.
ScrollPage {
    id: root

    property string title: ""
    property string text: ""
    default property alias content: body.data

    contentHeight: column.implicitHeight + Theme.space.xl * 2
    contentWidth: width
    Accessible.role: Accessible.Pane
    Accessible.name: root.title

    Column {
        id: column

        x: Theme.space.xl
        y: Theme.space.l
        width: Math.min(root.width - Theme.space.xl * 2, Theme.size.page)
        spacing: Theme.space.s

        Words {
            width: parent.width
            text: root.title
            font.pixelSize: Theme.type.title
            font.weight: Theme.type.strong
            Accessible.ignored: false
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Paragraph {
            visible: root.text !== ""
            text: root.text
        }
        Item {
            width: parent.width
            height: Theme.space.s
        }
        Column {
            id: body

            width: parent.width
            spacing: Theme.space.xs
        }
    }
}
