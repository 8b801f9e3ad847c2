import QtQuick
import Stint.Items
import Stint.ViewModels

/// The card in the air, under the pointer.
Item {
    id: root

    required property BoardViewModel screen

    property point grip

    signal moved(point where)

    function take(source: Item, grip: point, card: card): void {
        face.card = card
        face.width = source.width
        root.grip = grip
        root.screen.grab(card.taskId)
    }

    function carry(where: point): void {
        const here = root.mapFromItem(null, where.x, where.y)
        face.x = here.x - root.grip.x
        face.y = here.y - root.grip.y
        root.moved(where)
    }

    function release(): void {
        root.screen.drop()
    }

    anchors.fill: parent
    visible: root.screen.moving !== "" && face.card.taskId === root.screen.moving

    CardFace {
        id: face

        card: root.screen.noCard
        hovered: true
        height: implicitHeight
    }
}
