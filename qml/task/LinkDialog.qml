import QtQuick
import Stint.Controls
import Stint.Theme

/// Shows where a link really leads before it is opened (SHL-06).
ModalDialog {
    id: root

    property string target: ""
    readonly property bool safe: /^https?:\/\//i.test(root.target)

    function ask(target: string): void {
        root.target = target
        root.open()
    }

    title: qsTr("Open this link?")
    confirmText: qsTr("Open")
    canConfirm: root.safe
    objectName: "link"
    onAccepted: Qt.openUrlExternally(root.target)

    Words {
        width: parent.width
        text: root.target
        font.family: Theme.type.fixed
        wrapMode: Text.WrapAnywhere
        maximumLineCount: 12
        Accessible.ignored: false
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
    Words {
        visible: !root.safe
        width: parent.width
        text: qsTr("Only web addresses are opened from here.")
        color: Theme.colors.attention
        wrapMode: Text.Wrap
    }
}
