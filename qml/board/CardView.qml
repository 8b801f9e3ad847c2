pragma ComponentBehavior: Bound

import QtQuick
import Stint.Items
import Stint.Theme

/// A card in its column: the face plus pointer, keyboard and speech.
Item {
    id: root

    required property card card
    required property bool marked
    required property bool pending
    required property int index

    property bool current: false
    property bool lifted: false
    property bool pooled: false

    signal picked
    signal toggled
    signal reached
    signal hinted(string text)
    signal opened
    signal lift(Item source, point grip)
    signal carried(point where)
    signal released

    implicitHeight: face.implicitHeight + Theme.space.s
    objectName: "card." + root.card.taskId
    Accessible.role: Accessible.ListItem
    Accessible.name: root.card.accessibleName
    Accessible.description: root.card.accessibleDescription
    Accessible.focusable: true
    Accessible.selectable: true
    Accessible.selected: root.current || root.marked
    Accessible.ignored: root.pooled
    Accessible.onPressAction: root.opened()
    ListView.onPooled: root.pooled = true
    ListView.onReused: root.pooled = false

    CardFace {
        id: face

        width: root.width
        height: implicitHeight
        card: root.card
        hovered: hover.hovered
        marked: root.marked
        opacity: root.lifted ? 0.35 : root.pending ? 0.6 : 1
    }
    Rectangle {
        visible: root.current
        anchors.fill: face
        radius: face.radius
        color: "transparent"
        border.width: Theme.size.focusLine
        border.color: root.activeFocus ? Theme.colors.accent : Theme.colors.lineStrong
    }
    HoverHandler {
        id: hover

        onHoveredChanged: if (!hover.hovered) root.hinted("")
        onPointChanged: if (hover.hovered) root.hinted(face.hintAt(hover.point.position))
    }
    TapHandler {
        acceptedModifiers: Qt.NoModifier
        onTapped: root.picked()
        onDoubleTapped: root.opened()
    }
    TapHandler {
        acceptedModifiers: Qt.ControlModifier
        onTapped: root.toggled()
    }
    TapHandler {
        acceptedModifiers: Qt.ShiftModifier
        onTapped: root.reached()
    }
    DragHandler {
        id: drag

        target: null
        dragThreshold: Theme.space.s
        grabPermissions: PointerHandler.CanTakeOverFromItems | PointerHandler.CanTakeOverFromHandlersOfDifferentType
        onActiveChanged: drag.active ? root.lift(face, drag.centroid.pressPosition) : root.released()
        onCentroidChanged: if (drag.active) root.carried(drag.centroid.scenePosition)
    }
}
