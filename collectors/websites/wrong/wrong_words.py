"""The words and marks of pages that answer 200 but are not what was asked for."""

import re
from typing import Final

_GONE: Final = (
    "不存在|找不到|未找到|没有找到(?!相关|符合|任何|匹配|数据|记录|信息)|无法访问|无法打开"
    "|已删除|被删除|已被删除|出错|走丢|丢失"
)
_PAGE: Final = "页面|网页|网站|文件|内容|资源|栏目|站点|信息|地址|网址|URL"
_HARD_TITLE_FORMS: Final = (
    r"(?<!\d)(?:40[0134]|50[0234])(?!\d)\s*(?:错误|页面|error|not|page|forbidden|bad|internal|service|server|gateway|unauthorized|[-_|—–:：!！,，]|$)",
    r"not found|page not|forbidden|bad gateway|service unavailable|server error|access denied",
    rf"(?:{_PAGE})[^。]{{0,8}}?(?:{_GONE}|错误|已关闭|已停用)",
    r"找不到(?:页面|网页|您|该|文件)|无法(?:找到|显示)(?:该|此|资源|页面|网页)|出错了|出错啦|错误提示|拒绝访问|禁止访问",
    r"^\s*index of /|directory listing|目录列表|^\s*(?:it works!?|welcome to nginx!?|test page for|iis windows)"
    r"|apache2? .{0,30}default page|站点创建成功|没有找到站点|account suspended",
    r"whitelabel error|parse error|^\s*iis\s?\d|apache tomcat/\d",
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
    r"whitelabel error page|no explicit mapping|(?:页面|系统发生)错误|no input file specified|file not found\."
    r"|cannot (?:get|post) /|default backend - 404"
    r"|no healthy upstream|upstream connect error|unexpected error|object reference not set"
    r"|(?:服务器|内部)(?:发生)?错误",
    r"ole db provider|odbc [^。]{0,30}driver|ora-\d{5}|sqlstate\[|can'?t connect to (?:local )?mysql"
    r"|access denied for user"
    r"|(?:java|javax|org|com)(?:\.\w{1,40}){1,8}(?:exception|error)\b|parse error|syntax error"
    r"|uncaught (?:exception|error)|srve\d{4}e",
    r"it works!|successfully installed (?:tomcat|and working)|由系统自动生成|(?:您|你)的默认(?:首页|主页|页面)"
    r"|test the proper operation",
    r"(?:暂停|停止|暂时关闭)(?:服务|访问|运行|对外)"
    r"|(?:网站|站点|本站|系统|平台)[^。，]{0,24}(?:暂时关闭|已关闭|关停|停用|停运|已下线)|(?:系统|网站|站点|升级)维护中|正在维护",
    r"没有权限|无权(?:限|访问|查看)|权限不足"
    r"|(?:该|此)(?:页面|栏目|信息|内容)已(?:下线|停用|撤销)|操作失败|页面(?:将在|将于)?\s*\d+\s*秒后(?:自动)?跳转"
    r"|无法找到(?:该|此)?(?:页|资源)|无法显示此?(?:页|网页)|(?:没有|未)找到您要(?:访问|查看|浏览)的",
    r"error establishing a database|too many connections|fatal error|stack trace|数据库(?:连接)?(?:错误|失败|异常)",
)
HARD_TITLE: Final = re.compile("|".join(_HARD_TITLE_FORMS), re.I)
ERROR_TITLE: Final = re.compile("|".join((*_HARD_TITLE_FORMS, *_SOFT_TITLE_FORMS)), re.I)
ERROR_BODY: Final = re.compile("|".join(_BODY_FORMS), re.I)
LOGIN_TITLE: Final = re.compile(r"登\s*录|登\s*陆|统一身份认证|用户认证|log\s?in|sign\s?in", re.I)
LOGIN_FORM: Final = re.compile(r"登\s*[录陆]|注册|账号|帐号|用户名|密码|验证码|log\s?in|sign\s?in|password", re.I)
"""What a page for signing in says several times; the box in the head of another says it once or twice."""
LOGIN_BODY: Final = re.compile(
    r"(?:请先|请重新|重新|尚未|还没有?|还未|您未)\s*登[录陆]|登[录陆](?:状态)?(?:已)?(?:超时|过期|失效)|扫码登[录陆]|会话(?:已)?(?:超时|过期|失效)"
)
OFFICIAL: Final = re.compile(
    r"^\s*关于|的(?:通知|公告|通告|公示|说明|通报|函|批复|答复|意见|报告|情况|方案|办法|规定|决定)(?![a-z])|^[^_|—-]{4,40}(?:公告|通知|公示|通报|方案)(?:[_|—-]|$)"
)
"""How a document is entitled; an error page bears no such title."""
ALERT: Final = re.compile(r"""alert\s*\(\s*["']([^"'\n]{2,80})["']""")
GATE: Final = re.compile(
    r"请求(?:已?被|已经被)?拦截|拦截(?:提示|时间)|请(?:输入|填写)验证码|正在(?:进行)?安全(?:检查|检测)"
    r"|安全验证|人机(?:验证|识别)|滑动验证|拖动滑块|点击(?:按钮)?(?:进行|完成)验证|网站防火墙|访问(?:被阻断|被?拦截)"
    r"|访问过于频繁|访问频率|云防护|创宇盾|安全狗|云锁|防护系统|checking your browser|just a moment"
    r"|waf(?![a-z])|应用防火墙|请求被拒绝|request rejected|support id is|mod_security|incapsula incident"
    r"|reference #\d+\.[\da-f]|you have been blocked"
    r"|(?:has been|access was) (?:blocked|intercepted)|not a (?:bot|robot)|verify yourself|verify code|异常流量"
    r"|浏览器安全检查|正在检查您的浏览器"
    r"|(?:完成|通过)(?:下列|下方|以下|如下)?的?验证|验证后(?:继续|访问)|ip(?:地址)?[^。]{0,30}(?:禁止|封禁|黑名单)|(?:疑似|存在)(?:黑客)?(?:攻击|威胁)|可能存在威胁"
    r"|操作(?:过于|太)频繁|访问(?:频率)?(?:过于|太|过)(?:频繁|快)|(?:按住|拖动|滑动)[^。]{0,6}滑块|滑动完成验证"
    r"|verify you are human|attention required|captcha|ddos protection",
    re.I,
)
GATE_SCRIPT: Final = re.compile(
    r"\$_ts\s*=|acw_sc__v2|__jsl_clearance|_cf_chl_opt|cf-browser-verification"
    r"|/TSPD/|_abck|wzws_|yunsuo_session|safeline|aliyun_waf|__tst_status"
    r"|EO_Bot_Ssid|zh_?captcha|/_guard/|wzwschallenge|GOEDGE_WAF|security_verify_|NoCaptcha|TCaptcha|initGeetest"
    r"|AliyunCaptcha",
    re.I,
)
SELF_AGAIN: Final = re.compile(
    r"document\s*(?:\.\s*|\[\s*['\"])cookie.{0,4000}?location\s*(?:\.\s*reload|\.href\s*=\s*(?:window\.|document\.)?location|\s*=\s*location)"
    r"|location\.(?:reload|href\s*=\s*location).{0,4000}?document\s*(?:\.\s*|\[\s*['\"])cookie",
    re.S,
)
"""A script that sets a cookie and opens the same page again: a gate, whoever made it."""
BARE: Final = re.compile(r"^\s*index of /|directory listing", re.I)
ONLY_ERROR: Final = re.compile(
    r"\W*(?:40[0134]|50[0234])?\W*(?:错误|error)?\W*(?:(?:您|你)?(?:访问|请求|查找)的)?(?:页面|网页|栏目|信息|文件|page)?\W*"
    r"(?:不存在|找不到了?|未找到|已删除|已被删除|出错了?|走丢了|错误|not found)?\W*(?:页面|页|提示)?\W*",
    re.I,
)
"""A title that says nothing but that something is gone; to be matched in full."""
