import QtQuick

/// Distances on a grid of four pixels; `hair` is the one half step.
QtObject {
    readonly property int hair: 2
    readonly property int xs: 4
    readonly property int s: 8
    readonly property int m: 12
    readonly property int l: 16
    readonly property int xl: 24
    readonly property int xxl: 32
}
