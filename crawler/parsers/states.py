"""Member States named in a row of words, by longest match against ISO 3166 and IOM's own names."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import pycountry

#: How IOM and the UN write States beside ISO's names. Order and case do not matter.
_ALSO: Final = (
    "Bolivia", "Bolivia (Plurinational State of)", "Bosnia Herzegovina", "Brunei", "Burma", "Cabo Verde", "Cape Verde",
    "Central African Republic", "Congo", "Republic of the Congo", "Congo (Brazzaville)", "Congo (Kinshasa)", "Cote d'Ivoire", "Côte d’Ivoire",
    "Czech Republic", "Democratic Republic of the Congo", "DR Congo", "Eswatini", "Swaziland", "Federated States of Micronesia",
    "Micronesia", "Micronesia (Federated States of)", "Gambia", "The Gambia", "Gambia (the)", "Guinea Bissau", "Holy See", "Hong Kong SAR", "Hong Kong, China",
    "Iran", "Iran (Islamic Republic of)", "Ivory Coast", "Kosovo", "Kosovo (UNSC 1244)", "UNSC resolution 1244-administered Kosovo", "Korea",
    "Republic of Korea", "South Korea", "Kyrgyzstan", "Kyrgyz Republic", "Lao PDR", "Laos", "Lao People's Democratic Republic",
    "Libya", "Macao SAR", "Macau", "Macedonia", "North Macedonia", "The former Yugoslav Republic of Macedonia", "Moldova",
    "Republic of Moldova", "Netherlands", "Netherlands (Kingdom of the)", "the Netherlands", "Palestine", "Palestinian Territories", "State of Palestine",
    "Occupied Palestinian Territory", "People's Republic of China", "Russia", "Russian Federation", "Saint Kitts and Nevis", "St. Kitts and Nevis", "St. Lucia",
    "Saint Vincent and the Grenadines", "St. Vincent and the Grenadines", "Sao Tome and Principe", "São Tomé and Príncipe", "Syria", "Syrian Arab Republic", "Taiwan", "Tanzania",
    "United Republic of Tanzania", "Timor Leste", "Timor-Leste", "East Timor", "Trinidad & Tobago", "Turkey", "Türkiye", "Turkiye", "UK", "United Kingdom",
    "United Kingdom of Great Britain and Northern Ireland", "USA", "United States", "United States of America", "Venezuela",
    "Venezuela (Bolivarian Republic of)", "Viet Nam", "Vietnam", "Bahamas", "The Bahamas", "Dominican Republic", "Marshall Islands", "Solomon Islands", "Cook Islands",
)  # fmt: skip


@cache
def _names() -> re.Pattern[str]:
    """Return one pattern of all names, the longest first."""
    names = set(_ALSO)
    for country in pycountry.countries:
        names.add(country.name)
        names.update(
            getattr(country, key)
            for key in ("official_name", "common_name")
            if hasattr(country, key)
        )
    names |= {name.replace("'", "’") for name in names}
    ordered = sorted(names, key=len, reverse=True)
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(name) for name in ordered) + r")(?!\w)", re.IGNORECASE
    )


def member_states(text: str) -> tuple[str, ...] | None:
    """Return the States that a row names, as written; None when it holds anything else."""
    names = tuple(match[0] for match in _names().finditer(text))
    rest = _names().sub("", text)
    if not names or re.sub(r"\band\b|[\s,;,、;/&|•·-]", "", rest):
        return None
    return names
