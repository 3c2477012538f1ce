"""Projects: their fields as a table that sorts, budgets by year as a chart, all of it as CSV."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from monitor.dashboard.desk import Desk
from monitor.exporting import csv_file
from storage.browse_rows import ItemRow
from storage.types import Amount, Field, PageDate

#: What the table is sorted by; a minus before it turns the order round.
SORTS = ("title", "status", "type", "start", "end", "budget", "year")
#: Years that a chart has room for.
_SPAN = 60
_COLUMNS = (
    "id",
    "title_zh",
    "title_en",
    "status",
    "type",
    "start",
    "end",
    "budget",
    "currency",
    "year",
    "prima_id",
    "projects_id",
    "url",
)


@dataclass(frozen=True, slots=True)
class Project:
    """A project's row: the fields everybody asks for, each None when it is unknown."""

    item: ItemRow
    status: Field | None
    type: Field | None
    start: Field | None
    end: Field | None
    budget: Field | None
    year: Field | None
    prima_id: Field | None
    projects_id: Field | None

    @property
    def money(self) -> tuple[str, Decimal] | None:
        """Currency and amount of the budget; None when it is unknown."""
        value = self.budget.value if self.budget else None
        if not isinstance(value, Amount):
            return None
        try:
            return value.currency, Decimal(value.amount)
        except InvalidOperation:
            return None


@dataclass(frozen=True, slots=True)
class YearBudget:
    """What the projects of one year cost together."""

    year: int
    amount: Decimal
    projects: int


@dataclass(frozen=True, slots=True)
class Projects:
    """The table and the chart."""

    rows: tuple[Project, ...]
    total: int
    sort: str
    descending: bool
    #: Currency of the chart: the one most projects have.
    currency: str
    years: tuple[YearBudget, ...]
    #: Projects that the chart leaves out, budget or year unknown or another currency.
    left_out: int


def projects(desk: Desk) -> Projects:
    """Return the latest projects, sorted as asked."""
    found = desk.browse.projects()
    wanted = desk.asked.get("sort", "")
    sort = wanted.removeprefix("-")
    rows = tuple(map(_project, found.rows))
    if sort in SORTS:
        rows = _sorted(rows, sort, descending=wanted.startswith("-"))
    currency = _currency(rows)
    years = budgets(rows, currency)
    return Projects(
        rows=rows,
        total=found.total,
        sort=sort if sort in SORTS else "",
        descending=wanted.startswith("-"),
        currency=currency,
        years=years,
        left_out=len(rows) - sum(year.projects for year in years),
    )


def budgets(rows: Iterable[Project], currency: str) -> tuple[YearBudget, ...]:
    """Return what each year's projects cost, in one currency, every year between first and last.

    Where these are further apart than projects are, a page is wrong: then only years with projects.
    """
    sums: defaultdict[int, tuple[Decimal, int]] = defaultdict(lambda: (Decimal(0), 0))
    for row in rows:
        year, money = _year(row), row.money
        if year is not None and money is not None and money[0] == currency:
            amount, n = sums[year]
            sums[year] = amount + money[1], n + 1
    if not sums:
        return ()
    first, last = min(sums), max(sums)
    years = range(first, last + 1) if last - first < _SPAN else sorted(sums)
    return tuple(YearBudget(year, *sums[year]) for year in years)


def as_csv(desk: Desk) -> bytes:
    """Return every project as CSV."""
    return csv_file(_COLUMNS, map(_cells, map(_project, desk.browse.projects(None).rows)))


def _project(row: ItemRow) -> Project:
    fields = {label.casefold(): field for label, field in row.content.fields.items()}

    def named(*labels: str) -> Field | None:
        field = next((fields[label] for label in labels if label in fields), None)
        return field if field and (field.value is not None or field.raw.strip()) else None

    budget = next((f for label, f in fields.items() if label.startswith("budget")), None)
    return Project(
        item=row,
        status=named("project status", "status"),
        type=named("project type"),
        start=named("start date"),
        end=named("end date"),
        budget=budget if budget and (budget.value is not None or budget.raw.strip()) else None,
        year=named("year"),
        prima_id=named("prima id"),
        projects_id=named("projects id"),
    )


def _sorted(rows: Sequence[Project], sort: str, *, descending: bool) -> tuple[Project, ...]:
    """Return the rows by one column; unknown values stand last either way."""
    keys: dict[str, Callable[[Project], object]] = {
        "title": lambda row: (row.item.content.title or "").casefold() or None,
        "status": lambda row: _raw(row.status),
        "type": lambda row: _raw(row.type),
        "start": lambda row: _iso(row.start),
        "end": lambda row: _iso(row.end),
        "budget": lambda row: row.money[1] if row.money else None,
        "year": _year,
    }
    key = keys[sort]
    known = [row for row in rows if key(row) is not None]
    unknown = [row for row in rows if key(row) is None]
    known.sort(key=key, reverse=descending)  # type: ignore[arg-type] # one column, one type
    return (*known, *unknown)


def _year(row: Project) -> int | None:
    """Return the year a project's budget counts for: the one it names, else when it starts."""
    for field in (row.year, row.start):
        if field and isinstance(field.value, PageDate):
            return field.value.day().year
    return None


def _currency(rows: Iterable[Project]) -> str:
    counted: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        if row.money:
            counted[row.money[0]] += 1
    return max(counted, key=counted.__getitem__, default="USD")


def _raw(field: Field | None) -> str | None:
    return field.raw.casefold() if field else None


def _iso(field: Field | None) -> str | None:
    return field.value.iso if field and isinstance(field.value, PageDate) else None


def _cells(row: Project) -> tuple[str, ...]:
    editions = row.item.content.editions
    chinese = editions.get("zh-Hans") or editions.get("zh-Hant")
    english = editions.get("en")
    money = row.money
    return (
        row.item.id,
        (chinese.title if chinese else None) or "",
        (english.title if english else None) or "",
        row.status.raw if row.status else "",
        row.type.raw if row.type else "",
        _iso(row.start) or "",
        _iso(row.end) or "",
        str(money[1]) if money else "",
        money[0] if money else "",
        str(_year(row) or ""),
        row.prima_id.raw if row.prima_id else "",
        row.projects_id.raw if row.projects_id else "",
        row.item.url or "",
    )
