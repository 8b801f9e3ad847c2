import QtQuick
import Stint.Controls

/// The one tooltip of all cards: says what the part under the pointer means and what to press (BRD-09).
Item {
    id: root

    readonly property string text: tip.text

    objectName: "cardTip"

    function show(text: string, source: Item): void {
        const place = source ? root.mapFromItem(source, 0, 0) : Qt.point(0, 0)
        root.x += place.x
        root.y += place.y
        root.width = source ? source.width : 0
        tip.text = text
    }

    HintTip {
        id: tip

        visible: root.enabled && tip.text !== ""
    }
}
