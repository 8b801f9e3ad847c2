pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// The settings: pages on the left, the chosen one on the right.
FocusScope {
    id: root

    required property AppViewModel app

    property alias page: pages.currentIndex

    objectName: "settings"
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Settings")

    ChoiceList {
        id: pages

        x: Theme.space.l
        y: Theme.space.s
        width: Theme.size.field
        height: parent.height - y
        label: qsTr("Settings")
        focus: true
        activeFocusOnTab: true
        model: [qsTr("Appearance"), qsTr("Keys"), qsTr("Notifications"), qsTr("Board policy"), qsTr("Workspaces"), qsTr("About")]
        delegate: ChoiceLine {
            id: entry

            required property string modelData
            required property int index

            text: entry.modelData
            objectName: "page." + entry.index
            onClicked: pages.currentIndex = entry.index
        }
    }
    StackLayout {
        anchors.left: pages.right
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        currentIndex: pages.currentIndex

        AppearancePage {
            appearance: root.app.appearance
        }
        KeysPage {
            commands: root.app.commands
        }
        NoticesPage {
            notices: root.app.notices
        }
        PolicyPage {
            policy: root.app.policy
        }
        WorkspacesPage {
            workspaces: root.app.workspaces
        }
        AboutPage {
            app: root.app
        }
    }
}
