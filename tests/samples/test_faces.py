from __future__ import annotations

import pytest
from PIL import Image, ImageDraw, features

from samples.faces import Face, Type, faces

_CONJUNCTS = ("क्ष", "स्त्र", "द्ध", "प्र", "श्व", "ट्ट")


def test_pillow_can_shape() -> None:
    """Without raqm Hindi would be set letter by letter."""
    assert features.check("raqm")


@pytest.mark.parametrize("face", faces(), ids=lambda face: face.family)
def test_conjuncts_are_narrower_than_their_parts(face: Face) -> None:
    """In every face in use conjuncts join: joined they take less room than held apart."""
    type_ = Type(face, 40)
    for conjunct in _CONJUNCTS:
        apart = "".join(letter for letter in conjunct if letter != "्")
        assert type_.width(conjunct) < type_.width(apart), conjunct


@pytest.mark.parametrize("face", faces(), ids=lambda face: face.family)
def test_letters_that_a_face_lacks_come_from_another(face: Face) -> None:
    """Latin figures and signs show as themselves, not as the box of a missing letter."""
    shown = {_shape(Type(face, 40), letter) for letter in "0123456789/-().:,"}
    assert len(shown) == len("0123456789/-().:,")


def test_faces_have_the_same_size() -> None:
    """The height asked for is the height that क has, whatever the face."""
    for face in faces():
        image = Image.new("L", (400, 400), 255)
        Type(face, 60).draw(ImageDraw.Draw(image), (100, 200), "क", (0,))
        top = next(y for y in range(400) if min(image.crop((0, y, 400, y + 1)).tobytes()) < 128)
        assert abs((200 - top) - 60) <= 3, face.family


def test_wrapped_lines_fit() -> None:
    """Wrapping keeps every word, in order, in lines that fit."""
    type_ = Type(faces()[0], 20)
    text = "वादी की तहरीर के आधार पर अभियोग पंजीकृत किया गया"
    lines = type_.wrap(text, 300)
    assert " ".join(lines) == text
    assert len(lines) > 1
    assert all(type_.width(line) <= 300 for line in lines)


def _shape(type_: Type, letter: str) -> bytes:
    image = Image.new("L", (80, 100), 255)
    type_.draw(ImageDraw.Draw(image), (20, 70), letter, (0,))
    return image.tobytes()
