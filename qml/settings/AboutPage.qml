pragma ComponentBehavior: Bound

import QtQuick
import Stint.Items
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// What the program is made of and what it protects.
SettingsPage {
    id: root

    required property AppViewModel app

    title: qsTr("About Stint")
    text: qsTr("A local, encrypted task board for people and the agents they run. Nothing leaves this computer.")

    Repeater {
        model: root.app.versions

        SettingLine {
            id: line

            required property factRow fact

            label: line.fact.key

            Words {
                text: line.fact.value
                color: Theme.colors.inkSoft
                Accessible.ignored: false
                Accessible.role: Accessible.StaticText
                Accessible.name: line.fact.key + " " + line.fact.value
            }
        }
    }
    Item {
        width: parent.width
        height: Theme.space.l
    }
    Words {
        text: qsTr("What is protected, in plain words")
        font.weight: Theme.type.strong
        Accessible.ignored: false
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    Paragraph {
        text: qsTr("Whoever copies the board file, a backup of it or the disk cannot read it without the key. Changed pages are noticed when they are read.")
    }
    Paragraph {
        text: qsTr("Agents never get the key: they speak to this program through a socket that only you can open, and every agent may do only what its runs and the rights in Board policy allow.")
    }
    Paragraph {
        text: qsTr("Not protected: against programs that run as you, or as the administrator, while the board is open; against whoever holds both the file and the key; against reading the screen. That a board exists, its size and the time of its changes can be seen.")
    }
    Item {
        width: parent.width
        height: Theme.space.l
    }
    Words {
        text: qsTr("Licences")
        font.weight: Theme.type.strong
        Accessible.ignored: false
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    Paragraph {
        text: qsTr("Qt: GNU LGPL 3. SQLCipher: BSD of Zetetic. SQLite: public domain. OpenSSL: Apache 2.0. tl::expected: CC0. Inter: SIL Open Font Licence 1.1. The full texts come with the packages of these projects.")
    }
}
