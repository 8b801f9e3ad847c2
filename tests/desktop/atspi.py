#!/usr/bin/env python3
"""Reads the real window through AT-SPI, as a screen reader does, and holds it to desktop.md SHL-04.

usage: atspi.py PROGRAM
Starts the program under a display of its own, on a bus of its own, with a board in a temporary folder.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

INSIDE = "STINT_ATSPI_INSIDE"
NEEDED = ("xvfb-run", "dbus-run-session")
# Roles of things that are used; each must say its name.
INTERACTIVE = {"push button", "toggle button", "check box", "combo box", "radio button", "entry", "text", "page tab",
               "list item", "list", "slider", "dialog", "progress bar"}
ACCESSIBLE = "org.a11y.atspi.Accessible"
ROOT = "/org/a11y/atspi/accessible/root"
START_SECONDS = 60


def interpreter():
    """A Python that has the system's D-Bus module; the first one on the path need not be the system's."""
    for python in (sys.executable, "/usr/bin/python3"):
        if subprocess.run([python, "-c", "import dbus"], stderr=subprocess.DEVNULL).returncode == 0:
            return python
    return None


def lacking():
    missing = [tool for tool in NEEDED if not shutil.which(tool)]
    missing += [] if os.path.exists("/usr/libexec/at-spi-bus-launcher") else ["at-spi2-core"]
    missing += [] if interpreter() else ["python3-dbus"]
    return missing


class Reader:
    def __init__(self):
        import dbus
        self.dbus = dbus
        launcher = dbus.SessionBus().get_object("org.a11y.Bus", "/org/a11y/bus")
        self.bus = dbus.bus.BusConnection(str(launcher.GetAddress(dbus_interface="org.a11y.Bus")))

    def node(self, reference):
        return self.bus.get_object(str(reference[0]), str(reference[1]))

    def ask(self, node, method, *arguments):
        return node.get_dbus_method(method, ACCESSIBLE)(*arguments)

    def name(self, node):
        return str(node.Get(ACCESSIBLE, "Name", dbus_interface="org.freedesktop.DBus.Properties"))

    def children(self, node):
        return [self.node(child) for child in self.ask(node, "GetChildren")]

    def programs(self):
        return self.children(self.bus.get_object("org.a11y.atspi.Registry", ROOT))

    def walk(self, node, path=()):
        """(role, name, path) of everything below \\a node."""
        for child in self.children(node):
            try:
                role, name = str(self.ask(child, "GetRoleName")), self.name(child)
            except self.dbus.DBusException:
                continue  # gone meanwhile
            yield role, name, path
            yield from self.walk(child, path + (name or role,))


def find(reader, program, wanted, until):
    """The tree of the program once it holds every name of \\a wanted."""
    nodes = []
    while time.monotonic() < until:
        if program.poll() is not None:
            sys.exit(f"atspi: the program ended with {program.returncode}")
        found = [p for p in reader.programs() if "stint" in reader.name(p)]
        nodes = list(reader.walk(found[0])) if found else []
        if wanted <= {name for _, name, _ in nodes}:
            return nodes
        time.sleep(0.2)
    names = sorted({name for _, name, _ in nodes})
    sys.exit(f"atspi: {sorted(wanted)} did not appear among {names}")


def inside(program):
    reader = Reader()
    with tempfile.TemporaryDirectory() as home:
        os.chmod(home, 0o700)
        folders = {key: home for key in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME",
                                         "XDG_RUNTIME_DIR", "XDG_CACHE_HOME")}
        window = subprocess.Popen([program], env={**os.environ, **folders, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                                                  "QT_QUICK_BACKEND": "software", "QT_QPA_PLATFORM": "xcb"})
        try:
            nodes = find(reader, window, {"Board", "New task", "Runs", "Queue"}, time.monotonic() + START_SECONDS)
        finally:
            window.terminate()
            window.wait()
    silent = [f"{role} in {' / '.join(path)}" for role, name, path in nodes if role in INTERACTIVE and not name]
    for line in silent:
        print(f"no name: {line}")
    used = sum(role in INTERACTIVE for role, _, _ in nodes)
    print(f"atspi: {len(nodes)} nodes, {used} to use, {len(silent)} without a name")
    return 1 if silent or used < 10 else 0


def main():
    if os.environ.get(INSIDE):
        return inside(sys.argv[1])
    missing = lacking()
    if missing:
        print(f"atspi: skipped, not installed: {', '.join(missing)}")
        return 77
    # The display goes on when nobody is connected: others look in ahead of the window, and a display that begins anew
    # behind them refuses it for that moment.
    command = ["xvfb-run", "-a", "-s", "-screen 0 1280x1024x24 -noreset", "dbus-run-session", "--",
               interpreter(), __file__, sys.argv[1]]
    return subprocess.run(command, env={**os.environ, INSIDE: "1"}, timeout=150).returncode


if __name__ == "__main__":
    sys.exit(main())
