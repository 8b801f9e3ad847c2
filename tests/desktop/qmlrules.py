#!/usr/bin/env python3
"""Holds the QML to the rules of qml/README.md that no compiler checks.

usage: qmlrules.py ROOT
"""
import pathlib
import re
import sys

SIZES = (r"(?:width|height|implicitWidth|implicitHeight|minimumWidth|minimumHeight|maximumWidth|spacing|radius|"
         r"(?:left|right|top|bottom)?[pP]adding|margins|(?:left|right|top|bottom)Margin|pixelSize|border\.width|x|y|"
         r"duration|interval|delay|cacheBuffer|horizontalCenterOffset|verticalCenterOffset)")
IMPORTS = re.compile(r"^import (QtQuick|QtQuick\.Layouts|QtQuick\.Templates|QtQuick\.Controls\.Basic|Stint\.\w+)( as \w+)?$")

# (what is wrong, pattern of the offending line, files it does not concern)
RULES = [
    ("a colour literal", re.compile(r'"#[0-9a-fA-F]{3,8}"|Qt\.(rgba|hsla|lighter|darker)\('), "theme/"),
    ("a named colour", re.compile(r'[cC]olor: .*"(?!transparent")\w+"'), "theme/"),
    ("a size or duration literal", re.compile(r"\b" + SIZES + r":[^?/\"]*(?<![\w.])(?<!\* )(?!0\b|0\.5\b)\d+(\.\d+)?\b"), "theme/"),
    ("words that are not plain text", re.compile(r"^\s*(?:\w+\.)?(Text|Label|TextEdit) \{"), "controls/Words.qml"),
    ("rich text", re.compile(r"RichText|StyledText|MarkdownText|AutoText"), None),
    ("words of the style, which it takes for markup", re.compile(r"\bplaceholderText\b"), None),
    ("a text that cannot be translated", re.compile(r'\b(text|title|hint|label|emptyText|tip): "[^"]*[a-z][^"]*"'), None),
    ("a context property or untyped value", re.compile(r"\bproperty var\b|setContextProperty"), None),
]
BAD = {
    "a colour literal": 'color: "#fff"',
    "a named colour": 'color: "red"',
    "a size or duration literal": "width: parent.width - 12",
    "words that are not plain text": "    Text {",
    "rich text": "textFormat: Text.RichText",
    "words of the style, which it takes for markup": "placeholderText: root.title",
    "a text that cannot be translated": 'text: "New"',
    "a context property or untyped value": "property var thing",
}
GOOD = ["width: 0", "width: parent.width / 2", 'color: "transparent"', "height: Theme.size.line", 'text: qsTr("New")',
        "opacity: 0.5", 'text: "/"', "sequence: \"]\"", "maximumLineCount: 2"]


def problems_of(name, line):
    for what, pattern, exempt in RULES:
        if exempt and name.startswith(exempt):
            continue
        if pattern.search(line):
            yield what


def check(path, name):
    text = path.read_text()
    for number, line in enumerate(text.splitlines(), 1):
        code = line.split("//")[0]
        for what in problems_of(name, code):
            yield f"qml/{name}:{number}: {what}: {line.strip()}"
        if code.startswith("import ") and not IMPORTS.match(code):
            yield f"qml/{name}:{number}: an import that is not allowed: {line.strip()}"
    if re.search(r"\b(Repeater|delegate:)", text) and "pragma ComponentBehavior: Bound" not in text:
        yield f"qml/{name}: delegates without `pragma ComponentBehavior: Bound`"
    if re.search(r"TextArea \{", text) and "textFormat: TextEdit.PlainText" not in text:
        yield f"qml/{name}: a text area that is not plain text"


def main():
    for what, line in BAD.items():
        assert what in problems_of("shell/X.qml", line), f"the rule about {what} catches nothing"
    for line in GOOD:
        assert not list(problems_of("shell/X.qml", line)), f"a rule is too strict: {line}"
    root = pathlib.Path(sys.argv[1]) / "qml"
    files = sorted(root.rglob("*.qml"))
    found = [problem for path in files for problem in check(path, path.relative_to(root).as_posix())]
    words = (root / "controls/Words.qml").read_text()
    if "textFormat: Text.PlainText" not in words:
        found.append("qml/controls/Words.qml: words are not plain text")
    for problem in found:
        print(problem)
    print(f"{len(files)} files, {len(found)} problems")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main())
