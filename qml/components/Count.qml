import QtQuick
import Stint.Controls
import Stint.Theme

/// A small icon with a number beside it; not there when there is nothing to count.
Row {
    id: root

    property string text: ""
    property string glyph: ""
    /// Of the words; longer ones are cut.
    property real maximumWidth: Infinity

    visible: root.text !== ""
    spacing: Theme.space.hair

    Glyph {
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.size.iconSmall
        height: Theme.size.iconSmall
        name: root.glyph
        color: Theme.colors.inkFaint
    }
    Words {
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.maximumWidth)
        text: root.text
        color: Theme.colors.inkFaint
        font.pixelSize: Theme.type.small
    }
}
