"""What the data routes answer, described for those who build on them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Named = Annotated[str, Field(max_length=60, pattern=r"^[ -~]*$")]
"""What the screens call something: a key, a layout."""

Keys = Annotated[
    dict[Named, Named], Field(max_length=60, json_schema_extra={"additionalProperties": False})
]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


class Answer(BaseModel):
    """Nothing beyond what is described: FastAPI would leave it out without a word."""

    model_config = ConfigDict(extra="forbid")


class Refusal(Answer):
    """Why a request was not done: a code, and the reason with the next step in words."""

    code: str = Field(examples=["E404"])
    message: str


class Column(Answer):
    """A column of a register page; `words` complete what is typed, `closed` allows no others."""

    id: str
    heading: str
    type: str
    closed: bool
    words: list[str]
    only: dict[str, str] | None = Field(
        None, description="why nothing but `words` is taken, in Hindi and English"
    )


class Strip(Answer):
    """The size of a row's picture, and where on it the row and its cells are."""

    width: int
    height: int
    top: float
    bottom: float
    cells: list[Box]


class Said(Answer):
    """What somebody said of a cell."""

    by: str
    note: str


class Cell(Answer):
    """A cell as it stands: `raw` as read, `text` what counts, `version` to be sent with an act.

    `box` is on the page as received, `flat` on the leaf with index `leaf`, laid flat.
    """

    id: int
    column: str
    raw: str
    text: str
    confidence: float
    box: Box
    source: str
    state: str = Field(description="auto, review, corrected or approved")
    flag: str | None = Field(description="illegible, rescan, asked or disputed")
    unsure: bool
    reasons: list[str]
    alternatives: list[str]
    version: int
    said: list[Said] = Field(description="questions to the supervisor and answers, the latest last")
    leaf: int
    flat: Box


class Row(Answer):
    """A row, counted from 1; `held_by` is another who has it now."""

    id: int
    number: int
    held_by: str | None
    strip: Strip | None
    cells: list[Cell]


class Page(Answer):
    """A filed page. `hidden` is a restricted one not yet asked for: it comes without its rows."""

    id: int
    version: int
    tag: str = Field(description="register or document")
    kind: str
    title: str
    office: str
    desk: str
    year: int | None
    volume: int | None
    level: str = Field(description="normal, confidential or restricted")
    hidden: bool
    state: str = Field(description="auto, review, corrected or approved")
    flag: str | None
    waiting: int
    file_no: str | None
    source: str
    page: int
    width: int
    height: int
    columns: list[Column]
    drawn: str = Field(description="changes when pictures of the page would: for their addresses")
    leaves: list[tuple[int, int]] = Field(description="width and height, laid flat")
    rows: list[Row]


class Held(Answer):
    """The rows that are the caller's for so many seconds."""

    rows: list[int]
    seconds: int


class Released(Answer):
    """Nothing more to say."""


class SavedCell(Answer):
    """A cell as it stands after an act; `edit` is the act's number."""

    cell: int
    version: int
    text: str
    state: str
    flag: str | None
    edit: int


class Saved(Answer):
    """What the acts made of their cells, also when they came a second time under the same keys."""

    cells: list[SavedCell]


class LostCell(Answer):
    """A cell as another left it, and his name."""

    cell: int
    version: int
    text: str
    state: str
    flag: str | None
    by: str


class Clash(Answer):
    """Others were faster: nothing was saved, and this is how the cells stand now."""

    code: Literal["E409"]
    cells: list[LostCell]


class Preferences(Answer):
    """What a user chose; what is not sent stays as it was."""

    lang: Literal["hi", "en"] | None = None
    keys: Keys | None = None
    layout: Named | None = None
    figures: Named | None = None
    order: Literal["all", "doubt"] | None = None
    picture: Named | bool | None = None
    key_picture: Named | bool | None = None


CLASHES: dict[int | str, dict[str, Any]] = {409: {"model": Clash | Refusal}}
