pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Theme

/// The last messages, newest at the bottom.
Column {
    id: root

    required property ToastModel toasts
    required property History history

    width: Theme.size.toast
    spacing: Theme.space.s

    Repeater {
        model: root.toasts

        Toast {
            id: message

            width: root.width
            onDismissed: root.toasts.dismiss(message.toast.key)
            onUndone: {
                root.history.undoDeed(message.toast.deed)
                root.toasts.dismiss(message.toast.key)
            }
        }
    }
}
