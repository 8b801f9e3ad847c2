pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import Stint.Items
import Stint.ViewModels
import Stint.Components
import Stint.Controls
import Stint.Theme

/// What to filter by on the left, the values of it on the right.
MenuSheet {
    id: root

    required property FilterViewModel filters

    width: Theme.size.dialog
    label: qsTr("Filter")
    objectName: "filterMenu"
    onAboutToShow: root.filters.offer(Look.Status)
    onOpened: facets.forceActiveFocus()

    Row {
        width: parent.width
        spacing: Theme.space.s

        ListView {
            id: facets

            width: (parent.width - parent.spacing) * 2 / 5
            height: contentHeight
            interactive: false
            focus: true
            model: root.filters.facets
            keyNavigationEnabled: true
            KeyNavigation.right: values
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Filter by")

            delegate: MenuLine {
                id: facetLine

                required property chipRow chip

                width: ListView.view.width
                focus: true
                text: facetLine.chip.text
                on: facetLine.chip.on
                objectName: "facet." + facetLine.chip.key
                onClicked: facetLine.chip.facet >= Look.Gated ? root.filters.toggle(facetLine.chip.facet, "") : root.filters.offer(facetLine.chip.facet)
            }
        }
        ListView {
            id: values

            width: (parent.width - parent.spacing) * 3 / 5
            height: Math.max(facets.height, Math.min(contentHeight, Theme.size.menuMax))
            clip: true
            activeFocusOnTab: true
            model: root.filters.choices
            keyNavigationEnabled: true
            KeyNavigation.left: facets
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Values")

            ScrollBar.vertical: ThinScrollBar {}

            delegate: MenuLine {
                id: choiceLine

                required property chipRow chip

                width: ListView.view.width
                text: choiceLine.chip.text
                figure: choiceLine.chip.count
                on: choiceLine.chip.on
                objectName: "value." + choiceLine.chip.value
                onClicked: root.filters.toggle(choiceLine.chip.facet, choiceLine.chip.value)
            }
        }
    }
}
