"""Elements of XML with only what XML can hold."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree as ET

_STRANGE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Made:
    """Makes elements of one namespace; without a prefix the root says it as `xmlns`."""

    def __init__(self, prefix: str, space: str) -> None:
        self._space = f"{{{space}}}" if prefix else ""
        if prefix:
            ET.register_namespace(prefix, space)

    def __call__(
        self, name: str, attributes: dict[str, str] | None = None, text: str = ""
    ) -> ET.Element:
        """An element with those attributes and that text."""
        told = {key: clean(value) for key, value in (attributes or {}).items()}
        element = ET.Element(f"{self._space}{name}", told)
        element.text = clean(text) or None
        return element

    def under(
        self,
        parent: ET.Element,
        name: str,
        attributes: dict[str, str] | None = None,
        text: str = "",
    ) -> ET.Element:
        """The same, as the last child of `parent`."""
        element = self(name, attributes, text)
        parent.append(element)
        return element


def clean(text: str) -> str:
    """The text, U+FFFD for what XML cannot hold."""
    return _STRANGE.sub("\ufffd", text)


def bytes_of(root: ET.Element) -> bytes:
    """The document."""
    ET.indent(root)
    told: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return told + b"\n"
