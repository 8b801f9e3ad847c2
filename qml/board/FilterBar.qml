pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Components
import Stint.Controls
import Stint.Theme

/// What the board is filtered by, as chips that can be taken away, and the ways to more: filter, views, columns.
Item {
    id: root

    required property BoardViewModel screen
    required property AppearanceViewModel appearance

    readonly property FilterViewModel filters: root.screen.filters

    function openFilter(): void {
        filterMenu.open()
    }

    function openDisplay(): void {
        displayMenu.open()
    }

    /// Too narrow for one line: what is on the right stands below.
    readonly property bool tight: root.width < filterButton.implicitWidth + Theme.space.l + viewsButton.implicitWidth + displayButton.implicitWidth + columnsButton.implicitWidth + tail.spacing * 2

    implicitHeight: flow.height + (root.tight ? tail.height + Theme.space.xs : 0) + Theme.space.s
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Filters")

    Flow {
        id: flow

        width: root.tight ? root.width : root.width - tail.width - Theme.space.l
        spacing: Theme.space.xs

        ActionButton {
            id: filterButton

            compact: true
            text: qsTr("Filter")
            objectName: "filter"
            onClicked: filterMenu.opened ? filterMenu.close() : filterMenu.open()

            FilterMenu {
                id: filterMenu

                y: filterButton.height + Theme.space.xs
                filters: root.filters
            }
        }
        Repeater {
            model: root.filters.chips

            Chip {
                id: chipItem

                required property chipRow chip

                text: chipItem.chip.text
                onClicked: root.filters.remove(chipItem.chip.facet, chipItem.chip.value)
            }
        }
        ActionButton {
            visible: root.filters.active
            compact: true
            text: qsTr("Clear")
            objectName: "clearFilter"
            onClicked: root.filters.clear()
        }
        Words {
            visible: root.filters.active || root.screen.progressText !== ""
            height: Theme.size.controlSmall
            leftPadding: Theme.space.xs
            text: root.screen.progressText !== "" ? root.screen.progressText : qsTr("%1 of %2 tasks").arg(root.screen.board.shown).arg(root.screen.board.total)
            color: Theme.colors.inkFaint
            font.pixelSize: Theme.type.small
        }
    }
    Flow {
        id: tail

        x: root.width - width
        y: root.tight ? flow.height + Theme.space.xs : 0
        width: root.tight ? root.width : viewsButton.implicitWidth + displayButton.implicitWidth + columnsButton.implicitWidth + tail.spacing * 2
        spacing: Theme.space.xs

        ActionButton {
            id: viewsButton

            compact: true
            text: root.filters.viewName !== "" ? qsTr("View: %1").arg(root.filters.viewName) : qsTr("Views")
            objectName: "views"
            onClicked: viewsMenu.opened ? viewsMenu.close() : viewsMenu.open()

            ViewsMenu {
                id: viewsMenu

                x: viewsButton.width - width
                y: viewsButton.height + Theme.space.xs
                filters: root.filters
            }
        }
        ActionButton {
            id: displayButton

            compact: true
            text: qsTr("Display")
            objectName: "display"
            onClicked: displayMenu.opened ? displayMenu.close() : displayMenu.open()

            DisplayMenu {
                id: displayMenu

                x: displayButton.width - width
                y: displayButton.height + Theme.space.xs
                screen: root.screen
                appearance: root.appearance
            }
        }
        ActionButton {
            id: columnsButton

            compact: true
            text: root.screen.board.hidden > 0 ? qsTr("Columns: %1 hidden").arg(root.screen.board.hidden) : qsTr("Columns")
            objectName: "columns"
            onClicked: columnsMenu.opened ? columnsMenu.close() : columnsMenu.open()

            ColumnsMenu {
                id: columnsMenu

                x: columnsButton.width - width
                y: columnsButton.height + Theme.space.xs
                screen: root.screen
            }
        }
    }
}
