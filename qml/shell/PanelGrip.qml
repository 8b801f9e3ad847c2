import QtQuick
import Stint.Theme

/// The edge between board and details: drag it, or focus it and use the arrow keys.
Item {
    id: root

    required property real extent

    property real started: 0

    signal stretched(real width)

    width: Theme.size.grip
    activeFocusOnTab: true
    objectName: "grip"
    Accessible.role: Accessible.Slider
    Accessible.name: qsTr("Width of the details")
    Accessible.focusable: true
    Keys.onLeftPressed: root.stretched(root.extent + Theme.space.xl)
    Keys.onRightPressed: root.stretched(root.extent - Theme.space.xl)

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        width: root.activeFocus || hover.hovered || drag.active ? Theme.size.focusLine : Theme.size.line
        height: parent.height
        color: root.activeFocus || hover.hovered || drag.active ? Theme.colors.accent : Theme.colors.line
    }
    HoverHandler {
        id: hover

        cursorShape: Qt.SplitHCursor
    }
    DragHandler {
        id: drag

        target: null
        yAxis.enabled: false
        onActiveChanged: if (drag.active) root.started = root.extent
        onActiveTranslationChanged: if (drag.active) root.stretched(root.started - drag.activeTranslation.x)
    }
}
