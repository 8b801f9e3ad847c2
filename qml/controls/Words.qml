import QtQuick
import Stint.Theme

/// Words. Always plain text: nothing that comes from the board is ever taken for markup.
Text {
    id: root

    /// Letters as they are written, without the font's ligatures, which make × of an x between digits: for ids.
    property bool literal: false

    textFormat: Text.PlainText
    color: Theme.colors.ink
    font.pixelSize: Theme.type.body
    font.preferShaping: !root.literal
    elide: Text.ElideRight
    verticalAlignment: Text.AlignVCenter
    Accessible.ignored: true
}
