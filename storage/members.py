"""Reads a WARC file gzip member by gzip member, past what is damaged."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_MAGIC = b"\x1f\x8b\x08"
_GZIP = 16 + zlib.MAX_WBITS
_STEP = 1 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """One gzip member: where it begins, and what it holds; `data` None: it is damaged.

    `cut` is true when the file ends inside it, as it does after a crash.
    """

    offset: int
    data: bytes | None
    cut: bool = False


def members(stream: BinaryIO) -> Iterator[Member]:
    """Yield every member in order; after a damaged one, go on at the next that can be read."""
    size = stream.seek(0, 2)
    offset = 0
    while offset < size:
        member, end = member_at(stream, offset)
        if member.data is None:
            follows = _next_whole(stream, offset + 1, size)
            yield Member(offset, None, cut=follows is None and member.cut)
            offset = size if follows is None else follows
        else:
            yield member
            offset = end


def member_at(stream: BinaryIO, offset: int) -> tuple[Member, int]:
    """Return the member at an offset, whole or with no data, and where it ends.

    A damaged record may name any number as an offset: where nothing stands, nothing is found.
    """
    if not 0 <= offset < stream.seek(0, 2):
        return Member(offset, None), offset
    stream.seek(offset)
    unpack = zlib.decompressobj(_GZIP)
    parts: list[bytes] = []
    read = 0
    try:
        while not unpack.eof:
            packed = stream.read(_STEP)
            if not packed:
                return Member(offset, None, cut=True), offset + read
            read += len(packed)
            parts.append(unpack.decompress(packed))
    except zlib.error:
        return Member(offset, None), offset + read
    return Member(offset, b"".join(parts)), offset + read - len(unpack.unused_data)


def _next_whole(stream: BinaryIO, start: int, size: int) -> int | None:
    """Return the offset of the next member that can be read whole."""
    position = start
    while position < size:
        stream.seek(position)
        found = stream.read(_STEP + len(_MAGIC) - 1).find(_MAGIC)
        if found < 0:
            position += _STEP
            continue
        if member_at(stream, position + found)[0].data is not None:
            return position + found
        position += found + 1
    return None
