import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// The state of a task or an attempt in its tone.
Tag {
    property int tone: Look.Quiet

    color: Theme.tint(tone)
    ink: tone === Look.Quiet ? Theme.colors.inkSoft : Theme.ink(tone)
}
