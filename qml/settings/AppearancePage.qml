import QtQuick
import Stint.ViewModels
import Stint.Controls

/// Light, density, text, motion.
SettingsPage {
    id: root

    required property AppearanceViewModel appearance

    title: qsTr("Appearance")
    text: qsTr("Only this window on this computer is changed.")

    SettingLine {
        label: qsTr("Light or dark")
        hint: qsTr("As the system follows the desktop, live.")

        SegmentedChoice {
            label: qsTr("Light or dark")
            values: ["system", "light", "dark"]
            texts: [qsTr("System"), qsTr("Light"), qsTr("Dark")]
            onCurrentChanged: root.appearance.mode = current

            Binding on current {
                value: root.appearance.mode
            }
        }
    }
    SettingLine {
        label: qsTr("Density")
        hint: qsTr("How much room things take.")

        SegmentedChoice {
            label: qsTr("Density")
            values: ["compact", "normal", "roomy"]
            texts: [qsTr("Compact"), qsTr("Normal"), qsTr("Roomy")]
            onCurrentChanged: root.appearance.density = current

            Binding on current {
                value: root.appearance.density
            }
        }
    }
    SettingLine {
        label: qsTr("Text size")
        hint: qsTr("From 80 to 200 percent. Ctrl and plus or minus do the same.")

        Row {
            IconButton {
                glyph: "remove"
                text: qsTr("Smaller text")
                onClicked: root.appearance.growText(-1)
            }
            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: root.appearance.textScaleText
                Accessible.ignored: false
                Accessible.role: Accessible.StaticText
                Accessible.name: qsTr("Text size %1").arg(text)
            }
            IconButton {
                glyph: "add"
                text: qsTr("Larger text")
                onClicked: root.appearance.growText(1)
            }
        }
    }
    SettingLine {
        label: qsTr("Language")
        hint: qsTr("Of the window's own words; it is followed when Stint starts again.")

        DropDown {
            label: qsTr("Language")
            model: root.appearance.languageNames
            currentIndex: root.appearance.language
            objectName: "language"
            onActivated: index => root.appearance.language = index
        }
    }
    SettingLine {
        label: qsTr("Movement")
        hint: qsTr("Reduced: things appear where they are, without sliding there.")

        SegmentedChoice {
            label: qsTr("Movement")
            values: ["system", "full", "reduced"]
            texts: [qsTr("System"), qsTr("Full"), qsTr("Reduced")]
            onCurrentChanged: root.appearance.motion = current

            Binding on current {
                value: root.appearance.motion
            }
        }
    }
}
