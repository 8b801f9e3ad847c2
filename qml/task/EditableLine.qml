pragma ComponentBehavior: Bound

import QtQuick
import Stint.Items
import Stint.Controls
import Stint.Theme

/// One named value that is edited where it stands: typed and confirmed with Enter, or chosen from a list.
Item {
    id: root

    required property fieldRow field

    signal edited(string value)

    readonly property bool chooses: root.field.choices.length > 0

    implicitHeight: Math.max(name.implicitHeight, root.chooses ? choice.implicitHeight : root.field.lines ? area.implicitHeight : line.implicitHeight)

    Words {
        id: name

        width: Math.min(Theme.size.factName, root.width / 2)
        height: Math.max(Theme.size.control, implicitHeight)
        text: root.field.label
        color: Theme.colors.inkFaint
        wrapMode: Text.Wrap
    }
    DropDown {
        id: choice

        visible: root.chooses
        anchors.left: name.right
        anchors.leftMargin: Theme.space.s
        anchors.right: parent.right
        label: root.field.label
        model: root.field.choiceTexts
        currentIndex: root.field.choice
        objectName: "field." + root.field.key
        onActivated: index => root.edited(root.field.choices[index])
    }
    InputField {
        id: line

        visible: !root.chooses && !root.field.lines
        anchors.left: name.right
        anchors.leftMargin: Theme.space.s
        anchors.right: parent.right
        label: root.field.label
        hint: root.field.hint
        text: root.field.value
        objectName: "field." + root.field.key
        onEditingFinished: if (line.text !== root.field.value) root.edited(line.text)
        Keys.onEscapePressed: event => {
            event.accepted = line.text !== root.field.value
            line.text = root.field.value
        }
    }
    InputArea {
        id: area

        visible: root.field.lines
        anchors.left: name.right
        anchors.leftMargin: Theme.space.s
        anchors.right: parent.right
        label: root.field.label
        text: root.field.value
        objectName: "field." + root.field.key
        onActiveFocusChanged: if (!area.activeFocus && area.text !== root.field.value) root.edited(area.text)
        onSubmitted: root.edited(area.text)
    }
}
