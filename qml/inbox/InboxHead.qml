import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// The name of a lane and how much is in it.
Item {
    id: root

    required property inboxRow row

    implicitHeight: Theme.size.row + Theme.space.xs
    Accessible.role: Accessible.Heading
    Accessible.name: root.row.speech

    Words {
        id: title

        x: Theme.space.s
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space.s
        text: root.row.title
        font.weight: Theme.type.strong
    }
    Words {
        anchors.left: title.right
        anchors.leftMargin: Theme.space.s
        anchors.baseline: title.baseline
        text: root.row.count
        color: Theme.colors.inkFaint
    }
}
