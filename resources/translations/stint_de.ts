<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>AboutPage</name>
        <message>
            <source>About Stint</source>
            <translation>Über Stint</translation>
        </message>
        <message>
            <source>A local, encrypted task board for people and the agents they run. Nothing leaves this computer.</source>
            <translation>Ein lokales, verschlüsseltes Aufgabenboard für Menschen und die Agenten, die sie einsetzen. Nichts verlässt diesen Rechner.</translation>
        </message>
        <message>
            <source>What is protected, in plain words</source>
            <translation>Was geschützt ist, in einfachen Worten</translation>
        </message>
        <message>
            <source>Whoever copies the board file, a backup of it or the disk cannot read it without the key. Changed pages are noticed when they are read.</source>
            <translation>Wer die Board-Datei, eine Sicherung davon oder die Platte kopiert, kann sie ohne den Schlüssel nicht lesen. Veränderte Seiten fallen beim Lesen auf.</translation>
        </message>
        <message>
            <source>Agents never get the key: they speak to this program through a socket that only you can open, and every agent may do only what its runs and the rights in Board policy allow.</source>
            <translation>Agenten bekommen den Schlüssel nie: Sie sprechen mit diesem Programm über einen Socket, den nur du öffnen kannst, und jeder Agent darf nur, was seine Läufe und die Rechte in den Board-Regeln erlauben.</translation>
        </message>
        <message>
            <source>Not protected: against programs that run as you, or as the administrator, while the board is open; against whoever holds both the file and the key; against reading the screen. That a board exists, its size and the time of its changes can be seen.</source>
            <translation>Nicht geschützt: vor Programmen, die unter deinem Namen oder als Administrator laufen, solange das Board offen ist; vor jemandem, der Datei und Schlüssel hat; vor dem Mitlesen am Bildschirm. Dass es ein Board gibt, seine Größe und die Zeiten seiner Änderungen sind zu sehen.</translation>
        </message>
        <message>
            <source>Licences</source>
            <translation>Lizenzen</translation>
        </message>
        <message>
            <source>Qt: GNU LGPL 3. SQLCipher: BSD of Zetetic. SQLite: public domain. OpenSSL: Apache 2.0. tl::expected: CC0. Inter: SIL Open Font Licence 1.1. The full texts come with the packages of these projects.</source>
            <translation>Qt: GNU LGPL 3. SQLCipher: BSD von Zetetic. SQLite: gemeinfrei. OpenSSL: Apache 2.0. tl::expected: CC0. Inter: SIL Open Font Licence 1.1. Die vollen Texte liegen den Paketen dieser Projekte bei.</translation>
        </message>
    </context>
    <context>
        <name>AgentHeads</name>
        <message>
            <source>Agent</source>
            <translation>Agent</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Aufgabe</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Lease left</source>
            <translation>Lease übrig</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>Tokens</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>Kosten</translation>
        </message>
        <message>
            <source>Process</source>
            <translation>Prozess</translation>
        </message>
        <message>
            <source>Heartbeat</source>
            <translation>Signal vor</translation>
        </message>
    </context>
    <context>
        <name>AgentLine</name>
        <message>
            <source>Choose %1</source>
            <translation>%1 auswählen</translation>
        </message>
    </context>
    <context>
        <name>AppearancePage</name>
        <message>
            <source>Appearance</source>
            <translation>Aussehen</translation>
        </message>
        <message>
            <source>Only this window on this computer is changed.</source>
            <translation>Geändert wird nur dieses Fenster auf diesem Rechner.</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>Hell oder dunkel</translation>
        </message>
        <message>
            <source>As the system follows the desktop, live.</source>
            <translation>„System“ folgt dem Desktop, sofort.</translation>
        </message>
        <message>
            <source>System</source>
            <translation>System</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Density</source>
            <translation>Dichte</translation>
        </message>
        <message>
            <source>How much room things take.</source>
            <translation>Wie viel Platz die Dinge brauchen.</translation>
        </message>
        <message>
            <source>Compact</source>
            <translation>Eng</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Roomy</source>
            <translation>Weit</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Schriftgröße</translation>
        </message>
        <message>
            <source>From 80 to 200 percent. Ctrl and plus or minus do the same.</source>
            <translation>Von 80 bis 200 Prozent. Strg und Plus oder Minus tun dasselbe.</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Kleinere Schrift</translation>
        </message>
        <message>
            <source>Text size %1</source>
            <translation>Schriftgröße %1</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>Größere Schrift</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Of the window's own words; it is followed when Stint starts again.</source>
            <translation>Der Worte des Fensters selbst; sie gilt, sobald Stint neu gestartet ist.</translation>
        </message>
        <message>
            <source>Movement</source>
            <translation>Bewegung</translation>
        </message>
        <message>
            <source>Reduced: things appear where they are, without sliding there.</source>
            <translation>Reduziert: Dinge erscheinen dort, wo sie sind, ohne hinzugleiten.</translation>
        </message>
        <message>
            <source>Full</source>
            <translation>Voll</translation>
        </message>
        <message>
            <source>Reduced</source>
            <translation>Reduziert</translation>
        </message>
    </context>
    <context>
        <name>BacklogHeads</name>
        <message>
            <source>No.</source>
            <translation>Nr.</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Aufgabe</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Wartet</translation>
        </message>
        <message>
            <source>Attempt</source>
            <translation>Versuch</translation>
        </message>
        <message>
            <source>Needs</source>
            <translation>Braucht</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <source>What it waits for</source>
            <translation>Worauf sie wartet</translation>
        </message>
    </context>
    <context>
        <name>BoardNotice</name>
        <message>
            <source>The board cannot be read</source>
            <translation>Das Board ist nicht lesbar</translation>
        </message>
        <message>
            <source>Nothing to do yet</source>
            <translation>Noch nichts zu tun</translation>
        </message>
        <message>
            <source>Write down the first task. Agents take it from here.</source>
            <translation>Schreib die erste Aufgabe auf. Von hier holen Agenten sie sich.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal</translation>
        </message>
        <message>
            <source>New task</source>
            <translation>Neue Aufgabe</translation>
        </message>
    </context>
    <context>
        <name>BoardView</name>
        <message>
            <source>Board</source>
            <translation>Board</translation>
        </message>
        <message>
            <source>1 change</source>
            <translation>1 Änderung</translation>
        </message>
        <message numerus="yes">
            <source>%n changes</source>
            <translation>
                <numerusform>%n Änderung</numerusform>
                <numerusform>%n Änderungen</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BulkBar</name>
        <message>
            <source>Cancel 1 task and everything below it?</source>
            <translation>1 Aufgabe und alles darunter abbrechen?</translation>
        </message>
        <message>
            <source>Cancel %1 tasks and everything below them?</source>
            <translation>%1 Aufgaben und alles darunter abbrechen?</translation>
        </message>
        <message>
            <source>Release 1 task?</source>
            <translation>1 Aufgabe zurückgeben?</translation>
        </message>
        <message>
            <source>Release %1 tasks?</source>
            <translation>%1 Aufgaben zurückgeben?</translation>
        </message>
        <message>
            <source>%1 selected</source>
            <translation>%1 gewählt</translation>
        </message>
        <message>
            <source>Approve</source>
            <translation>Freigeben</translation>
        </message>
        <message>
            <source>Release</source>
            <translation>Zurückgeben</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Priorität</translation>
        </message>
        <message>
            <source>Urgent</source>
            <translation>Dringend</translation>
        </message>
        <message>
            <source>High</source>
            <translation>Hoch</translation>
        </message>
        <message>
            <source>Medium</source>
            <translation>Mittel</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Niedrig</translation>
        </message>
        <message>
            <source>Add label</source>
            <translation>Etikett dazu</translation>
        </message>
        <message>
            <source>Add a label to 1 task</source>
            <translation>1 Aufgabe ein Etikett geben</translation>
        </message>
        <message>
            <source>Add a label to %1 tasks</source>
            <translation>%1 Aufgaben ein Etikett geben</translation>
        </message>
        <message>
            <source>Remove label</source>
            <translation>Etikett weg</translation>
        </message>
        <message>
            <source>Remove a label from 1 task</source>
            <translation>1 Aufgabe ein Etikett nehmen</translation>
        </message>
        <message>
            <source>Remove a label from %1 tasks</source>
            <translation>%1 Aufgaben ein Etikett nehmen</translation>
        </message>
        <message>
            <source>Archive</source>
            <translation>Archivieren</translation>
        </message>
        <message>
            <source>Takes them out of your inbox</source>
            <translation>Nimmt sie aus deinem Eingang</translation>
        </message>
        <message>
            <source>Fail</source>
            <translation>Scheitern lassen</translation>
        </message>
        <message>
            <source>Fail the attempt at 1 task?</source>
            <translation>Den Versuch an 1 Aufgabe scheitern lassen?</translation>
        </message>
        <message>
            <source>Fail the attempts at %1 tasks?</source>
            <translation>Die Versuche an %1 Aufgaben scheitern lassen?</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Select none (Esc)</source>
            <translation>Nichts auswählen (Esc)</translation>
        </message>
        <message>
            <source>Cancel the task</source>
            <translation>Aufgabe abbrechen</translation>
        </message>
        <message>
            <source>Cancel %1 tasks</source>
            <translation>%1 Aufgaben abbrechen</translation>
        </message>
    </context>
    <context>
        <name>BulkDialog</name>
        <message>
            <source>Label</source>
            <translation>Etikett</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>Reason (optional)</source>
            <translation>Grund (freiwillig)</translation>
        </message>
    </context>
    <context>
        <name>ChildLine</name>
        <message>
            <source>Fold %1</source>
            <translation>%1 zuklappen</translation>
        </message>
        <message>
            <source>Unfold %1</source>
            <translation>%1 aufklappen</translation>
        </message>
    </context>
    <context>
        <name>ChildrenPage</name>
        <message>
            <source>Add a child task, as a draft</source>
            <translation>Teilaufgabe hinzufügen, als Entwurf</translation>
        </message>
        <message>
            <source>Children</source>
            <translation>Teilaufgaben</translation>
        </message>
        <message>
            <source>It has no child tasks.</source>
            <translation>Sie hat keine Teilaufgaben.</translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
        <message>
            <source>Remove %1</source>
            <translation>%1 entfernen</translation>
        </message>
    </context>
    <context>
        <name>ColumnHead</name>
        <message>
            <source>%1, sorted downwards</source>
            <translation>%1, absteigend sortiert</translation>
        </message>
        <message>
            <source>%1, sorted upwards</source>
            <translation>%1, aufsteigend sortiert</translation>
        </message>
        <message>
            <source>Sorts the table</source>
            <translation>Sortiert die Tabelle</translation>
        </message>
    </context>
    <context>
        <name>ColumnHeader</name>
        <message>
            <source>Fold column %1, %2 tasks</source>
            <translation>Spalte %1 zuklappen, %2 Aufgaben</translation>
        </message>
        <message>
            <source>At most %1 tasks: a full column takes no more. Press to fold, right-click to change.</source>
            <translation>Höchstens %1 Aufgaben: Eine volle Spalte nimmt nichts mehr an. Drücken klappt zu, Rechtsklick ändert es.</translation>
        </message>
        <message>
            <source>Better not more than %1 tasks. Press to fold, right-click to change.</source>
            <translation>Besser nicht mehr als %1 Aufgaben. Drücken klappt zu, Rechtsklick ändert es.</translation>
        </message>
        <message>
            <source>Press to fold, right-click to set a limit</source>
            <translation>Drücken klappt zu, Rechtsklick setzt eine Grenze</translation>
        </message>
    </context>
    <context>
        <name>ColumnView</name>
        <message>
            <source>%1, %2 tasks</source>
            <translation>%1, %2 Aufgaben</translation>
        </message>
        <message>
            <source>Nothing here passes the filter.</source>
            <translation>Nichts hier passt zum Filter.</translation>
        </message>
    </context>
    <context>
        <name>ColumnsMenu</name>
        <message>
            <source>Columns</source>
            <translation>Spalten</translation>
        </message>
    </context>
    <context>
        <name>CommandLine</name>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <source>Shown as soon as there is a command</source>
            <translation>Erscheint, sobald es einen Befehl gibt</translation>
        </message>
        <message>
            <source>Copies the whole line, for a terminal</source>
            <translation>Kopiert die ganze Zeile, für ein Terminal</translation>
        </message>
    </context>
    <context>
        <name>CommandPalette</name>
        <message>
            <source>Find a command or a task</source>
            <translation>Befehl oder Aufgabe finden</translation>
        </message>
        <message>
            <source>A command for %1, a view, or words of a task</source>
            <translation>Ein Befehl für %1, eine Ansicht oder Worte einer Aufgabe</translation>
        </message>
        <message>
            <source>A command, a view, or words of a task</source>
            <translation>Ein Befehl, eine Ansicht oder Worte einer Aufgabe</translation>
        </message>
        <message>
            <source>What do you want to do?</source>
            <translation>Was möchtest du tun?</translation>
        </message>
        <message>
            <source>What can be done</source>
            <translation>Was getan werden kann</translation>
        </message>
        <message>
            <source>Nothing fits these words.</source>
            <translation>Zu diesen Worten passt nichts.</translation>
        </message>
    </context>
    <context>
        <name>CriteriaBlock</name>
        <message>
            <source>Done when</source>
            <translation>Fertig, wenn</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <source>One criterion per line</source>
            <translation>Ein Kriterium je Zeile</translation>
        </message>
        <message>
            <source>Nothing is written down that must hold.</source>
            <translation>Es steht nicht geschrieben, was gelten muss.</translation>
        </message>
    </context>
    <context>
        <name>CriterionLine</name>
        <message>
            <source>Met: %1</source>
            <translation>Erfüllt: %1</translation>
        </message>
        <message>
            <source>Open: %1</source>
            <translation>Offen: %1</translation>
        </message>
    </context>
    <context>
        <name>DependenciesPage</name>
        <message>
            <source>Wait for another task: search it</source>
            <translation>Auf eine andere Aufgabe warten: suche sie</translation>
        </message>
        <message>
            <source>Waits for</source>
            <translation>Wartet auf</translation>
        </message>
        <message>
            <source>It waits for no other task.</source>
            <translation>Sie wartet auf keine andere Aufgabe.</translation>
        </message>
        <message>
            <source>What hangs together</source>
            <translation>Was zusammenhängt</translation>
        </message>
    </context>
    <context>
        <name>DependencyLine</name>
        <message>
            <source>No longer wait for %1</source>
            <translation>Nicht mehr auf %1 warten</translation>
        </message>
    </context>
    <context>
        <name>DescriptionBlock</name>
        <message>
            <source>Description</source>
            <translation>Beschreibung</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Bearbeiten</translation>
        </message>
        <message>
            <source>No description.</source>
            <translation>Keine Beschreibung.</translation>
        </message>
        <message>
            <source>It is longer than this. Edit shows all of it.</source>
            <translation>Sie ist länger. „Bearbeiten“ zeigt alles.</translation>
        </message>
    </context>
    <context>
        <name>DisplayMenu</name>
        <message>
            <source>By hand, then by priority</source>
            <translation>Von Hand, dann nach Priorität</translation>
        </message>
        <message>
            <source>By priority</source>
            <translation>Nach Priorität</translation>
        </message>
        <message>
            <source>Latest change first</source>
            <translation>Letzte Änderung zuerst</translation>
        </message>
        <message>
            <source>Longest wait first</source>
            <translation>Längstes Warten zuerst</translation>
        </message>
        <message>
            <source>Compact</source>
            <translation>Eng</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Roomy</source>
            <translation>Weit</translation>
        </message>
        <message>
            <source>Display</source>
            <translation>Anzeige</translation>
        </message>
        <message>
            <source>Order of the cards</source>
            <translation>Reihenfolge der Karten</translation>
        </message>
        <message>
            <source>Density</source>
            <translation>Dichte</translation>
        </message>
    </context>
    <context>
        <name>DrainBar</name>
        <message>
            <source>Draining</source>
            <translation>Leerlauf</translation>
        </message>
    </context>
    <context>
        <name>DuplicateDialog</name>
        <message>
            <source>Duplicate of which task?</source>
            <translation>Doppel welcher Aufgabe?</translation>
        </message>
        <message>
            <source>Cancel as a duplicate</source>
            <translation>Als Doppel abbrechen</translation>
        </message>
        <message>
            <source>Words of its title, or its code</source>
            <translation>Worte ihres Titels oder ihr Kürzel</translation>
        </message>
        <message>
            <source>Find the other task</source>
            <translation>Die andere Aufgabe finden</translation>
        </message>
        <message>
            <source>Found tasks</source>
            <translation>Gefundene Aufgaben</translation>
        </message>
        <message>
            <source>Type to find it.</source>
            <translation>Tippe, um sie zu finden.</translation>
        </message>
        <message>
            <source>No task has these words.</source>
            <translation>Keine Aufgabe hat diese Worte.</translation>
        </message>
    </context>
    <context>
        <name>FailuresDialog</name>
        <message>
            <source>Not everything worked</source>
            <translation>Nicht alles hat geklappt</translation>
        </message>
        <message>
            <source>Understood</source>
            <translation>Verstanden</translation>
        </message>
        <message>
            <source>Keep them selected</source>
            <translation>Ausgewählt lassen</translation>
        </message>
    </context>
    <context>
        <name>Fault</name>
        <message>
            <source>Stint</source>
            <translation>Stint</translation>
        </message>
        <message>
            <source>The board cannot be opened</source>
            <translation>Das Board lässt sich nicht öffnen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>Filters</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filtern</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>Leeren</translation>
        </message>
        <message>
            <source>%1 of %2 tasks</source>
            <translation>%1 von %2 Aufgaben</translation>
        </message>
        <message>
            <source>View: %1</source>
            <translation>Sicht: %1</translation>
        </message>
        <message>
            <source>Views</source>
            <translation>Sichten</translation>
        </message>
        <message>
            <source>Display</source>
            <translation>Anzeige</translation>
        </message>
        <message>
            <source>Columns: %1 hidden</source>
            <translation>Spalten: %1 verborgen</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Spalten</translation>
        </message>
    </context>
    <context>
        <name>FilterMenu</name>
        <message>
            <source>Filter</source>
            <translation>Filtern</translation>
        </message>
        <message>
            <source>Filter by</source>
            <translation>Filtern nach</translation>
        </message>
        <message>
            <source>Values</source>
            <translation>Werte</translation>
        </message>
    </context>
    <context>
        <name>FoldedColumn</name>
        <message>
            <source>Open column %1, %2 tasks</source>
            <translation>Spalte %1 öffnen, %2 Aufgaben</translation>
        </message>
    </context>
    <context>
        <name>GraphView</name>
        <message>
            <source>Graph of dependencies</source>
            <translation>Graph der Abhängigkeiten</translation>
        </message>
    </context>
    <context>
        <name>HelpDialog</name>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
    </context>
    <context>
        <name>InboxBar</name>
        <message>
            <source>Accept</source>
            <translation>Annehmen</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>Doppel</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>Snooze</source>
            <translation>Zurückstellen</translation>
        </message>
        <message>
            <source>Archive</source>
            <translation>Archivieren</translation>
        </message>
        <message>
            <source>Unread</source>
            <translation>Ungelesen</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Ausblenden</translation>
        </message>
        <message>
            <source>Decisions</source>
            <translation>Entscheidungen</translation>
        </message>
        <message>
            <source>All decisions</source>
            <translation>Alle Entscheidungen</translation>
        </message>
    </context>
    <context>
        <name>InboxLine</name>
        <message>
            <source>Take the mark off %1</source>
            <translation>Markierung von %1 nehmen</translation>
        </message>
        <message>
            <source>Mark %1</source>
            <translation>%1 markieren</translation>
        </message>
        <message>
            <source>%1 · %2</source>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>%1 · %2 · %3</source>
            <translation>%1 · %2 · %3</translation>
        </message>
    </context>
    <context>
        <name>InboxView</name>
        <message>
            <source>Inbox</source>
            <translation>Eingang</translation>
        </message>
        <message>
            <source>Tasks that wait for you</source>
            <translation>Aufgaben, die auf dich warten</translation>
        </message>
        <message>
            <source>Nothing waits for you</source>
            <translation>Nichts wartet auf dich</translation>
        </message>
        <message>
            <source>Approvals, questions, failed runs and your own tasks appear here when they need you.</source>
            <translation>Freigaben, Fragen, gescheiterte Läufe und deine eigenen Aufgaben erscheinen hier, wenn sie dich brauchen.</translation>
        </message>
        <message>
            <source>The inbox cannot be read</source>
            <translation>Der Eingang ist nicht lesbar</translation>
        </message>
    </context>
    <context>
        <name>KeyCatcher</name>
        <message>
            <source>Key of %1: %2</source>
            <translation>Taste für %1: %2</translation>
        </message>
        <message>
            <source>Press a key …</source>
            <translation>Drücke eine Taste …</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keine</translation>
        </message>
    </context>
    <context>
        <name>KeyLine</name>
        <message>
            <source>Restore the key of %1</source>
            <translation>Taste für %1 zurücksetzen</translation>
        </message>
    </context>
    <context>
        <name>KeysPage</name>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>Press a key cap, then the new key. Delete takes the key away, Esc keeps it.</source>
            <translation>Drücke auf eine Taste hier, dann die neue. Entf nimmt sie weg, Esc behält sie.</translation>
        </message>
        <message>
            <source>Keys without Ctrl or Alt</source>
            <translation>Tasten ohne Strg oder Alt</translation>
        </message>
        <message>
            <source>Off: single letters and digits do nothing by themselves.</source>
            <translation>Aus: Einzelne Buchstaben und Ziffern tun von selbst nichts.</translation>
        </message>
        <message>
            <source>Single keys</source>
            <translation>Einzelne Tasten</translation>
        </message>
        <message>
            <source>All keys as they came</source>
            <translation>Alle Tasten wie am Anfang</translation>
        </message>
        <message>
            <source>Restore all keys</source>
            <translation>Alle Tasten zurücksetzen</translation>
        </message>
    </context>
    <context>
        <name>LateLine</name>
        <message>
            <source>Adopt</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <source>Ends the attempt with this result</source>
            <translation>Beendet den Versuch mit diesem Ergebnis</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>Open task</source>
            <translation>Aufgabe öffnen</translation>
        </message>
    </context>
    <context>
        <name>LateTray</name>
        <message>
            <source>Late results</source>
            <translation>Späte Ergebnisse</translation>
        </message>
        <message>
            <source>Late results, %1</source>
            <translation>Späte Ergebnisse, %1</translation>
        </message>
        <message>
            <source>Unfolded</source>
            <translation>Aufgeklappt</translation>
        </message>
        <message>
            <source>Folded</source>
            <translation>Zugeklappt</translation>
        </message>
        <message>
            <source>Work that was finished after its lease was gone. Decide whether it counts.</source>
            <translation>Arbeit, die nach dem Ende ihrer Lease fertig wurde. Entscheide, ob sie zählt.</translation>
        </message>
    </context>
    <context>
        <name>LeavingDialog</name>
        <message>
            <source>Waiting for the agents</source>
            <translation>Auf die Agenten warten</translation>
        </message>
        <message>
            <source>Quit with 1 live lease?</source>
            <translation>Mit 1 laufenden Lease beenden?</translation>
        </message>
        <message numerus="yes">
            <source>Quit with %n live leases?</source>
            <translation>
                <numerusform>Mit %n laufenden Lease beenden?</numerusform>
                <numerusform>Mit %n laufenden Leases beenden?</numerusform>
            </translation>
        </message>
        <message>
            <source>Quit now</source>
            <translation>Jetzt beenden</translation>
        </message>
        <message>
            <source>Wait, then quit</source>
            <translation>Warten, dann beenden</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>Bleiben</translation>
        </message>
    </context>
    <context>
        <name>LimitDialog</name>
        <message>
            <source>Limit of %1</source>
            <translation>Grenze für %1</translation>
        </message>
        <message>
            <source>Set the limit</source>
            <translation>Grenze setzen</translation>
        </message>
        <message>
            <source>No limit</source>
            <translation>Keine Grenze</translation>
        </message>
        <message>
            <source>Tasks at most; blank for no limit</source>
            <translation>Aufgaben höchstens; leer für keine Grenze</translation>
        </message>
        <message>
            <source>Hard: a full column takes no more cards</source>
            <translation>Hart: Eine volle Spalte nimmt keine Karten mehr an</translation>
        </message>
        <message>
            <source>A soft limit only warns. The limit belongs to the board, not to this window.</source>
            <translation>Eine weiche Grenze warnt nur. Die Grenze gehört zum Board, nicht zu diesem Fenster.</translation>
        </message>
    </context>
    <context>
        <name>LinkDialog</name>
        <message>
            <source>Open this link?</source>
            <translation>Diesen Link öffnen?</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Only web addresses are opened from here.</source>
            <translation>Von hier werden nur Webadressen geöffnet.</translation>
        </message>
    </context>
    <context>
        <name>LockDialog</name>
        <message>
            <source>Lock with 1 live lease?</source>
            <translation>Mit 1 laufenden Lease sperren?</translation>
        </message>
        <message numerus="yes">
            <source>Lock with %n live leases?</source>
            <translation>
                <numerusform>Mit %n laufenden Lease sperren?</numerusform>
                <numerusform>Mit %n laufenden Leases sperren?</numerusform>
            </translation>
        </message>
        <message>
            <source>Lock the board</source>
            <translation>Board sperren</translation>
        </message>
    </context>
    <context>
        <name>LockedView</name>
        <message>
            <source>The board is locked</source>
            <translation>Das Board ist gesperrt</translation>
        </message>
        <message>
            <source>%1 is locked</source>
            <translation>%1 ist gesperrt</translation>
        </message>
        <message>
            <source>Its key is not in memory, and nothing of it is on the screen. Agents and commands are asked to come back later.</source>
            <translation>Sein Schlüssel ist nicht im Speicher, und nichts davon ist auf dem Bildschirm. Agenten und Befehle werden gebeten, später wiederzukommen.</translation>
        </message>
        <message>
            <source>Unlocking …</source>
            <translation>Wird entsperrt …</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Entsperren</translation>
        </message>
        <message>
            <source>Locked</source>
            <translation>Gesperrt</translation>
        </message>
    </context>
    <context>
        <name>Main</name>
        <message>
            <source>%1 — Stint</source>
            <translation>%1 — Stint</translation>
        </message>
        <message>
            <source>Stint</source>
            <translation>Stint</translation>
        </message>
    </context>
    <context>
        <name>MergeDialog</name>
        <message>
            <source>%1 was changed by somebody else</source>
            <translation>%1 hat jemand anderes geändert</translation>
        </message>
        <message>
            <source>Save this</source>
            <translation>Dies speichern</translation>
        </message>
        <message>
            <source>Keep theirs</source>
            <translation>Die andere behalten</translation>
        </message>
        <message>
            <source>Theirs</source>
            <translation>Die andere</translation>
        </message>
        <message>
            <source>Empty</source>
            <translation>Leer</translation>
        </message>
        <message>
            <source>Yours</source>
            <translation>Deine</translation>
        </message>
        <message>
            <source>What shall hold</source>
            <translation>Was gelten soll</translation>
        </message>
        <message>
            <source>Use mine as it is</source>
            <translation>Meine nehmen, wie sie ist</translation>
        </message>
    </context>
    <context>
        <name>ModalDialog</name>
        <message>
            <source>Not now</source>
            <translation>Nicht jetzt</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
    </context>
    <context>
        <name>NeedsYou</name>
        <message>
            <source>1 needs you</source>
            <translation>1 braucht dich</translation>
        </message>
        <message>
            <source>Nothing needs you</source>
            <translation>Nichts braucht dich</translation>
        </message>
        <message>
            <source>Shows only these tasks</source>
            <translation>Zeigt nur diese Aufgaben</translation>
        </message>
        <message>
            <source>Show all tasks (N)</source>
            <translation>Alle Aufgaben zeigen (N)</translation>
        </message>
        <message>
            <source>Show only what needs you (N)</source>
            <translation>Nur zeigen, was dich braucht (N)</translation>
        </message>
        <message numerus="yes">
            <source>%Ln need you</source>
            <translation>
                <numerusform>%Ln braucht dich</numerusform>
                <numerusform>%Ln brauchen dich</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NewTaskDialog</name>
        <message>
            <source>New task</source>
            <translation>Neue Aufgabe</translation>
        </message>
        <message>
            <source>Create and start</source>
            <translation>Anlegen und starten</translation>
        </message>
        <message>
            <source>Save draft</source>
            <translation>Entwurf speichern</translation>
        </message>
        <message>
            <source>What is to be done?</source>
            <translation>Was ist zu tun?</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titel</translation>
        </message>
        <message>
            <source>What whoever takes it should know</source>
            <translation>Was wissen sollte, wer sie übernimmt</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Beschreibung</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Priorität</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Niedrig</translation>
        </message>
        <message>
            <source>Medium</source>
            <translation>Mittel</translation>
        </message>
        <message>
            <source>High</source>
            <translation>Hoch</translation>
        </message>
        <message>
            <source>Urgent</source>
            <translation>Dringend</translation>
        </message>
        <message>
            <source>Labels, separated by commas</source>
            <translation>Etiketten, durch Kommas getrennt</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Etiketten</translation>
        </message>
        <message>
            <source>Start it: queue it for an agent right away</source>
            <translation>Starten: gleich für einen Agenten einreihen</translation>
        </message>
    </context>
    <context>
        <name>Notice</name>
        <message>
            <source>Try again</source>
            <translation>Noch einmal</translation>
        </message>
    </context>
    <context>
        <name>NoticesPage</name>
        <message>
            <source>Notifications</source>
            <translation>Mitteilungen</translation>
        </message>
        <message>
            <source>The desktop is told when something needs you. Each kind has a switch.</source>
            <translation>Der Desktop meldet, wenn etwas dich braucht. Jede Art hat einen Schalter.</translation>
        </message>
    </context>
    <context>
        <name>OutcomeList</name>
        <message>
            <source>Dismiss</source>
            <translation>Ausblenden</translation>
        </message>
    </context>
    <context>
        <name>OverviewPage</name>
        <message>
            <source>Why it is not moving</source>
            <translation>Warum es nicht weitergeht</translation>
        </message>
    </context>
    <context>
        <name>PanelGrip</name>
        <message>
            <source>Width of the details</source>
            <translation>Breite der Einzelheiten</translation>
        </message>
    </context>
    <context>
        <name>PanelHead</name>
        <message>
            <source>Close details</source>
            <translation>Einzelheiten schließen</translation>
        </message>
    </context>
    <context>
        <name>PanelTabs</name>
        <message>
            <source>Sections</source>
            <translation>Abschnitte</translation>
        </message>
        <message>
            <source>All sections</source>
            <translation>Alle Abschnitte</translation>
        </message>
    </context>
    <context>
        <name>PasteDialog</name>
        <message>
            <source>Create 1 task?</source>
            <translation>1 Aufgabe anlegen?</translation>
        </message>
        <message numerus="yes">
            <source>Create %n tasks?</source>
            <translation>
                <numerusform>%n Aufgabe anlegen?</numerusform>
                <numerusform>%n Aufgaben anlegen?</numerusform>
            </translation>
        </message>
        <message>
            <source>Create and start</source>
            <translation>Anlegen und starten</translation>
        </message>
        <message>
            <source>Save as drafts</source>
            <translation>Als Entwürfe speichern</translation>
        </message>
        <message>
            <source>Tasks to create</source>
            <translation>Aufgaben, die angelegt werden</translation>
        </message>
        <message>
            <source>Start them: queue each for an agent right away</source>
            <translation>Starten: jede gleich für einen Agenten einreihen</translation>
        </message>
    </context>
    <context>
        <name>PolicyLine</name>
        <message>
            <source>On</source>
            <translation>An</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Aus</translation>
        </message>
    </context>
    <context>
        <name>PolicyPage</name>
        <message>
            <source>Board policy</source>
            <translation>Board-Regeln</translation>
        </message>
        <message>
            <source>These rules hold for the whole board: every window, the command line and all agents. A change applies from the next act on.</source>
            <translation>Diese Regeln gelten für das ganze Board: jedes Fenster, die Kommandozeile und alle Agenten. Eine Änderung gilt ab der nächsten Handlung.</translation>
        </message>
    </context>
    <context>
        <name>ProfilePage</name>
        <message>
            <source>Execution profile</source>
            <translation>Ausführungsprofil</translation>
        </message>
        <message>
            <source>Save the profile</source>
            <translation>Profil speichern</translation>
        </message>
        <message>
            <source>Undo what I typed</source>
            <translation>Meine Eingabe zurücknehmen</translation>
        </message>
        <message>
            <source>Remove the profile</source>
            <translation>Profil entfernen</translation>
        </message>
    </context>
    <context>
        <name>QShortcut</name>
        <message>
            <source>Ctrl</source>
            <translation>Strg</translation>
        </message>
        <message>
            <source>Shift</source>
            <translation>Umschalt</translation>
        </message>
        <message>
            <source>Alt</source>
            <translation>Alt</translation>
        </message>
        <message>
            <source>Meta</source>
            <translation>Meta</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Leertaste</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Esc</translation>
        </message>
        <message>
            <source>Tab</source>
            <translation>Tab</translation>
        </message>
        <message>
            <source>Backspace</source>
            <translation>Rücktaste</translation>
        </message>
        <message>
            <source>Return</source>
            <translation>Eingabe</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Eingabe</translation>
        </message>
        <message>
            <source>Ins</source>
            <translation>Einfg</translation>
        </message>
        <message>
            <source>Del</source>
            <translation>Entf</translation>
        </message>
        <message>
            <source>Home</source>
            <translation>Pos1</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Ende</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Links</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>Hoch</translation>
        </message>
        <message>
            <source>Right</source>
            <translation>Rechts</translation>
        </message>
        <message>
            <source>Down</source>
            <translation>Runter</translation>
        </message>
        <message>
            <source>PgUp</source>
            <translation>Bild auf</translation>
        </message>
        <message>
            <source>PgDown</source>
            <translation>Bild ab</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menü</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Druck</translation>
        </message>
    </context>
    <context>
        <name>QueueView</name>
        <message>
            <source>Queue</source>
            <translation>Warteschlange</translation>
        </message>
        <message>
            <source>Backlog</source>
            <translation>Rückstand</translation>
        </message>
        <message>
            <source>Show more</source>
            <translation>Mehr zeigen</translation>
        </message>
        <message>
            <source>With paused tasks</source>
            <translation>Mit angehaltenen Aufgaben</translation>
        </message>
        <message>
            <source>Backlog, %1</source>
            <translation>Rückstand, %1</translation>
        </message>
        <message>
            <source>The queue cannot be read</source>
            <translation>Die Warteschlange ist nicht lesbar</translation>
        </message>
        <message>
            <source>Nothing waits</source>
            <translation>Nichts wartet</translation>
        </message>
        <message>
            <source>Start a task on the board, and its attempt waits here until an agent takes it.</source>
            <translation>Starte eine Aufgabe auf dem Board, und ihr Versuch wartet hier, bis ein Agent ihn übernimmt.</translation>
        </message>
    </context>
    <context>
        <name>ReasonDialog</name>
        <message>
            <source>Decline 1 task?</source>
            <translation>1 Aufgabe ablehnen?</translation>
        </message>
        <message numerus="yes">
            <source>Decline %n tasks?</source>
            <translation>
                <numerusform>%n Aufgabe ablehnen?</numerusform>
                <numerusform>%n Aufgaben ablehnen?</numerusform>
            </translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>Those that wait for an approval are refused it; all others are canceled, with everything below them.</source>
            <translation>Denen, die auf eine Freigabe warten, wird sie verweigert; alle anderen werden abgebrochen, mit allem darunter.</translation>
        </message>
        <message>
            <source>Reason (optional)</source>
            <translation>Grund (freiwillig)</translation>
        </message>
    </context>
    <context>
        <name>ReviewLine</name>
        <message>
            <source>Missing: %1</source>
            <translation>Es fehlt: %1</translation>
        </message>
        <message>
            <source>Guidance: %1</source>
            <translation>Hinweis: %1</translation>
        </message>
        <message>
            <source>Approve result</source>
            <translation>Ergebnis freigeben</translation>
        </message>
        <message>
            <source>Send back</source>
            <translation>Zurückschicken</translation>
        </message>
    </context>
    <context>
        <name>RunDetails</name>
        <message>
            <source>Attempt in full</source>
            <translation>Versuch im Ganzen</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <source>Release</source>
            <translation>Zurückgeben</translation>
        </message>
        <message>
            <source>Release this attempt?</source>
            <translation>Diesen Versuch zurückgeben?</translation>
        </message>
        <message>
            <source>Stop the agent</source>
            <translation>Agenten anhalten</translation>
        </message>
        <message>
            <source>Stop the agent that works on this attempt?</source>
            <translation>Den Agenten anhalten, der an diesem Versuch arbeitet?</translation>
        </message>
        <message>
            <source>Fail</source>
            <translation>Scheitern lassen</translation>
        </message>
        <message>
            <source>Fail this attempt?</source>
            <translation>Diesen Versuch scheitern lassen?</translation>
        </message>
        <message>
            <source>Cancel the attempt</source>
            <translation>Versuch abbrechen</translation>
        </message>
        <message>
            <source>Cancel this attempt, and with it its task?</source>
            <translation>Diesen Versuch abbrechen und mit ihm seine Aufgabe?</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Ergebnis</translation>
        </message>
        <message>
            <source>Metadata</source>
            <translation>Metadaten</translation>
        </message>
    </context>
    <context>
        <name>RunDialog</name>
        <message>
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>Reason (optional)</source>
            <translation>Grund (freiwillig)</translation>
        </message>
    </context>
    <context>
        <name>RunLine</name>
        <message>
            <source>Shown in full</source>
            <translation>Ganz gezeigt</translation>
        </message>
        <message>
            <source>Press to see all of it</source>
            <translation>Drücken zeigt alles</translation>
        </message>
    </context>
    <context>
        <name>RunLogBlock</name>
        <message>
            <source>Log</source>
            <translation>Protokoll</translation>
        </message>
        <message>
            <source>Find in the log</source>
            <translation>Im Protokoll finden</translation>
        </message>
        <message>
            <source>Previous place</source>
            <translation>Vorige Stelle</translation>
        </message>
        <message>
            <source>Next place</source>
            <translation>Nächste Stelle</translation>
        </message>
        <message>
            <source>Follow</source>
            <translation>Folgen</translation>
        </message>
        <message>
            <source>1 line</source>
            <translation>1 Zeile</translation>
        </message>
        <message numerus="yes">
            <source>%n lines</source>
            <translation>
                <numerusform>%n Zeile</numerusform>
                <numerusform>%n Zeilen</numerusform>
            </translation>
        </message>
        <message>
            <source>What a command writes under “stint exec” is shown here as it comes; it is not stored.</source>
            <translation>Was ein Befehl unter „stint exec“ schreibt, erscheint hier, wie es kommt; gespeichert wird es nicht.</translation>
        </message>
    </context>
    <context>
        <name>RunsPage</name>
        <message>
            <source>Runs</source>
            <translation>Läufe</translation>
        </message>
        <message>
            <source>Nobody has tried it yet.</source>
            <translation>Noch hat es niemand versucht.</translation>
        </message>
    </context>
    <context>
        <name>RunsView</name>
        <message>
            <source>Runs</source>
            <translation>Läufe</translation>
        </message>
        <message>
            <source>Agents and runs</source>
            <translation>Agenten und Läufe</translation>
        </message>
        <message>
            <source>The runs cannot be read</source>
            <translation>Die Läufe sind nicht lesbar</translation>
        </message>
        <message>
            <source>No agent is connected</source>
            <translation>Kein Agent ist verbunden</translation>
        </message>
        <message>
            <source>Agents connect through the board's socket, for example with “stint&#xa0;exec”. What they take shows up here.</source>
            <translation>Agenten verbinden sich über den Socket des Boards, zum Beispiel mit „stint&#xa0;exec“. Was sie übernehmen, erscheint hier.</translation>
        </message>
        <message>
            <source>Start agent …</source>
            <translation>Agent starten …</translation>
        </message>
    </context>
    <context>
        <name>SchedulerCard</name>
        <message>
            <source>Scheduler: %1</source>
            <translation>Zuteilung: %1</translation>
        </message>
        <message>
            <source>Reason (optional)</source>
            <translation>Grund (freiwillig)</translation>
        </message>
        <message>
            <source>Reason for the pause</source>
            <translation>Grund der Pause</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Hands out no more work; what is being worked on goes on</source>
            <translation>Teilt keine Arbeit mehr zu; was in Arbeit ist, läuft weiter</translation>
        </message>
        <message>
            <source>Drain</source>
            <translation>Leerlaufen</translation>
        </message>
        <message>
            <source>Pauses, and tells when nothing is being worked on any more</source>
            <translation>Hält an und meldet, wenn an nichts mehr gearbeitet wird</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
    </context>
    <context>
        <name>SchedulerPill</name>
        <message>
            <source>Scheduler: %1</source>
            <translation>Zuteilung: %1</translation>
        </message>
    </context>
    <context>
        <name>SelectionBar</name>
        <message>
            <source>Chosen lines</source>
            <translation>Gewählte Zeilen</translation>
        </message>
        <message>
            <source>%1 chosen</source>
            <translation>%1 gewählt</translation>
        </message>
        <message>
            <source>Reason, kept in the history</source>
            <translation>Grund, bleibt im Verlauf</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>Release</source>
            <translation>Zurückgeben</translation>
        </message>
        <message>
            <source>Takes claimed runs from their holders and queues them again</source>
            <translation>Nimmt übernommene Läufe ihren Haltern und reiht sie neu ein</translation>
        </message>
        <message>
            <source>Fail</source>
            <translation>Scheitern lassen</translation>
        </message>
        <message>
            <source>Fails runs that are not being worked on; wants a reason</source>
            <translation>Lässt Läufe scheitern, an denen niemand arbeitet; verlangt einen Grund</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Ends the agents' sessions; their runs go back to the queue; wants a reason</source>
            <translation>Beendet die Sitzungen der Agenten; ihre Läufe gehen zurück in die Warteschlange; verlangt einen Grund</translation>
        </message>
        <message>
            <source>Choose none</source>
            <translation>Nichts auswählen</translation>
        </message>
    </context>
    <context>
        <name>SettingsView</name>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Aussehen</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>Mitteilungen</translation>
        </message>
        <message>
            <source>Board policy</source>
            <translation>Board-Regeln</translation>
        </message>
        <message>
            <source>Workspaces</source>
            <translation>Arbeitsbereiche</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Über</translation>
        </message>
    </context>
    <context>
        <name>SideBar</name>
        <message>
            <source>Sidebar</source>
            <translation>Seitenleiste</translation>
        </message>
        <message>
            <source>Workspace</source>
            <translation>Arbeitsbereich</translation>
        </message>
        <message>
            <source>Unfold the sidebar</source>
            <translation>Seitenleiste aufklappen</translation>
        </message>
        <message>
            <source>Fold the sidebar</source>
            <translation>Seitenleiste zuklappen</translation>
        </message>
    </context>
    <context>
        <name>SideEntry</name>
        <message>
            <source>%1 (%2)</source>
            <translation>%1 (%2)</translation>
        </message>
    </context>
    <context>
        <name>SnoozeDialog</name>
        <message>
            <source>Snooze</source>
            <translation>Zurückstellen</translation>
        </message>
        <message>
            <source>Until when</source>
            <translation>Bis wann</translation>
        </message>
    </context>
    <context>
        <name>StartAgentDialog</name>
        <message>
            <source>Start an agent</source>
            <translation>Einen Agenten starten</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Starten</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>How the agent is called on the board</source>
            <translation>Wie der Agent auf dem Board heißt</translation>
        </message>
        <message>
            <source>Command for each task</source>
            <translation>Befehl für jede Aufgabe</translation>
        </message>
        <message>
            <source>For example: python3 agent.py</source>
            <translation>Zum Beispiel: python3 agent.py</translation>
        </message>
        <message>
            <source>It finds its task in the file that STINT_CONTEXT_FILE names. No shell reads the line.</source>
            <translation>Er findet seine Aufgabe in der Datei, die STINT_CONTEXT_FILE nennt. Keine Shell liest die Zeile.</translation>
        </message>
        <message>
            <source>Directory</source>
            <translation>Verzeichnis</translation>
        </message>
        <message>
            <source>Where it works</source>
            <translation>Wo er arbeitet</translation>
        </message>
        <message>
            <source>Capabilities (optional)</source>
            <translation>Fähigkeiten (freiwillig)</translation>
        </message>
        <message>
            <source>What it can do, separated by commas</source>
            <translation>Was er kann, durch Kommas getrennt</translation>
        </message>
        <message>
            <source>Keeps taking tasks</source>
            <translation>Nimmt sich immer weitere Aufgaben</translation>
        </message>
        <message>
            <source>Keeps taking tasks; off: takes one, then ends</source>
            <translation>Nimmt sich immer weitere Aufgaben; aus: eine, dann endet er</translation>
        </message>
        <message>
            <source>The same in a terminal</source>
            <translation>Dasselbe im Terminal</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Loading the board …</source>
            <translation>Das Board wird gelesen …</translation>
        </message>
        <message>
            <source>Working …</source>
            <translation>In Arbeit …</translation>
        </message>
    </context>
    <context>
        <name>TaskPanel</name>
        <message>
            <source>Details</source>
            <translation>Einzelheiten</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Überblick</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>Läufe</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <source>Dependencies</source>
            <translation>Abhängigkeiten</translation>
        </message>
        <message>
            <source>Reviews</source>
            <translation>Prüfungen</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>Profil</translation>
        </message>
        <message>
            <source>Children</source>
            <translation>Teilaufgaben</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Abschnitte</translation>
        </message>
        <message>
            <source>Nobody was asked for a verdict.</source>
            <translation>Niemand wurde um ein Urteil gebeten.</translation>
        </message>
        <message>
            <source>The details cannot be read</source>
            <translation>Die Einzelheiten sind nicht lesbar</translation>
        </message>
        <message>
            <source>Select a task to see its details.</source>
            <translation>Wähle eine Aufgabe, um ihre Einzelheiten zu sehen.</translation>
        </message>
    </context>
    <context>
        <name>TaskWindow</name>
        <message>
            <source>%1 — Stint</source>
            <translation>%1 — Stint</translation>
        </message>
        <message>
            <source>Stint</source>
            <translation>Stint</translation>
        </message>
    </context>
    <context>
        <name>TimelinePage</name>
        <message>
            <source>Add a comment</source>
            <translation>Kommentar hinzufügen</translation>
        </message>
        <message>
            <source>Kind of events</source>
            <translation>Art der Ereignisse</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alle</translation>
        </message>
        <message>
            <source>Comments</source>
            <translation>Kommentare</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>Läufe</translation>
        </message>
        <message>
            <source>Reviews</source>
            <translation>Prüfungen</translation>
        </message>
        <message>
            <source>Changes</source>
            <translation>Änderungen</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>Verlauf</translation>
        </message>
        <message>
            <source>Nothing has happened yet.</source>
            <translation>Noch ist nichts geschehen.</translation>
        </message>
    </context>
    <context>
        <name>Toast</name>
        <message>
            <source>Undo</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Ausblenden</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Board tools</source>
            <translation>Werkzeuge des Boards</translation>
        </message>
        <message>
            <source>Filter tasks</source>
            <translation>Aufgaben filtern</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Einzelheiten</translation>
        </message>
        <message>
            <source>New task</source>
            <translation>Neue Aufgabe</translation>
        </message>
        <message>
            <source>Lock the board</source>
            <translation>Board sperren</translation>
        </message>
    </context>
    <context>
        <name>ViewsMenu</name>
        <message>
            <source>Views</source>
            <translation>Sichten</translation>
        </message>
        <message>
            <source>No view is saved yet. Filter the board, then name it here.</source>
            <translation>Noch keine Sicht gespeichert. Filtere das Board, dann gib ihr hier einen Namen.</translation>
        </message>
        <message>
            <source>Forget the view %1</source>
            <translation>Sicht %1 vergessen</translation>
        </message>
        <message>
            <source>Save the filter as…</source>
            <translation>Filter speichern als …</translation>
        </message>
        <message>
            <source>Nothing is filtered now</source>
            <translation>Gerade ist nichts gefiltert</translation>
        </message>
    </context>
    <context>
        <name>WorkspaceLine</name>
        <message>
            <source>Name of the workspace %1</source>
            <translation>Name des Arbeitsbereichs %1</translation>
        </message>
        <message>
            <source>Forget the workspace %1</source>
            <translation>Arbeitsbereich %1 vergessen</translation>
        </message>
    </context>
    <context>
        <name>WorkspacesPage</name>
        <message>
            <source>Workspaces</source>
            <translation>Arbeitsbereiche</translation>
        </message>
        <message>
            <source>A workspace is a directory that tasks and agents belong to. Forgetting one leaves its directory alone; it is refused while a task names it.</source>
            <translation>Ein Arbeitsbereich ist ein Verzeichnis, zu dem Aufgaben und Agenten gehören. Ihn zu vergessen lässt das Verzeichnis in Ruhe; es wird verweigert, solange eine Aufgabe ihn nennt.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Name of the new workspace</source>
            <translation>Name des neuen Arbeitsbereichs</translation>
        </message>
        <message>
            <source>Full path of the directory</source>
            <translation>Voller Pfad des Verzeichnisses</translation>
        </message>
        <message>
            <source>Directory of the new workspace</source>
            <translation>Verzeichnis des neuen Arbeitsbereichs</translation>
        </message>
        <message>
            <source>Add workspace</source>
            <translation>Arbeitsbereich hinzufügen</translation>
        </message>
    </context>
    <context>
        <name>errors</name>
        <message>
            <source>The request breaks a rule of its fields.</source>
            <translation>Ein Feld der Anfrage verletzt seine Regel.</translation>
        </message>
        <message>
            <source>This field cannot be changed after creation.</source>
            <translation>Dieses Feld lässt sich nach dem Anlegen nicht ändern.</translation>
        </message>
        <message>
            <source>Scope and workspace do not fit together.</source>
            <translation>Geltung und Arbeitsbereich passen nicht zusammen.</translation>
        </message>
        <message>
            <source>A JSON value is over its size limit.</source>
            <translation>Ein JSON-Wert ist zu groß.</translation>
        </message>
        <message>
            <source>The caller may not do this.</source>
            <translation>Das ist hier nicht erlaubt.</translation>
        </message>
        <message>
            <source>Agents need a right that this board does not give them.</source>
            <translation>Agenten bräuchten ein Recht, das dieses Board ihnen nicht gibt.</translation>
        </message>
        <message>
            <source>Too many forced operations in a short time.</source>
            <translation>Zu viele erzwungene Handlungen in kurzer Zeit.</translation>
        </message>
        <message>
            <source>A forced operation needs a reason.</source>
            <translation>Eine erzwungene Handlung braucht einen Grund.</translation>
        </message>
        <message>
            <source>The run has been retried too often.</source>
            <translation>Der Lauf wurde zu oft wiederholt.</translation>
        </message>
        <message>
            <source>More than 50 ids in one call.</source>
            <translation>Mehr als 50 auf einmal.</translation>
        </message>
        <message>
            <source>There is no such task.</source>
            <translation>Diese Aufgabe gibt es nicht.</translation>
        </message>
        <message>
            <source>There is no such run.</source>
            <translation>Diesen Lauf gibt es nicht.</translation>
        </message>
        <message>
            <source>There is no such dependency.</source>
            <translation>Diese Abhängigkeit gibt es nicht.</translation>
        </message>
        <message>
            <source>There is no such event.</source>
            <translation>Dieses Ereignis gibt es nicht.</translation>
        </message>
        <message>
            <source>The task has no stored execution profile.</source>
            <translation>Die Aufgabe hat kein gespeichertes Ausführungsprofil.</translation>
        </message>
        <message>
            <source>There is no such review.</source>
            <translation>Diese Prüfung gibt es nicht.</translation>
        </message>
        <message>
            <source>There is no such session.</source>
            <translation>Diese Sitzung gibt es nicht.</translation>
        </message>
        <message>
            <source>There is no such workspace.</source>
            <translation>Diesen Arbeitsbereich gibt es nicht.</translation>
        </message>
        <message>
            <source>The present state forbids this.</source>
            <translation>Der jetzige Zustand lässt das nicht zu.</translation>
        </message>
        <message>
            <source>The task tree or its dependencies would grow too large.</source>
            <translation>Der Aufgabenbaum oder seine Abhängigkeiten würden zu groß.</translation>
        </message>
        <message>
            <source>The dependency would close a cycle.</source>
            <translation>Die Abhängigkeit würde einen Kreis schließen.</translation>
        </message>
        <message>
            <source>The run or the session is bound elsewhere.</source>
            <translation>Der Lauf oder die Sitzung ist anderswo gebunden.</translation>
        </message>
        <message>
            <source>The run or the session is not in a state to be attached.</source>
            <translation>Lauf oder Sitzung lassen sich jetzt nicht verbinden.</translation>
        </message>
        <message>
            <source>The stored channel is no longer valid.</source>
            <translation>Der gespeicherte Kanal gilt nicht mehr.</translation>
        </message>
        <message>
            <source>No run can be claimed.</source>
            <translation>Kein Lauf kann übernommen werden.</translation>
        </message>
        <message>
            <source>There is no lease this caller could prove.</source>
            <translation>Es gibt keine Lease, die sich hier nachweisen ließe.</translation>
        </message>
        <message>
            <source>The lease has run out.</source>
            <translation>Die Lease ist abgelaufen.</translation>
        </message>
        <message>
            <source>The caller no longer holds this run.</source>
            <translation>Dieser Lauf ist nicht mehr in denselben Händen.</translation>
        </message>
        <message>
            <source>The session already works on a run.</source>
            <translation>Die Sitzung arbeitet schon an einem Lauf.</translation>
        </message>
        <message>
            <source>It is already in use or already recorded differently.</source>
            <translation>Es ist schon in Gebrauch oder anders verzeichnet.</translation>
        </message>
        <message>
            <source>The task has changed since it was read.</source>
            <translation>Die Aufgabe hat sich geändert, seit sie gelesen wurde.</translation>
        </message>
        <message>
            <source>The reviewer took part in the run.</source>
            <translation>Wer prüft, war am Lauf beteiligt.</translation>
        </message>
        <message>
            <source>The board is busy; try again shortly.</source>
            <translation>Das Board ist beschäftigt; versuch es gleich noch einmal.</translation>
        </message>
        <message>
            <source>The session sends too many requests.</source>
            <translation>Die Sitzung schickt zu viele Anfragen.</translation>
        </message>
        <message>
            <source>The board is closing.</source>
            <translation>Das Board wird geschlossen.</translation>
        </message>
        <message>
            <source>The board is locked.</source>
            <translation>Das Board ist gesperrt.</translation>
        </message>
        <message>
            <source>The change could not be made durable.</source>
            <translation>Die Änderung konnte nicht dauerhaft gespeichert werden.</translation>
        </message>
        <message>
            <source>A line is longer than 1 MiB.</source>
            <translation>Eine Zeile ist länger als 1 MiB.</translation>
        </message>
        <message>
            <source>The two sides speak different protocol versions.</source>
            <translation>Die beiden Seiten sprechen verschiedene Fassungen des Protokolls.</translation>
        </message>
        <message>
            <source>The session token does not open a session.</source>
            <translation>Das Sitzungs-Token öffnet keine Sitzung.</translation>
        </message>
        <message>
            <source>The board cannot take another connection now.</source>
            <translation>Das Board kann gerade keine weitere Verbindung annehmen.</translation>
        </message>
        <message>
            <source>A defect in the board; nothing was changed.</source>
            <translation>Ein Fehler im Board; nichts wurde geändert.</translation>
        </message>
    </context>
    <context>
        <name>main</name>
        <message>
            <source>key file in your data folder</source>
            <translation>Schlüsseldatei in deinem Datenordner</translation>
        </message>
        <message>
            <source>The window is incomplete; install the program again.</source>
            <translation>Das Fenster ist unvollständig; installiere das Programm neu.</translation>
        </message>
        <message>
            <source>Another window has this board open and does not answer.</source>
            <translation>Ein anderes Fenster hat dieses Board offen und antwortet nicht.</translation>
        </message>
        <message>
            <source>The window of a Stint board.</source>
            <translation>Das Fenster eines Stint-Boards.</translation>
        </message>
        <message>
            <source>Board file, or the name of a board in the data folder; made when it does not exist.</source>
            <translation>Board-Datei oder Name eines Boards im Datenordner; wird angelegt, wenn es fehlt.</translation>
        </message>
        <message>
            <source>Start without showing the window.</source>
            <translation>Starten, ohne das Fenster zu zeigen.</translation>
        </message>
        <message>
            <source>Show the details of this task.</source>
            <translation>Die Einzelheiten dieser Aufgabe zeigen.</translation>
        </message>
    </context>
    <context>
        <name>stint</name>
        <message>
            <source>Leases</source>
            <translation>Leases</translation>
        </message>
        <message>
            <source>Lease of a claim</source>
            <translation>Lease einer Übernahme</translation>
        </message>
        <message>
            <source>How long a run stays with an agent that does not report.</source>
            <translation>Wie lange ein Lauf bei einem Agenten bleibt, der sich nicht meldet.</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Nachweis</translation>
        </message>
        <message>
            <source>Evidence for every criterion</source>
            <translation>Beleg für jedes Kriterium</translation>
        </message>
        <message>
            <source>Without it a finished run waits for a person.</source>
            <translation>Ohne ihn wartet ein fertiger Lauf auf einen Menschen.</translation>
        </message>
        <message>
            <source>Reviews</source>
            <translation>Prüfungen</translation>
        </message>
        <message>
            <source>Review ended runs</source>
            <translation>Beendete Läufe prüfen</translation>
        </message>
        <message>
            <source>Time for a review</source>
            <translation>Zeit für eine Prüfung</translation>
        </message>
        <message>
            <source>0 for no deadline.</source>
            <translation>0 für keine Frist.</translation>
        </message>
        <message>
            <source>Rounds</source>
            <translation>Runden</translation>
        </message>
        <message>
            <source>Then automatic review gives up.</source>
            <translation>Dann gibt die automatische Prüfung auf.</translation>
        </message>
        <message>
            <source>Attempts at a review</source>
            <translation>Versuche einer Prüfung</translation>
        </message>
        <message>
            <source>What agents may do</source>
            <translation>Was Agenten dürfen</translation>
        </message>
        <message>
            <source>Approve tasks</source>
            <translation>Aufgaben freigeben</translation>
        </message>
        <message>
            <source>Force runs of others</source>
            <translation>Läufe anderer erzwingen</translation>
        </message>
        <message>
            <source>Pause tasks</source>
            <translation>Aufgaben anhalten</translation>
        </message>
        <message>
            <source>Pause the scheduler</source>
            <translation>Zuteilung anhalten</translation>
        </message>
        <message>
            <source>Delete tasks</source>
            <translation>Aufgaben löschen</translation>
        </message>
        <message>
            <source>Change execution profiles</source>
            <translation>Ausführungsprofile ändern</translation>
        </message>
        <message>
            <source>Edit tasks of others</source>
            <translation>Aufgaben anderer bearbeiten</translation>
        </message>
        <message>
            <source>Forced acts within the window</source>
            <translation>Erzwungene Handlungen im Zeitfenster</translation>
        </message>
        <message>
            <source>Window of forced acts</source>
            <translation>Zeitfenster erzwungener Handlungen</translation>
        </message>
        <message>
            <source>Limits of columns</source>
            <translation>Grenzen der Spalten</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Bereit</translation>
        </message>
        <message>
            <source>Blank for none. "5" warns, "5!" refuses more.</source>
            <translation>Leer für keine. „5“ warnt, „5!“ lässt nicht mehr zu.</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>In Arbeit</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Prüfung</translation>
        </message>
        <message>
            <source>Waiting runs</source>
            <translation>Wartende Läufe</translation>
        </message>
        <message>
            <source>A run starves after</source>
            <translation>Ein Lauf verhungert nach</translation>
        </message>
        <message>
            <source>The scheduler looks every</source>
            <translation>Die Zuteilung schaut alle</translation>
        </message>
        <message>
            <source>Grace before an agent is stopped</source>
            <translation>Schonfrist, bevor ein Agent angehalten wird</translation>
        </message>
        <message>
            <source>Publish</source>
            <translation>Veröffentlichen</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Starten</translation>
        </message>
        <message>
            <source>Approve</source>
            <translation>Freigeben</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Antworten</translation>
        </message>
        <message>
            <source>Accept result</source>
            <translation>Ergebnis annehmen</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Noch einmal</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Wiederholen</translation>
        </message>
        <message>
            <source>New attempt</source>
            <translation>Neuer Versuch</translation>
        </message>
        <message>
            <source>Release</source>
            <translation>Zurückgeben</translation>
        </message>
        <message>
            <source>Stop and requeue</source>
            <translation>Anhalten und neu einreihen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Approve result</source>
            <translation>Ergebnis freigeben</translation>
        </message>
        <message>
            <source>Send back</source>
            <translation>Zurückschicken</translation>
        </message>
        <message>
            <source>Take</source>
            <translation>Übernehmen</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <source>Nothing to do.</source>
            <translation>Nichts zu tun.</translation>
        </message>
        <message>
            <source>Only drafts are published.</source>
            <translation>Nur Entwürfe werden veröffentlicht.</translation>
        </message>
        <message>
            <source>A draft is published first.</source>
            <translation>Ein Entwurf wird erst veröffentlicht.</translation>
        </message>
        <message>
            <source>It already has an open attempt.</source>
            <translation>Sie hat schon einen offenen Versuch.</translation>
        </message>
        <message>
            <source>Only ready tasks are started.</source>
            <translation>Nur bereite Aufgaben werden gestartet.</translation>
        </message>
        <message>
            <source>It does not wait for an approval.</source>
            <translation>Sie wartet nicht auf eine Freigabe.</translation>
        </message>
        <message>
            <source>It has asked nothing.</source>
            <translation>Sie hat nichts gefragt.</translation>
        </message>
        <message>
            <source>It has no unproven result.</source>
            <translation>Sie hat kein unbelegtes Ergebnis.</translation>
        </message>
        <message>
            <source>Its attempt does not need attention.</source>
            <translation>Ihr Versuch braucht niemanden.</translation>
        </message>
        <message>
            <source>It has not failed.</source>
            <translation>Sie ist nicht gescheitert.</translation>
        </message>
        <message>
            <source>It is not finished yet.</source>
            <translation>Sie ist noch nicht fertig.</translation>
        </message>
        <message>
            <source>Nobody holds it without working.</source>
            <translation>Niemand hält sie, ohne zu arbeiten.</translation>
        </message>
        <message>
            <source>Nobody is working on it.</source>
            <translation>Niemand arbeitet daran.</translation>
        </message>
        <message>
            <source>It has already ended.</source>
            <translation>Sie ist schon zu Ende.</translation>
        </message>
        <message>
            <source>It is not being reviewed.</source>
            <translation>Sie wird nicht geprüft.</translation>
        </message>
        <message>
            <source>It has no waiting attempt.</source>
            <translation>Sie hat keinen wartenden Versuch.</translation>
        </message>
        <message>
            <source>It cannot be paused.</source>
            <translation>Sie lässt sich nicht anhalten.</translation>
        </message>
        <message>
            <source>It is not paused itself.</source>
            <translation>Sie ist nicht selbst angehalten.</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>Startet</translation>
        </message>
        <message>
            <source>Waiting for work</source>
            <translation>Wartet auf Arbeit</translation>
        </message>
        <message>
            <source>Disconnected</source>
            <translation>Getrennt</translation>
        </message>
        <message>
            <source>Stopping</source>
            <translation>Hält an</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Beendet</translation>
        </message>
        <message>
            <source>Worker</source>
            <translation>Arbeiter</translation>
        </message>
        <message>
            <source>Reviewer</source>
            <translation>Prüfer</translation>
        </message>
        <message>
            <source>Coordinator</source>
            <translation>Koordinator</translation>
        </message>
        <message>
            <source>connected for %1</source>
            <translation>seit %1 verbunden</translation>
        </message>
        <message>
            <source>can %1</source>
            <translation>kann %1</translation>
        </message>
        <message>
            <source>started by this board</source>
            <translation>von diesem Board gestartet</translation>
        </message>
        <message>
            <source>over</source>
            <translation>vorbei</translation>
        </message>
        <message>
            <source>%1, disconnected</source>
            <translation>%1, getrennt</translation>
        </message>
        <message>
            <source>lease left %1</source>
            <translation>Lease noch %1</translation>
        </message>
        <message>
            <source>%1 tokens</source>
            <translation>%1 Tokens</translation>
        </message>
        <message>
            <source>cost %1</source>
            <translation>Kosten %1</translation>
        </message>
        <message>
            <source>process %1</source>
            <translation>Prozess %1</translation>
        </message>
        <message>
            <source>%1 k</source>
            <translation>%1 Tsd.</translation>
        </message>
        <message>
            <source>%1 M</source>
            <translation>%1 Mio.</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Priorität</translation>
        </message>
        <message>
            <source>Owner or agent</source>
            <translation>Besitzer oder Agent</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>Etikett</translation>
        </message>
        <message>
            <source>Milestone</source>
            <translation>Meilenstein</translation>
        </message>
        <message>
            <source>Parent</source>
            <translation>Obere Aufgabe</translation>
        </message>
        <message>
            <source>Held by something</source>
            <translation>Wird aufgehalten</translation>
        </message>
        <message>
            <source>Stale</source>
            <translation>Überfällig</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>Meine</translation>
        </message>
        <message>
            <source>Needs you</source>
            <translation>Braucht dich</translation>
        </message>
        <message>
            <source>a person</source>
            <translation>ein Mensch</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Gescheitert</translation>
        </message>
        <message>
            <source>Retry queues a new attempt.</source>
            <translation>„Wiederholen“ reiht einen neuen Versuch ein.</translation>
        </message>
        <message>
            <source>%1. Press %2: %3.</source>
            <translation>%1. Drücke %2: %3.</translation>
        </message>
        <message>
            <source>Queued</source>
            <translation>Eingereiht</translation>
        </message>
        <message>
            <source>An attempt waits for an agent. Press %1 to work on it yourself.</source>
            <translation>Ein Versuch wartet auf einen Agenten. Drücke %1, um selbst daran zu arbeiten.</translation>
        </message>
        <message>
            <source>Lease: %1 left</source>
            <translation>Lease: noch %1</translation>
        </message>
        <message>
            <source>Lease has run out</source>
            <translation>Lease ist abgelaufen</translation>
        </message>
        <message>
            <source>%1. The ring is what is left of it; each heartbeat fills it. Press %2 to take it back.</source>
            <translation>%1. Der Ring zeigt, was davon übrig ist; jedes Lebenszeichen füllt ihn. Drücke %2, um sie zurückzuholen.</translation>
        </message>
        <message>
            <source>Worked on without a lease: it never runs out.</source>
            <translation>In Arbeit ohne Lease: Sie läuft nie ab.</translation>
        </message>
        <message>
            <source>%1, %2, priority %3</source>
            <translation>%1, %2, Priorität %3</translation>
        </message>
        <message>
            <source>last heartbeat %1 ago</source>
            <translation>letztes Lebenszeichen vor %1</translation>
        </message>
        <message>
            <source>by %1</source>
            <translation>von %1</translation>
        </message>
        <message>
            <source>attempt %1</source>
            <translation>Versuch %1</translation>
        </message>
        <message>
            <source>children done %1</source>
            <translation>Teilaufgaben fertig %1</translation>
        </message>
        <message>
            <source>comments %1</source>
            <translation>Kommentare %1</translation>
        </message>
        <message>
            <source>labels %1</source>
            <translation>Etiketten %1</translation>
        </message>
        <message>
            <source>press %1</source>
            <translation>drücke %1</translation>
        </message>
        <message>
            <source>Approved</source>
            <translation>Freigegeben</translation>
        </message>
        <message>
            <source>Sent back</source>
            <translation>Zurückgeschickt</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>Blockiert</translation>
        </message>
        <message>
            <source>Too late</source>
            <translation>Zu spät</translation>
        </message>
        <message>
            <source>Unreadable</source>
            <translation>Unlesbar</translation>
        </message>
        <message>
            <source>Asked for</source>
            <translation>Erbeten</translation>
        </message>
        <message>
            <source>Offered to a reviewer</source>
            <translation>Einem Prüfer angeboten</translation>
        </message>
        <message>
            <source>Being reviewed</source>
            <translation>Wird geprüft</translation>
        </message>
        <message>
            <source>Given up: a person decides</source>
            <translation>Aufgegeben: Ein Mensch entscheidet</translation>
        </message>
        <message>
            <source>Canceled</source>
            <translation>Abgebrochen</translation>
        </message>
        <message>
            <source>Round %1, review %2</source>
            <translation>Runde %1, Prüfung %2</translation>
        </message>
        <message>
            <source>sure to %1 %</source>
            <translation>zu %1 % sicher</translation>
        </message>
        <message>
            <source>due %1</source>
            <translation>fällig %1</translation>
        </message>
        <message>
            <source>My work</source>
            <translation>Meine Arbeit</translation>
        </message>
        <message>
            <source>Approvals</source>
            <translation>Freigaben</translation>
        </message>
        <message>
            <source>Failed runs</source>
            <translation>Gescheiterte Läufe</translation>
        </message>
        <message>
            <source>Archived</source>
            <translation>Archiviert</translation>
        </message>
        <message>
            <source>Needs approval</source>
            <translation>Braucht Freigabe</translation>
        </message>
        <message>
            <source>Approval was declined</source>
            <translation>Freigabe wurde abgelehnt</translation>
        </message>
        <message>
            <source>Automatic review gave up</source>
            <translation>Automatische Prüfung hat aufgegeben</translation>
        </message>
        <message>
            <source>Waits for a review</source>
            <translation>Wartet auf eine Prüfung</translation>
        </message>
        <message>
            <source>A draft to publish</source>
            <translation>Ein Entwurf zum Veröffentlichen</translation>
        </message>
        <message>
            <source>Waits for other tasks</source>
            <translation>Wartet auf andere Aufgaben</translation>
        </message>
        <message>
            <source>Its attempt needs attention</source>
            <translation>Ihr Versuch braucht jemanden</translation>
        </message>
        <message>
            <source>The last attempt failed</source>
            <translation>Der letzte Versuch ist gescheitert</translation>
        </message>
        <message>
            <source>%1, %2 tasks</source>
            <translation>%1, %2 Aufgaben</translation>
        </message>
        <message>
            <source>unread</source>
            <translation>ungelesen</translation>
        </message>
        <message>
            <source>marked</source>
            <translation>markiert</translation>
        </message>
        <message>
            <source>A task needs approval</source>
            <translation>Eine Aufgabe braucht Freigabe</translation>
        </message>
        <message>
            <source>An agent asks a question</source>
            <translation>Ein Agent stellt eine Frage</translation>
        </message>
        <message>
            <source>A task failed and has used up its attempts</source>
            <translation>Eine Aufgabe ist gescheitert und hat alle Versuche verbraucht</translation>
        </message>
        <message>
            <source>A review is due</source>
            <translation>Eine Prüfung ist fällig</translation>
        </message>
        <message>
            <source>Reviews of a task were stopped</source>
            <translation>Die Prüfungen einer Aufgabe wurden angehalten</translation>
        </message>
        <message>
            <source>A lease was lost repeatedly</source>
            <translation>Eine Lease ging mehrmals verloren</translation>
        </message>
        <message>
            <source>Draining has ended</source>
            <translation>Der Leerlauf ist zu Ende</translation>
        </message>
        <message>
            <source>The board cannot be stored as it should</source>
            <translation>Das Board lässt sich nicht speichern, wie es sollte</translation>
        </message>
        <message>
            <source>%1 needs your approval</source>
            <translation>%1 braucht deine Freigabe</translation>
        </message>
        <message>
            <source>%1 asks</source>
            <translation>%1 fragt</translation>
        </message>
        <message>
            <source>%1 failed, no attempt is left</source>
            <translation>%1 ist gescheitert, kein Versuch ist übrig</translation>
        </message>
        <message>
            <source>The review of %1 is due</source>
            <translation>Die Prüfung von %1 ist fällig</translation>
        </message>
        <message>
            <source>Reviews of %1 were stopped</source>
            <translation>Die Prüfungen von %1 wurden angehalten</translation>
        </message>
        <message>
            <source>%1 lost its lease again</source>
            <translation>%1 hat wieder die Lease verloren</translation>
        </message>
        <message>
            <source>Nothing is being worked on any more</source>
            <translation>An nichts wird mehr gearbeitet</translation>
        </message>
        <message>
            <source>Draining ran out of time</source>
            <translation>Dem Leerlauf ging die Zeit aus</translation>
        </message>
        <message>
            <source>The scheduler stays paused until you resume it.</source>
            <translation>Die Zuteilung bleibt angehalten, bis du sie fortsetzt.</translation>
        </message>
        <message>
            <source>Still working: %1. The scheduler stays paused.</source>
            <translation>Noch in Arbeit: %1. Die Zuteilung bleibt angehalten.</translation>
        </message>
        <message>
            <source>The board is in trouble</source>
            <translation>Das Board hat ein Problem</translation>
        </message>
        <message>
            <source>%1 things need you</source>
            <translation>%1 Dinge brauchen dich</translation>
        </message>
        <message>
            <source>by a parent</source>
            <translation>von einer oberen Aufgabe</translation>
        </message>
        <message>
            <source>itself</source>
            <translation>selbst</translation>
        </message>
        <message>
            <source>%1 in the queue</source>
            <translation>%1 in der Warteschlange</translation>
        </message>
        <message>
            <source>priority %1</source>
            <translation>Priorität %1</translation>
        </message>
        <message>
            <source>waits for %1</source>
            <translation>wartet auf %1</translation>
        </message>
        <message>
            <source>needs %1</source>
            <translation>braucht %1</translation>
        </message>
        <message>
            <source>paused %1</source>
            <translation>angehalten %1</translation>
        </message>
        <message>
            <source>%1/%2</source>
            <translation>%1/%2</translation>
        </message>
        <message>
            <source>A free agent</source>
            <translation>Einen freien Agenten</translation>
        </message>
        <message>
            <source>Attempts that wait for an agent</source>
            <translation>Versuche, die auf einen Agenten warten</translation>
        </message>
        <message>
            <source>Working</source>
            <translation>In Arbeit</translation>
        </message>
        <message>
            <source>Attempts that somebody holds</source>
            <translation>Versuche, die jemand hält</translation>
        </message>
        <message>
            <source>Oldest</source>
            <translation>Ältester</translation>
        </message>
        <message>
            <source>–</source>
            <translation>–</translation>
        </message>
        <message>
            <source>How long the oldest attempt has waited</source>
            <translation>Wie lange der älteste Versuch schon wartet</translation>
        </message>
        <message>
            <source>Starved</source>
            <translation>Verhungert</translation>
        </message>
        <message>
            <source>Attempts that no connected agent has taken for too long</source>
            <translation>Versuche, die zu lange kein verbundener Agent übernommen hat</translation>
        </message>
        <message>
            <source>Need attention</source>
            <translation>Brauchen jemanden</translation>
        </message>
        <message>
            <source>Attempts that wait for an answer or a decision of yours</source>
            <translation>Versuche, die auf eine Antwort oder Entscheidung von dir warten</translation>
        </message>
        <message>
            <source>Paused tasks</source>
            <translation>Angehaltene Aufgaben</translation>
        </message>
        <message>
            <source>Tasks paused themselves; what is below them waits too</source>
            <translation>Selbst angehaltene Aufgaben; was darunter ist, wartet mit</translation>
        </message>
        <message>
            <source>In review</source>
            <translation>In Prüfung</translation>
        </message>
        <message>
            <source>Results that wait for a verdict</source>
            <translation>Ergebnisse, die auf ein Urteil warten</translation>
        </message>
        <message>
            <source>Reviews stopped</source>
            <translation>Prüfungen angehalten</translation>
        </message>
        <message>
            <source>Tasks whose reviews went round in circles; a person decides</source>
            <translation>Aufgaben, deren Prüfungen sich im Kreis drehten; ein Mensch entscheidet</translation>
        </message>
        <message>
            <source>Attempt %1</source>
            <translation>Versuch %1</translation>
        </message>
        <message>
            <source>%1, took %2</source>
            <translation>%1, dauerte %2</translation>
        </message>
        <message>
            <source>%1, will never finish</source>
            <translation>%1, wird nie fertig</translation>
        </message>
        <message>
            <source>its lease had expired</source>
            <translation>ihre Lease war abgelaufen</translation>
        </message>
        <message>
            <source>its lease had been released</source>
            <translation>ihre Lease war zurückgegeben</translation>
        </message>
        <message>
            <source>it had been taken away by a person</source>
            <translation>ein Mensch hatte sie weggenommen</translation>
        </message>
        <message>
            <source>the attempt had been failed by a person</source>
            <translation>ein Mensch hatte den Versuch scheitern lassen</translation>
        </message>
        <message>
            <source>the attempt had been canceled</source>
            <translation>der Versuch war abgebrochen</translation>
        </message>
        <message>
            <source>the attempt had been parked</source>
            <translation>der Versuch war geparkt</translation>
        </message>
        <message>
            <source>the board had taken it back at its start</source>
            <translation>das Board hatte ihn bei seinem Start zurückgenommen</translation>
        </message>
        <message>
            <source>the attempt had already ended</source>
            <translation>der Versuch war schon zu Ende</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Ergebnis</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <source>%1 ago, after %2</source>
            <translation>vor %1, nachdem: %2</translation>
        </message>
        <message>
            <source>The attempt is %1: only one that waits can adopt it.</source>
            <translation>Der Versuch ist %1: Nur ein wartender kann es übernehmen.</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>Überall</translation>
        </message>
        <message>
            <source>The selected task</source>
            <translation>Die gewählte Aufgabe</translation>
        </message>
        <message>
            <source>Board</source>
            <translation>Board</translation>
        </message>
        <message>
            <source>Inbox</source>
            <translation>Eingang</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>Läufe</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Warteschlange</translation>
        </message>
        <message>
            <source> then </source>
            <translation> dann </translation>
        </message>
        <message>
            <source>Find a command or a task</source>
            <translation>Befehl oder Aufgabe finden</translation>
        </message>
        <message>
            <source>Show all keys</source>
            <translation>Alle Tasten zeigen</translation>
        </message>
        <message>
            <source>Go to the inbox</source>
            <translation>Zum Eingang</translation>
        </message>
        <message>
            <source>Go to the board</source>
            <translation>Zum Board</translation>
        </message>
        <message>
            <source>Go to the runs</source>
            <translation>Zu den Läufen</translation>
        </message>
        <message>
            <source>Go to the queue</source>
            <translation>Zur Warteschlange</translation>
        </message>
        <message>
            <source>Go to the settings</source>
            <translation>Zu den Einstellungen</translation>
        </message>
        <message>
            <source>New task</source>
            <translation>Neue Aufgabe</translation>
        </message>
        <message>
            <source>Search the board</source>
            <translation>Das Board durchsuchen</translation>
        </message>
        <message>
            <source>Show or hide the details</source>
            <translation>Einzelheiten zeigen oder verbergen</translation>
        </message>
        <message>
            <source>Details in a window of their own</source>
            <translation>Einzelheiten in einem eigenen Fenster</translation>
        </message>
        <message>
            <source>Fold or unfold the sidebar</source>
            <translation>Seitenleiste zu- oder aufklappen</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Zurücknehmen</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Wieder tun</translation>
        </message>
        <message>
            <source>Pause or resume handing out work</source>
            <translation>Zuteilung anhalten oder fortsetzen</translation>
        </message>
        <message>
            <source>Light, dark or as the system</source>
            <translation>Hell, dunkel oder wie das System</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>Größere Schrift</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Kleinere Schrift</translation>
        </message>
        <message>
            <source>Text at its own size</source>
            <translation>Schrift in ihrer eigenen Größe</translation>
        </message>
        <message>
            <source>Read the board again</source>
            <translation>Das Board neu lesen</translation>
        </message>
        <message>
            <source>Pause or resume the task</source>
            <translation>Aufgabe anhalten oder fortsetzen</translation>
        </message>
        <message>
            <source>Take it back from its holder</source>
            <translation>Ihrem Halter wegnehmen</translation>
        </message>
        <message>
            <source>Cancel the task</source>
            <translation>Aufgabe abbrechen</translation>
        </message>
        <message>
            <source>Show what it waits for</source>
            <translation>Zeigen, worauf sie wartet</translation>
        </message>
        <message>
            <source>Accept: publish, approve</source>
            <translation>Annehmen: veröffentlichen, freigeben</translation>
        </message>
        <message>
            <source>It is a duplicate of …</source>
            <translation>Sie ist ein Doppel von …</translation>
        </message>
        <message>
            <source>Decline, with a reason</source>
            <translation>Ablehnen, mit Grund</translation>
        </message>
        <message>
            <source>Snooze until …</source>
            <translation>Zurückstellen bis …</translation>
        </message>
        <message>
            <source>Archive, or take out of the archive</source>
            <translation>Archivieren oder aus dem Archiv holen</translation>
        </message>
        <message>
            <source>Mark as unread</source>
            <translation>Als ungelesen markieren</translation>
        </message>
        <message>
            <source>Dismiss until something happens</source>
            <translation>Ausblenden, bis etwas geschieht</translation>
        </message>
        <message>
            <source>Next task</source>
            <translation>Nächste Aufgabe</translation>
        </message>
        <message>
            <source>Task before</source>
            <translation>Vorige Aufgabe</translation>
        </message>
        <message>
            <source>First task</source>
            <translation>Erste Aufgabe</translation>
        </message>
        <message>
            <source>Last task</source>
            <translation>Letzte Aufgabe</translation>
        </message>
        <message>
            <source>Mark the task for a bulk action</source>
            <translation>Aufgabe für eine Sammelhandlung markieren</translation>
        </message>
        <message>
            <source>Mark and go on</source>
            <translation>Markieren und weiter</translation>
        </message>
        <message>
            <source>Mark and go back</source>
            <translation>Markieren und zurück</translation>
        </message>
        <message>
            <source>Mark all</source>
            <translation>Alle markieren</translation>
        </message>
        <message>
            <source>Move between tasks</source>
            <translation>Zwischen Aufgaben wechseln</translation>
        </message>
        <message>
            <source>Go to the details</source>
            <translation>Zu den Einzelheiten</translation>
        </message>
        <message>
            <source>Column to the left</source>
            <translation>Spalte links davon</translation>
        </message>
        <message>
            <source>Column to the right</source>
            <translation>Spalte rechts davon</translation>
        </message>
        <message>
            <source>Next card</source>
            <translation>Nächste Karte</translation>
        </message>
        <message>
            <source>Card before</source>
            <translation>Vorige Karte</translation>
        </message>
        <message>
            <source>First card of the column</source>
            <translation>Erste Karte der Spalte</translation>
        </message>
        <message>
            <source>Last card of the column</source>
            <translation>Letzte Karte der Spalte</translation>
        </message>
        <message>
            <source>Only what needs you</source>
            <translation>Nur was dich braucht</translation>
        </message>
        <message>
            <source>Grab the card; arrows move it, Enter drops it</source>
            <translation>Karte greifen; Pfeile bewegen sie, Eingabe legt sie ab</translation>
        </message>
        <message>
            <source>Filter the board</source>
            <translation>Das Board filtern</translation>
        </message>
        <message>
            <source>Order and density of the cards</source>
            <translation>Reihenfolge und Dichte der Karten</translation>
        </message>
        <message>
            <source>Select the card together with others</source>
            <translation>Karte zu anderen dazuwählen</translation>
        </message>
        <message>
            <source>Select the card and the next one</source>
            <translation>Diese und die nächste Karte wählen</translation>
        </message>
        <message>
            <source>Select the card and the one before</source>
            <translation>Diese und die vorige Karte wählen</translation>
        </message>
        <message>
            <source>Select the whole column, then the whole board</source>
            <translation>Die ganze Spalte wählen, dann das ganze Board</translation>
        </message>
        <message>
            <source>Make tasks of the lines that were copied</source>
            <translation>Aus kopierten Zeilen Aufgaben machen</translation>
        </message>
        <message>
            <source>Move the card up or down in its column</source>
            <translation>Karte in ihrer Spalte hinauf oder hinab bewegen</translation>
        </message>
        <message>
            <source>Move between cards</source>
            <translation>Zwischen Karten wechseln</translation>
        </message>
        <message>
            <source>Open the details</source>
            <translation>Einzelheiten öffnen</translation>
        </message>
        <message>
            <source>Move the card to the next column</source>
            <translation>Karte in die nächste Spalte bewegen</translation>
        </message>
        <message>
            <source>Next line</source>
            <translation>Nächste Zeile</translation>
        </message>
        <message>
            <source>Line before</source>
            <translation>Vorige Zeile</translation>
        </message>
        <message>
            <source>Choose the line or let it go</source>
            <translation>Zeile wählen oder loslassen</translation>
        </message>
        <message>
            <source>Choose the line and go on</source>
            <translation>Zeile wählen und weiter</translation>
        </message>
        <message>
            <source>Choose the line and go back</source>
            <translation>Zeile wählen und zurück</translation>
        </message>
        <message>
            <source>Choose all lines</source>
            <translation>Alle Zeilen wählen</translation>
        </message>
        <message>
            <source>Release, fail or stop what is chosen</source>
            <translation>Gewähltes zurückgeben, scheitern lassen oder anhalten</translation>
        </message>
        <message>
            <source>Read the runs again</source>
            <translation>Die Läufe neu lesen</translation>
        </message>
        <message>
            <source>Move; with Shift choose</source>
            <translation>Bewegen; mit Umschalt wählen</translation>
        </message>
        <message>
            <source>Choose the line</source>
            <translation>Zeile wählen</translation>
        </message>
        <message>
            <source>With or without paused tasks</source>
            <translation>Mit oder ohne angehaltene Aufgaben</translation>
        </message>
        <message>
            <source>Show more of the backlog</source>
            <translation>Mehr vom Rückstand zeigen</translation>
        </message>
        <message>
            <source>Drain: hand out nothing more and wait</source>
            <translation>Leerlaufen: nichts mehr zuteilen und warten</translation>
        </message>
        <message>
            <source>Read the queue again</source>
            <translation>Die Warteschlange neu lesen</translation>
        </message>
        <message>
            <source>Move between attempts</source>
            <translation>Zwischen Versuchen wechseln</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>Choice</source>
            <translation>Auswahl</translation>
        </message>
        <message>
            <source>Only this agent</source>
            <translation>Nur dieser Agent</translation>
        </message>
        <message>
            <source>Allowed agents</source>
            <translation>Erlaubte Agenten</translation>
        </message>
        <message>
            <source>Preferred agents</source>
            <translation>Bevorzugte Agenten</translation>
        </message>
        <message>
            <source>Must be able to</source>
            <translation>Muss können</translation>
        </message>
        <message>
            <source>Should be able to</source>
            <translation>Sollte können</translation>
        </message>
        <message>
            <source>Provider</source>
            <translation>Anbieter</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Modell</translation>
        </message>
        <message>
            <source>Allowed channels</source>
            <translation>Erlaubte Kanäle</translation>
        </message>
        <message>
            <source>Allowed peers</source>
            <translation>Erlaubte Gegenstellen</translation>
        </message>
        <message>
            <source>Everybody who takes part</source>
            <translation>Alle, die teilnehmen</translation>
        </message>
        <message>
            <source>Guidance</source>
            <translation>Hinweise</translation>
        </message>
        <message>
            <source>What to tell it</source>
            <translation>Was ihm gesagt wird</translation>
        </message>
        <message>
            <source>Launched agents</source>
            <translation>Gestartete Agenten</translation>
        </message>
        <message>
            <source>Sandbox</source>
            <translation>Sandbox</translation>
        </message>
        <message>
            <source>Named sandbox</source>
            <translation>Benannte Sandbox</translation>
        </message>
        <message>
            <source>Runtime</source>
            <translation>Laufzeit</translation>
        </message>
        <message>
            <source>As the board</source>
            <translation>Wie das Board</translation>
        </message>
        <message>
            <source>As written below</source>
            <translation>Wie unten geschrieben</translation>
        </message>
        <message>
            <source>As chosen below</source>
            <translation>Wie unten gewählt</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Keine</translation>
        </message>
        <message>
            <source>The named one</source>
            <translation>Die benannte</translation>
        </message>
        <message>
            <source>Ordinary</source>
            <translation>Gewöhnlich</translation>
        </message>
        <message>
            <source>Collect evidence</source>
            <translation>Belege sammeln</translation>
        </message>
        <message>
            <source>After success</source>
            <translation>Nach Erfolg</translation>
        </message>
        <message>
            <source>After failure</source>
            <translation>Nach Scheitern</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Immer</translation>
        </message>
        <message>
            <source>The profile was not saved</source>
            <translation>Das Profil wurde nicht gespeichert</translation>
        </message>
        <message>
            <source>Profile saved</source>
            <translation>Profil gespeichert</translation>
        </message>
        <message>
            <source>The profile was not removed</source>
            <translation>Das Profil wurde nicht entfernt</translation>
        </message>
        <message>
            <source>Profile removed</source>
            <translation>Profil entfernt</translation>
        </message>
        <message>
            <source>Lock the board</source>
            <translation>Board sperren</translation>
        </message>
        <message>
            <source>Start an agent</source>
            <translation>Einen Agenten starten</translation>
        </message>
        <message>
            <source>first %1 of %2</source>
            <translation>die ersten %1 von %2</translation>
        </message>
        <message>
            <source>since %1</source>
            <translation>seit %1</translation>
        </message>
        <message>
            <source>Go to what can be done with all selected cards</source>
            <translation>Zu dem, was mit allen gewählten Karten geht</translation>
        </message>
        <message>
            <source>Next attempt in the queue</source>
            <translation>Nächster Versuch der Warteschlange</translation>
        </message>
        <message>
            <source>Attempt before</source>
            <translation>Versuch davor</translation>
        </message>
    </context>
    <context>
        <name>stint::AgentStartViewModel</name>
        <message>
            <source>Give the agent a name.</source>
            <translation>Gib dem Agenten einen Namen.</translation>
        </message>
        <message>
            <source>Name the command that works on each task.</source>
            <translation>Nenne den Befehl, der jede Aufgabe bearbeitet.</translation>
        </message>
        <message>
            <source>Name the directory it works in.</source>
            <translation>Nenne das Verzeichnis, in dem er arbeitet.</translation>
        </message>
        <message>
            <source>The name is too long.</source>
            <translation>Der Name ist zu lang.</translation>
        </message>
        <message>
            <source>A name holds neither control characters nor tokens.</source>
            <translation>Ein Name enthält weder Steuerzeichen noch Tokens.</translation>
        </message>
        <message>
            <source>No command can hold the character U+0000.</source>
            <translation>Kein Befehl kann das Zeichen U+0000 enthalten.</translation>
        </message>
        <message>
            <source>A quote in the command is not closed, or its last backslash stands alone.</source>
            <translation>Ein Anführungszeichen im Befehl ist nicht geschlossen, oder sein letzter Backslash steht allein.</translation>
        </message>
        <message>
            <source>Write the directory from / or ~ on.</source>
            <translation>Schreibe das Verzeichnis von / oder ~ an aus.</translation>
        </message>
        <message>
            <source>Capabilities are at most %1 words of %2 letters each.</source>
            <translation>Fähigkeiten sind höchstens %1 Wörter mit je bis zu %2 Buchstaben.</translation>
        </message>
        <message>
            <source>There is no such directory, or it cannot be entered.</source>
            <translation>Dieses Verzeichnis gibt es nicht, oder es lässt sich nicht betreten.</translation>
        </message>
        <message>
            <source>There is no program “%1” that could be executed.</source>
            <translation>Es gibt kein Programm „%1“, das ausgeführt werden könnte.</translation>
        </message>
        <message>
            <source>The program “stint” is missing, which speaks for the agent. Install Stint again.</source>
            <translation>Das Programm „stint“ fehlt, das für den Agenten spricht. Installiere Stint erneut.</translation>
        </message>
        <message>
            <source>The agent %1 was not started</source>
            <translation>Der Agent %1 wurde nicht gestartet</translation>
        </message>
        <message>
            <source>Started %1</source>
            <translation>%1 gestartet</translation>
        </message>
        <message>
            <source>The agent %1 ended at once</source>
            <translation>Der Agent %1 endete sofort</translation>
        </message>
        <message>
            <source>It did not say why.</source>
            <translation>Er sagte nicht, warum.</translation>
        </message>
    </context>
    <context>
        <name>stint::AppViewModel</name>
        <message>
            <source>No task is selected.</source>
            <translation>Keine Aufgabe ist gewählt.</translation>
        </message>
        <message>
            <source>There is nothing to undo.</source>
            <translation>Es gibt nichts zurückzunehmen.</translation>
        </message>
        <message>
            <source>There is nothing to do again.</source>
            <translation>Es gibt nichts wieder zu tun.</translation>
        </message>
        <message>
            <source>No agent can be started from this window.</source>
            <translation>Aus diesem Fenster kann kein Agent gestartet werden.</translation>
        </message>
        <message>
            <source>The selected task cannot be seen here; its details show it.</source>
            <translation>Die gewählte Aufgabe ist hier nicht zu sehen; ihre Einzelheiten zeigen sie.</translation>
        </message>
        <message>
            <source>Nothing was done</source>
            <translation>Nichts wurde getan</translation>
        </message>
        <message>
            <source>No card is selected together with others.</source>
            <translation>Keine Karte ist mit anderen zusammen gewählt.</translation>
        </message>
    </context>
    <context>
        <name>stint::AppearanceViewModel</name>
        <message>
            <source>Theme: as the system</source>
            <translation>Aussehen: wie das System</translation>
        </message>
        <message>
            <source>Theme: light</source>
            <translation>Aussehen: hell</translation>
        </message>
        <message>
            <source>Theme: dark</source>
            <translation>Aussehen: dunkel</translation>
        </message>
        <message>
            <source>System</source>
            <translation>System</translation>
        </message>
        <message>
            <source>%1 %</source>
            <translation>%1 %</translation>
        </message>
    </context>
    <context>
        <name>stint::BoardViewModel</name>
        <message>
            <source>%1 is not for several cards</source>
            <translation>%1 geht nicht für mehrere Karten</translation>
        </message>
        <message>
            <source>Escape selects none, then it goes to the current card.</source>
            <translation>Escape hebt die Auswahl auf, dann gilt es der aktuellen Karte.</translation>
        </message>
        <message>
            <source>%1: nothing to do</source>
            <translation>%1: nichts zu tun</translation>
        </message>
        <message>
            <source>1 open task below it is canceled too.</source>
            <translation>1 offene Aufgabe darunter wird mit abgebrochen.</translation>
        </message>
        <message numerus="yes">
            <source>%n open tasks below it are canceled too.</source>
            <translation>
                <numerusform>%n offene Aufgabe darunter wird mit abgebrochen.</numerusform>
                <numerusform>%n offene Aufgaben darunter werden mit abgebrochen.</numerusform>
            </translation>
        </message>
        <message>
            <source>1 open attempt ends.</source>
            <translation>1 offener Versuch endet.</translation>
        </message>
        <message numerus="yes">
            <source>%n open attempts end.</source>
            <translation>
                <numerusform>%n offener Versuch endet.</numerusform>
                <numerusform>%n offene Versuche enden.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 %2?</source>
            <translation>%2: %1?</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>Reason (optional)</source>
            <translation>Grund (freiwillig)</translation>
        </message>
        <message>
            <source>Answer %1</source>
            <translation>%1 antworten</translation>
        </message>
        <message>
            <source>Your answer</source>
            <translation>Deine Antwort</translation>
        </message>
        <message>
            <source>Guidance for the next attempt</source>
            <translation>Hinweise für den nächsten Versuch</translation>
        </message>
        <message>
            <source>Cancel the task</source>
            <translation>Aufgabe abbrechen</translation>
        </message>
        <message>
            <source>%1 could not be read</source>
            <translation>%1 konnte nicht gelesen werden</translation>
        </message>
        <message>
            <source>Not proven: %1</source>
            <translation>Nicht belegt: %1</translation>
        </message>
        <message>
            <source>Moved to %1</source>
            <translation>Nach %1 bewegt</translation>
        </message>
        <message>
            <source>%1 published and queued</source>
            <translation>%1 veröffentlicht und eingereiht</translation>
        </message>
        <message>
            <source>%1 was not published</source>
            <translation>%1 wurde nicht veröffentlicht</translation>
        </message>
        <message>
            <source>%1 queued</source>
            <translation>%1 eingereiht</translation>
        </message>
        <message>
            <source>%1 was not started</source>
            <translation>%1 wurde nicht gestartet</translation>
        </message>
        <message>
            <source>%1 approved</source>
            <translation>%1 freigegeben</translation>
        </message>
        <message>
            <source>%1 was not approved</source>
            <translation>%1 wurde nicht freigegeben</translation>
        </message>
        <message>
            <source>%1 declined</source>
            <translation>%1 abgelehnt</translation>
        </message>
        <message>
            <source>%1 was not declined</source>
            <translation>%1 wurde nicht abgelehnt</translation>
        </message>
        <message>
            <source>%1 canceled</source>
            <translation>%1 abgebrochen</translation>
        </message>
        <message>
            <source>%1 was not canceled</source>
            <translation>%1 wurde nicht abgebrochen</translation>
        </message>
        <message>
            <source>%1 paused</source>
            <translation>%1 angehalten</translation>
        </message>
        <message>
            <source>%1 was not paused</source>
            <translation>%1 wurde nicht angehalten</translation>
        </message>
        <message>
            <source>%1 resumed</source>
            <translation>%1 fortgesetzt</translation>
        </message>
        <message>
            <source>%1 was not resumed</source>
            <translation>%1 wurde nicht fortgesetzt</translation>
        </message>
        <message>
            <source>paused again</source>
            <translation>wieder angehalten</translation>
        </message>
        <message>
            <source>New attempt at %1 queued</source>
            <translation>Neuer Versuch an %1 eingereiht</translation>
        </message>
        <message>
            <source>No new attempt at %1</source>
            <translation>Kein neuer Versuch an %1</translation>
        </message>
        <message>
            <source>%1 answered and queued again</source>
            <translation>%1 beantwortet und neu eingereiht</translation>
        </message>
        <message>
            <source>%1 was not answered</source>
            <translation>%1 wurde nicht beantwortet</translation>
        </message>
        <message>
            <source>Result of %1 accepted</source>
            <translation>Ergebnis von %1 angenommen</translation>
        </message>
        <message>
            <source>Result of %1 was not accepted</source>
            <translation>Ergebnis von %1 wurde nicht angenommen</translation>
        </message>
        <message>
            <source>%1 queued again</source>
            <translation>%1 neu eingereiht</translation>
        </message>
        <message>
            <source>%1 was not queued again</source>
            <translation>%1 wurde nicht neu eingereiht</translation>
        </message>
        <message>
            <source>%1 released</source>
            <translation>%1 zurückgegeben</translation>
        </message>
        <message>
            <source>%1 was not released</source>
            <translation>%1 wurde nicht zurückgegeben</translation>
        </message>
        <message>
            <source>%1 was not retried</source>
            <translation>%1 wurde nicht wiederholt</translation>
        </message>
        <message>
            <source>You work on %1 now</source>
            <translation>Du arbeitest jetzt an %1</translation>
        </message>
        <message>
            <source>%1 could not be taken</source>
            <translation>%1 konnte nicht übernommen werden</translation>
        </message>
        <message>
            <source>%1 stopped and queued again</source>
            <translation>%1 angehalten und neu eingereiht</translation>
        </message>
        <message>
            <source>%1 was not stopped</source>
            <translation>%1 wurde nicht angehalten</translation>
        </message>
        <message>
            <source>The review of %1 could not be read</source>
            <translation>Die Prüfung von %1 konnte nicht gelesen werden</translation>
        </message>
        <message>
            <source>Result of %1 approved</source>
            <translation>Ergebnis von %1 freigegeben</translation>
        </message>
        <message>
            <source>%1 sent back</source>
            <translation>%1 zurückgeschickt</translation>
        </message>
        <message>
            <source>The verdict on %1 was not recorded</source>
            <translation>Das Urteil über %1 wurde nicht verzeichnet</translation>
        </message>
        <message>
            <source>It has no attempt to repeat.</source>
            <translation>Sie hat keinen Versuch, der sich wiederholen ließe.</translation>
        </message>
        <message>
            <source>retried from the board</source>
            <translation>vom Board aus wiederholt</translation>
        </message>
        <message>
            <source>The task was not created</source>
            <translation>Die Aufgabe wurde nicht angelegt</translation>
        </message>
        <message>
            <source>%1 saved as a draft</source>
            <translation>%1 als Entwurf gespeichert</translation>
        </message>
        <message>
            <source>%1 created and queued</source>
            <translation>%1 angelegt und eingereiht</translation>
        </message>
        <message>
            <source>%1 was created but not started</source>
            <translation>%1 wurde angelegt, aber nicht gestartet</translation>
        </message>
        <message>
            <source>Not moved</source>
            <translation>Nicht bewegt</translation>
        </message>
        <message>
            <source>It is full: %1 of at most %2.</source>
            <translation>Sie ist voll: %1 von höchstens %2.</translation>
        </message>
        <message>
            <source>%1 grabbed. Arrows choose where, Enter drops, Escape keeps it here.</source>
            <translation>%1 gegriffen. Pfeile wählen, wohin, Eingabe legt ab, Escape lässt sie hier.</translation>
        </message>
        <message>
            <source>%1: stays here</source>
            <translation>%1: bleibt hier</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>%1 does not take it: %2</source>
            <translation>%1 nimmt sie nicht: %2</translation>
        </message>
        <message>
            <source>%1: place %2 of %3</source>
            <translation>%1: Platz %2 von %3</translation>
        </message>
        <message>
            <source>Not moved: %1</source>
            <translation>Nicht bewegt: %1</translation>
        </message>
        <message>
            <source>%1 cannot go to %2</source>
            <translation>%1 kann nicht nach %2</translation>
        </message>
        <message>
            <source>%1 was not moved</source>
            <translation>%1 wurde nicht bewegt</translation>
        </message>
        <message>
            <source>Cards are ranked by hand only in the order by hand: choose it under Display.</source>
            <translation>Von Hand geordnet wird nur in der Reihenfolge von Hand: wähle sie unter „Anzeige“.</translation>
        </message>
        <message>
            <source>Only the first %1 cards of a column are ranked by hand.</source>
            <translation>Nur die ersten %1 Karten einer Spalte werden von Hand geordnet.</translation>
        </message>
        <message>
            <source>%1 moved in its column</source>
            <translation>%1 in ihrer Spalte bewegt</translation>
        </message>
        <message>
            <source>Reading %1 of %2 tasks</source>
            <translation>Aufgaben werden gelesen: %1 von %2</translation>
        </message>
        <message>
            <source>The board could not be brought up to date</source>
            <translation>Das Board konnte nicht auf den neuesten Stand gebracht werden</translation>
        </message>
    </context>
    <context>
        <name>stint::BulkViewModel</name>
        <message>
            <source>It has no open attempt.</source>
            <translation>Sie hat keinen offenen Versuch.</translation>
        </message>
        <message>
            <source>It was refused.</source>
            <translation>Es wurde verweigert.</translation>
        </message>
        <message>
            <source>It did not work on any of %1:</source>
            <translation>Bei keiner von %1 hat es geklappt:</translation>
        </message>
        <message>
            <source>1 task released</source>
            <translation>1 Aufgabe zurückgegeben</translation>
        </message>
        <message numerus="yes">
            <source>%n tasks released</source>
            <translation>
                <numerusform>%n Aufgaben zurückgegeben</numerusform>
                <numerusform>%n Aufgaben zurückgegeben</numerusform>
            </translation>
        </message>
        <message>
            <source>1 attempt marked as failed</source>
            <translation>1 Versuch als gescheitert vermerkt</translation>
        </message>
        <message numerus="yes">
            <source>%n attempts marked as failed</source>
            <translation>
                <numerusform>%n Versuche als gescheitert vermerkt</numerusform>
                <numerusform>%n Versuche als gescheitert vermerkt</numerusform>
            </translation>
        </message>
        <message>
            <source>1 task canceled</source>
            <translation>1 Aufgabe abgebrochen</translation>
        </message>
        <message numerus="yes">
            <source>%n tasks canceled</source>
            <translation>
                <numerusform>%n Aufgaben abgebrochen</numerusform>
                <numerusform>%n Aufgaben abgebrochen</numerusform>
            </translation>
        </message>
        <message>
            <source>1 task approved</source>
            <translation>1 Aufgabe freigegeben</translation>
        </message>
        <message numerus="yes">
            <source>%n tasks approved</source>
            <translation>
                <numerusform>%n Aufgaben freigegeben</numerusform>
                <numerusform>%n Aufgaben freigegeben</numerusform>
            </translation>
        </message>
        <message>
            <source>Priority of 1 task changed</source>
            <translation>Priorität von 1 Aufgabe geändert</translation>
        </message>
        <message numerus="yes">
            <source>Priority of %n tasks changed</source>
            <translation>
                <numerusform>Priorität von %n Aufgaben geändert</numerusform>
                <numerusform>Priorität von %n Aufgaben geändert</numerusform>
            </translation>
        </message>
        <message>
            <source>Label “%1” added to 1 task</source>
            <translation>1 Aufgabe hat jetzt das Etikett „%1“</translation>
        </message>
        <message numerus="yes">
            <source>Label “%1” added to %n tasks</source>
            <translation>
                <numerusform>%n Aufgaben haben jetzt das Etikett „%1“</numerusform>
                <numerusform>%n Aufgaben haben jetzt das Etikett „%1“</numerusform>
            </translation>
        </message>
        <message>
            <source>Label “%1” removed from 1 task</source>
            <translation>1 Aufgabe hat das Etikett „%1“ nicht mehr</translation>
        </message>
        <message numerus="yes">
            <source>Label “%1” removed from %n tasks</source>
            <translation>
                <numerusform>%n Aufgaben haben das Etikett „%1“ nicht mehr</numerusform>
                <numerusform>%n Aufgaben haben das Etikett „%1“ nicht mehr</numerusform>
            </translation>
        </message>
        <message>
            <source>1 task archived</source>
            <translation>1 Aufgabe archiviert</translation>
        </message>
        <message numerus="yes">
            <source>%n tasks archived</source>
            <translation>
                <numerusform>%n Aufgaben archiviert</numerusform>
                <numerusform>%n Aufgaben archiviert</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, but it did not work on %2:</source>
            <translation>%1, aber bei %2 ging es nicht:</translation>
        </message>
    </context>
    <context>
        <name>stint::ColumnModel</name>
        <message>
            <source>Draft</source>
            <translation>Entwurf</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>Blockiert</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Bereit</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>In Arbeit</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Prüfung</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Gescheitert</translation>
        </message>
        <message>
            <source>Canceled</source>
            <translation>Abgebrochen</translation>
        </message>
        <message>
            <source>Ideas saved without starting them.</source>
            <translation>Ideen, die ohne Start gespeichert sind.</translation>
        </message>
        <message>
            <source>Tasks that wait for others, or for you.</source>
            <translation>Aufgaben, die auf andere warten oder auf dich.</translation>
        </message>
        <message>
            <source>Tasks an agent could take now.</source>
            <translation>Aufgaben, die ein Agent jetzt übernehmen könnte.</translation>
        </message>
        <message>
            <source>Work held by an agent or a person.</source>
            <translation>Arbeit, die ein Agent oder ein Mensch hält.</translation>
        </message>
        <message>
            <source>Results that wait for a verdict.</source>
            <translation>Ergebnisse, die auf ein Urteil warten.</translation>
        </message>
        <message>
            <source>Finished work.</source>
            <translation>Fertige Arbeit.</translation>
        </message>
        <message>
            <source>Tasks with no attempts left.</source>
            <translation>Aufgaben ohne übrige Versuche.</translation>
        </message>
        <message>
            <source>Tasks given up.</source>
            <translation>Aufgegebene Aufgaben.</translation>
        </message>
        <message>
            <source>1 needs you</source>
            <translation>1 braucht dich</translation>
        </message>
        <message>
            <source>oldest %1</source>
            <translation>älteste %1</translation>
        </message>
        <message>
            <source>%1 stale</source>
            <translation>%1 überfällig</translation>
        </message>
        <message>
            <source>due in %1</source>
            <translation>fällig in %1</translation>
        </message>
        <message>
            <source>review overdue</source>
            <translation>Prüfung überfällig</translation>
        </message>
        <message>
            <source>%1 today</source>
            <translation>%1 heute</translation>
        </message>
        <message>
            <source>%1 / %2</source>
            <translation>%1 / %2</translation>
        </message>
        <message>
            <source>%1 too many</source>
            <translation>%1 zu viel</translation>
        </message>
        <message numerus="yes">
            <source>%Ln need you</source>
            <translation>
                <numerusform>%Ln braucht dich</numerusform>
                <numerusform>%Ln brauchen dich</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>stint::ColumnsViewModel</name>
        <message>
            <source>The limit was not set</source>
            <translation>Die Grenze wurde nicht gesetzt</translation>
        </message>
    </context>
    <context>
        <name>stint::CommandsViewModel</name>
        <message>
            <source>Nothing to do.</source>
            <translation>Nichts zu tun.</translation>
        </message>
        <message>
            <source> or </source>
            <translation> oder </translation>
        </message>
        <message>
            <source>This key cannot be changed.</source>
            <translation>Diese Taste lässt sich nicht ändern.</translation>
        </message>
        <message>
            <source>%1 is taken: %2</source>
            <translation>%1 ist vergeben: %2</translation>
        </message>
    </context>
    <context>
        <name>stint::DependenciesViewModel</name>
        <message>
            <source>It waits for %1</source>
            <translation>Sie wartet auf %1</translation>
        </message>
        <message>
            <source>The dependency was not removed</source>
            <translation>Die Abhängigkeit wurde nicht entfernt</translation>
        </message>
        <message>
            <source>It no longer waits for %1</source>
            <translation>Sie wartet nicht mehr auf %1</translation>
        </message>
        <message>
            <source>They would wait for one another for ever: %1</source>
            <translation>Sie würden ewig aufeinander warten: %1</translation>
        </message>
        <message>
            <source>Only the nearest %1 tasks are drawn.</source>
            <translation>Nur die nächsten %1 Aufgaben sind gezeichnet.</translation>
        </message>
        <message>
            <source>The graph cannot be drawn: Graphviz is not installed.</source>
            <translation>Der Graph lässt sich nicht zeichnen: Graphviz ist nicht installiert.</translation>
        </message>
    </context>
    <context>
        <name>stint::FilterViewModel</name>
        <message>
            <source>Text: %1</source>
            <translation>Text: %1</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
    </context>
    <context>
        <name>stint::HiddenText</name>
        <message>
            <source>Hidden in it: %1</source>
            <translation>Darin verborgen: %1</translation>
        </message>
    </context>
    <context>
        <name>stint::History</name>
        <message>
            <source>There is nothing to undo</source>
            <translation>Es gibt nichts zurückzunehmen</translation>
        </message>
        <message>
            <source>There is nothing to do again</source>
            <translation>Es gibt nichts wieder zu tun</translation>
        </message>
        <message>
            <source>Not undone: %1</source>
            <translation>Nicht zurückgenommen: %1</translation>
        </message>
        <message>
            <source>Not done again: %1</source>
            <translation>Nicht wieder getan: %1</translation>
        </message>
        <message>
            <source>Undone: %1</source>
            <translation>Zurückgenommen: %1</translation>
        </message>
        <message>
            <source>Done again: %1</source>
            <translation>Wieder getan: %1</translation>
        </message>
        <message>
            <source>%1 has acted since: %2.</source>
            <translation>%1 hat seitdem gehandelt: %2.</translation>
        </message>
    </context>
    <context>
        <name>stint::InboxViewModel</name>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>%1 of %2 did not go through</source>
            <translation>%1 von %2 gingen nicht durch</translation>
        </message>
        <message>
            <source>%1: nothing to accept</source>
            <translation>%1: nichts anzunehmen</translation>
        </message>
        <message>
            <source>It waits neither for an approval nor for a verdict.</source>
            <translation>Sie wartet weder auf eine Freigabe noch auf ein Urteil.</translation>
        </message>
        <message>
            <source>%1 published</source>
            <translation>%1 veröffentlicht</translation>
        </message>
        <message>
            <source>%1 approved</source>
            <translation>%1 freigegeben</translation>
        </message>
        <message>
            <source>%1: nothing to decline</source>
            <translation>%1: nichts abzulehnen</translation>
        </message>
        <message>
            <source>It has already ended.</source>
            <translation>Sie ist schon zu Ende.</translation>
        </message>
        <message>
            <source>%1 declined</source>
            <translation>%1 abgelehnt</translation>
        </message>
        <message>
            <source>%1 canceled</source>
            <translation>%1 abgebrochen</translation>
        </message>
        <message>
            <source>a duplicate</source>
            <translation>ein Doppel</translation>
        </message>
        <message>
            <source>%1 canceled as a duplicate</source>
            <translation>%1 als Doppel abgebrochen</translation>
        </message>
        <message>
            <source>For an hour</source>
            <translation>Für eine Stunde</translation>
        </message>
        <message>
            <source>For three hours</source>
            <translation>Für drei Stunden</translation>
        </message>
        <message>
            <source>Until tomorrow morning</source>
            <translation>Bis morgen früh</translation>
        </message>
        <message>
            <source>Until Monday</source>
            <translation>Bis Montag</translation>
        </message>
        <message>
            <source>For two weeks</source>
            <translation>Für zwei Wochen</translation>
        </message>
        <message>
            <source>%1 snoozed until %2</source>
            <translation>%1 zurückgestellt bis %2</translation>
        </message>
        <message>
            <source>%1 is back from the archive</source>
            <translation>%1 ist aus dem Archiv zurück</translation>
        </message>
        <message>
            <source>%1 archived</source>
            <translation>%1 archiviert</translation>
        </message>
        <message>
            <source>%1 is unread again</source>
            <translation>%1 ist wieder ungelesen</translation>
        </message>
        <message>
            <source>%1 dismissed until something happens</source>
            <translation>%1 ausgeblendet, bis etwas geschieht</translation>
        </message>
        <message numerus="yes">
            <source>%n tasks</source>
            <translation>
                <numerusform>%n Aufgabe</numerusform>
                <numerusform>%n Aufgaben</numerusform>
            </translation>
        </message>
        <message>
            <source>The inbox did not change</source>
            <translation>Der Eingang hat sich nicht geändert</translation>
        </message>
        <message>
            <source>1 unread</source>
            <translation>1 ungelesen</translation>
        </message>
        <message>
            <source>1 marked</source>
            <translation>1 markiert</translation>
        </message>
        <message numerus="yes">
            <source>%n marked</source>
            <translation>
                <numerusform>%n markiert</numerusform>
                <numerusform>%n markiert</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing waits for you</source>
            <translation>Nichts wartet auf dich</translation>
        </message>
        <message numerus="yes">
            <source>%Ln unread</source>
            <translation>
                <numerusform>%Ln ungelesen</numerusform>
                <numerusform>%Ln ungelesen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln tasks, %L1 unread</source>
            <translation>
                <numerusform>%Ln Aufgabe, %L1 ungelesen</numerusform>
                <numerusform>%Ln Aufgaben, %L1 ungelesen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln tasks</source>
            <translation>
                <numerusform>%Ln Aufgabe</numerusform>
                <numerusform>%Ln Aufgaben</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1, %n of them below the last line</source>
            <translation>
                <numerusform>%1, %n davon unter der letzten Zeile</numerusform>
                <numerusform>%1, %n davon unter der letzten Zeile</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>stint::LeavingViewModel</name>
        <message>
            <source>One attempt is being worked on.</source>
            <translation>An einem Versuch wird gearbeitet.</translation>
        </message>
        <message numerus="yes">
            <source>%n attempts are being worked on.</source>
            <translation>
                <numerusform>An %n Versuch wird gearbeitet.</numerusform>
                <numerusform>An %n Versuchen wird gearbeitet.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing new is handed out; this ends after %1 seconds at the latest.</source>
            <translation>Neues wird nicht zugeteilt; das endet spätestens nach %1 Sekunden.</translation>
        </message>
        <message>
            <source>While the board is closed agents cannot report: what they finish then may come too late. Closing only the window keeps the board served.</source>
            <translation>Solange das Board geschlossen ist, können Agenten sich nicht melden: Was sie dann fertigstellen, kommt vielleicht zu spät. Schließt du nur das Fenster, bleibt das Board erreichbar.</translation>
        </message>
        <message>
            <source>the window is being closed</source>
            <translation>das Fenster wird geschlossen</translation>
        </message>
    </context>
    <context>
        <name>stint::LockViewModel</name>
        <message>
            <source>One attempt is being worked on.</source>
            <translation>An einem Versuch wird gearbeitet.</translation>
        </message>
        <message numerus="yes">
            <source>%n attempts are being worked on.</source>
            <translation>
                <numerusform>An %n Versuch wird gearbeitet.</numerusform>
                <numerusform>An %n Versuchen wird gearbeitet.</numerusform>
            </translation>
        </message>
        <message>
            <source>While the board is locked agents cannot report; a lease that runs out meanwhile is lost.</source>
            <translation>Solange das Board gesperrt ist, können Agenten nichts melden; eine Lease, die derweil abläuft, ist verloren.</translation>
        </message>
    </context>
    <context>
        <name>stint::NavigationViewModel</name>
        <message>
            <source>Inbox</source>
            <translation>Eingang</translation>
        </message>
        <message>
            <source>Board</source>
            <translation>Board</translation>
        </message>
        <message>
            <source>Runs</source>
            <translation>Läufe</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Warteschlange</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
    </context>
    <context>
        <name>stint::PaletteViewModel</name>
        <message>
            <source>%1 · %2</source>
            <translation>%1 · %2</translation>
        </message>
        <message>
            <source>Seen last</source>
            <translation>Zuletzt gesehen</translation>
        </message>
        <message>
            <source>Tasks</source>
            <translation>Aufgaben</translation>
        </message>
    </context>
    <context>
        <name>stint::PasteViewModel</name>
        <message>
            <source>There is no text to make tasks of</source>
            <translation>Da ist kein Text, aus dem Aufgaben würden</translation>
        </message>
        <message>
            <source>Only the first %1 lines are taken.</source>
            <translation>Nur die ersten %1 Zeilen werden genommen.</translation>
        </message>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>%1 was created but not started</source>
            <translation>%1 wurde angelegt, aber nicht gestartet</translation>
        </message>
        <message>
            <source>1 task created</source>
            <translation>1 Aufgabe angelegt</translation>
        </message>
        <message numerus="yes">
            <source>%n tasks created</source>
            <translation>
                <numerusform>%n Aufgabe angelegt</numerusform>
                <numerusform>%n Aufgaben angelegt</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 created, %2 refused</source>
            <translation>%1 angelegt, %2 verweigert</translation>
        </message>
    </context>
    <context>
        <name>stint::PolicyViewModel</name>
        <message>
            <source>Never</source>
            <translation>Nie</translation>
        </message>
        <message>
            <source>When they succeed</source>
            <translation>Wenn sie gelingen</translation>
        </message>
        <message>
            <source>When they fail</source>
            <translation>Wenn sie scheitern</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Immer</translation>
        </message>
        <message>
            <source>Saved for the whole board</source>
            <translation>Für das ganze Board gespeichert</translation>
        </message>
        <message>
            <source>Write a duration like 90 s, 5 min or 2 h.</source>
            <translation>Schreib eine Dauer wie 90 s, 5 min oder 2 h.</translation>
        </message>
        <message>
            <source>Write a number.</source>
            <translation>Schreib eine Zahl.</translation>
        </message>
    </context>
    <context>
        <name>stint::Presence</name>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Approve</source>
            <translation>Freigeben</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Antworten</translation>
        </message>
        <message>
            <source>1 agent is connected.</source>
            <translation>1 Agent ist verbunden.</translation>
        </message>
        <message numerus="yes">
            <source>%n agents are connected.</source>
            <translation>
                <numerusform>%n Agent ist verbunden.</numerusform>
                <numerusform>%n Agenten sind verbunden.</numerusform>
            </translation>
        </message>
        <message>
            <source>The board stays open</source>
            <translation>Das Board bleibt offen</translation>
        </message>
        <message>
            <source>Open it again from the tray, quit it there.</source>
            <translation>Öffne es wieder aus der Symbolleiste, beende es dort.</translation>
        </message>
        <message>
            <source>Start Stint again to see it.</source>
            <translation>Starte Stint noch einmal, um es zu sehen.</translation>
        </message>
        <message>
            <source>1 task needs you</source>
            <translation>1 Aufgabe braucht dich</translation>
        </message>
        <message numerus="yes">
            <source>%n tasks need you</source>
            <translation>
                <numerusform>%n Aufgabe braucht dich</numerusform>
                <numerusform>%n Aufgaben brauchen dich</numerusform>
            </translation>
        </message>
        <message>
            <source>Locked</source>
            <translation>Gesperrt</translation>
        </message>
    </context>
    <context>
        <name>stint::QueueViewModel</name>
        <message>
            <source>Handing out work</source>
            <translation>Arbeit wird zugeteilt</translation>
        </message>
        <message>
            <source>Draining</source>
            <translation>Leerlauf</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <source>Agents that ask for work are given it.</source>
            <translation>Agenten, die um Arbeit bitten, bekommen sie.</translation>
        </message>
        <message>
            <source>No run is handed out since %1.</source>
            <translation>Seit %1 wird kein Lauf zugeteilt.</translation>
        </message>
        <message>
            <source>No run is handed out since %1, by %2.</source>
            <translation>Seit %1 wird kein Lauf zugeteilt, durch %2.</translation>
        </message>
        <message>
            <source>1 claim left</source>
            <translation>noch 1 Übernahme</translation>
        </message>
        <message numerus="yes">
            <source>%n claims left</source>
            <translation>
                <numerusform>noch %n Übernahme</numerusform>
                <numerusform>noch %n Übernahmen</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 von %2</translation>
        </message>
        <message>
            <source>first %1 of %2</source>
            <translation>die ersten %1 von %2</translation>
        </message>
        <message>
            <source>The scheduler was not paused</source>
            <translation>Die Zuteilung wurde nicht angehalten</translation>
        </message>
        <message>
            <source>No more work is handed out</source>
            <translation>Es wird keine Arbeit mehr zugeteilt</translation>
        </message>
        <message>
            <source>The scheduler was not resumed</source>
            <translation>Die Zuteilung wurde nicht fortgesetzt</translation>
        </message>
        <message>
            <source>Agents are given work again</source>
            <translation>Agenten bekommen wieder Arbeit</translation>
        </message>
        <message>
            <source>Draining did not begin</source>
            <translation>Der Leerlauf hat nicht begonnen</translation>
        </message>
        <message>
            <source>Nothing is being worked on any more</source>
            <translation>An nichts wird mehr gearbeitet</translation>
        </message>
        <message>
            <source>Draining ran out of time</source>
            <translation>Dem Leerlauf ging die Zeit aus</translation>
        </message>
        <message>
            <source>Still working: %1.</source>
            <translation>Noch in Arbeit: %1.</translation>
        </message>
    </context>
    <context>
        <name>stint::RunInspector</name>
        <message>
            <source>The attempt could not be read</source>
            <translation>Der Versuch konnte nicht gelesen werden</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Held by</source>
            <translation>Gehalten von</translation>
        </message>
        <message>
            <source>Queued</source>
            <translation>Eingereiht</translation>
        </message>
        <message>
            <source>Claimed</source>
            <translation>Übernommen</translation>
        </message>
        <message>
            <source>Started</source>
            <translation>Begonnen</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Beendet</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>Dauerte</translation>
        </message>
        <message>
            <source>Lease</source>
            <translation>Lease</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>noch %1</translation>
        </message>
        <message>
            <source>has run out</source>
            <translation>ist abgelaufen</translation>
        </message>
        <message>
            <source>Last heartbeat</source>
            <translation>Letztes Lebenszeichen</translation>
        </message>
        <message>
            <source>%1 ago</source>
            <translation>vor %1</translation>
        </message>
        <message>
            <source>Claims</source>
            <translation>Übernahmen</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>Tokens</translation>
        </message>
        <message>
            <source>Turns</source>
            <translation>Züge</translation>
        </message>
        <message>
            <source>Tool calls</source>
            <translation>Werkzeugaufrufe</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>Kosten</translation>
        </message>
        <message>
            <source>Needs</source>
            <translation>Braucht</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>Kanal</translation>
        </message>
        <message>
            <source>Late results</source>
            <translation>Späte Ergebnisse</translation>
        </message>
        <message>
            <source>Claim %1</source>
            <translation>Übernahme %1</translation>
        </message>
        <message>
            <source>%1, %2, %3</source>
            <translation>%1, %2, %3</translation>
        </message>
        <message>
            <source>%1, since %2</source>
            <translation>%1, seit %2</translation>
        </message>
        <message>
            <source>Asks: %1</source>
            <translation>Fragt: %1</translation>
        </message>
        <message>
            <source>Asked: %1</source>
            <translation>Gefragt: %1</translation>
        </message>
        <message>
            <source>Answered: %1</source>
            <translation>Geantwortet: %1</translation>
        </message>
        <message>
            <source>The attempt is queued again</source>
            <translation>Der Versuch ist neu eingereiht</translation>
        </message>
        <message>
            <source>The attempt was not released</source>
            <translation>Der Versuch wurde nicht zurückgegeben</translation>
        </message>
        <message>
            <source>The attempt has failed, as you said</source>
            <translation>Der Versuch ist gescheitert, wie du gesagt hast</translation>
        </message>
        <message>
            <source>The attempt was not failed</source>
            <translation>Der Versuch ist nicht gescheitert</translation>
        </message>
        <message>
            <source>The attempt is canceled</source>
            <translation>Der Versuch ist abgebrochen</translation>
        </message>
        <message>
            <source>The attempt was not canceled</source>
            <translation>Der Versuch wurde nicht abgebrochen</translation>
        </message>
        <message>
            <source>A new attempt is queued</source>
            <translation>Ein neuer Versuch ist eingereiht</translation>
        </message>
        <message>
            <source>No new attempt was queued</source>
            <translation>Kein neuer Versuch wurde eingereiht</translation>
        </message>
        <message>
            <source>The agent is stopped; its attempt is queued again</source>
            <translation>Der Agent ist angehalten; sein Versuch ist neu eingereiht</translation>
        </message>
        <message>
            <source>The agent was not stopped</source>
            <translation>Der Agent wurde nicht angehalten</translation>
        </message>
    </context>
    <context>
        <name>stint::RunsViewModel</name>
        <message>
            <source>%1 at work</source>
            <translation>%1 bei der Arbeit</translation>
        </message>
        <message>
            <source>%1 waiting</source>
            <translation>%1 warten</translation>
        </message>
        <message>
            <source>1 late result</source>
            <translation>1 spätes Ergebnis</translation>
        </message>
        <message numerus="yes">
            <source>%n late results</source>
            <translation>
                <numerusform>%n spätes Ergebnis</numerusform>
                <numerusform>%n späte Ergebnisse</numerusform>
            </translation>
        </message>
        <message>
            <source>It holds no run: it waits for work.</source>
            <translation>Er hält keinen Lauf: Er wartet auf Arbeit.</translation>
        </message>
        <message>
            <source>%1 released</source>
            <translation>%1 zurückgegeben</translation>
        </message>
        <message>
            <source>%1 of %2 were not released</source>
            <translation>%1 von %2 wurden nicht zurückgegeben</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>%1 gescheitert</translation>
        </message>
        <message>
            <source>%1 of %2 were not failed</source>
            <translation>%1 von %2 sind nicht gescheitert</translation>
        </message>
        <message>
            <source>%1 stopped</source>
            <translation>%1 angehalten</translation>
        </message>
        <message>
            <source>%1 of %2 were not stopped</source>
            <translation>%1 von %2 wurden nicht angehalten</translation>
        </message>
        <message>
            <source>No agent holds it. Release it instead.</source>
            <translation>Kein Agent hält ihn. Gib ihn stattdessen zurück.</translation>
        </message>
        <message>
            <source>The late result counts now</source>
            <translation>Das späte Ergebnis zählt jetzt</translation>
        </message>
        <message>
            <source>The late result was not adopted</source>
            <translation>Das späte Ergebnis wurde nicht übernommen</translation>
        </message>
        <message>
            <source>The late result was thrown away</source>
            <translation>Das späte Ergebnis wurde verworfen</translation>
        </message>
        <message>
            <source>The late result was kept</source>
            <translation>Das späte Ergebnis wurde behalten</translation>
        </message>
        <message>
            <source>No details to show</source>
            <translation>Keine Einzelheiten</translation>
        </message>
        <message>
            <source>This agent waits for work.</source>
            <translation>Dieser Agent wartet auf Arbeit.</translation>
        </message>
    </context>
    <context>
        <name>stint::StatusViewModel</name>
        <message>
            <source>Last commit %1 ms</source>
            <translation>Letzter Commit %1 ms</translation>
        </message>
        <message>
            <source>Encrypted</source>
            <translation>Verschlüsselt</translation>
        </message>
        <message>
            <source>Not encrypted</source>
            <translation>Nicht verschlüsselt</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>Läuft</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <source>Paused by %1</source>
            <translation>Angehalten von %1</translation>
        </message>
        <message>
            <source>Agents are given work. Press to stop handing out runs.</source>
            <translation>Agenten bekommen Arbeit. Drücken hält die Zuteilung an.</translation>
        </message>
        <message>
            <source>No run is handed out. Press to go on.</source>
            <translation>Kein Lauf wird zugeteilt. Drücken setzt fort.</translation>
        </message>
        <message>
            <source>The scheduler did not change</source>
            <translation>Die Zuteilung hat sich nicht geändert</translation>
        </message>
        <message>
            <source>Agents are given work again</source>
            <translation>Agenten bekommen wieder Arbeit</translation>
        </message>
        <message>
            <source>paused from the desktop</source>
            <translation>vom Desktop aus angehalten</translation>
        </message>
        <message>
            <source>No more work is handed out</source>
            <translation>Es wird keine Arbeit mehr zugeteilt</translation>
        </message>
        <message>
            <source>Draining, %1 left</source>
            <translation>Leerlauf, noch %1</translation>
        </message>
        <message>
            <source>Queue %L1</source>
            <translation>Warteschlange %L1</translation>
        </message>
        <message>
            <source>Working %L1</source>
            <translation>In Arbeit %L1</translation>
        </message>
        <message>
            <source>In review %L1</source>
            <translation>In Prüfung %L1</translation>
        </message>
        <message>
            <source>Paused tasks %L1</source>
            <translation>Angehaltene Aufgaben %L1</translation>
        </message>
    </context>
    <context>
        <name>stint::SystemTray</name>
        <message>
            <source>Open the board</source>
            <translation>Das Board öffnen</translation>
        </message>
        <message>
            <source>Pause handing out work</source>
            <translation>Zuteilung anhalten</translation>
        </message>
        <message>
            <source>Quit…</source>
            <translation>Beenden …</translation>
        </message>
        <message>
            <source>Resume handing out work</source>
            <translation>Zuteilung fortsetzen</translation>
        </message>
    </context>
    <context>
        <name>stint::TaskEditor</name>
        <message>
            <source>A name, or pool:name</source>
            <translation>Ein Name oder pool:Name</translation>
        </message>
        <message>
            <source>Separated by commas</source>
            <translation>Durch Kommas getrennt</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Keine</translation>
        </message>
        <message>
            <source>2026-01-31 14:00</source>
            <translation>2026-01-31 14:00</translation>
        </message>
        <message>
            <source>1 to 10</source>
            <translation>1 bis 10</translation>
        </message>
        <message>
            <source>Not needed</source>
            <translation>Nicht nötig</translation>
        </message>
        <message>
            <source>By a person</source>
            <translation>Durch einen Menschen</translation>
        </message>
        <message>
            <source>%1 was not changed</source>
            <translation>%1 wurde nicht geändert</translation>
        </message>
        <message>
            <source>%1 of %2 changed</source>
            <translation>%1 von %2 geändert</translation>
        </message>
    </context>
    <context>
        <name>stint::TaskViewModel</name>
        <message>
            <source>%1: %2</source>
            <translation>%1: %2</translation>
        </message>
        <message>
            <source>The child was not added</source>
            <translation>Die Teilaufgabe wurde nicht hinzugefügt</translation>
        </message>
        <message>
            <source>Approval</source>
            <translation>Freigabe</translation>
        </message>
        <message>
            <source>Given</source>
            <translation>Erteilt</translation>
        </message>
        <message>
            <source>Declined</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>Waits for a person</source>
            <translation>Wartet auf einen Menschen</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Angelegt</translation>
        </message>
        <message>
            <source>%1 by %2</source>
            <translation>%1 von %2</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Beendet</translation>
        </message>
        <message>
            <source>The comment was not added</source>
            <translation>Der Kommentar wurde nicht hinzugefügt</translation>
        </message>
    </context>
    <context>
        <name>stint::WorkspacesViewModel</name>
        <message>
            <source>All workspaces</source>
            <translation>Alle Arbeitsbereiche</translation>
        </message>
        <message>
            <source>The workspaces could not be read</source>
            <translation>Die Arbeitsbereiche konnten nicht gelesen werden</translation>
        </message>
        <message>
            <source>Workspace %1 added</source>
            <translation>Arbeitsbereich %1 hinzugefügt</translation>
        </message>
        <message>
            <source>Workspace renamed to %1</source>
            <translation>Arbeitsbereich in %1 umbenannt</translation>
        </message>
        <message>
            <source>Workspace forgotten; its folder stays</source>
            <translation>Arbeitsbereich vergessen; sein Ordner bleibt</translation>
        </message>
    </context>
    <context>
        <name>stint::enginewords</name>
        <message>
            <source>Is stuck: %1</source>
            <translation>Kommt nicht weiter: %1</translation>
        </message>
        <message>
            <source>Out of quota: %1</source>
            <translation>Kontingent erschöpft: %1</translation>
        </message>
        <message>
            <source>Needs access: %1</source>
            <translation>Braucht Zugang: %1</translation>
        </message>
        <message>
            <source>Asks: %1</source>
            <translation>Fragt: %1</translation>
        </message>
        <message>
            <source>%1 (goes on at %2)</source>
            <translation>%1 (geht weiter um %2)</translation>
        </message>
        <message>
            <source>Finished, but 1 criterion is not proven</source>
            <translation>Fertig, aber 1 Kriterium ist nicht belegt</translation>
        </message>
        <message numerus="yes">
            <source>Finished, but %n criteria are not proven</source>
            <translation>
                <numerusform>Fertig, aber %n Kriterium ist nicht belegt</numerusform>
                <numerusform>Fertig, aber %n Kriterien sind nicht belegt</numerusform>
            </translation>
        </message>
        <message>
            <source>Waits for a reviewer</source>
            <translation>Wartet auf einen Prüfer</translation>
        </message>
        <message>
            <source>A reviewer was asked</source>
            <translation>Ein Prüfer wurde gefragt</translation>
        </message>
        <message>
            <source>In review by %1</source>
            <translation>In Prüfung bei %1</translation>
        </message>
        <message>
            <source>%1 until %2</source>
            <translation>%1 bis %2</translation>
        </message>
        <message>
            <source>Waits for 1 task</source>
            <translation>Wartet auf 1 Aufgabe</translation>
        </message>
        <message numerus="yes">
            <source>Waits for %n tasks</source>
            <translation>
                <numerusform>Wartet auf %n Aufgabe</numerusform>
                <numerusform>Wartet auf %n Aufgaben</numerusform>
            </translation>
        </message>
        <message>
            <source>%1, 1 of them will never complete</source>
            <translation>%1, 1 davon wird nie fertig</translation>
        </message>
        <message numerus="yes">
            <source>%1, %n of them will never complete</source>
            <translation>
                <numerusform>%1, %n davon wird nie fertig</numerusform>
                <numerusform>%1, %n davon werden nie fertig</numerusform>
            </translation>
        </message>
        <message>
            <source>Attempts used up %1/%2</source>
            <translation>Versuche verbraucht %1/%2</translation>
        </message>
        <message>
            <source>Not before %1</source>
            <translation>Nicht vor %1</translation>
        </message>
        <message>
            <source>Reserved for %1</source>
            <translation>Reserviert für %1</translation>
        </message>
        <message>
            <source>No connected agent has %1</source>
            <translation>Kein verbundener Agent kann %1</translation>
        </message>
        <message>
            <source>Is a draft</source>
            <translation>Ist ein Entwurf</translation>
        </message>
        <message>
            <source>Needs approval</source>
            <translation>Braucht Freigabe</translation>
        </message>
        <message>
            <source>Approval was refused</source>
            <translation>Freigabe wurde verweigert</translation>
        </message>
        <message>
            <source>Waited too long for an agent</source>
            <translation>Hat zu lange auf einen Agenten gewartet</translation>
        </message>
        <message>
            <source>The reviewer is blocked: decide how to go on</source>
            <translation>Der Prüfer kommt nicht weiter: entscheide, wie es weitergeht</translation>
        </message>
        <message>
            <source>Rejected too often: decide how to go on</source>
            <translation>Zu oft zurückgewiesen: entscheide, wie es weitergeht</translation>
        </message>
        <message>
            <source>No review came to a verdict: decide how to go on</source>
            <translation>Keine Prüfung kam zu einem Urteil: entscheide, wie es weitergeht</translation>
        </message>
        <message>
            <source>Runs end too fast one after another: decide how to go on</source>
            <translation>Läufe enden zu schnell nacheinander: entscheide, wie es weitergeht</translation>
        </message>
        <message>
            <source>Not started</source>
            <translation>Nicht gestartet</translation>
        </message>
        <message>
            <source>Failed; nobody has started it again</source>
            <translation>Gescheitert; niemand hat sie neu gestartet</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Angehalten</translation>
        </message>
        <message>
            <source>Paused by parent</source>
            <translation>Angehalten durch obere Aufgabe</translation>
        </message>
        <message>
            <source>Scheduler is paused</source>
            <translation>Zuteilung ist angehalten</translation>
        </message>
        <message>
            <source>No agent is connected</source>
            <translation>Kein Agent ist verbunden</translation>
        </message>
        <message>
            <source>All connected agents are busy</source>
            <translation>Alle verbundenen Agenten sind beschäftigt</translation>
        </message>
        <message>
            <source>No connected agent may take it</source>
            <translation>Kein verbundener Agent darf sie übernehmen</translation>
        </message>
        <message>
            <source>Task approved</source>
            <translation>Aufgabe freigegeben</translation>
        </message>
        <message>
            <source>Task canceled</source>
            <translation>Aufgabe abgebrochen</translation>
        </message>
        <message>
            <source>Child task created</source>
            <translation>Teilaufgabe angelegt</translation>
        </message>
        <message>
            <source>Comment</source>
            <translation>Kommentar</translation>
        </message>
        <message>
            <source>Task created</source>
            <translation>Aufgabe angelegt</translation>
        </message>
        <message>
            <source>Task deleted</source>
            <translation>Aufgabe gelöscht</translation>
        </message>
        <message>
            <source>Dependency added</source>
            <translation>Abhängigkeit hinzugefügt</translation>
        </message>
        <message>
            <source>Dependency removed</source>
            <translation>Abhängigkeit entfernt</translation>
        </message>
        <message>
            <source>Execution profile removed</source>
            <translation>Ausführungsprofil entfernt</translation>
        </message>
        <message>
            <source>Execution profile changed</source>
            <translation>Ausführungsprofil geändert</translation>
        </message>
        <message>
            <source>Task paused</source>
            <translation>Aufgabe angehalten</translation>
        </message>
        <message>
            <source>Task published</source>
            <translation>Aufgabe veröffentlicht</translation>
        </message>
        <message>
            <source>Task rejected</source>
            <translation>Aufgabe abgelehnt</translation>
        </message>
        <message>
            <source>Task resumed</source>
            <translation>Aufgabe fortgesetzt</translation>
        </message>
        <message>
            <source>Run accepted</source>
            <translation>Lauf angenommen</translation>
        </message>
        <message>
            <source>Run answered</source>
            <translation>Lauf beantwortet</translation>
        </message>
        <message>
            <source>Run canceled</source>
            <translation>Lauf abgebrochen</translation>
        </message>
        <message>
            <source>Run claimed</source>
            <translation>Lauf übernommen</translation>
        </message>
        <message>
            <source>Run completed</source>
            <translation>Lauf fertig</translation>
        </message>
        <message>
            <source>Run queued</source>
            <translation>Lauf eingereiht</translation>
        </message>
        <message>
            <source>Run failed</source>
            <translation>Lauf gescheitert</translation>
        </message>
        <message>
            <source>Agent stopped by force</source>
            <translation>Agent gewaltsam angehalten</translation>
        </message>
        <message>
            <source>Late result received</source>
            <translation>Spätes Ergebnis erhalten</translation>
        </message>
        <message>
            <source>Late result adopted</source>
            <translation>Spätes Ergebnis übernommen</translation>
        </message>
        <message>
            <source>Late result thrown away</source>
            <translation>Spätes Ergebnis verworfen</translation>
        </message>
        <message>
            <source>Lease expired</source>
            <translation>Lease abgelaufen</translation>
        </message>
        <message>
            <source>Lease extended</source>
            <translation>Lease verlängert</translation>
        </message>
        <message>
            <source>Run needs attention</source>
            <translation>Lauf braucht jemanden</translation>
        </message>
        <message>
            <source>Run failed by force</source>
            <translation>Lauf zum Scheitern gebracht</translation>
        </message>
        <message>
            <source>Run retried</source>
            <translation>Lauf wiederholt</translation>
        </message>
        <message>
            <source>Run parked</source>
            <translation>Lauf geparkt</translation>
        </message>
        <message>
            <source>Run recovered</source>
            <translation>Lauf zurückgewonnen</translation>
        </message>
        <message>
            <source>Run replaced after attention</source>
            <translation>Lauf ersetzt</translation>
        </message>
        <message>
            <source>Run rejected</source>
            <translation>Lauf abgewiesen</translation>
        </message>
        <message>
            <source>Run released</source>
            <translation>Lauf zurückgegeben</translation>
        </message>
        <message>
            <source>Reviewer at work</source>
            <translation>Prüfer bei der Arbeit</translation>
        </message>
        <message>
            <source>Review canceled</source>
            <translation>Prüfung abgebrochen</translation>
        </message>
        <message>
            <source>Reviews stopped</source>
            <translation>Prüfungen angehalten</translation>
        </message>
        <message>
            <source>Verdict recorded</source>
            <translation>Urteil verzeichnet</translation>
        </message>
        <message>
            <source>Review requested</source>
            <translation>Prüfung erbeten</translation>
        </message>
        <message>
            <source>Review asked for again</source>
            <translation>Prüfung noch einmal erbeten</translation>
        </message>
        <message>
            <source>Reviewer asked</source>
            <translation>Prüfer gefragt</translation>
        </message>
        <message>
            <source>Reviewer gone</source>
            <translation>Prüfer fort</translation>
        </message>
        <message>
            <source>Agent attached to the run</source>
            <translation>Agent mit dem Lauf verbunden</translation>
        </message>
        <message>
            <source>Run started</source>
            <translation>Lauf begonnen</translation>
        </message>
        <message>
            <source>Run starting</source>
            <translation>Lauf beginnt</translation>
        </message>
        <message>
            <source>Run waited too long</source>
            <translation>Lauf hat zu lange gewartet</translation>
        </message>
        <message>
            <source>Run goes on</source>
            <translation>Lauf geht weiter</translation>
        </message>
        <message>
            <source>Task updated</source>
            <translation>Aufgabe geändert</translation>
        </message>
        <message>
            <source>Scheduler paused</source>
            <translation>Zuteilung angehalten</translation>
        </message>
        <message>
            <source>Scheduler resumed</source>
            <translation>Zuteilung fortgesetzt</translation>
        </message>
        <message>
            <source>Draining begun</source>
            <translation>Leerlauf begonnen</translation>
        </message>
        <message>
            <source>Draining ended</source>
            <translation>Leerlauf beendet</translation>
        </message>
        <message>
            <source>Agent connected</source>
            <translation>Agent verbunden</translation>
        </message>
        <message>
            <source>Session of the agent ended</source>
            <translation>Sitzung des Agenten beendet</translation>
        </message>
        <message>
            <source>Settings changed</source>
            <translation>Einstellungen geändert</translation>
        </message>
        <message>
            <source>Workspace created</source>
            <translation>Arbeitsbereich angelegt</translation>
        </message>
        <message>
            <source>Workspace changed</source>
            <translation>Arbeitsbereich geändert</translation>
        </message>
        <message>
            <source>Board locked</source>
            <translation>Board gesperrt</translation>
        </message>
        <message>
            <source>Board unlocked</source>
            <translation>Board entsperrt</translation>
        </message>
        <message>
            <source>completed</source>
            <translation>fertig</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>gescheitert</translation>
        </message>
        <message>
            <source>released</source>
            <translation>zurückgegeben</translation>
        </message>
        <message>
            <source>lease expired</source>
            <translation>Lease abgelaufen</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>weggenommen</translation>
        </message>
        <message>
            <source>failed by force</source>
            <translation>zum Scheitern gebracht</translation>
        </message>
        <message>
            <source>canceled</source>
            <translation>abgebrochen</translation>
        </message>
        <message>
            <source>asked a question</source>
            <translation>hat gefragt</translation>
        </message>
        <message>
            <source>unproven</source>
            <translation>unbelegt</translation>
        </message>
        <message>
            <source>session released</source>
            <translation>Sitzung beendet</translation>
        </message>
        <message>
            <source>recovered</source>
            <translation>zurückgewonnen</translation>
        </message>
    </context>
    <context>
        <name>stint::marks</name>
        <message>
            <source>soft hyphen</source>
            <translation>weiches Trennzeichen</translation>
        </message>
        <message>
            <source>zero width space</source>
            <translation>Leerzeichen ohne Breite</translation>
        </message>
        <message>
            <source>left-to-right mark</source>
            <translation>Marke links-nach-rechts</translation>
        </message>
        <message>
            <source>right-to-left mark</source>
            <translation>Marke rechts-nach-links</translation>
        </message>
        <message>
            <source>left-to-right embedding</source>
            <translation>Einbettung links-nach-rechts</translation>
        </message>
        <message>
            <source>right-to-left embedding</source>
            <translation>Einbettung rechts-nach-links</translation>
        </message>
        <message>
            <source>end of direction</source>
            <translation>Ende der Richtung</translation>
        </message>
        <message>
            <source>left-to-right override</source>
            <translation>Zwang links-nach-rechts</translation>
        </message>
        <message>
            <source>right-to-left override</source>
            <translation>Zwang rechts-nach-links</translation>
        </message>
        <message>
            <source>left-to-right isolate</source>
            <translation>Insel links-nach-rechts</translation>
        </message>
        <message>
            <source>right-to-left isolate</source>
            <translation>Insel rechts-nach-links</translation>
        </message>
        <message>
            <source>end of isolate</source>
            <translation>Ende der Insel</translation>
        </message>
        <message>
            <source>byte order mark</source>
            <translation>Byte-Reihenfolge-Marke</translation>
        </message>
        <message>
            <source>hidden letter</source>
            <translation>verborgener Buchstabe</translation>
        </message>
        <message>
            <source>control character</source>
            <translation>Steuerzeichen</translation>
        </message>
        <message>
            <source>and others</source>
            <translation>und andere</translation>
        </message>
    </context>
    <context>
        <name>stint::taskfields</name>
        <message>
            <source>It has no owner.</source>
            <translation>Sie hat keinen Besitzer.</translation>
        </message>
        <message>
            <source>Write the time as 2026-01-31 14:00.</source>
            <translation>Schreib die Zeit wie 2026-01-31 14:00.</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titel</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Beschreibung</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Priorität</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>Besitzer</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Etiketten</translation>
        </message>
        <message>
            <source>Milestone</source>
            <translation>Meilenstein</translation>
        </message>
        <message>
            <source>Not before</source>
            <translation>Nicht vor</translation>
        </message>
        <message>
            <source>Attempts at most</source>
            <translation>Versuche höchstens</translation>
        </message>
        <message>
            <source>Approval</source>
            <translation>Freigabe</translation>
        </message>
        <message>
            <source>Outside key</source>
            <translation>Fremder Schlüssel</translation>
        </message>
        <message>
            <source>Done when</source>
            <translation>Fertig, wenn</translation>
        </message>
    </context>
    <context>
        <name>stint::texts</name>
        <message>
            <source>now</source>
            <translation>jetzt</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 s</translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 min</translation>
        </message>
        <message>
            <source>%1 h</source>
            <translation>%1 h</translation>
        </message>
        <message>
            <source>%1 d</source>
            <translation>%1 T</translation>
        </message>
        <message>
            <source>%1 w</source>
            <translation>%1 W</translation>
        </message>
        <message>
            <source>1 second</source>
            <translation>1 Sekunde</translation>
        </message>
        <message numerus="yes">
            <source>%n seconds</source>
            <translation>
                <numerusform>%n Sekunde</numerusform>
                <numerusform>%n Sekunden</numerusform>
            </translation>
        </message>
        <message>
            <source>1 minute</source>
            <translation>1 Minute</translation>
        </message>
        <message numerus="yes">
            <source>%n minutes</source>
            <translation>
                <numerusform>%n Minute</numerusform>
                <numerusform>%n Minuten</numerusform>
            </translation>
        </message>
        <message>
            <source>1 hour</source>
            <translation>1 Stunde</translation>
        </message>
        <message numerus="yes">
            <source>%n hours</source>
            <translation>
                <numerusform>%n Stunde</numerusform>
                <numerusform>%n Stunden</numerusform>
            </translation>
        </message>
        <message>
            <source>1 day</source>
            <translation>1 Tag</translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n Tag</numerusform>
                <numerusform>%n Tagen</numerusform>
            </translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Entwurf</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>Unterwegs</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>Blockiert</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Bereit</translation>
        </message>
        <message>
            <source>In progress</source>
            <translation>In Arbeit</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Gescheitert</translation>
        </message>
        <message>
            <source>Canceled</source>
            <translation>Abgebrochen</translation>
        </message>
        <message>
            <source>Queued</source>
            <translation>Eingereiht</translation>
        </message>
        <message>
            <source>Claimed</source>
            <translation>Übernommen</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>Startet</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>Läuft</translation>
        </message>
        <message>
            <source>Completed</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Needs attention</source>
            <translation>Braucht jemanden</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Niedrig</translation>
        </message>
        <message>
            <source>Medium</source>
            <translation>Mittel</translation>
        </message>
        <message>
            <source>High</source>
            <translation>Hoch</translation>
        </message>
        <message>
            <source>Urgent</source>
            <translation>Dringend</translation>
        </message>
        <message>
            <source>agent %1</source>
            <translation>Agent %1</translation>
        </message>
        <message>
            <source>board</source>
            <translation>Board</translation>
        </message>
        <message>
            <source>pool %1</source>
            <translation>Pool %1</translation>
        </message>
        <message>
            <source>Fail the attempt instead.</source>
            <translation>Lass den Versuch stattdessen scheitern.</translation>
        </message>
        <message>
            <source>Release the attempt instead.</source>
            <translation>Gib den Versuch stattdessen zurück.</translation>
        </message>
        <message>
            <source>Cancel the attempt or stop its agent instead.</source>
            <translation>Brich den Versuch stattdessen ab oder halte seinen Agenten an.</translation>
        </message>
        <message>
            <source>Recover the attempt instead.</source>
            <translation>Gewinne den Versuch stattdessen zurück.</translation>
        </message>
        <message>
            <source>Retry the attempt instead.</source>
            <translation>Wiederhole den Versuch stattdessen.</translation>
        </message>
        <message>
            <source>Start a new attempt instead.</source>
            <translation>Beginne stattdessen einen neuen Versuch.</translation>
        </message>
        <message>
            <source>Publish the task first.</source>
            <translation>Veröffentliche die Aufgabe zuerst.</translation>
        </message>
        <message>
            <source>Make a new task instead.</source>
            <translation>Lege stattdessen eine neue Aufgabe an.</translation>
        </message>
        <message>
            <source>The details of the task say more.</source>
            <translation>Die Einzelheiten der Aufgabe sagen mehr.</translation>
        </message>
        <message>
            <source>The details of the attempt say more.</source>
            <translation>Die Einzelheiten des Versuchs sagen mehr.</translation>
        </message>
        <message>
            <source>Next: %1.</source>
            <translation>Als Nächstes: %1.</translation>
        </message>
    </context>
</TS>
