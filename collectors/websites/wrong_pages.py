"""Pages that answer 200 but are not what was asked for: error pages, login pages, gates of a firewall, bare servers."""

import re
from dataclasses import dataclass
from typing import Final

from metrics.facts import CheckOutcome

_GONE: Final = (
    "不存在|找不到|未找到|没有找到(?!相关|符合|任何|匹配|数据|记录|信息)|无法访问|无法打开"
    "|已删除|被删除|已被删除|出错|走丢|丢失"
)
_PAGE: Final = "页面|网页|网站|文件|内容|资源|栏目|站点|信息|地址|网址|URL"
_HARD_TITLE_FORMS: Final = (
    r"(?<!\d)(?:40[0134]|50[0234])(?!\d)\s*(?:错误|页面|error|not|page|forbidden|bad|internal|service|server|gateway|unauthorized|[-_|—–:：!！,，]|$)",
    r"not found|page not|forbidden|bad gateway|service unavailable|server error|access denied",
    rf"(?:{_PAGE})[^。]{{0,8}}?(?:{_GONE}|错误|已关闭|已停用)",
    r"找不到(?:页面|网页|您|该|文件)|出错了|出错啦|错误提示|拒绝访问|禁止访问",
    r"^\s*index of /|directory listing|目录列表|^\s*(?:it works!?|welcome to nginx!?|test page for|iis windows)"
    r"|apache2? .{0,30}default page|站点创建成功|没有找到站点|account suspended",
)
_SOFT_TITLE_FORMS: Final = (
    rf"(?:{_PAGE})[^。]{{0,8}}?维护",
    r"系统(?:繁忙|错误|异常|维护|升级)|访问(?:被拒绝|被阻断|被?拦截|受限|异常|出错|禁止)",
    r"网站(?:正在)?(?:建设|改版|升级)中?$|站点(?:已暂停|已停止|未备案)|under construction|coming soon",
)
_BODY_FORMS: Final = (
    rf"(?:访问|请求|查找|浏览|查看)的?(?:{_PAGE})[^。]{{0,12}}?(?:{_GONE}|已被|暂时无法)",
    rf"(?:页面|网页)(?:{_GONE})|抱歉[^。]{{0,20}}(?:{_GONE})",
    r"HTTP\s*(?:Status|Error)\s*[-:]?\s*[45]\d\d|404\s*(?:not found|error|错误|页面)",
    r"(?:系统|服务器|网站)(?:正在)?(?:繁忙|维护|升级|错误|异常|出错|内部错误)",
    r"access denied|the requested url|page (?:you|not)\b[^.]{0,60}(?:found|exist)|under construction",
    r"(?:网站|站点)(?:正在)?(?:建设|改版|升级)(?:中|之中)|(?:网站|站点|域名)(?:未备案|尚未备案|未绑定|已暂停|已被停用)"
    r"|备案(?:号)?(?:已)?被?注销|(?:参数|非法|无效)(?:的?(?:请求|访问|操作))?错误|(?:非法|无效)(?:的?参数|请求|访问)",
    rf"(?:{_PAGE})(?:{_GONE}|未发布|未公开|已下线|已停用|已关闭|正在审核)",
    r"error establishing a database|too many connections|fatal error|stack trace|数据库(?:连接)?(?:错误|失败|异常)",
)
_HARD_TITLE: Final = re.compile("|".join(_HARD_TITLE_FORMS), re.I)
_ERROR_TITLE: Final = re.compile("|".join((*_HARD_TITLE_FORMS, *_SOFT_TITLE_FORMS)), re.I)
_ERROR_BODY: Final = re.compile("|".join(_BODY_FORMS), re.I)
_LOGIN_TITLE: Final = re.compile(r"登\s*录|登\s*陆|统一身份认证|用户认证|log\s?in|sign\s?in", re.I)
_GATE: Final = re.compile(
    r"请求(?:已?被|已经被)?拦截|拦截(?:提示|时间)|请(?:输入|填写)验证码|正在(?:进行)?安全(?:检查|检测)"
    r"|安全验证|人机(?:验证|识别)|滑动验证|拖动滑块|点击(?:按钮)?(?:进行|完成)验证|网站防火墙|访问(?:被阻断|被?拦截)"
    r"|访问过于频繁|访问频率|云防护|创宇盾|安全狗|云锁|防护系统|checking your browser|just a moment"
    r"|verify you are human|attention required|captcha|ddos protection",
    re.I,
)
_GATE_SCRIPT: Final = re.compile(
    r"\$_ts\s*=|acw_sc__v2|__jsl_clearance|_cf_chl_opt|cf-browser-verification"
    r"|/TSPD/|_abck|wzws_|yunsuo_session|safeline|aliyun_waf|__tst_status"
    r"|EO_Bot_Ssid|zh_?captcha"
)
_BARE: Final = re.compile(r"^\s*index of /|directory listing", re.I)
_ALMOST_NOTHING: Final = 300
_A_LIST: Final = 3
_PROOF: Final = 2
SHORT_PAGE: Final = 1500
"""An error page says little; on a page with more text (characters) the same words are about something else."""


@dataclass(frozen=True)
class Shown:
    """What a page shows of itself: its title and all its words, how many entries and how many of them dated, whether
    it reads as an article, whether it asks for a password, and its source."""

    title: str
    words: str
    entries: int = 0
    dated: int = 0
    is_article: bool = False
    asks_password: bool = False
    markup: str = ""


def wrong_page(page: Shown) -> CheckOutcome | None:
    """gate_page, soft_error_page, login_page, or None for a page to be believed.

    A dated list proves the page right, unless it is a server's own listing of a folder. The titles of a list and the
    words of an article may speak of anything, also of gates and errors: a notice that a system is under repair is none.
    """
    title = page.title[:80]
    if _BARE.search(title):
        return CheckOutcome.SOFT_ERROR_PAGE
    if page.dated >= _PROOF:
        return None
    short = len(page.words) < (SHORT_PAGE if page.entries < _A_LIST and not page.is_article else _ALMOST_NOTHING)
    if _is_gate(title, page, short):
        return CheckOutcome.GATE_PAGE
    if page.asks_password and (_LOGIN_TITLE.search(title) or len(page.words) < SHORT_PAGE // 2):
        return CheckOutcome.LOGIN_PAGE
    wrong_title = (_HARD_TITLE if page.is_article and not short else _ERROR_TITLE).search(title)
    if wrong_title and (short or page.dated == 0):
        return CheckOutcome.SOFT_ERROR_PAGE
    return CheckOutcome.SOFT_ERROR_PAGE if short and _ERROR_BODY.search(page.words) else None


def _is_gate(title: str, page: Shown, short: bool) -> bool:
    if short and (_GATE.search(title) or _GATE.search(page.words)):
        return True
    return len(page.words) < _ALMOST_NOTHING and _GATE_SCRIPT.search(page.markup[:200_000]) is not None
