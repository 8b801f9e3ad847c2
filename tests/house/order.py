#!/usr/bin/env python3
"""House rules that hold for the whole repository and need no compiler.

usage: order.py ROOT
"""
import re
import sys

from tree import CODE, FOLDERS, Tree, finish, without_comments

TOP = {"CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE", "CHANGELOG.md", *FOLDERS}
PRODUCT = ("app", "model", "storage", "qml")
QML = (".qml", ".js", ".mjs")
README_LINES = 40
FILE_LINES = 600

# (pattern, folders, endings, paths left out, why). Comments are left out of the search unless the endings are None.
FORBIDDEN = [
    (r"TOD[O]|FIXM[E]|\bXX[X]\b|HAC[K]|[Nn]ot implemente[d]|[Uu]nimplemente[d]|\bplaceholde[r]\b(?!Text)",
     (*PRODUCT, "resources", "packaging", "tests"), None, (), "unfinished words"),
    (r"(?<![\w/.])/(?:wor[k]|far[m])/|bash_job[s]|registry[.]npm|deb[.]debian|/hom[e]/[a-z]+/\.|/tm[p]/[a-z]",
     (*FOLDERS, ""), None, (), "a path or host of one machine"),
    (r"Qt6?::Sql\b|QSqlDatabase|QtSql|QtQuick\.LocalStorage", (*FOLDERS, ""),
     (*CODE, *QML, ".txt", ".cmake"), (), "Qt SQL would bring a second SQLite into the process"),
    (r'include\s*[<"](?:sqlcipher/)?sqlite3(?:ext)?\.h[>"]', FOLDERS, CODE,
     ("storage/sql/", "tests/fault/memorydisk.", "tests/fault/forgetfullog."),
     "sqlite3.h is included in storage/sql only, and by the file systems of tests/fault"),
    (r"\bBlockingQueuedConnection\b|\bQEventLoop\b|\bprocessEvents\s*\(", PRODUCT, CODE, (),
     "a thread that waits for another inside its event loop"),
    (r"class\s+\w+[^;{]*:\s*public\s+QThread\b", PRODUCT, CODE, (), "a subclass of QThread"),
    (r"\b(?:QThread::m?u?sleep|std::this_thread::sleep_\w+|usleep|nanosleep)\s*\(", (*PRODUCT, "tests"), CODE, (),
     "sleeping instead of waiting for what is awaited"),
    (r"QDateTime::current\w+|QDate::currentDate|system_clock::now", PRODUCT, CODE, ("app/platform/", "app/cli/", "app/mcp/"),
     "in the engine time enters through Clock, made in app/platform"),
    (r"^using\s+namespace\b", FOLDERS, (".h",), (), "using namespace in a header"),
    (r"\bcreateQmlObject\b|\bsetContextProperty\b", PRODUCT, (*CODE, *QML), (), "QML that is made of text or untyped"),
    (r"\bMultiEffect\b|QtQuick\.Effects|\bloadFromModule\b", PRODUCT, (*CODE, *QML), (), "not in Qt 6.4"),
]


def searched(tree, folders, endings):
    inside = [folder for folder in folders if folder]
    paths = tree.files(inside, endings)
    if "" in folders:
        paths += [name for name in (*tree.top(), ".ci/run") if tree.is_file(name)
                  and (endings is None or name.endswith(endings))]
    return paths


def line_of(text, match):
    return text.count("\n", 0, match.start()) + 1


def check_forbidden(tree):
    for pattern, folders, endings, left_out, why in FORBIDDEN:
        expression = re.compile(pattern, re.M)
        for path in searched(tree, folders, endings):
            if path.startswith(left_out):
                continue
            text = tree.text(path)
            if endings is not None and not path.endswith((".txt", ".cmake")):
                text = without_comments(text)
            for match in expression.finditer(text):
                yield f"{path}:{line_of(text, match)}: {match.group(0).strip()}: {why}"


def check_top(tree):
    for name in tree.top():
        if name not in TOP and not name.startswith("."):
            yield f"{name}: does not belong at the top level"
    for name in sorted(TOP):
        if not tree.exists(name):
            yield f"{name}: is missing"


def check_readmes(tree):
    for folder in FOLDERS:
        path = f"{folder}/README.md"
        if not tree.exists(path):
            yield f"{path}: is missing"
        elif (count := len(tree.text(path).splitlines())) > README_LINES:
            yield f"{path}: {count} lines, more than {README_LINES}"


def check_code(tree):
    for path in tree.files(endings=(*CODE, ".qml", ".py")):
        text = tree.text(path)
        if path.endswith(".h") and "#pragma once" not in text:
            yield f"{path}: no #pragma once"
        if path.endswith(CODE) and re.search(r"^[^\n]*\S[^\n]*\bQ_OBJECT\b", without_comments(text), re.M):
            yield f"{path}: Q_OBJECT stands alone on its line, or moc does not see it"


def long_files(tree):
    """Not wrong by itself, but a place to look: more than one idea?"""
    for path in tree.files(endings=(*CODE, ".qml", ".py")):
        if (count := tree.text(path).count("\n")) > FILE_LINES:
            yield f"note: {path}: {count} lines"


def block(text, start):
    """The text of the braces that open at \a start, without the blocks inside."""
    depth, own = 0, []
    for at in range(start, len(text)):
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if depth == 0:
                break
        elif depth == 1:
            own.append(text[at])
    return "".join(own)


def check_plain_text(tree):
    """Text of the board is never rendered as markup, which could fetch or freeze."""
    texts = {path: without_comments(tree.text(path)) for path in tree.files(("qml",), (".qml",))}
    plain = "textFormat: Text.PlainText"
    # A type of our own under the same name, plain from the start, makes all its uses plain.
    own = {path.split("/")[-1][:-4] for path, text in texts.items() if plain in block(text, text.find("{"))}
    for path, text in texts.items():
        for match in re.finditer(r"(\w+\.)?\b(Text|Label)\s*\{", text):
            if plain not in block(text, match.end() - 1) and (match.group(1) or match.group(2) not in own):
                yield f"{path}:{line_of(text, match)}: {match.group(2)} without {plain}"
        for match in re.finditer(r"\btextFormat:\s*(\S+)", text):
            if not match.group(1).endswith(".PlainText"):
                yield f"{path}:{line_of(text, match)}: textFormat {match.group(1)}"


def types_of(text):
    """(place, name) of each type that is defined at the outermost level of a named namespace, as the format indents it."""
    spaces = []
    shape = re.compile(r"namespace ?([\w:]*)$|(\})\s*// namespace"
                       r"|(?:class|struct|union|enum(?: class)?)\s+([A-Za-z_]\w*)\b(?!\s*(?:::|<))[^;]*$", re.M)
    for match in shape.finditer(text):
        if match.start() and text[match.start() - 1] != "\n":
            continue
        if match.group(3) is None:
            spaces = spaces[:-1] if match.group(2) else [*spaces, match.group(1)]
        elif spaces and "" not in spaces:
            yield match.start(), "::".join((*spaces, match.group(3)))


def check_type_names(tree):
    """Two types of one name are one to the linker: which of the two destructors runs is chance."""
    first = {}
    for path in tree.files(PRODUCT, CODE):
        text = re.sub(r"//(?! namespace)[^\n]*", "", tree.text(path))
        for at, name in types_of(text):
            known = first.setdefault(name, path)
            if known != path:
                yield f"{path}:{text.count(chr(10), 0, at) + 1}: {name} is the name of a type in {known}, too"


CHECKS = (check_top, check_readmes, check_forbidden, check_code, check_plain_text, check_type_names)


def main():
    tree = Tree(sys.argv[1])
    for note in long_files(tree):
        print(note)
    finish("order", [problem for check in CHECKS for problem in check(tree)], f"{len(tree.files())} files in order")


if __name__ == "__main__":
    main()
