pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Components
import Stint.Controls
import Stint.Theme

/// In what order the cards stand and how much room they take.
MenuSheet {
    id: root

    required property BoardViewModel screen
    required property AppearanceViewModel appearance

    readonly property list<string> orders: [qsTr("By hand, then by priority"), qsTr("By priority"), qsTr("Latest change first"), qsTr("Longest wait first")]
    readonly property list<string> densities: [qsTr("Compact"), qsTr("Normal"), qsTr("Roomy")]

    width: Theme.size.field + Theme.space.xxl
    label: qsTr("Display")
    objectName: "displayMenu"

    Words {
        leftPadding: Theme.space.s
        text: qsTr("Order of the cards")
        color: Theme.colors.inkFaint
        font.pixelSize: Theme.type.small
        font.weight: Theme.type.medium
    }
    Repeater {
        model: root.orders

        MenuLine {
            id: order

            required property string modelData
            required property int index

            width: parent ? parent.width : 0
            focus: order.on
            kind: Accessible.RadioButton
            text: order.modelData
            on: root.screen.order === order.index
            objectName: "order." + order.index
            onClicked: root.screen.order = order.index
        }
    }
    Words {
        topPadding: Theme.space.s
        leftPadding: Theme.space.s
        text: qsTr("Density")
        color: Theme.colors.inkFaint
        font.pixelSize: Theme.type.small
        font.weight: Theme.type.medium
    }
    Repeater {
        model: root.densities

        MenuLine {
            id: density

            required property string modelData
            required property int index

            width: parent ? parent.width : 0
            kind: Accessible.RadioButton
            text: density.modelData
            on: root.appearance.density === density.index
            objectName: "density." + density.index
            onClicked: root.appearance.density = density.index
        }
    }
}
