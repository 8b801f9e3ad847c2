#!/usr/bin/env python3
"""Who may know whom: compares every include and every link line of the product with one table.

usage: layering.py ROOT
"""
import os
import re
import sys

from tree import CODE, Tree, finish, without_comments

# room -> rooms it may use besides itself. A name ending in /* stands for every room of that folder.
MAY_USE = {
    "model/domain": [],
    "model/ports": ["model/domain"],
    "model/service": ["model/domain", "model/ports"],
    "model/items": ["model/domain"],
    "model/viewmodels": ["model/domain", "model/items", "model/ports", "model/service"],
    "model/qmltypes": ["model/domain", "model/items", "model/viewmodels"],
    "storage/sql": ["model/domain"],
    "storage/schema": ["model/domain", "storage/sql"],
    "storage/queries": ["model/domain", "model/ports", "storage/sql"],
    "storage/engine": ["model/domain", "model/ports", "storage/sql", "storage/schema", "storage/queries"],
    "storage/keys": ["model/domain", "model/ports"],
    "app/wire": ["model/domain"],
    "app/server": ["model/domain", "model/ports", "model/service", "app/wire"],
    "app/client": ["model/domain", "app/wire"],
    "app/agents": ["model/domain", "model/ports", "model/service"],
    "app/manual": [],
    "app/mcp": ["model/domain", "app/client", "app/wire"],
    "app/cli": ["model/domain", "app/client", "app/manual", "app/mcp", "app/wire"],
    "app/platform": ["model/domain", "model/ports"],
    "app/composition": ["model/*", "storage/*", "app/wire", "app/server", "app/client", "app/agents", "app/platform"],
    "app/daemon": ["model/domain", "app/composition", "app/manual", "app/platform"],
    "app/desktop": ["model/domain", "app/composition", "app/platform", "model/qmltypes", "qml/*"],
    "qml/*": ["model/items", "model/viewmodels", "model/qmltypes", "qml/*"],
}
# Narrower than a room: what one room may include of another.
ONLY = {
    ("model/viewmodels", "model/service"): {"model/service/board.h"},
    ("model/viewmodels", "model/ports"): {"model/ports/agentstarter.h"},
    ("storage/keys", "model/ports"): {"model/ports/keystore.h"},
}
PRODUCT = ("app", "model", "storage", "qml")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.M)


def room_of(path):
    parts = path.split("/")
    return "/".join(parts[:2]) if len(parts) > 2 else None


def rules_of(room):
    return MAY_USE.get(room, MAY_USE.get(room.split("/")[0] + "/*"))


def may_use(room, other):
    allowed = rules_of(room)
    return room == other or other in allowed or other.split("/")[0] + "/*" in allowed


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def includes(tree):
    """(file, line, included path) of every include that names a file of the product from the root."""
    for path in tree.files(PRODUCT, CODE):
        text = without_comments(tree.text(path))
        for match in INCLUDE.finditer(text):
            yield path, line_of(text, match.start()), match.group(1)


def check_includes(tree):
    problems, used = [], {}
    for path in tree.files(PRODUCT, CODE):
        room = room_of(path)
        if room is None or rules_of(room) is None:
            problems.append(f"{path}: lies in no known room")
    for path, line, target in includes(tree):
        room, other = room_of(path), room_of(target)
        where = f"{path}:{line}"
        if room is None or rules_of(room) is None:
            continue
        if target.split("/")[0] not in PRODUCT:
            if not re.fullmatch(r"[\w.]+\.(moc|h)", target):
                problems.append(f"{where}: \"{target}\" does not start at the root")
            elif target.endswith(".h") and not target.startswith("ui_"):
                problems.append(f"{where}: \"{target}\" is not named from the root")
            continue
        if not tree.exists(target):
            problems.append(f"{where}: \"{target}\" does not exist")
        elif other is None or rules_of(other) is None:
            problems.append(f"{where}: \"{target}\" lies in no known room")
        elif not may_use(room, other):
            problems.append(f"{where}: {room} must not know {other} (\"{target}\")")
        elif target not in ONLY.get((room, other), {target}):
            problems.append(f"{where}: {room} may know of {other} only {', '.join(ONLY[room, other])}")
        elif room != other:
            used.setdefault((room, other), where)
    return problems, used


def commands(tree, path):
    """(name, arguments) of every command of a CMakeLists.txt."""
    text = re.sub(r"#[^\n]*", "", tree.text(path))
    for match in re.finditer(r"(\w+)[ \t\n]*\(([^()]*)\)", text):
        yield match.group(1).lower(), match.group(2).split()


def target_room(name, made_in):
    match = re.fullmatch(r"stint_(app|model|storage|qml)_(\w+?)(plugin)?", name)
    return f"{match.group(1)}/{match.group(2)}" if match else made_in.get(name)


def links(tree):
    """room -> rooms its targets link, and the file that says so."""
    found, made_in, lines = {}, {}, []
    for path in tree.files(PRODUCT, ("CMakeLists.txt",)):
        folder = os.path.dirname(path)
        for name, arguments in commands(tree, path):
            if name in ("add_executable", "qt_add_executable", "add_library", "qt_add_library", "qt_add_qml_module"):
                sources = [a for a in arguments[1:] if a.endswith((".cpp", ".h", ".qml"))]
                room = room_of(f"{folder}/{sources[0]}") if sources else None
                if room or folder.count("/") == 1:
                    made_in.setdefault(arguments[0], room or folder)
            elif name in ("stint_room", "stint_qml"):
                linked = arguments[arguments.index("LINK") + 1:] if "LINK" in arguments else []
                room = arguments[0] if name == "stint_room" else f"qml/{arguments[0]}"
                lines.append((room, linked, path))
                if name == "stint_qml":  # each joins the one target that programs link
                    found.setdefault("qml/all", {})[room] = path
            elif name == "target_link_libraries":
                lines.append((arguments[0], arguments[1:], path))
    for target, linked, path in lines:
        room = target if "/" in target else target_room(target, made_in)
        if room is None:
            continue
        for name in linked:
            other = target_room(name, made_in)
            if other and other != room:
                found.setdefault(room, {}).setdefault(other, path)
    return found


def closure(room, found, seen=None):
    seen = set() if seen is None else seen
    for other in found.get(room, {}):
        if other not in seen:
            seen.add(other)
            closure(other, found, seen)
    return seen


def check_links(tree, used):
    problems, found = [], links(tree)
    for room, others in sorted(found.items()):
        if rules_of(room) is None:
            problems.append(f"{next(iter(others.values()))}: {room} is no known room")
            continue
        for other, path in sorted(others.items()):
            if not may_use(room, other):
                problems.append(f"{path}: {room} must not link {other}")
    for (room, other), where in sorted(used.items()):
        if other not in closure(room, found):
            problems.append(f"{where}: {room} includes {other} but its link line does not reach it")
    return problems


def main():
    tree = Tree(sys.argv[1])
    problems, used = check_includes(tree)
    problems += check_links(tree, used)
    finish("layering", problems, f"{len(used)} pairs of rooms know each other as the table allows")


if __name__ == "__main__":
    main()
