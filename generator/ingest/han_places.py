"""Places as Chinese and Japanese write them: in one word, the country or province before the city, several joined."""

import re

from generator.model import Place

_COUNTRIES = (
    "中国 中國 日本 韩国 韓國 美国 美國 英国 英國 法国 法國 德国 德國 意大利"
    " 義大利 西班牙 葡萄牙 荷兰 荷蘭 比利时 比利時 瑞士 瑞典 挪威 丹麦 丹麥 芬兰 芬蘭"
    " 奥地利 奧地利 波兰 波蘭 俄罗斯 俄羅斯 乌克兰 烏克蘭 土耳其 以色列 阿联酋 阿聯酋 沙特阿拉伯 沙特"
    " 沙烏地阿拉伯 卡塔尔 卡達 埃及 南非 印度 泰国 泰國 越南 马来西亚 馬來西亞 印度尼西亚 印尼 菲律宾"
    " 菲律賓 澳大利亚 澳洲 新西兰 紐西蘭 加拿大 墨西哥 巴西 阿根廷 智利 爱尔兰 愛爾蘭 希腊 希臘"
    " 捷克 匈牙利 米国 英国 独国 豪州"
)
_REGIONS = (
    "加州 德州 得州 佛州 麻州 加利福尼亚州 加利福尼亞州 德克萨斯州 得克萨斯州 佛罗里达州 马萨诸塞州 麻萨诸塞州 新泽西州"
    " 新澤西州 纽约州 紐約州 华盛顿州 華盛頓州 伊利诺伊州 宾夕法尼亚州 密歇根州 俄亥俄州 佐治亚州 内华达州 科罗拉多州"
    " 安大略省 魁北克省 不列颠哥伦比亚省 广东省 廣東省 浙江省 江苏省 江蘇省 山东省 山東省 四川省 福建省 湖北省 湖南省"
    " 河南省 河北省 安徽省 云南省 海南省 陕西省 山西省 辽宁省 吉林省 黑龙江省 贵州省 江西省 甘肃省 北海道 大阪府 京都府"
)
_WRITTEN = re.compile(
    r"(?:新华社|新華社|中新社|中央社)?"
    rf"(?P<country>{'|'.join(sorted(_COUNTRIES.split(), key=len, reverse=True))})?"
    rf"(?P<region>{'|'.join(sorted(_REGIONS.split(), key=len, reverse=True))}"
    r"|[\u4e00-\u9fff]{2,3}県|[\u30a0-\u30ff]{2,10}州)?"
    r"(?P<city>[\u3040-\u30ff\u4e00-\u9fff]{2,12}?)?(?:[讯訊电電発發]|)"
)
_JOINT = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff]{2})[和与與及](?=[\u3040-\u30ff\u4e00-\u9fff]{2})")
_HAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]+")
_JOINED_NAMES = ("呼和浩特",)
"""Cities in whose names an "and" is a syllable."""


def is_han(name: str) -> bool:
    """Tell whether a name consists of Chinese characters and kana alone."""
    return bool(_HAN.fullmatch(name))


def split_han_place(name: str) -> list[Place]:
    """Return the places that one word of Chinese or Japanese names."""
    names = [name] if any(joined in name for joined in _JOINED_NAMES) else _JOINT.split(name)
    return [_read_place(each) for each in names]


def _read_place(name: str) -> Place:
    found = _WRITTEN.fullmatch(name)
    if found is None:
        return Place(city=name)
    country, region, city = found["country"], found["region"], found["city"]
    if city is None and region in ("北海道", "大阪府", "京都府"):
        return Place(city=region)
    return Place(city=city, region=region, country=country)
