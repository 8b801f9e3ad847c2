import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// One named fact.
Item {
    id: root

    required property factRow fact

    implicitHeight: Math.max(name.implicitHeight, value.implicitHeight)
    Accessible.role: Accessible.StaticText
    Accessible.name: root.fact.key + ": " + root.fact.value

    Words {
        id: name

        width: Math.min(Theme.size.factName, root.width / 2)
        text: root.fact.key
        color: Theme.colors.inkFaint
        wrapMode: Text.Wrap
    }
    Words {
        id: value

        anchors.left: name.right
        anchors.leftMargin: Theme.space.s
        anchors.right: parent.right
        text: root.fact.value
        wrapMode: Text.Wrap
    }
}
