import QtQuick
import Stint.ViewModels

/// The place of one view: a repeater of one builds it when first shown; then it is hidden and shown again as it was
/// left. A Loader cannot: before Qt 6.5 it does not take bound components.
FocusScope {
    id: root

    required property Navigation navigation
    required property int view

    readonly property bool current: root.navigation.view === root.view
    property bool wanted: false
    property bool loaded: false

    /// The view is on the screen and ready to take the keyboard.
    signal shown

    anchors.fill: parent
    visible: root.current
    focus: root.current
    onCurrentChanged: if (root.current) root.wanted = true
    onVisibleChanged: if (root.visible && root.loaded) root.shown()
    onLoadedChanged: root.shown()
    Component.onCompleted: root.wanted = root.current
}
