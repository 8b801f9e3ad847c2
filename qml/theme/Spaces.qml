import QtQuick

/// Distances on a grid of four pixels; `hair` is the one half step. Denser and roomier move whole steps.
QtObject {
    id: root

    /// Steps from the normal density: -1 compact, 0, 1 roomy.
    required property int density

    readonly property int hair: 2
    readonly property int xs: 4
    readonly property int s: 8
    readonly property int m: root.density < 0 ? 8 : 12
    readonly property int l: 16 + 4 * root.density
    readonly property int xl: 24 + 4 * root.density
    readonly property int xxl: 32
}
