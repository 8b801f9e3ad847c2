import QtQuick
import Stint.Theme

/// Words. Always plain text: nothing that comes from the board is ever taken for markup.
Text {
    textFormat: Text.PlainText
    color: Theme.colors.ink
    font.pixelSize: Theme.type.body
    elide: Text.ElideRight
    verticalAlignment: Text.AlignVCenter
    Accessible.ignored: true
}
