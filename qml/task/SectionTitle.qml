import QtQuick
import Stint.Controls
import Stint.Theme

/// The heading of one part of the details.
Words {
    color: Theme.colors.inkFaint
    font.pixelSize: Theme.type.small
    font.weight: Theme.type.strong
    Accessible.ignored: false
    Accessible.role: Accessible.Heading
    Accessible.name: text
}
