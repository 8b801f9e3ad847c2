pragma Singleton

import QtQuick
import Stint.Items

/// Every colour, size and duration of the product, by role. Nothing outside this folder names one.
QtObject {
    id: root

    property bool dark: false
    /// Factor of all text sizes.
    property real textScale: 1.0
    property bool reducedMotion: false
    /// Steps from the normal density: -1 compact, 0, 1 roomy.
    property int density: 0

    readonly property ColorSet light: ColorSet {
        window: "#f4f4f1"
        surface: "#ffffff"
        raised: "#ffffff"
        sunken: "#ebebe7"
        line: "#e0e0da"
        lineStrong: "#c4c4bd"
        ink: "#1b1c1f"
        inkSoft: "#4a4c52"
        inkFaint: "#65676e"
        accent: "#3d55c6"
        accentInk: "#3147ad"
        accentTint: "#e8ebfa"
        attention: "#8a4b00"
        attentionTint: "#fdf0d9"
        danger: "#b3261e"
        dangerTint: "#fce8e6"
        good: "#1e6b41"
        goodTint: "#e2f1e8"
        info: "#3147ad"
        infoTint: "#e8ebfa"
        solidInk: "#ffffff"
        scrim: "#591b1c1f"
        hover: "#0d1b1c1f"
        tag: "#eeeeea"
    }
    readonly property ColorSet night: ColorSet {
        window: "#131416"
        surface: "#1c1d20"
        raised: "#25272b"
        sunken: "#0d0e10"
        line: "#2d2f34"
        lineStrong: "#4a4d54"
        ink: "#ececee"
        inkSoft: "#bdbfc5"
        inkFaint: "#9497a0"
        accent: "#8b9df0"
        accentInk: "#a9b7f6"
        accentTint: "#262c46"
        attention: "#f0b659"
        attentionTint: "#372a14"
        danger: "#ff978d"
        dangerTint: "#3c1f1d"
        good: "#7cc79b"
        goodTint: "#1b3325"
        info: "#a9b7f6"
        infoTint: "#262c46"
        solidInk: "#131416"
        scrim: "#99000000"
        hover: "#12ffffff"
        tag: "#2a2c31"
    }
    readonly property ColorSet colors: root.dark ? root.night : root.light

    readonly property Spaces space: Spaces {
        density: root.density
    }
    readonly property Sizes size: Sizes {
        scale: root.textScale
        density: root.density
    }
    readonly property Radii radius: Radii {}
    readonly property TypeScale type: TypeScale {
        scale: root.textScale
    }
    readonly property Times time: Times {
        reduced: root.reducedMotion
    }

    /// The colour of words and shapes in that tone.
    function ink(tone: int): color {
        switch (tone) {
        case Look.Attention:
            return colors.attention
        case Look.Danger:
            return colors.danger
        case Look.Good:
            return colors.good
        case Look.Info:
            return colors.info
        case Look.Strong:
            return colors.ink
        }
        return colors.inkFaint
    }

    /// The ground on which words of that tone stand.
    function tint(tone: int): color {
        switch (tone) {
        case Look.Attention:
            return colors.attentionTint
        case Look.Danger:
            return colors.dangerTint
        case Look.Good:
            return colors.goodTint
        case Look.Info:
            return colors.infoTint
        }
        return colors.tag
    }
}
