import QtQuick

/// Durations in milliseconds; movement takes none when it is not wanted.
QtObject {
    id: root

    required property bool reduced

    readonly property int quick: root.reduced ? 0 : 90
    readonly property int calm: root.reduced ? 0 : 160
    readonly property int tipDelay: 500
    readonly property int toast: 5000
}
