"""What the documents say exists: links, commands, and a line for every fault."""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from ocr.faults import Fault
from panji.cli import app

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PACKAGES = ("ocr", "classifiers", "storage", "flows", "review", "panji", "samples")
OPERATORS = ROOT / "docs" / "for-operators.md"
ENGLISH = "# Panji for the scanning operator"

FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"\bE\d{3}\b")
RUN = re.compile(r"\./run +([a-z]+)")
PANJI = re.compile(r"(?:^|\s|bin/)panji +(.*)|\./run +((?:demo|measure)\b.*)")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


@each_page
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    """To a file that is there and, behind #, to a heading of it."""
    text = INLINE.sub("", FENCED.sub("", page.read_text(encoding="utf-8")))
    links = [link for link in LINK.findall(text) if "://" not in link]
    assert not [link for link in links if not leads(page, link)]


@each_page
def test_every_command_in_a_code_block_exists(page: Path) -> None:
    """With every option that is given to it."""
    for line in code_lines(page):
        assert set(RUN.findall(line)) <= run_words(), line
        if told := PANJI.search(line):
            assert not unknown((told[1] or told[2]).split()), line


def test_every_fault_has_its_line_for_operators() -> None:
    """And no line speaks of a fault that is not there."""
    assert set(CODE.findall(OPERATORS.read_text(encoding="utf-8"))) == codes()


def test_what_an_operator_meets_is_told_in_both_languages() -> None:
    """Hindi first; the faults of data and store are the administrator's, in English alone."""
    hindi, english = OPERATORS.read_text(encoding="utf-8").split(ENGLISH)
    met = {code for code in codes() if code[1] in "1235"} | {"E804", "E807"}
    assert met <= set(CODE.findall(hindi))
    assert met <= set(CODE.findall(english))


def leads(page: Path, link: str) -> bool:
    path, _, heading = link.partition("#")
    target = page.parent / path if path else page
    return target.exists() and (not heading or heading in headings(target))


def headings(page: Path) -> set[str]:
    """The anchors that GitHub makes of a page's headings."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    found = re.findall(r"^#+ +(.*)$", text, re.MULTILINE)
    return {"".join(filter(stays, one.lower())).replace(" ", "-") for one in found}


def stays(sign: str) -> bool:
    """Whether an anchor keeps it; vowel signs are marks, which Python's \\w is without."""
    return sign in "_- " or unicodedata.category(sign)[0] in "LMN"


def run_words() -> set[str]:
    """The words that ./run knows."""
    script = (ROOT / "run").read_text(encoding="utf-8")
    return set(re.findall(r"^    (\w+)\)", script, re.MULTILINE))


def code_lines(page: Path) -> Iterator[str]:
    """The lines of a page's code blocks without their comments."""
    for block in FENCED.findall(page.read_text(encoding="utf-8")):
        yield from (line.partition("#")[0].rstrip() for line in block.splitlines())


def unknown(words: list[str]) -> list[str]:
    """The commands and options among the words that Panji's help does not know."""
    command: Any = get_command(app)
    strange = []
    for word in words:
        commands = getattr(command, "commands", {})
        options = {name for one in command.params for name in one.opts} | {"--help"}
        if word in commands:
            command = commands[word]
        elif word not in options and (word.startswith("-") or (commands and word.islower())):
            strange.append(word)
    return strange


def codes() -> set[str]:
    for package in PACKAGES:
        for file in (ROOT / package).rglob("faults.py"):
            importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    kinds: list[type[Fault]] = [Fault]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return {kind.code for kind in kinds if kind.__module__.split(".")[0] in PACKAGES}
