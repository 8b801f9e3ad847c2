import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// One figure with its name; coloured only when it needs a person.
Item {
    id: root

    required property figureRow figure

    implicitWidth: Math.max(Theme.size.cellState, value.implicitWidth, label.implicitWidth + Theme.space.l)
    implicitHeight: value.implicitHeight + label.implicitHeight + Theme.space.hair
    objectName: "figure." + root.figure.key
    Accessible.role: Accessible.StaticText
    Accessible.name: root.figure.label + ": " + root.figure.value
    Accessible.description: root.figure.hint

    Words {
        id: value

        text: root.figure.value
        color: root.figure.tone === Look.Attention ? Theme.colors.attention : Theme.colors.ink
        font.pixelSize: Theme.type.display
        font.weight: Theme.type.medium
    }
    Row {
        anchors.top: value.bottom
        anchors.topMargin: Theme.space.hair
        spacing: Theme.space.xs

        Glyph {
            visible: root.figure.tone === Look.Attention
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.size.iconSmall
            height: Theme.size.iconSmall
            name: "attention"
            color: Theme.colors.attention
        }
        Words {
            id: label

            text: root.figure.label
            color: root.figure.tone === Look.Attention ? Theme.colors.attention : Theme.colors.inkFaint
            font.pixelSize: Theme.type.small
        }
    }
    HoverHandler {
        id: hover
    }
    HintTip {
        visible: hover.hovered
        text: root.figure.hint
    }
}
