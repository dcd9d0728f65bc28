"""The house rule of shortness holds: functions, files, one line that opens each module."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("panji", "ocr", "classifiers", "storage", "flows", "review", "samples")
LONGEST_FUNCTION = 40
LONGEST_FILE = 300
MEDIAN_FUNCTION = 8

Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def functions(path: Path) -> list[Function]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def length(function: Function) -> int:
    """Lines of a function from `def` to its end, without its docstring."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    if ast.get_docstring(function) is None:
        return lines
    docstring = function.body[0]
    assert docstring.end_lineno is not None
    return lines - (docstring.end_lineno - docstring.lineno + 1)


def test_no_function_is_longer_than_forty_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{function.lineno} {function.name}: {length(function)} lines"
        for path in files(*PACKAGES, "tests")
        for function in functions(path)
        if length(function) > LONGEST_FUNCTION
    ]
    assert not long


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    sizes = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for path in files(*PACKAGES, "tests")
    }
    assert not {path for path, size in sizes.items() if size > LONGEST_FILE}


@pytest.mark.parametrize("package", PACKAGES)
def test_half_of_the_functions_are_at_most_eight_lines(package: str) -> None:
    lengths = [length(function) for path in files(package) for function in functions(path)]
    assert not lengths or median(lengths) <= MEDIAN_FUNCTION


def test_every_module_opens_with_one_line_that_says_what_it_makes() -> None:
    silent = []
    for path in files(*PACKAGES):
        text = path.read_text(encoding="utf-8")
        docstring = ast.get_docstring(ast.parse(text)) or ""
        if text.strip() and not docstring.partition("\n")[0].endswith((".", ":")):
            silent.append(str(path.relative_to(ROOT)))
    assert not silent
