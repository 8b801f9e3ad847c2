pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// Type what you want: commands that make sense now, and tasks. Focus returns to where it was.
Popup {
    id: root

    required property PaletteViewModel finder

    function take(index: int): void {
        root.close()
        root.finder.choose(index)
    }

    parent: T.Overlay.overlay
    x: parent ? (parent.width - width) / 2 : 0
    y: parent ? Math.min(Theme.size.topBar, (parent.height - height) / 2) : 0
    width: Math.min(Theme.size.palette, parent ? parent.width - Theme.space.xxl : Theme.size.palette)
    padding: Theme.space.s
    modal: true
    focus: true
    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside
    onAboutToShow: {
        words.clear()
        root.finder.open()
    }
    onOpened: words.forceActiveFocus()

    T.Overlay.modal: Rectangle {
        color: Theme.colors.scrim
    }
    background: Rectangle {
        radius: Theme.radius.dialog
        color: Theme.colors.raised
        border.width: Theme.size.line
        border.color: Theme.colors.line
    }
    contentHeight: frame.implicitHeight

    FocusScope {
        id: frame

        anchors.fill: parent
        focus: true
        implicitHeight: column.implicitHeight
        objectName: "palette"
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Find a command or a task")

        Column {
            id: column

            width: parent.width
            spacing: Theme.space.s

            InputField {
                id: words

                width: parent.width
                focus: true
                leftPadding: Theme.space.xxl
                hint: root.finder.about !== "" ? qsTr("A command for %1, a view, or words of a task").arg(root.finder.about) : qsTr("A command, a view, or words of a task")
                label: qsTr("What do you want to do?")
                objectName: "palette.words"
                onTextEdited: root.finder.query = words.text
                onAccepted: root.take(-1)
                Keys.onUpPressed: root.finder.step(-1)
                Keys.onDownPressed: root.finder.step(1)

                Glyph {
                    x: Theme.space.s
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.size.icon
                    height: Theme.size.icon
                    name: "search"
                    color: Theme.colors.inkFaint
                }
            }
            ChoiceList {
                id: list

                width: parent.width
                height: Math.min(Theme.size.paletteList, root.parent ? root.parent.height / 2 : Theme.size.paletteList)
                label: qsTr("What can be done")
                model: root.finder.offers
                currentIndex: root.finder.current
                onCurrentIndexChanged: list.positionViewAtIndex(list.currentIndex, ListView.Contain)
                delegate: Column {
                    id: slot

                    required property paletteRow offer
                    required property int index

                    width: ListView.view.width

                    Words {
                        visible: slot.offer.startsGroup
                        leftPadding: Theme.space.m
                        topPadding: Theme.space.s
                        bottomPadding: Theme.space.xs
                        text: slot.offer.group
                        color: Theme.colors.inkFaint
                        font.pixelSize: Theme.type.small
                        font.weight: Theme.type.medium
                    }
                    ChoiceLine {
                        width: parent.width
                        current: slot.index === root.finder.current
                        lead: slot.offer.detail
                        text: slot.offer.title
                        keyText: slot.offer.keyText
                        objectName: "offer." + slot.offer.key
                        onClicked: root.take(slot.index)
                    }
                }

                Words {
                    visible: list.count === 0
                    anchors.centerIn: parent
                    text: qsTr("Nothing fits these words.")
                    color: Theme.colors.inkFaint
                }
            }
        }
    }
}
