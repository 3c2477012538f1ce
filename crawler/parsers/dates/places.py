"""Places that datelines name: a confirmation, not a gazetteer. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import pycountry

#: Provinces and cities of China, as patterns are written.
CHINESE_PLACES: Final = """
北京|上海|天津|重庆|重慶|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南
广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|石家庄|太原
沈阳|大连|长春|哈尔滨|南京|苏州|无锡|常州|杭州|宁波|温州|义乌|合肥|福州|厦门|泉州|莆田|南昌|济南
青岛|烟台|威海|郑州|洛阳|武汉|宜昌|长沙|广州|深圳|珠海|东莞|佛山|中山|汕头|海口|三亚|博鳌|成都
绵阳|贵阳|昆明|大理|丽江|瑞丽|西双版纳|红河|德宏|临沧|普洱|西安|兰州|西宁|银川|乌鲁木齐|喀什
拉萨|呼和浩特|南宁|桂林|凭祥|霍尔果斯|阿拉山口|二连浩特|绥芬河|丹东|河口|磨憨|友谊关|东兴|崇左|防城港|延边|珲春|满洲里|雄安
"""
#: Seats of the organisations that the sources write about, and countries.
_ABROAD = """
日内瓦|纽约|曼谷|布鲁塞尔
维也纳|罗马|巴黎|伦敦|柏林|华盛顿|莫斯科|东京|首尔|河内|金边|万象|仰光|内比都|马尼拉|雅加达
新德里|加德满都|达卡|伊斯兰堡|喀布尔|乌兰巴托|阿斯塔纳|塔什干|开罗|内罗毕|亚的斯亚贝巴|阿布贾
阿克拉|达喀尔|马拉喀什|泰国|越南|老挝|柬埔寨|缅甸|瑞士|比利时|蒙古|尼日利亚|索马里
埃塞俄比亚
"""
ENGLISH_PLACES: Final = """
Beijing|Shanghai|Tianjin|Chongqing|Hebei|Shanxi|Liaoning|Jilin|Heilongjiang|Jiangsu|Zhejiang
Anhui|Fujian|Jiangxi|Shandong|Henan|Hubei|Hunan|Guangdong|Hainan|Sichuan|Guizhou|Yunnan|Shaanxi
Gansu|Qinghai|Taiwan|Inner Mongolia|Guangxi|Tibet|Ningxia|Xinjiang|Hong Kong|Macao|Macau
Shijiazhuang|Taiyuan|Shenyang|Dalian|Changchun|Harbin|Nanjing|Suzhou|Wuxi|Hangzhou|Ningbo
Wenzhou|Yiwu|Hefei|Fuzhou|Xiamen|Quanzhou|Putian|Nanchang|Jinan|Qingdao|Yantai|Zhengzhou|Luoyang
Wuhan|Changsha|Guangzhou|Shenzhen|Zhuhai|Dongguan|Foshan|Haikou|Sanya|Boao|Chengdu|Guiyang
Kunming|Dali|Lijiang|Ruili|Xishuangbanna|Xi'an|Xi’an|Xian|Lanzhou|Xining|Yinchuan|Urumqi|Kashgar
Lhasa|Hohhot|Nanning|Guilin|Pingxiang|Khorgos|Horgos|Alashankou|Erenhot|Suifenhe|Dandong|Hekou|Mohan|Dongxing|Chongzuo|Fangchenggang|Yanbian|Hunchun
"""
_ENGLISH_ABROAD = """
Geneva|New York|Bangkok|Brussels|Vienna|Rome|Paris|London|Berlin|Washington|Moscow|Tokyo|Seoul|Hanoi
Ho Chi Minh City|Phnom Penh|Vientiane|Yangon|Nay Pyi Taw|Naypyidaw|Manila|Jakarta|Kuala Lumpur
Singapore|New Delhi|Kathmandu|Dhaka|Cox’s Bazar|Cox's Bazar|Colombo|Islamabad|Kabul|Ulaanbaatar
Astana|Almaty|Tashkent|Bishkek|Dushanbe|Ashgabat|Tehran|Baghdad|Erbil|Amman|Beirut|Damascus
Sana’a|Sana'a|Aden|Riyadh|Dubai|Doha|Kuwait City|Ankara|Istanbul|Gaziantep|Cairo|Tripoli|Tunis
Algiers|Rabat|Marrakesh|Marrakech|Khartoum|Juba|Addis Ababa|Asmara|Djibouti|Mogadishu|Nairobi
Kampala|Kigali|Bujumbura|Dar es Salaam|Lusaka|Harare|Lilongwe|Maputo|Antananarivo|Port Louis
Pretoria|Johannesburg|Cape Town|Windhoek|Gaborone|Luanda|Kinshasa|Brazzaville|Libreville|Yaoundé
Yaounde|Bangui|N’Djamena|N'Djamena|Niamey|Abuja|Lagos|Maiduguri|Accra|Lomé|Lome|Cotonou
Ouagadougou|Bamako|Nouakchott|Dakar|Banjul|Bissau|Conakry|Freetown|Monrovia|Abidjan|Praia|Lisbon
Madrid|Bern|Berne|Budapest|Prague|Warsaw|Kyiv|Kiev|Lviv|Chisinau|Bucharest|Sofia|Belgrade
Sarajevo|Skopje|Tirana|Athens|Nicosia|Valletta|Dublin|The Hague|Copenhagen|Oslo|Stockholm
Helsinki|Tallinn|Riga|Vilnius|Minsk|Tbilisi|Yerevan|Baku|Mexico City|Guatemala City|San Salvador
Tegucigalpa|Managua|San José|San Jose|Panama City|Bogotá|Bogota|Caracas|Quito|Lima|La Paz
Brasília|Brasilia|Santiago|Buenos Aires|Montevideo|Asunción|Asuncion|Havana|Port-au-Prince
Santo Domingo|Kingston|Port of Spain|Georgetown|Canberra|Wellington|Port Moresby|Suva|Honiara
Port Vila|Majuro|Pohnpei|Palikir|Koror|Dili|Apia
"""
#: Countries as datelines call them, where the standard's name is another.
_OTHER_NAMES = "中国|Laos|Syria|Iran|Russia|Kosovo|DR Congo|DRC|UK|US|Türkiye|South Korea"
_SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|省|市|州|县|区)$")
_JOINED = re.compile(r"\s*(?:[/,，、&]|\band\b)\s*")


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    listed = re.split(
        r"[|\n]", f"{CHINESE_PLACES}|{_ABROAD}|{ENGLISH_PLACES}|{_ENGLISH_ABROAD}|{_OTHER_NAMES}"
    )
    countries = (name for country in pycountry.countries for name in _names(country))
    return frozenset(name.casefold() for name in (*listed, *countries) if name)


def _names(country: object) -> list[str]:
    names = [getattr(country, kind, "") for kind in ("name", "common_name")]
    # `Bolivia, Plurinational State of` is Bolivia in a dateline.
    return [part for name in names for part in (name, name.split(",")[0])]


def is_known_place(name: str) -> bool:
    """Return whether every part of `Accra/Abuja`, `云南省昆明市` is known."""
    parts = [part for part in _JOINED.split(name.strip()) if part]
    return bool(parts) and all(_is_known(part) for part in parts)


def _is_known(name: str) -> bool:
    folded = re.sub(r"^the\s+|\s+(?:province|city|municipality)$", "", name.casefold())
    if folded in _known() or _SUFFIX.sub("", folded) in _known():
        return True
    # `四川成都`, `云南省昆明市`: a province and its city in one word.
    cuts = range(2, len(folded) - 1) if "\u4e00" <= folded[:1] <= "\u9fff" else ()
    known = _known()
    return any(_SUFFIX.sub("", folded[:at]) in known and _is_known(folded[at:]) for at in cuts)


def place_within(name: str) -> str | None:
    """Return the longest known Chinese place that the characters begin with, as written."""
    return next((name[:end] for end in range(len(name), 1, -1) if _is_known(name[:end])), None)
