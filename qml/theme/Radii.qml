import QtQuick

/// Corner radii, in pixels.
QtObject {
    readonly property int small: 4
    readonly property int control: 6
    readonly property int card: 8
    readonly property int dialog: 12
}
