import QtQuick
import Stint.Controls
import Stint.Theme

/// How far the draining is, in a bar and in words.
Item {
    id: root

    property real share: 0
    property string text: ""

    implicitHeight: words.implicitHeight + Theme.space.xs + track.height
    objectName: "drain"
    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("Draining")
    Accessible.description: root.text

    Words {
        id: words

        width: parent.width
        text: root.text
        color: Theme.colors.inkSoft
        font.pixelSize: Theme.type.small
    }
    Rectangle {
        id: track

        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.size.bar
        radius: height / 2
        color: Theme.colors.sunken

        Rectangle {
            width: parent.width * root.share
            height: parent.height
            radius: height / 2
            color: Theme.colors.inkSoft

            Behavior on width {
                NumberAnimation {
                    duration: Theme.time.calm
                }
            }
        }
    }
}
