#!/usr/bin/env python3
"""Proves that the checks of this folder see what they are there for: each row is a small repository with one fault."""
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDERS = ("app", "model", "storage", "qml", "resources", "tests", "packaging")
ROOM = "stint_room({room} SOURCES {source} LINK {link})\n"

SOUND = {
    **{name: "\n" for name in ("CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", "CHANGELOG.md")},
    **{f"{folder}/README.md": f"# {folder}\n" for folder in FOLDERS},
    "model/domain/task.h": "#pragma once\n",
    "model/service/board.h": '#pragma once\n#include "model/domain/task.h"\n',
    "model/service/verb.h": "#pragma once\n",
    "model/viewmodels/boardviewmodel.cpp": '#include "model/service/board.h"\n',
    "model/CMakeLists.txt": ROOM.format(room="model/domain", source="domain/task.cpp", link="Qt6::Core")
    + ROOM.format(room="model/service", source="service/board.cpp", link="stint_model_domain")
    + ROOM.format(room="model/viewmodels", source="viewmodels/b.cpp", link="stint_model_service"),
    "storage/sql/connection.cpp": "#include <sqlcipher/sqlite3.h>\n",
    "qml/board/Card.qml": "import QtQuick\nText { text: root.title; textFormat: Text.PlainText }\n",
}

# name, check, files that differ from the sound repository, what the check must say ("" = nothing, all is well)
ROWS = [
    ("sound", "layering.py", {}, ""),
    ("include upward", "layering.py", {"model/domain/task.h": '#include "model/service/board.h"\n'},
     "model/domain must not know model/service"),
    ("include of another header of a narrow pair", "layering.py",
     {"model/viewmodels/boardviewmodel.cpp": '#include "model/service/verb.h"\n'}, "only model/service/board.h"),
    ("include in a comment", "layering.py", {"model/domain/task.h": '// #include "model/service/board.h"\n'}, ""),
    ("include of nothing", "layering.py", {"model/service/board.h": '#include "model/domain/run.h"\n'}, "does not exist"),
    ("include beside", "layering.py", {"model/service/board.h": '#include "verb.h"\n'}, "not named from the root"),
    ("unknown room", "layering.py", {"model/utils/helper.cpp": "\n"}, "lies in no known room"),
    ("link upward", "layering.py",
     {"model/CMakeLists.txt": SOUND["model/CMakeLists.txt"].replace("Qt6::Core", "stint_model_service")},
     "model/domain must not link model/service"),
    ("window without permission", "layering.py",
     {"qml/board/CMakeLists.txt": "stint_qml(board Stint.Board QML_FILES Card.qml LINK stint_model_service)\n"},
     "qml/board must not link model/service"),
    ("link missing", "layering.py",
     {"model/CMakeLists.txt": SOUND["model/CMakeLists.txt"].replace("LINK stint_model_service", "LINK Qt6::Core")},
     "its link line does not reach it"),
    ("composition is for the programs", "layering.py",
     {"app/composition/owner.h": "\n", "app/cli/main.cpp": '#include "app/composition/owner.h"\n'},
     "app/cli must not know app/composition"),
    ("sound", "order.py", {}, ""),
    ("stray file", "order.py", {"notes.md": "\n"}, "does not belong at the top level"),
    ("missing file", "order.py", {"LICENSE": None}, "LICENSE: is missing"),
    ("missing readme", "order.py", {"qml/README.md": None}, "qml/README.md: is missing"),
    ("long readme", "order.py", {"qml/README.md": "line\n" * 41}, "41 lines"),
    ("unfinished word", "order.py", {"app/cli/main.cpp": "// TO" "DO\n"}, "unfinished words"),
    ("text field of QML", "order.py", {"qml/board/Edit.qml": "TextField { place" "holderText: qsTr(\"x\") }\n"}, ""),
    ("machine path", "order.py", {"packaging/run.sh": "cd /wo" "rk/main\n"}, "of one machine"),
    ("Qt SQL", "order.py", {"storage/CMakeLists.txt": "target_link_libraries(x Qt6::S" "ql)\n"}, "second SQLite"),
    ("sqlite3 elsewhere", "order.py", {"storage/engine/writer.cpp": "#include <sqli" "te3.h>\n"}, "storage/sql only"),
    ("sleep", "order.py", {"tests/x/tst_x.cpp": "QTh" "read::msleep(5);\n"}, "sleeping"),
    ("clock", "order.py", {"model/service/a.cpp": "auto t = QDateTime::curr" "entDateTimeUtc();\n"}, "through Clock"),
    ("clock in its room", "order.py", {"app/platform/c.cpp": "auto t = QDateTime::curr" "entDateTimeUtc();\n"}, ""),
    ("no pragma once", "order.py", {"model/domain/run.h": "struct Run;\n"}, "no #pragma once"),
    ("Q_OBJECT in a line", "order.py", {"model/items/m.cpp": "class M : public QObject { Q_OBJECT };\n"}, "moc"),
    ("one name, two types", "order.py",
     {"model/domain/a.h": "#pragma once\nnamespace stint\n{\nstruct Line {\n};\n} // namespace stint\n",
      "model/items/b.h": "#pragma once\nnamespace stint\n{\nclass Line\n{\n};\n} // namespace stint\n"},
     "model/items/b.h:4: stint::Line is the name of a type in model/domain/a.h, too"),
    ("one name, out of sight", "order.py",
     {"model/domain/a.h": "#pragma once\nnamespace stint\n{\nclass Line;\nstruct Line {\n};\n} // namespace stint\n",
      "model/items/b.cpp": "namespace stint\n{\nclass Line;\nnamespace\n{\nstruct Line {\n};\n} // namespace\n"
                           "} // namespace stint\n"}, ""),
    ("rich text", "order.py", {"qml/board/Card.qml": "Label {\n text: a\n Item { textFormat: Text.PlainText }\n}\n"},
     "Label without"),
    ("plain by its type", "order.py",
     {"qml/controls/Label.qml": "import QtQuick\nText {\n textFormat: Text.PlainText\n}\n",
      "qml/board/Card.qml": "Label {\n text: a\n}\n"}, ""),
    ("of another module", "order.py",
     {"qml/controls/Label.qml": "Text {\n textFormat: Text.PlainText\n}\n",
      "qml/board/Card.qml": "T.Label {\n text: a\n}\n"}, "Label without"),
    ("markup", "order.py", {"qml/board/Card.qml": "TextEdit { textFormat: Text.RichText }\n"}, "textFormat Text.RichText"),
]


def write(folder, files):
    for path, text in files.items():
        if text is None:
            continue
        place = os.path.join(folder, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8") as file:
            file.write(text)


def run(script, *arguments):
    done = subprocess.run([sys.executable, "-B", os.path.join(HERE, script), *arguments],
                          capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


class HouseTest(unittest.TestCase):
    def test_rows(self):
        for name, script, changes, expected in ROWS:
            with self.subTest(f"{script}: {name}"), tempfile.TemporaryDirectory() as root:
                write(root, {**SOUND, **changes})
                code, said = run(script, root)
                self.assertEqual(code, 1 if expected else 0, said)
                self.assertIn(expected, said)
                self.assertLessEqual(said.count("\n"), 2, f"more than the one fault was seen:\n{said}")

    def test_rules(self):
        # The ids are put together here so that this file cites no rule of the real specification.
        def rule(number):
            return f"QQQ-{number:02d}"

        with tempfile.TemporaryDirectory() as place:
            root, spec = os.path.join(place, "repository"), os.path.join(place, "spec")
            write(place, {
                "spec/x.md": f"- **{rule(1)}** one\n| {rule(2)} | two |\n{rule(3)} three\nsee {rule(9)}\n| {rule(4)} | |\n",
                "repository/tests/a.cpp": f"// {rule(1)}..02 and {rule(4)}\n"})
            self.assertEqual(run("rules.py", root, spec), (0, f"{rule(3)}  (x.md)\nrules: 3 of 4 cited\n"))
            self.assertEqual(run("rules.py", root, spec, "--strict")[0], 1)
            write(place, {"repository/tests/b.cpp": f"// {rule(2)}/03\n"})
            self.assertEqual(run("rules.py", root, spec, "--strict"), (0, "rules: 4 of 4 cited\n"))
            code, said = run("rules.py", root, os.path.join(place, "nowhere"), "--strict")
            self.assertEqual(code, 0)
            self.assertIn("nothing to compare", said)


if __name__ == "__main__":
    unittest.main()
