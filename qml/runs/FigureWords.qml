import QtQuick
import Stint.Controls
import Stint.Theme

/// A figure in a column: aligned at its end.
Words {
    rightPadding: Theme.space.s
    horizontalAlignment: Text.AlignRight
}
