"""What the names in JSON records mean: English names and the initials of pinyin that systems in China use."""

import re
from typing import Final

_OF = "(?:doc|info|article|news|content|file|show|notice|list)?_?"
TITLE_NAMES: Final = (
    re.compile(rf"{_OF}(?:title|headline|subject|bt|biaoti)(?:_?name)?|(?:信息|文章|公文|文件|新闻|公告)?标题", re.I),
    re.compile(
        rf"(?:.*(?:title|headline)(?:_?(?:html|text|name))?|{_OF}(?:name|mc)|text|label|content_text"
        r"|(?:[a-z]{1,6}_?)?(?:bt|mc|ztmc)|(?:project|policy|item|matter|subject)_?name|caption|topic|zt|题目|.{0,6}名称)",
        re.I,
    ),
)
"""The best names first; to be matched in full."""
URL_NAME: Final = re.compile(r"(?:.*(?:url|link|href|path|uri)|guid|链接|网址|地址)", re.I)

_PUBLISHED: Final = re.compile(
    r"publi|release|send|pub_?(?:date|time|dt)|fbsj|fbrq|fwrq|fb_?(?:time|date)|issue|post_?(?:date|time|ed)"
    r"|display|show_?(?:date|time)|write_?time|rel_?time|(?:web|doc|news|info|article)_?(?:date|time)"
    r"|(?:发布|发文|公开|公布|公示|上网|发表|公告)(?:时间|日期|日)",
    re.I,
)
_MADE: Final = re.compile(
    r"^(?:date|time|rq|sj|riqi|shijian|day|datetime|日期|时间)$"
    r"|^c?rea?te|created?|add_?(?:time|date)|input|^ctime|crtime|in_?time|(?:创建|录入|添加)(?:时间|日期)",
    re.I,
)
_ANY: Final = re.compile(r"date|time|rq$|sj$|(?:时间|日期)$", re.I)
_CHANGED: Final = re.compile(
    r"upd|modif|edit|mtime|(?:修改|更新|审核)(?:时间|日期)"
    r"|(?:audit|check|apply|import|sync|crawl|grab|spider|index|oper|top|click|visit|read|collect|gmt)_?(?:date|time)",
    re.I,
)
"""What was done with a record, not when it was published."""
_OTHER: Final = re.compile(
    r"(?:last|latest)(?!_?(?:modif|upd))|end|expir|dead|valid|effect|start|begin|over|birth|build|now|server|delete"
    r"|^(?:jz|sx|yx|ks|js|fz|bm)(?:rq|sj)$|截止|截至|开始|结束|生效|施行|实施|失效|废止|有效|报名|出生",
    re.I,
)
NO_DATE: Final = 4
"""The rank of a name that is no date of an article."""


def rank_of_date(name: str) -> int:
    """0: a day of publication, 1: when the record was made, 2: another date, 3: its last change; else NO_DATE."""
    if _PUBLISHED.search(name):
        return 0
    if _OTHER.search(name):
        return NO_DATE
    if _CHANGED.search(name):
        return 3
    if _MADE.search(name):
        return 1
    return 2 if _ANY.search(name) else NO_DATE
