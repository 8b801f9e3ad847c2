import QtQuick

/// Text sizes in pixels at the person's scale, weights and leading.
QtObject {
    id: root

    required property real scale

    readonly property int tiny: Math.round(10 * root.scale)
    readonly property int small: Math.round(11 * root.scale)
    readonly property int body: Math.round(13 * root.scale)
    readonly property int title: Math.round(17 * root.scale)
    readonly property int display: Math.round(20 * root.scale)

    readonly property int regular: Font.Normal
    readonly property int medium: Font.Medium
    readonly property int strong: Font.DemiBold

    readonly property real leading: 1.25
    /// For what machines wrote.
    readonly property string fixed: "monospace"
}
