"""Places that datelines name: a confirmation, not a gazetteer. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import pycountry

#: Provinces and cities of China, as patterns are written; cities whose names mean something else
#: or stand in other words are left out (安康, 白银, 日照; 四平 in 四平方米, 南通 in 越南通过).
CHINESE_PLACES: Final = """
北京|上海|天津|重庆|重慶|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南
广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|石家庄|太原
沈阳|大连|长春|哈尔滨|南京|苏州|无锡|常州|杭州|宁波|温州|义乌|合肥|福州|厦门|泉州|莆田|南昌|济南
青岛|烟台|威海|郑州|洛阳|武汉|宜昌|长沙|广州|深圳|珠海|东莞|佛山|中山|汕头|海口|三亚|博鳌|成都
绵阳|贵阳|昆明|大理|丽江|瑞丽|西双版纳|红河|德宏|临沧|普洱|西安|兰州|西宁|银川|乌鲁木齐|喀什
拉萨|呼和浩特|南宁|桂林|凭祥|霍尔果斯|阿拉山口|二连浩特|绥芬河|丹东|河口|磨憨|友谊关|东兴|崇左|防城港|延边|珲春|满洲里|雄安
唐山|秦皇岛|邯郸|邢台|保定|张家口|承德|沧州|廊坊|衡水|阳泉|晋城|朔州|晋中
运城|忻州|临汾|吕梁|包头|乌海|赤峰|通辽|鄂尔多斯|呼伦贝尔|巴彦淖尔|乌兰察布|锡林郭勒
鞍山|抚顺|锦州|营口|阜新|辽阳|盘锦|铁岭|葫芦岛|辽源|白山市|松原|齐齐哈尔
鸡西|鹤岗|双鸭山|伊春|佳木斯|七台河|牡丹江|黑河|绥化|徐州|连云港|淮安
盐城|扬州|镇江|泰州|宿迁|嘉兴|湖州|绍兴|金华|衢州|舟山|台州|丽水|芜湖|蚌埠|淮南
马鞍山|淮北|铜陵|安庆|滁州|阜阳|宿州|亳州|池州|宣城|漳州|龙岩|宁德
景德镇|萍乡|九江|新余|鹰潭|赣州|吉安|宜春|抚州|上饶|淄博|枣庄|东营|潍坊|济宁|泰安
临沂|德州市|聊城|滨州|菏泽|平顶山|安阳|鹤壁|焦作|濮阳|许昌|漯河
三门峡|南阳|商丘|信阳|驻马店|十堰|襄阳|鄂州|荆门|孝感|荆州|黄冈|咸宁
随州|恩施|株洲|湘潭|衡阳|邵阳|岳阳|常德|张家界|益阳|郴州|永州|怀化|娄底|湘西|韶关
江门|湛江|茂名|肇庆|惠州|梅州|汕尾|河源|阳江|清远|潮州|揭阳|云浮|梧州|贵港|玉林
贺州|河池|儋州|三沙|自贡|攀枝花|泸州|德阳|广元|遂宁|乐山|眉山|宜宾
达州|雅安|资阳|阿坝|甘孜|凉山|六盘水|遵义|毕节|铜仁|黔西南|黔东南|黔南
曲靖|玉溪|保山|昭通|楚雄|怒江|迪庆|日喀则|昌都|林芝|山南市|那曲|阿里地区|铜川
宝鸡|咸阳|渭南|延安|汉中|榆林|商洛|嘉峪关|金昌|天水|武威|张掖|平凉|酒泉|庆阳
陇南|临夏|甘南|海北州|黄南|玉树|海西州|石嘴山|吴忠|克拉玛依|吐鲁番|哈密|昌吉
博尔塔拉|巴音郭楞|阿克苏|伊犁|塔城|阿勒泰|石河子|昆山
福清|连江|平潭|晋江|石狮|青田|瑞安|延吉|图们|腾冲|景洪|勐腊|芒市|盈江|靖西|钦州|北海|百色|柳州
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
Yanji|Tumen|Tengchong|Jinghong|Fuqing|Jinjiang|Qingtian
Tangshan|Qinhuangdao|Handan|Xingtai|Baoding|Zhangjiakou|Chengde|Cangzhou|Langfang|Hengshui
Changzhi|Jincheng|Shuozhou|Jinzhong|Yuncheng|Xinzhou|Linfen|Luliang|Baotou|Wuhai|Chifeng|Tongliao
Ordos|Hulunbuir|Bayannur|Ulanqab|Xilingol|Anshan|Fushun|Jinzhou|Yingkou|Fuxin|Liaoyang|Panjin
Tieling|Huludao|Siping|Liaoyuan|Tonghua|Songyuan|Qiqihar|Jixi|Hegang|Shuangyashan|Daqing|Jiamusi
Qitaihe|Mudanjiang|Heihe|Suihua|Xuzhou|Nantong|Lianyungang|Huai'an|Huai’an|Yancheng|Yangzhou
Zhenjiang|Taizhou|Suqian|Jiaxing|Huzhou|Shaoxing|Jinhua|Quzhou|Zhoushan|Lishui|Wuhu|Bengbu|Huainan
Ma'anshan|Ma’anshan|Huaibei|Tongling|Anqing|Chuzhou|Fuyang|Lu'an|Lu’an|Bozhou|Chizhou|Xuancheng
Zhangzhou|Nanping|Longyan|Ningde|Jingdezhen|Jiujiang|Yingtan|Ganzhou|Ji'an|Ji’an|Yichun
Shangrao|Zibo|Zaozhuang|Dongying|Weifang|Jining|Tai'an|Tai’an|Rizhao|Weihai|Linyi|Dezhou|Liaocheng
Binzhou|Heze|Kaifeng|Pingdingshan|Xinxiang|Jiaozuo|Puyang|Xuchang|Luohe|Sanmenxia
Shangqiu|Xinyang|Zhoukou|Zhumadian|Huangshi|Yichang|Xiangyang|Ezhou|Jingmen|Xiaogan
Jingzhou|Huanggang|Xianning|Suizhou|Enshi|Zhuzhou|Xiangtan|Hengyang|Shaoyang|Yueyang|Changde
Zhangjiajie|Yiyang|Chenzhou|Yongzhou|Huaihua|Loudi|Shaoguan|Jiangmen|Zhanjiang|Maoming|Zhaoqing
Huizhou|Meizhou|Shanwei|Heyuan|Yangjiang|Qingyuan|Chaozhou|Jieyang|Yunfu|Shantou|Zhongshan|Wuzhou
Beihai|Qinzhou|Guigang|Baise|Hezhou|Hechi|Danzhou|Sansha|Zigong|Panzhihua|Luzhou|Deyang|Mianyang
Guangyuan|Suining|Neijiang|Leshan|Nanchong|Meishan|Yibin|Guang'an|Guang’an|Dazhou|Ya'an|Ya’an
Bazhong|Ziyang|Liangshan|Liupanshui|Zunyi|Anshun|Bijie|Tongren|Qujing|Yuxi|Baoshan|Zhaotong
Lincang|Pu'er|Pu’er|Chuxiong|Honghe|Wenshan|Dehong|Nujiang|Diqing|Xigaze|Shigatse|Qamdo|Nyingchi
Tongchuan|Baoji|Xianyang|Weinan|Yan'an|Yan’an|Hanzhong|Shangluo|Jiayuguan|Jinchang|Tianshui
Zhangye|Pingliang|Jiuquan|Qingyang|Dingxi|Longnan|Yushu|Shizuishan|Wuzhong|Guyuan|Karamay
Turpan|Hami|Changji|Hotan|Kashi|Tacheng|Shihezi|Kunshan|Changzhou
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
