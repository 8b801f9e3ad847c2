#!/usr/bin/env python3
"""Lists the numbered rules of a specification that no test cites.

usage: rules.py ROOT SPEC [--strict] [PREFIX ...]
A rule is an id such as three capitals, a dash and two digits at the head of a line, a list item or a table row of
SPEC/*.md. A citation is the id anywhere in a file under ROOT/tests; 01..03 behind it cites a range, /04 one more.
Without the folder SPEC there is nothing to compare, which is said. With --strict an uncited rule is a failure.
"""
import argparse
import os
import re
import sys

from tree import Tree

RULE = re.compile(r"^\s*(?:[-*]\s+)?(?:\|\s*)?\**([A-Z]{3}-\d\d)\**\b", re.M)
CITATION = re.compile(r"\b([A-Z]{3})-(\d\d)(?:(?:\.\.|–|-)(\d\d))?((?:/\d\d)*)")


def defined_rules(folder):
    rules = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".md"):
            for match in RULE.finditer(Tree(folder).text(name)):
                rules.setdefault(match.group(1), name)
    return rules


def cited_rules(tree):
    cited = set()
    for path in tree.files(("tests",)):
        for prefix, first, last, more in CITATION.findall(tree.text(path)):
            numbers = range(int(first), max(int(first), int(last or 0)) + 1)
            cited.update(f"{prefix}-{number:02d}" for number in numbers)
            cited.update(f"{prefix}-{number}" for number in re.findall(r"\d\d", more))
    return cited


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root")
    parser.add_argument("spec")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("prefix", nargs="*")
    given = parser.parse_args()
    if not os.path.isdir(given.spec):
        print(f"rules: the specification is not beside this repository ({given.spec}): nothing to compare")
        return 0
    rules = defined_rules(given.spec)
    cited = cited_rules(Tree(given.root))
    wanted = [rule for rule in rules if not given.prefix or rule.split("-")[0] in given.prefix]
    missing = [rule for rule in wanted if rule not in cited]
    for rule in missing:
        print(f"{rule}  ({rules[rule]})")
    print(f"rules: {len(wanted) - len(missing)} of {len(wanted)} cited")
    return 1 if missing and given.strict else 0


if __name__ == "__main__":
    sys.exit(main())
