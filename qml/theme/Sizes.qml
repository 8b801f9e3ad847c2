import QtQuick

/// Extents of things, in pixels. What holds words grows with them; what is pressed follows the density.
QtObject {
    id: root

    /// Factor of all text sizes, and steps from the normal density: -1 compact, 0, 1 roomy.
    required property real scale
    required property int density

    readonly property real growth: Math.max(1, root.scale)

    readonly property int line: 1
    readonly property int focusLine: 2
    readonly property int iconSmall: Math.round(12 * root.growth)
    readonly property int icon: Math.round(16 * root.growth)
    readonly property int ring: Math.round(16 * root.growth)
    readonly property int control: Math.round((30 + 4 * root.density) * root.growth)
    readonly property int controlSmall: Math.round((24 + 2 * root.density) * root.growth)
    readonly property int keyCap: Math.round(16 * root.growth)
    readonly property int tag: Math.round(18 * root.growth)
    readonly property int topBar: Math.round((52 + 8 * root.density) * Math.sqrt(root.growth))
    readonly property int statusLine: 28
    readonly property int row: Math.round((36 + 4 * root.density) * root.growth)
    readonly property int tableRow: Math.round((44 + 4 * root.density) * root.growth)
    readonly property int cellAgent: Math.round(152 * root.growth)
    readonly property int cellState: Math.round(116 * root.growth)
    readonly property int cellFigure: Math.round(76 * root.growth)
    readonly property int bar: 6
    readonly property int sideBar: Math.round(208 * Math.sqrt(root.growth))
    readonly property int sideBarFolded: Math.round(52 * Math.sqrt(root.growth))
    readonly property int columnHeader: Math.round((36 + 4 * root.density) * root.growth)
    readonly property int columnMin: Math.round(216 * Math.sqrt(root.growth))
    readonly property int columnMax: Math.round(340 * Math.sqrt(root.growth))
    readonly property int columnCollapsed: Math.round(36 * root.growth)
    readonly property int panelMin: 320
    readonly property int panel: Math.round(400 * Math.sqrt(root.growth))
    readonly property int panelMax: 760
    readonly property int grip: 6
    readonly property int search: 260
    readonly property int field: Math.round(200 * Math.sqrt(root.growth))
    readonly property int fieldSmall: Math.round(104 * root.growth)
    readonly property int dialog: Math.round(480 * Math.sqrt(root.growth))
    readonly property int palette: Math.round(620 * Math.sqrt(root.growth))
    readonly property int paletteList: 400
    readonly property int page: Math.round(720 * Math.sqrt(root.growth))
    readonly property int textArea: Math.round(96 * root.growth)
    readonly property int toast: Math.round(440 * Math.sqrt(root.growth))
    readonly property int factName: Math.round(116 * root.growth)
    readonly property int scrollBar: 8
    readonly property int marker: 3
    readonly property int dot: 6
    readonly property int switchWidth: Math.round(32 * root.growth)
    readonly property int switchHeight: Math.round(18 * root.growth)
    readonly property int tipMax: 320
    readonly property int menuMax: 320
    readonly property int logMax: Math.round(240 * Math.sqrt(root.growth))
    readonly property int cacheAhead: 240
    /// Narrower windows show fewer words.
    readonly property int windowNarrow: Math.round(960 * Math.sqrt(root.growth))
    /// Lower views show fewer figures above their lists.
    readonly property int viewShort: Math.round(420 * Math.sqrt(root.growth))
    readonly property int windowWidth: 1440
    readonly property int windowHeight: 900
    readonly property int windowMinWidth: 720
    readonly property int windowMinHeight: 480
}
