import QtQuick
import QtQuick.Controls.Basic as Basic

/// What is larger than its place and can be scrolled. Whatever inside it gets the keyboard is brought into view.
Flickable {
    id: root

    readonly property Item withKeyboard: Window.activeFocusItem

    function holds(item: Item): bool {
        for (let at = item; at; at = at.parent)
            if (at === root.contentItem)
                return true
        return false
    }

    function reveal(item: Item): void {
        const place = item.mapToItem(root.contentItem, Qt.rect(0, 0, item.width, item.height))
        const margin = Math.max(0, Math.min(place.height, (root.height - place.height) / 2))
        root.contentY = Math.max(0, Math.min(Math.max(root.contentY, place.bottom + margin - root.height), place.y - margin, root.contentHeight - root.height))
        root.contentX = Math.max(0, Math.min(Math.max(root.contentX, place.right - root.width), place.x, root.contentWidth - root.width))
    }

    clip: true
    boundsBehavior: Flickable.StopAtBounds
    onWithKeyboardChanged: if (root.holds(root.withKeyboard)) root.reveal(root.withKeyboard)

    Basic.ScrollBar.vertical: ThinScrollBar {}
}
