"""The files of the repository, as the checks of this folder see them: no build folders, no editor files."""
import os
import re
import sys

CODE = (".h", ".cpp")
FOLDERS = ("app", "model", "storage", "qml", "resources", "tests", "packaging")


def is_scratch(name):
    return name in (".git", ".cache", "build", "__pycache__") or name.startswith("build-") or name.endswith(".user")


class Tree:
    def __init__(self, root):
        self.root = os.path.abspath(root)

    def top(self):
        return sorted(name for name in os.listdir(self.root) if not is_scratch(name))

    def files(self, folders=FOLDERS, endings=None):
        """Paths relative to the root, with '/' in between, sorted."""
        found = []
        for folder in folders:
            for here, below, names in os.walk(os.path.join(self.root, folder)):
                below[:] = [name for name in below if not is_scratch(name)]
                for name in names:
                    if not is_scratch(name) and (endings is None or name.endswith(endings)):
                        found.append(os.path.relpath(os.path.join(here, name), self.root).replace(os.sep, "/"))
        return sorted(found)

    def text(self, path):
        """The text of a file; blank for one that is no text."""
        try:
            with open(os.path.join(self.root, path), encoding="utf-8") as file:
                return file.read()
        except UnicodeDecodeError:
            return ""

    def is_file(self, path):
        return os.path.isfile(os.path.join(self.root, path))

    def exists(self, path):
        return os.path.exists(os.path.join(self.root, path))


def without_comments(text):
    """C++ or QML text with its comments blanked; line numbers stay."""
    def blank(match):
        part = match.group(0)
        return part if part[0] in "\"'" else re.sub(r"[^\n]", " ", part)
    return re.sub(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|//[^\n]*|/\*.*?\*/', blank, text, flags=re.S)


def finish(name, problems, good):
    """Prints what was found and ends the program."""
    for problem in problems:
        print(problem)
    if problems:
        print(f"{name}: {len(problems)} problem(s)")
    else:
        print(f"{name}: {good}")
    sys.exit(1 if problems else 0)
