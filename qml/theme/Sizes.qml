import QtQuick

/// Extents of things, in pixels.
QtObject {
    readonly property int line: 1
    readonly property int focusLine: 2
    readonly property int iconSmall: 12
    readonly property int icon: 16
    readonly property int ring: 16
    readonly property int control: 30
    readonly property int controlSmall: 24
    readonly property int keyCap: 16
    readonly property int tag: 18
    readonly property int topBar: 52
    readonly property int statusLine: 28
    readonly property int columnHeader: 36
    readonly property int columnMin: 216
    readonly property int columnMax: 340
    readonly property int columnCollapsed: 36
    readonly property int panelMin: 320
    readonly property int panel: 400
    readonly property int panelMax: 760
    readonly property int grip: 6
    readonly property int search: 260
    readonly property int dialog: 480
    readonly property int textArea: 96
    readonly property int toast: 440
    readonly property int factName: 116
    readonly property int scrollBar: 8
    readonly property int marker: 3
    readonly property int switchWidth: 32
    readonly property int switchHeight: 18
    readonly property int tipMax: 320
    readonly property int cacheAhead: 240
    readonly property int windowWidth: 1440
    readonly property int windowHeight: 900
    readonly property int windowMinWidth: 720
    readonly property int windowMinHeight: 480
}
