pragma ComponentBehavior: Bound

import QtQuick
import Stint.ViewModels
import Stint.Controls
import Stint.Theme

/// What the task waits for: add, remove, and the whole web around it as a picture.
Page {
    id: root

    required property DependenciesViewModel dependencies

    signal wanted(string taskId)

    InputField {
        id: search

        width: parent.width
        hint: qsTr("Wait for another task: search it")
        objectName: "addDependency"
        onTextEdited: root.dependencies.search(search.text)
        Keys.onEscapePressed: event => {
            event.accepted = search.text !== ""
            search.clear()
            root.dependencies.search("")
        }
    }
    Words {
        visible: root.dependencies.refusal !== ""
        width: parent.width
        text: root.dependencies.refusal
        color: Theme.colors.danger
        wrapMode: Text.Wrap
        objectName: "refusal"
        Accessible.ignored: false
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
    Column {
        visible: found.count > 0
        width: parent.width

        Repeater {
            id: found

            model: root.dependencies.found

            DependencyLine {
                id: foundLine

                width: parent ? parent.width : 0
                objectName: "found." + foundLine.dependency.key
                onClicked: {
                    search.clear()
                    root.dependencies.add(foundLine.dependency.key)
                }
            }
        }
    }
    SectionTitle {
        text: qsTr("Waits for")
    }
    Words {
        visible: list.count === 0
        width: parent.width
        text: qsTr("It waits for no other task.")
        color: Theme.colors.inkFaint
        wrapMode: Text.Wrap
    }
    Column {
        width: parent.width

        Repeater {
            id: list

            model: root.dependencies.list

            DependencyLine {
                id: dependencyLine

                width: parent ? parent.width : 0
                removable: true
                onClicked: root.wanted(dependencyLine.dependency.key)
                onRemoved: root.dependencies.remove(dependencyLine.dependency.key)
            }
        }
    }
    SectionTitle {
        visible: root.dependencies.drawn
        text: qsTr("What hangs together")
    }
    GraphView {
        visible: root.dependencies.drawn
        width: parent.width
        dependencies: root.dependencies
        onWanted: taskId => root.wanted(taskId)
    }
    Words {
        visible: root.dependencies.note !== ""
        width: parent.width
        text: root.dependencies.note
        color: Theme.colors.inkFaint
        font.pixelSize: Theme.type.small
        wrapMode: Text.Wrap
    }
}
