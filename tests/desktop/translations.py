"""Each word of the window has one in every other language, with the same places for arguments.

usage: translations.py LUPDATE SOURCE_FOLDER
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

# As in qml/shell/CMakeLists.txt.
OPTIONS = ["-silent", "-locations", "none", "-no-obsolete", "-source-language", "en",
           "-tr-function-alias", "QT_TR_NOOP+=W,QT_TR_NOOP+=T"]
PLACE = re.compile(r"%L?(?:n|[1-9])")


def problems_of(words, root, lupdate, folder):
    copy = pathlib.Path(folder) / words.name
    shutil.copy(words, copy)
    subprocess.run([lupdate, *OPTIONS, "-I", root, root / "qml", root / "model", root / "app/desktop", "-ts", copy],
                   check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    messages = [(context.findtext("name"), message) for context in ElementTree.parse(copy).getroot().iter("context")
                for message in context.iter("message")]
    if not messages:
        yield f"{words.name}: no words were found in the sources"
    for context, message in messages:
        source, translation = message.findtext("source"), message.find("translation")
        forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
        if translation.get("type") == "unfinished" or not all(forms):
            yield f"{words.name}: {context}: not translated: {source}"
        elif any(sorted(set(PLACE.findall(form))) != sorted(set(PLACE.findall(source))) for form in forms):
            yield f"{words.name}: {context}: other places for arguments: {source}"


def main(lupdate, root):
    root = pathlib.Path(root)
    files = sorted((root / "resources/translations").glob("*.ts"))
    with tempfile.TemporaryDirectory() as folder:
        problems = [problem for words in files for problem in problems_of(words, root, lupdate, folder)]
    print("\n".join(problems) or f"{len(files)} language(s), nothing missing")
    return 1 if problems or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
