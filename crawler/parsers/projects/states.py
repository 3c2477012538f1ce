"""Member States named in a row of words, by longest match against ISO 3166 and IOM's own names."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import pycountry
from babel import Locale

#: How IOM and the UN write States beside ISO's names. Order and case do not matter.
_ALSO: Final = """
Bolivia | Bolivia (Plurinational State of) | Bosnia Herzegovina | Brunei | Burma | Cape Verde
Central African Republic | Congo | Republic of the Congo | Congo (Brazzaville) | Congo (Kinshasa)
Cote d'Ivoire | Ivory Coast | Czech Republic | Democratic Republic of the Congo | DR Congo
Eswatini | Swaziland | Federated States of Micronesia | Micronesia | Gambia | The Gambia
Micronesia (Federated States of) | Guinea Bissau | Holy See | Hong Kong SAR | Hong Kong, China
Iran | Iran (Islamic Republic of) | Kosovo | Kosovo (UNSC 1244) | Korea | Republic of Korea
UNSC resolution 1244-administered Kosovo | South Korea | Kyrgyzstan | Kyrgyz Republic | Lao PDR
Laos | Lao People's Democratic Republic | Libya | Macao SAR | Macau | Macedonia | North Macedonia
The former Yugoslav Republic of Macedonia | Moldova | Republic of Moldova | Netherlands
Netherlands (Kingdom of the) | the Netherlands | Palestine | Palestinian Territories
State of Palestine | Occupied Palestinian Territory | People's Republic of China | Russia
Russian Federation | St. Kitts and Nevis | St. Lucia | St. Vincent and the Grenadines
São Tomé and Príncipe | Sao Tome and Principe | Syria | Syrian Arab Republic | Taiwan | Tanzania
United Republic of Tanzania | Timor Leste | East Timor | Trinidad & Tobago | Turkey | Turkiye
Türkiye | UK | United Kingdom | USA | United States | United States of America | Venezuela
United Kingdom of Great Britain and Northern Ireland | Viet Nam | Vietnam | Bahamas | The Bahamas
Venezuela (Bolivarian Republic of) | Cook Islands
"""
#: Where two boxes without a space between them meet: `ChinaMongolia`.
_GLUED = re.compile(r"(?<=[a-z)])(?=[A-Z])")


@cache
def _names() -> re.Pattern[str]:
    """Return one pattern of all names, the longest first."""
    names = {name.strip() for name in re.split(r"[|\n]", _ALSO) if name.strip()}
    for country in pycountry.countries:
        names.add(country.name)
        names.update(
            getattr(country, key)
            for key in ("official_name", "common_name")
            if hasattr(country, key)
        )
    names |= {name.replace("'", "’") for name in names}
    return re.compile(rf"(?<!\w)(?:{_any_of(names)})(?!\w)|{_any_of(_chinese())}", re.IGNORECASE)


def _any_of(names: set[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _chinese() -> set[str]:
    """Return the States' names in both scripts of Chinese."""
    return {
        name
        for tag in ("zh_Hans", "zh_Hant", "zh_Hant_HK")
        for code, name in Locale.parse(tag).territories.items()
        if len(code) == 2  # noqa: PLR2004 - ISO 3166; longer codes are continents
    }


def member_states(text: str) -> tuple[str, ...] | None:
    """Return the States that a row names, as written; None when it holds anything else."""
    text = _GLUED.sub(" ", text)
    names = tuple(match[0] for match in _names().finditer(text))
    rest = _names().sub("", text)
    if not names or re.sub(r"\band\b|[\s,，、;；/&|•·和-]", "", rest):
        return None
    return names


def states_in(text: str) -> frozenset[str]:
    """Return the States that a sentence names, as written."""
    return frozenset(match[0] for match in _names().finditer(text))
