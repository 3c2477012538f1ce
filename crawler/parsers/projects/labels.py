"""Labels of a project page's rows, in every way that they are written, in both languages."""

from __future__ import annotations

import re
from typing import Final

START, END, STATUS, KIND = "Start Date", "End Date", "Project Status", "Project Type"
BUDGET, COVERAGE, YEAR, REGION = "Budget Amount (USD)", "Coverage", "Year", "IDF Region"
PRIMA, PROJECTS, STATES = "Prima ID", "Projects ID", "Benefiting Member States"
#: What country sites tell beside these, and both dates in one row.
DONOR, PARTNERS, PERIOD = "Donor", "Partners", "Duration"

_LABELS: Final = """
Start Date = date de début | fecha de inicio
End Date = date de fin | fecha de finalización | fecha de fin
Project Status = statut du projet | estado del proyecto
Project Type = type de projet | tipo de proyecto
Coverage = couverture | cobertura
Year = année | año
IDF Region = région idf | región idf
Projects ID = projet id | id du projet | id del proyecto
Benefiting Member States = états membres bénéficiaires | estados miembros beneficiarios
Benefiting Member States = etat(s) membre(s) beneficiaires remplissant les conditions requises
Start Date = start | starts | 开始 | 起始 | 起始时间 | 起始時間
Start Date = start date | project start date | starting date | 开始日期 | 起始日期 | 开始时间
Start Date = 启动日期 | 启动时间 | 项目开始日期 | 项目开始时间 | 開始日期 | 開始時間 | 啟動日期
End Date = 结束 | 终止
End Date = end | ends | end date | project end date | ending date | 结束日期 | 结束时间 | 终止日期
End Date = 项目结束日期 | 项目结束时间 | 結束日期 | 結束時間 | 終止日期
Project Status = current status | 当前状态 | 目前状态 | 目前狀態
Project Status = project status | status | 项目状态 | 状态 | 項目狀態 | 計劃狀態 | 狀態
Project Type = project type | type of project | type | 项目类型 | 项目类别 | 类型
Project Type = 項目類型 | 項目類別 | 類型
Budget Amount (USD) = budget amount (usd) | budget amount | budget (usd) | total budget | budget
Budget Amount (USD) = 预算金额 (美元) | 项目预算 (美元) | 预算 (美元)
Budget Amount (USD) = 预算金额 | 项目预算 | 预算总额 | 预算
Budget Amount (USD) = 经费 | 项目经费 | 总经费 | 资助金额
Budget Amount (USD) = 預算金額 (美元) | 項目預算 (美元) | 預算 (美元) | 預算金額 | 項目預算 | 預算
Coverage = coverage | project coverage | geographical coverage | geographic coverage
Coverage = scope | geographic scope | geographical scope | reach
Coverage = 覆盖范围 | 项目范围 | 覆蓋範圍 | 項目範圍
Year = year | project year | funding year | 年份 | 年度 | 项目年份 | 資助年份
IDF Region = idf region | region | idf 区域 | idf 地区 | 所属区域 | 区域 | 地区
IDF Region = 基金区域 | 基金地区 | 基金區域 | idf 區域 | idf 地區 | 區域 | 地區
Prima ID = prima id | prima 编号 | prima 編號
Projects ID = projects id | project id | projects-id | project number | project code
Projects ID = project reference | project reference number | reference number
Projects ID = 项目编号 | 项目编码 | 项目代码 | 項目編號 | 計劃編號
Benefiting Member States = benefiting member states | benefiting member state
Benefiting Member States = benefitting member states | beneficiary member states | member states
Benefiting Member States = benefiting countries | beneficiary countries
Benefiting Member States = beneficiary country | benefiting country | countries | country
Benefiting Member States = participating countries | implementing countries
Benefiting Member States = countries of implementation | beneficiary states
Benefiting Member States = countries covered | target countries | project countries
Benefiting Member States = 受益成员国 | 受益国家 | 受益国 | 项目国家 | 实施国家 | 国家
Benefiting Member States = 受益成員國 | 受惠成員國 | 受益國家 | 受益國
Benefiting Member States = 項目國家 | 實施國家 | 國家
Donor = donor | donors | funded by | funding | funding source | 资助方 | 捐助方 | 捐助者 | 出资方
Donor = 资助机构 | 資助方 | 捐助方 | 捐助者 | 資助機構
Partners = partners | partner | implementing partners | implementing partner | project partners
Partners = 合作伙伴 | 合作方 | 合作机构 | 合作單位 | 合作單位 | 合作夥伴 | 合作機構 | 合作单位
Duration = duration | project duration | time frame | timeframe | project period | period | dates
Duration = implementation period | project dates | project timeframe | period of implementation
Duration = 项目周期 | 项目期限 | 项目时间 | 实施期 | 实施期限 | 实施时间 | 执行期 | 执行时间
Duration = 起止时间 | 起止日期 | 项目起止时间 | 项目期间 | 項目週期 | 項目期限 | 項目期間
Duration = 實施期 | 實施期限 | 實施時間 | 執行期 | 起止時間
"""
_NAMED: Final = [
    (name.strip(), label.strip())
    for label, _, names in (line.partition("=") for line in _LABELS.strip().split("\n"))
    for name in names.split("|")
]
#: A menu or a text may well hold these words alone: they are labels with a colon, or among rows.
_WEAK: Final = frozenset(
    {"status", "type", "region", "budget", "memberstates", "状态", "类型", "区域", "地区", "预算"}
    | {
        "经费",
        "年份",
        "年度",
        "狀態",
        "類型",
        "區域",
        "地區",
        "預算",
        "国家",
        "國家",
        "dates",
        "period",
    }
    | {"country", "countries", "duration", "donor", "donors", "funding", "partner", "partners"}
    | {
        "开始",
        "起始",
        "结束",
        "终止",
        "start",
        "starts",
        "end",
        "ends",
        "scope",
        "reach",
        "timeframe",
        "fundedby",
        "捐助者",
        "合作伙伴",
        "合作夥伴",
        "合作方",
    }
)
_COLONS: Final = ":\uff1a"


def _folded(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


#: Every way to write a label, folded → the label as sites.md §2 has it.
_BY_NAME: Final = {_folded(name): label for name, label in _NAMED}
#: A label that cannot be mistaken, wherever it stands.
NAME: Final = re.compile(
    "|".join(
        re.escape(name).replace(r"\ ", r"\s*")
        for name, _ in sorted(_NAMED, key=lambda one: len(one[0]), reverse=True)
        if _folded(name) not in _WEAK
    ),
    re.IGNORECASE,
)
#: `预算(港元)`: the value says its currency, too.
_IN_CURRENCY = re.compile(
    r"(?<=[^\s(])\s?[(\uff08](?:[A-Z]{3}|in [A-Z]{3}|港[元币幣]|[欧歐]元|人民[币幣]"
    r"|瑞士法郎|英[镑鎊])[)\uff09]$"
)
#: A label in two languages is not longer: `项目状态 / Project Status`.
_LONGEST: Final = 60
_BOTH = re.compile(r"\s[/|]\s")
_TWO_SCRIPTS = re.compile(r"[A-Za-z -]+ [\u4e00-\u9fff]+|[\u4e00-\u9fff]+ [A-Za-z -]+")
_PARTS = re.compile(
    r"[a-z-]+(?: [a-z-]+)*(?: ?\(usd\))?|[\u4e00-\u9fff]+(?: ?\(美元\))?", re.IGNORECASE
)


def known_label(name: str) -> str | None:
    """Return the label that a name is, as the Fund's English pages have it; None for no label."""
    known = _BY_NAME.get(_folded(name)) or _BY_NAME.get(_folded(_IN_CURRENCY.sub("", name)))
    if known:
        return known
    if len(name) > _LONGEST or name.isascii() or _PARTS.sub("", name).strip(" /|()-"):
        return None
    said = {_BY_NAME.get(_folded(part)) for part in _PARTS.findall(name)}
    if _BOTH.search(name) or _TWO_SCRIPTS.fullmatch(name):
        said.discard(None)  # one half is a word that nobody has seen
    return said.pop() if len(said) == 1 else None


def alone(text: str, *, among: bool) -> str | None:
    """Return the label that a line is; a weak word needs its colon, or rows `among` which it is."""
    bare = text.rstrip(_COLONS).strip()
    known = known_label(bare)
    return known if known and (among or bare != text or _folded(bare) not in _WEAK) else None
