pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// One rule of the board.
SettingLine {
    id: root

    required property policyRow policy
    required property PolicyViewModel viewModel

    label: root.policy.label
    hint: root.policy.hint
    refusal: root.policy.refusal
    group: root.policy.group
    startsGroup: root.policy.startsGroup

    Row {
        OptionSwitch {
            id: onOff

            visible: root.policy.kind === "switch"
            text: onOff.checked ? qsTr("On") : qsTr("Off")
            checked: root.policy.on
            objectName: "policy." + root.policy.key
            Accessible.name: root.policy.label
            onToggled: root.viewModel.turn(root.policy.key, onOff.checked)
        }
        DropDown {
            visible: root.policy.kind === "choice"
            label: root.policy.label
            model: root.policy.words
            currentIndex: root.policy.chosen
            objectName: "policy." + root.policy.key
            onActivated: index => root.viewModel.write(root.policy.key, root.policy.values[index])
        }
        InputField {
            id: field

            visible: root.policy.kind === "field"
            width: Theme.size.fieldSmall
            text: root.policy.text
            label: root.policy.label
            objectName: "policy." + root.policy.key
            onEditingFinished: if (field.text !== root.policy.text) root.viewModel.write(root.policy.key, field.text)
        }
    }
}
