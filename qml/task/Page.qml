import QtQuick
import Stint.Controls
import Stint.Theme

/// A scrolling page of the details with one column of content.
ScrollPage {
    id: root

    default property alias content: column.data

    contentWidth: width
    contentHeight: column.height + Theme.space.xl

    Column {
        id: column

        x: Theme.space.l
        y: Theme.space.l
        width: root.width - Theme.space.l * 2
        spacing: Theme.space.l
    }
}
