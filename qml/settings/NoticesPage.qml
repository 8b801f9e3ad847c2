pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Controls

/// What the desktop is told about.
SettingsPage {
    id: root

    required property NoticesViewModel notices

    title: qsTr("Notifications")
    text: qsTr("The desktop is told when something needs you. Each kind has a switch.")

    Repeater {
        model: root.notices.switches

        OptionSwitch {
            id: option

            required property noticeSwitch toggle

            text: option.toggle.label
            checked: option.toggle.on
            objectName: "notice." + option.toggle.key
            onToggled: root.notices.setOn(option.toggle.key, option.checked)
        }
    }
}
