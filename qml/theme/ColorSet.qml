import QtQuick

/// One complete set of colours; a theme that forgets one does not load.
QtObject {
    required property color window
    required property color surface
    required property color raised
    required property color sunken
    required property color line
    required property color lineStrong
    required property color ink
    required property color inkSoft
    required property color inkFaint
    required property color accent
    required property color accentInk
    required property color accentTint
    required property color attention
    required property color attentionTint
    required property color danger
    required property color dangerTint
    required property color good
    required property color goodTint
    required property color info
    required property color infoTint
    required property color solidInk
    required property color scrim
    required property color hover
    required property color tag
}
