"""Pages that answer 200 and are nothing to believe."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from collectors.websites.page_view import PageKind
from metrics.facts import CheckOutcome
from tests.collectors.websites.gallery.samples import Gallery, joined, page, rows

GALLERY = Gallery()
SOFT_ERROR = CheckOutcome.SOFT_ERROR_PAGE
NOTHING = PageKind.UNKNOWN


@GALLERY(newest=None, kind=NOTHING, outcome=SOFT_ERROR)
def gone_page_within_the_usual_frame() -> str:
    return page(
        "<div class='error'><h2>您访问的页面不存在</h2><p>该页面可能已被删除、更名或暂时不可用，<span id='s'>5</span>秒后自动跳转到首页</p></div>",
        title="某某市人民政府门户网站",
    )


@GALLERY(newest=None, kind=NOTHING, outcome=SOFT_ERROR)
def gone_page_with_recommendations() -> str:
    lines = joined([f"<li><a href='/n/{n}.html'>{t}</a></li>" for n, t, _ in rows(6)])
    return page(
        f"<h1>404</h1><p>抱歉，您要查看的内容不存在或已被删除</p><h3>为您推荐</h3><ul class='recommend'>{lines}</ul>",
        title="404错误页面",
    )


@GALLERY(newest=None, kind=NOTHING, outcome=SOFT_ERROR)
def windows_server_error() -> str:
    return "<html><head><title>找不到文件或目录。</title></head><body><div id='header'><h1>服务器错误</h1></div><h2>404 - 找不到文件或目录。</h2><h3>您要查找的资源可能已被删除，已更改名称或者暂时不可用。</h3></body></html>"


@GALLERY(newest=None, kind=NOTHING, outcome=SOFT_ERROR)
def parameter_error_of_a_script() -> str:
    return "<script>alert('参数错误！');history.back();</script>系统提示：参数错误"


@GALLERY(newest=None, kind=NOTHING, outcome=CheckOutcome.GATE_PAGE)
def firewall_with_a_date() -> str:
    return "<html><head><title>访问拦截</title></head><body><h3>您的访问请求可能对网站造成安全威胁，请求已被拦截</h3><p>拦截时间：2026-11-20 10:00:00</p><p>事件ID：20261120100000</p></body></html>"


@GALLERY(newest=None, kind=NOTHING, outcome=SOFT_ERROR)
def column_closed_by_the_system() -> str:
    return "<html><head><title>提示</title></head><body><p>该栏目不存在或未发布！</p><a href='javascript:history.go(-1)'>返回</a></body></html>"


@GALLERY(newest=None, kind=NOTHING, outcome=SOFT_ERROR, content_type="application/json")
def interface_that_failed() -> str:
    return '{"code":404,"msg":"页面不存在","timestamp":"2026-11-20T10:00:00.000+08:00","path":"/api/list"}'


@GALLERY(newest=None, kind=NOTHING, outcome=CheckOutcome.LOGIN_PAGE)
def login_with_notices_below() -> str:
    return "<html><head><title>某某市统一身份认证平台</title></head><body><form><input name='u'><input type='password'><input type='submit' value='登录'></form><p>系统维护通知 2026-11-20</p><div>Copyright © 2010-2026</div></body></html>"


@GALLERY(newest=None, kind=NOTHING, outcome=SOFT_ERROR)
def database_error() -> str:
    return "<b>Warning</b>: mysql_connect(): Too many connections in <b>/var/www/inc/db.php</b> on line <b>20</b><br/>Error establishing a database connection 2026-11-20"


@GALLERY(newest=None, kind=NOTHING, outcome=SOFT_ERROR)
def gateway_of_a_cache() -> str:
    return "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>openresty</center><!-- 2026-11-20 --></body></html>"
