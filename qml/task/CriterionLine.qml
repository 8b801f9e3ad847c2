import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// One acceptance criterion, whether it is met, and what shows it.
Item {
    id: root

    required property criterionRow criterion

    signal toggled

    implicitHeight: words.implicitHeight
    activeFocusOnTab: true
    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: root.criterion.met
    Accessible.focusable: true
    Accessible.onToggleAction: root.toggled()
    Keys.onSpacePressed: root.toggled()
    Accessible.name: root.criterion.met ? qsTr("Met: %1").arg(root.criterion.text) : qsTr("Open: %1").arg(root.criterion.text)

    Glyph {
        id: mark

        y: Theme.space.hair
        width: Theme.size.iconSmall
        height: Theme.size.iconSmall
        name: root.criterion.met ? "check" : "wait"
        color: root.criterion.met ? Theme.colors.good : Theme.colors.inkFaint
    }
    TapHandler {
        onTapped: root.toggled()
    }
    Column {
        id: words

        anchors.left: mark.right
        anchors.leftMargin: Theme.space.s
        anchors.right: parent.right

        Words {
            width: parent.width
            text: root.criterion.text
            wrapMode: Text.Wrap
        }
        Words {
            visible: root.criterion.evidence !== ""
            width: parent.width
            text: root.criterion.evidence
            color: Theme.colors.inkFaint
            font.pixelSize: Theme.type.small
            wrapMode: Text.Wrap
        }
    }
    FocusFrame {
        focused: root.activeFocus
    }
}
