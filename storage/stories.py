"""Stories: Items that tell the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, Select, delete, insert, select

from storage.database import Database
from storage.schema import stories, story_members
from storage.types import Story, StoryMember


class Stories:
    """Knows which Items belong together."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    def all(self) -> tuple[Story, ...]:
        """Return every Story, oldest first."""
        return self._stories(select(story_members))

    def of_item(self, item_id: str) -> Story | None:
        """Return the Item's Story; an Item that nobody else tells has none."""
        mine = select(story_members.c.story_id).where(story_members.c.item_id == item_id)
        found = self._stories(select(story_members).where(story_members.c.story_id.in_(mine)))
        return found[0] if found else None

    def save(self, groups: Sequence[Sequence[StoryMember]]) -> tuple[Story, ...]:
        """Store these groups as the Stories; one that goes on keeps its id.

        An Item stands in the first group that names it; groups of one are no Stories.
        """
        with self._database.write() as connection:
            known = {row.item_id: row.story_id for row in connection.execute(select(story_members))}
            connection.execute(delete(story_members))
            free = set(known.values())
            seen: set[str] = set()
            for group in groups:
                members = [one for one in group if one.item_id not in seen]
                seen.update(one.item_id for one in members)
                if len(members) > 1:
                    _write(connection, _story_id(connection, members, known, free), members)
            used = select(story_members.c.story_id)
            connection.execute(delete(stories).where(stories.c.id.not_in(used)))
            return read_stories(connection, select(story_members))

    def _stories(self, query: Select[tuple[object, ...]]) -> tuple[Story, ...]:
        with self._database.read() as connection:
            return read_stories(connection, query)


def read_stories(connection: Connection, query: Select[tuple[object, ...]]) -> tuple[Story, ...]:
    """Return the Stories whose members a SELECT of `story_members` finds, oldest first."""
    ordered = query.order_by(story_members.c.story_id, story_members.c.position)
    found: dict[int, list[StoryMember]] = {}
    for row in connection.execute(ordered):
        member = StoryMember(row.item_id, row.role, row.similarity, row.note)
        found.setdefault(row.story_id, []).append(member)
    return tuple(Story(story_id, tuple(members)) for story_id, members in found.items())


def _story_id(
    connection: Connection,
    members: Sequence[StoryMember],
    known: dict[str, int],
    free: set[int],
) -> int:
    """Return the id of the Story most of the members were in, else a new one."""
    before = Counter(known[one.item_id] for one in members if known.get(one.item_id) in free)
    if before:
        story_id = before.most_common(1)[0][0]
        free.discard(story_id)
        return story_id
    return int(connection.execute(insert(stories).returning(stories.c.id)).scalar_one())


def _write(connection: Connection, story_id: int, members: Sequence[StoryMember]) -> None:
    connection.execute(
        insert(story_members),
        [
            {
                "item_id": one.item_id,
                "story_id": story_id,
                "position": position,
                "role": one.role,
                "similarity": one.similarity,
                "note": one.note,
            }
            for position, one in enumerate(members)
        ],
    )
