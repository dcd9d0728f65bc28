"""Who holds which post: a transfer ends one name and begins the next, files stay with the post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from storage import audit
from storage.database import transaction
from storage.faults import NoSuchPost, NotYourAct, WrongDay
from storage.people import Author, Role, act
from storage.tables.posts import Incumbent, Post

MAY: Final[frozenset[Role]] = frozenset({"admin"})


@dataclass(frozen=True, slots=True)
class Held:
    """A post with who holds it, None if it is vacant; `marking` is what files are marked to."""

    code: str
    office: str
    title: str
    english: str
    name: str | None
    initials: str | None
    since: date | None

    @property
    def marking(self) -> str:
        """SHO(RK)-PSTIRWA-KNJ; a vacant post has no brackets."""
        designation, _, where = self.code.partition("-")
        return f"{designation}({self.initials})-{where}" if self.initials else self.code


async def assign(by: Author, post: str, name: str, initials: str, since: date) -> None:
    """Give the post to somebody from that day on; who had it before has it no longer.

    NotYourAct; NoSuchPost; WrongDay unless the day is after that of whoever came last.
    """
    if by.role not in MAY:
        raise NotYourAct
    async with transaction() as client:
        if not await Post.select_for_update().get_or_none(code=post):
            raise NoSuchPost(post=post)
        last = await Incumbent.filter(post_id=post).order_by("-since").first()
        if last is not None:
            if last.since >= since:
                raise WrongDay(post=post, since=last.since.isoformat())
            last.until = min(last.until or since, since)
            await last.save()
        await Incumbent.create(post_id=post, name=name, initials=initials, since=since)
        before = last and {"name": last.name, "since": last.since.isoformat()}
        after = {"name": name, "initials": initials, "since": since.isoformat()}
        told = act(by, "policy assignment", f"post/{post}", before=before, after=after)
        await audit.append(client, told)


async def everyone(on: date) -> tuple[Held, ...]:
    """The posts there are on that day, by office and code, with who holds them."""
    found = await Incumbent.filter(since__lte=on).order_by("since")
    now = {one.post_id: one for one in found if one.until is None or one.until > on}
    posts = await Post.all().order_by("office", "code")
    return tuple(
        _held(one, now.get(one.code)) for one in posts if one.valid_to is None or one.valid_to > on
    )


async def history(post: str) -> tuple[tuple[str, date, date | None], ...]:
    """Who held the post from when to when, the first first."""
    found = await Incumbent.filter(post_id=post).order_by("since")
    return tuple((one.name, one.since, one.until) for one in found)


def _held(post: Post, one: Incumbent | None) -> Held:
    who = (one.name, one.initials, one.since) if one else (None, None, None)
    return Held(post.code, post.office, post.title, post.english, *who)
