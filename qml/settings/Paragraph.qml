import QtQuick
import Stint.Controls
import Stint.Theme

/// Words to read, as wide as the column they stand in.
Words {
    width: parent ? parent.width : 0
    color: Theme.colors.inkSoft
    wrapMode: Text.Wrap
    lineHeight: Theme.type.leading
    elide: Text.ElideNone
    Accessible.ignored: false
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
