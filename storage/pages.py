"""Pages, their Captures and the Records read from them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Select, and_, exists, func, insert, select, update

from storage import codec, rows, urls
from storage.content_type import content_type
from storage.database import Database
from storage.errors import StorageError
from storage.schema import captures, pages, records
from storage.types import ArchiveRef, Capture, Page, Record, Response, Validators

#: A SELECT of Captures as `rows.capture` reads them.
CAPTURES = select(*captures.c, pages.c.url.label("page_url")).join(pages)


class Pages:
    """Knows every URL of every Item, what it answered, and what was read from it."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    def by_url(self, url: str) -> Page | None:
        """Return the Page of that URL, however it is spelled."""
        query = select(pages).where(pages.c.url == urls.canonical(url))
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else rows.page(row)

    def get(self, page_id: int) -> Page | None:
        """Return the Page of that id."""
        with self._database.read() as connection:
            row = connection.execute(page_query(page_id)).one_or_none()
        return None if row is None else rows.page(row)

    def ensure(
        self,
        url: str,
        source: str,
        now: datetime,
        card_title: str | None = None,
        card_date: str | None = None,
    ) -> Page:
        """Return the URL's Page, made if need be; a listing's newer words replace older ones.

        A Page stays with the Source that found it first.
        """
        with self._database.write() as connection:
            page_id = ensure(connection, url, source, now)
            said = {"card_title": card_title, "card_date": card_date}
            news = {column: text for column, text in said.items() if text is not None}
            if news:
                connection.execute(update(pages).where(pages.c.id == page_id).values(**news))
            return rows.page(connection.execute(page_query(page_id)).one())

    def save_capture(
        self,
        source_run_id: int,
        page_id: int,
        response: Response,
        digest: str,
        archived: ArchiveRef,
    ) -> Capture:
        """Store one fetched response; the Page's validators are now those of a body we have read.

        A 304, or the body that was last understood, brings its validators into force at once;
        another body's come into force when its Record is saved (`save_record`). Until then
        the Page is asked for whole, so that a maintenance page or a crash between the two
        can never answer "unchanged" for what nobody read.
        """
        headers = _headers(response.headers)
        given = Validators(headers.get("etag"), headers.get("last-modified"))
        said = content_type(headers.get("content-type"))
        with self._database.write() as connection:
            page_url = connection.execute(select(pages.c.url).where(pages.c.id == page_id)).scalar()
            if page_url is None:
                raise StorageError(f"page: {page_id}: is not known")
            known = connection.execute(_last_understood(page_id)).one_or_none()
            _visited(connection, page_id, response, given, same=_same(known, response, digest))
            capture_id = connection.execute(
                insert(captures)
                .values(
                    page_id=page_id,
                    source_run_id=source_run_id,
                    url=None if response.url == page_url else response.url,
                    status=response.status,
                    fetched_at=response.fetched_at,
                    digest=digest,
                    media_type=said.media_type,
                    charset=said.charset,
                    etag=given.etag,
                    last_modified=given.last_modified,
                    file=archived.file,
                    offset=archived.offset,
                    redirects=codec.dumps(response.redirects) if response.redirects else None,
                )
                .returning(captures.c.id)
            ).scalar_one()
            return rows.capture(
                connection.execute(CAPTURES.where(captures.c.id == capture_id)).one()
            )

    def save_record(self, capture_id: int, record: Record) -> None:
        """Store what was read from a Capture; reading it anew with a newer parser adds a Record."""
        with self._database.write() as connection:
            capture = connection.execute(
                select(captures).where(captures.c.id == capture_id)
            ).one_or_none()
            if capture is None:
                raise StorageError(f"capture: {capture_id}: is not known")
            add_record(connection, capture.page_id, capture_id, record)
            newest = select(func.max(captures.c.id)).where(captures.c.page_id == capture.page_id)
            if connection.execute(newest).scalar() == capture_id:
                _adopt_validators(connection, capture, understood=record.not_understood is None)

    def last_capture(self, page_id: int) -> Capture | None:
        """Return the Page's last Capture that holds an understood Record's body."""
        with self._database.read() as connection:
            row = connection.execute(_last_understood(page_id)).one_or_none()
        return None if row is None else rows.capture(row)

    def newest_capture(self, page_id: int) -> Capture | None:
        """Return the Page's last Capture, understood or not."""
        query = CAPTURES.where(captures.c.page_id == page_id).order_by(captures.c.id.desc())
        with self._database.read() as connection:
            row = connection.execute(query.limit(1)).one_or_none()
        return None if row is None else rows.capture(row)

    def capture(self, capture_id: int) -> Capture | None:
        """Return one Capture."""
        return next(iter(self._captures(CAPTURES.where(captures.c.id == capture_id))), None)

    def last_record(self, page_id: int) -> Record | None:
        """Return the Page's last understood Record."""
        query = (
            select(records.c.data)
            .where(records.c.page_id == page_id, records.c.understood)
            .order_by(records.c.capture_id.desc(), records.c.id.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            data = connection.execute(query).scalar()
        return None if data is None else codec.record_from_json(data)

    def records(self, capture_id: int) -> tuple[Record, ...]:
        """Return every Record read from a Capture, oldest first."""
        query = (
            select(records.c.data).where(records.c.capture_id == capture_id).order_by(records.c.id)
        )
        with self._database.read() as connection:
            found = connection.execute(query).scalars().all()
        return tuple(codec.record_from_json(data) for data in found)

    def captures(self, page_id: int) -> tuple[Capture, ...]:
        """Return every Capture of a Page, oldest first."""
        return self._captures(CAPTURES.where(captures.c.page_id == page_id))

    def captures_of(self, source_run_id: int) -> tuple[Capture, ...]:
        """Return every Capture of a SourceRun, in the order they were fetched."""
        return self._captures(CAPTURES.where(captures.c.source_run_id == source_run_id))

    def of_source(self, source: str) -> tuple[Page, ...]:
        """Return every Page of a Source, oldest first."""
        return self._pages(select(pages).where(pages.c.source == source))

    def of_item(self, item_id: str) -> tuple[Page, ...]:
        """Return every Page of an Item, oldest first."""
        return self._pages(select(pages).where(pages.c.item_id == item_id))

    def _pages(self, query: Select[tuple[object, ...]]) -> tuple[Page, ...]:
        with self._database.read() as connection:
            return tuple(rows.page(row) for row in connection.execute(query.order_by(pages.c.id)))

    def _captures(self, query: Select[tuple[object, ...]]) -> tuple[Capture, ...]:
        with self._database.read() as connection:
            found = connection.execute(query.order_by(captures.c.id)).all()
        return tuple(rows.capture(row) for row in found)


def ensure(connection: Connection, url: str, source: str, now: datetime) -> int:
    """Return the id of the URL's Page, made if need be."""
    address = urls.canonical(url)
    known = connection.execute(select(pages.c.id).where(pages.c.url == address)).scalar()
    if known is not None:
        return int(known)
    made = insert(pages).values(url=address, source=source, first_seen=now)
    return int(connection.execute(made.returning(pages.c.id)).scalar_one())


def page_query(page_id: int) -> Select[tuple[object, ...]]:
    """Return the SELECT of one Page."""
    return select(pages).where(pages.c.id == page_id)


def has_record(connection: Connection, page_id: int) -> bool:
    """Say whether an understood Record of the Page is stored."""
    query = select(records.c.id).where(records.c.page_id == page_id, records.c.understood).limit(1)
    return connection.execute(query).scalar() is not None


def add_record(
    connection: Connection, page_id: int, capture_id: int | None, record: Record
) -> None:
    """Store a Record of a Page; an understood one says when the Page was published."""
    connection.execute(
        insert(records).values(
            page_id=page_id,
            capture_id=capture_id,
            parser=record.parser,
            parser_version=record.parser_version,
            furniture_version=record.furniture_version,
            understood=record.not_understood is None,
            data=codec.record_to_json(record),
        )
    )
    published = record.content.published
    if record.not_understood is None and published is not None:
        connection.execute(
            update(pages).where(pages.c.id == page_id).values(published=published.day())
        )


def _last_understood(page_id: int) -> Select[tuple[object, ...]]:
    read = exists().where(and_(records.c.capture_id == captures.c.id, records.c.understood))
    return (
        CAPTURES.where(captures.c.page_id == page_id, read).order_by(captures.c.id.desc()).limit(1)
    )


def _same(known: rows.AnyRow | None, response: Response, digest: str) -> bool:
    """Say whether the response brings the body that was last understood."""
    if known is None:
        return False
    return response.status == 304 or (response.status == 200 and known.digest == digest)  # noqa: PLR2004 - HTTP


def _visited(
    connection: Connection, page_id: int, response: Response, given: Validators, *, same: bool
) -> None:
    news: dict[str, object] = {"last_visited": response.fetched_at, "failed_at": None}
    if response.status == 304:  # noqa: PLR2004 - Not Modified may repeat its validators or not
        if given.etag is not None:
            news["etag"] = given.etag
        if given.last_modified is not None:
            news["last_modified"] = given.last_modified
    elif response.status == 200:  # noqa: PLR2004 - OK
        news["etag"] = given.etag if same else None
        news["last_modified"] = given.last_modified if same else None
    connection.execute(update(pages).where(pages.c.id == page_id).values(**news))


def _adopt_validators(connection: Connection, capture: rows.AnyRow, *, understood: bool) -> None:
    if capture.status == 304:  # noqa: PLR2004 - its validators are in force already
        return
    connection.execute(
        update(pages)
        .where(pages.c.id == capture.page_id)
        .values(
            etag=capture.etag if understood else None,
            last_modified=capture.last_modified if understood else None,
        )
    )


def _headers(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the first value of each header, by its name in small letters."""
    found: dict[str, str] = {}
    for name, value in pairs:
        found.setdefault(name.lower(), value.strip())
    return found
