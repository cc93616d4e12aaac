"""Pages that answer 200 but are not what was asked for: error pages, login pages, gates of a firewall."""

import re
from typing import Final

from metrics.facts import CheckOutcome

_GONE: Final = "不存在|找不到|未找到|没有找到|无法访问|无法打开|已删除|被删除|已被删除|出错|走丢|丢失"
_PAGE: Final = "页面|网页|网站|文件|内容|资源|栏目|站点|信息|地址|网址|URL"
_TITLE_FORMS: Final = (
    r"(?<!\d)(?:40[0134]|50[0234])(?!\d)(?!\s*(?:号|条|件|项|万|人|元|个|名|亿))",
    r"not found|page not|forbidden|bad gateway|service unavailable|server error|access denied",
    rf"(?:{_PAGE})[^。]{{0,8}}?(?:{_GONE}|错误|维护|已关闭|已停用)",
    r"找不到(?:页面|网页|您|该|文件)|出错了|出错啦|错误提示|拒绝访问|禁止访问|安全验证|人机验证|网站防火墙",
    r"系统(?:繁忙|错误|异常|维护|升级)|访问(?:被拒绝|被阻断|被?拦截|受限|异常|出错|禁止)",
)
_BODY_FORMS: Final = (
    rf"(?:访问|请求|查找|浏览|查看)的?(?:{_PAGE})[^。]{{0,12}}?(?:{_GONE}|已被|暂时无法)",
    rf"(?:页面|网页)(?:{_GONE})|抱歉[^。]{{0,20}}(?:{_GONE})",
    r"HTTP\s*(?:Status|Error)\s*[-:]?\s*[45]\d\d|404\s*(?:not found|error|错误|页面)",
    r"(?:系统|服务器|网站)(?:正在)?(?:繁忙|维护|升级|错误|异常|出错|内部错误)",
    r"access denied|the requested url|page (?:you|not)\b[^.]{0,60}(?:found|exist)|checking your browser",
    r"请求(?:已?被|已经被)?拦截|拦截(?:提示|时间)|请输入验证码|安全检查|(?:参数|非法|无效)(?:的?(?:请求|访问|操作))?错误|(?:非法|无效)(?:的?参数|请求|访问)",
    rf"(?:{_PAGE})(?:{_GONE}|未发布|未公开|已下线|已停用|已关闭|正在审核)",
    r"error establishing a database|too many connections|fatal error|stack trace|数据库(?:连接)?(?:错误|失败|异常)",
)
_ERROR_TITLE: Final = re.compile("|".join(_TITLE_FORMS), re.I)
_ERROR_BODY: Final = re.compile("|".join(_BODY_FORMS), re.I)
_LOGIN_TITLE: Final = re.compile(r"登\s*录|登\s*陆|统一身份认证|用户认证|log\s?in|sign\s?in", re.I)
SHORT_PAGE: Final = 1500
"""An error page says little; on a page with more text (characters) the same words are about something else."""


def wrong_page(title: str, words: str, has_password_field: bool, dated_entries: int) -> CheckOutcome | None:
    """soft_error_page, login_page, or None for a page to be believed. A dated list proves the page right."""
    if dated_entries >= 2:
        return None
    if has_password_field and (_LOGIN_TITLE.search(title) or len(words) < SHORT_PAGE // 2):
        return CheckOutcome.LOGIN_PAGE
    short = len(words) < SHORT_PAGE
    if _ERROR_TITLE.search(title[:80]) and (short or dated_entries == 0):
        return CheckOutcome.SOFT_ERROR_PAGE
    if short and _ERROR_BODY.search(words):
        return CheckOutcome.SOFT_ERROR_PAGE
    return None
