#!/usr/bin/env python3
"""make_settings_docs.py - writes docs/settings.md from the key table in src/catalog/config.c.

    tools/make_settings_docs.py           writes docs/settings.md
    tools/make_settings_docs.py --check   fails when the page is not what would be written
"""
import argparse
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SOURCE = os.path.join(ROOT, "src", "catalog", "config.c")
PAGE = os.path.join(ROOT, "docs", "settings.md")

HEAD = """# Settings

<!-- Written by tools/make_settings_docs.py from src/catalog/config.c; change that, not this page. -->

`SET 'key' = 'value';` in a script holds for the statements behind it, `RESET 'key';` takes it back, `RESET;` takes all back, `SET;` prints
what is in force. On the command line `-D key=value` stands in front of the script: a SET in the script wins. Keys have Flink's names;
those that only Weir has begin with `weir.`.

Durations are written as Flink reads them: `500 ms`, `10 s`, `1 min`, `2 h`, `1 d`. Sizes: `64 kb`, `128 mb`, `1 gb`. An unknown key is an
error that names the nearest known one, and so is a value that the key does not take (exit status 2).

## Used

| Key | Value | Default | What it does |
|---|---|---|---|
"""

REFUSED = """
## Only the default can run

Any other value is refused by name, with the reason (exit status 2).

| Key | The only value | Why |
|---|---|---|
"""

NOTED = """
## Accepted, with a note

These mean nothing here. They are accepted, so that a script for Flink runs unchanged, and a line on stderr says why they are ignored
(`--quiet` leaves the line out).

| Key | Why |
|---|---|
"""

FAMILIES = """
Whole families of keys are accepted in the same way, each by how it begins:

| Begins with | Why |
|---|---|
"""


def constant(token, names):
    token = token.strip()
    if token == "NULL":
        return None
    if token in names:
        return names[token]
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', token)).replace('\\"', '"')


def split(arguments):
    """C macro arguments, split at the commas outside strings."""
    parts, part, quoted = [], "", False
    for at, character in enumerate(arguments):
        if character == '"' and arguments[at - 1] != "\\":
            quoted = not quoted
        if character == "," and not quoted:
            parts.append(part)
            part = ""
        else:
            part += character
    return parts + [part]


def read_keys():
    with open(SOURCE, encoding="utf-8") as file:
        text = file.read()
    names = dict(re.findall(r'^#define (\w+) "([^"]*)"', text, re.M))
    table = text[text.index("keys[] = {"):text.index("#define KEY_COUNT")]
    keys = []
    for use, arguments in re.findall(r'^ {4}(USED|NOTED|DEFAULT_ONLY)\(((?:"(?:[^"\\]|\\.)*"|[^"()])*)\),', table, re.M):
        name, old, kind, default, values, text_help = (constant(one, names) if index != 2 else one.strip()
                                                       for index, one in enumerate(split(arguments)))
        keys.append({"use": use, "name": name, "old": old, "kind": kind, "default": default, "values": values, "help": text_help})
    families = re.findall(r'^ {4}\{"([^"]+)", ("[^"]*"|\w+)\},', text, re.M)
    if len(keys) != len(re.findall(r"^ {4}(?:USED|NOTED|DEFAULT_ONLY)\(", table, re.M)):
        sys.exit("make_settings_docs.py: some keys of src/catalog/config.c cannot be read")
    return keys, [(prefix, constant(why, names)) for prefix, why in families]


KINDS = {"STRING": "text", "INT": "integer", "DOUBLE": "number", "BOOL": "true or false", "DURATION": "duration", "BYTES": "size"}


def cell(text):
    return "" if text is None else text.replace("|", "\\|")


def name_of(key):
    old = "".join(f"<br>also `{one}`" for one in key["old"].split(",")) if key["old"] else ""
    return f"`{key['name']}`{old}"


def page():
    keys, families = read_keys()
    text = HEAD
    for key in keys:
        if key["use"] == "USED":
            value = ", ".join(f"`{one}`" for one in key["values"].split("|")) if key["values"] else KINDS[key["kind"]]
            default = f"`{key['default']}`" if key["default"] is not None else ""
            text += f"| {name_of(key)} | {value} | {default} | {cell(key['help'])} |\n"
    text += REFUSED
    for key in keys:
        if key["use"] == "DEFAULT_ONLY":
            text += f"| {name_of(key)} | {'`' + key['default'] + '`' if key['default'] else 'empty'} | {cell(key['help'])} |\n"
    text += NOTED
    for key in keys:
        if key["use"] == "NOTED":
            text += f"| {name_of(key)} | {cell(key['help'])} |\n"
    text += FAMILIES
    for prefix, why in families:
        text += f"| `{prefix}` | {cell(why)} |\n"
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    text = page()
    if not options.check:
        with open(PAGE, "w", encoding="utf-8") as file:
            file.write(text)
        return 0
    with open(PAGE, encoding="utf-8") as file:
        if file.read() == text:
            return 0
    print("docs/settings.md is not up to date: run tools/make_settings_docs.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
