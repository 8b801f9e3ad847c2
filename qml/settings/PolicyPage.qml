pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels

/// The rules of the board: they hold for every window, command line and agent.
SettingsPage {
    id: root

    required property PolicyViewModel policy

    title: qsTr("Board policy")
    text: root.policy.error !== "" ? root.policy.error : qsTr("These rules hold for the whole board: every window, the command line and all agents. A change applies from the next act on.")

    Repeater {
        model: root.policy.rows

        PolicyLine {
            viewModel: root.policy
        }
    }
}
