"""A page whose title names nothing of the site it stands on and sells what no government sells.

A title alone proves little: a redesign changes it, and many are careless (首页, 列表). Three things must come together:
no two neighbouring letters of the names under which site and column are registered, no word of a public body or a
place, and a word of trade. What sells openly (`foreign_words.SPAM`) needs none of this.
"""

import re
from typing import Final

_TRADE: Final = re.compile(
    r"影院|影视|在线观看|小说|漫画|棋牌|游戏|手游|网游|外挂|旗舰店|批发|折扣|促销|全场|商城|减肥|壮阳|代孕|约会|外卖|装修|装饰|搬家|开锁|代写|刷单"
    r"|有限公司|有限责任公司|厂家|建站|域名|(?:软件|app|安卓|游戏|免费)下载|(?<![a-z])(?:vip|seo|shop|sale|buy|cheap|outlet)(?![a-z])"
)
"""Words of trades that no public body follows; 下载, 直播, 体育, 贷款 and 官网 are none of them."""
_PUBLIC: Final = re.compile(
    r"政府|政务|公开|公告|公示|通知|人民|党|委员会|[省市县旗区州盟乡镇村局厅委办馆处所署]|[法医学]院|检察院|中心|街道|苏木|嘎查|机关|事业|干部|群众|法规|政策"
    r"|要闻|新闻|动态|gov"
)
_LONGEST: Final = 200


def strange_title(title: str, names: str) -> str:
    """The title, shortened, if it can be nobody's who is registered under `names`; else empty."""
    shown = " ".join(title.split()).lower()[:_LONGEST]
    if not names or _PUBLIC.search(shown) or not _TRADE.search(shown):
        return ""
    own = _pairs(names.lower())
    return shown[:40] if own and own.isdisjoint(_pairs(shown)) else ""


def _pairs(text: str) -> set[str]:
    """Every two letters that stand side by side."""
    return {text[place : place + 2] for place in range(len(text) - 1) if text[place : place + 2].isalnum()}
