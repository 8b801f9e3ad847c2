import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Stint.Theme

/// A question in the middle of the window. Focus returns to where it was when it closes.
Popup {
    id: root

    property string title: ""
    property string confirmText: ""
    property string abortText: qsTr("Not now")
    property bool destructive: false
    property bool canConfirm: true
    /// Without a question there is nothing to confirm: one button closes it.
    property bool asks: true
    property real preferredWidth: Theme.size.dialog
    /// How tall what is asked may be between the title and the buttons; beyond that it scrolls.
    readonly property real room: Math.max(Theme.size.row, (parent ? parent.height : Theme.size.windowMinHeight) - Theme.space.xxl - root.padding * 2 - head.height - buttons.height - column.spacing * 2)
    default property alias content: body.data

    signal accepted
    signal rejected

    function accept(): void {
        if (!root.canConfirm)
            return
        root.accepted()
        root.close()
    }

    /// For a question that has nothing to fill in: Enter takes what it offers, unless that destroys something.
    function focusButtons(): void {
        const first = root.asks && root.canConfirm && !root.destructive ? confirm : abort
        first.forceActiveFocus()
    }

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(root.preferredWidth, parent ? parent.width - Theme.space.xxl : root.preferredWidth)
    padding: Theme.space.xl
    modal: true
    focus: true
    closePolicy: Popup.CloseOnEscape

    T.Overlay.modal: Rectangle {
        color: Theme.colors.scrim
    }
    background: Rectangle {
        radius: Theme.radius.dialog
        color: Theme.colors.raised
        border.width: Theme.size.line
        border.color: Theme.colors.line
    }
    enter: Transition {
        NumberAnimation {
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.time.quick
        }
    }
    contentHeight: frame.implicitHeight

    FocusScope {
        id: frame

        anchors.fill: parent
        focus: true
        implicitHeight: column.implicitHeight
        Accessible.role: Accessible.Dialog
        Accessible.name: root.title

        Column {
            id: column

            width: parent.width
            spacing: Theme.space.l

            Words {
                id: head

                width: parent.width
                text: root.title
                font.pixelSize: Theme.type.title
                font.weight: Theme.type.strong
                wrapMode: Text.Wrap
            }
            ScrollPage {
                width: parent.width
                height: Math.min(contentHeight, root.room)
                contentWidth: width
                contentHeight: body.implicitHeight
                interactive: contentHeight > height
                clip: interactive // frames of focus reach over the edge

                Column {
                    id: body

                    width: parent.width
                    spacing: Theme.space.m
                }
            }
            Row {
                id: buttons

                anchors.right: parent.right
                spacing: Theme.space.s

                ActionButton {
                    id: abort

                    text: root.asks ? root.abortText : qsTr("Close")
                    objectName: "dialog.abort"
                    onClicked: {
                        root.rejected()
                        root.close()
                    }
                }
                ActionButton {
                    id: confirm

                    visible: root.asks
                    text: root.confirmText
                    primary: true
                    destructive: root.destructive
                    enabled: root.canConfirm
                    objectName: "dialog.confirm"
                    onClicked: root.accept()
                }
            }
        }
    }
}
