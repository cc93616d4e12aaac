"""What a page of the gallery is, the titles that all pages draw from, and the noise around their lists."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from collectors.websites.page_view import PageKind
from metrics.facts import CheckOutcome

NEWEST: Final = date(2026, 9, 16)
TODAY: Final = date(2026, 11, 21)
TITLES: Final = (
    "某某市人民政府关于印发《优化营商环境若干措施》的通知", "关于2026年11月25日部分路段临时停水的公告", "市政府召开第12次常务会议",
    "2026年第三季度财政收支情况", "关于对张某某等5名同志拟任职人选的公示", "某某市2025年度法治政府建设情况报告", "关于开展“双随机、一公开”抽查工作的通知",
    "全市秋冬季森林草原防火工作电视电话会议召开", "关于公布第三批非物质文化遗产代表性项目名录的通知", "招聘公告", "某某旗教育局关于2026-2027学年度校历安排的通知",
    "某某区住房和城乡建设局行政处罚决定书（2026）第018号", "市长带队调研重点项目建设情况", "关于调整城乡居民最低生活保障标准的通知（政发〔2026〕31号）",
    "图解：《支持中小企业发展十条措施》", "关于征求《城市供热管理办法（征求意见稿）》意见的公告", "我市新增3家国家级绿色工厂", "关于表彰先进集体和先进个人的决定",
    "中秋节国庆节放假安排", "某某市场监管局食品安全监督抽检信息公告（2026年第9期）",
)  # fmt: skip
NAV: Final = """<div class="nav"><ul id="menu"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a><ul><li><a href="/zwgk/zcwj/">政策文件</a></li>
<li><a href="/zwgk/ghjh/">规划计划</a></li><li><a href="/zwgk/fdzdgknr/">法定主动公开内容</a></li></ul></li><li><a href="/zwfw/">政务服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>"""
HEADER: Final = """<div class="header"><span id="today">今天是2026年11月21日 星期六</span> <span>晴 -8℃~3℃</span>
<a href="/login.jsp">登录</a><a href="/reg.jsp">注册</a><a href="javascript:void(0)" onclick="wza()">无障碍浏览</a></div>"""
FOOTER: Final = """<div class="bottom"><p>版权所有 2010-2026 某某市人民政府办公室主办 &nbsp;蒙ICP备05000001号-1 <a href="http://beian.miit.gov.cn/">蒙公网安备 15010202150001号</a></p>
<p>页面更新时间：2026-11-21 08:12:33　您是第 20261120 位访客</p><p>联系电话：0471-2026112　<a href="/wzdt/">网站地图</a></p></div>"""
SIDE: Final = """<div class="right"><h3>热点文章</h3><ul class="hot"><li><a href="/a/9001.html">市委书记会见客商</a><span>2026-11-19</span></li>
<li><a href="/a/9002.html">我市举行升国旗仪式庆祝国庆</a><span>2026-11-18</span></li><li><a href="/a/9003.html">寒潮蓝色预警信号</a><span>2026-11-20</span></li></ul></div>"""

Row = tuple[int, str, date]


@dataclass(frozen=True)
class Sample:
    """One page and the truth about it. `items` is None where a count says nothing (an article)."""

    name: str
    body: bytes
    kind: PageKind
    newest: date | None
    items: int | None
    url: str
    outcome: CheckOutcome
    content_type: str | None


Maker = Callable[[], str | bytes]


class Gallery(list[Sample]):
    """Samples, added by decorating the function that writes the page."""

    def __call__(
        self,
        newest: date | None = NEWEST,
        items: int | None = None,
        kind: PageKind = PageKind.LIST,
        url: str = "http://www.example.gov.cn/zwgk/tzgg/",
        outcome: CheckOutcome | None = None,
        content_type: str | None = None,
    ) -> Callable[[Maker], Maker]:
        """Register a page with its truth. Without an outcome: OK, and NOT_A_LIST for an article."""

        def add(maker: Maker) -> Maker:
            text = maker()
            body = text if isinstance(text, bytes) else text.encode()
            usual = CheckOutcome.NOT_A_LIST if kind is PageKind.DETAIL else CheckOutcome.OK
            self.append(Sample(maker.__name__, body, kind, newest, items, url, outcome or usual, content_type))
            return maker

        return add


def rows(count: int = 10, newest: date = NEWEST, step: int = 3, skip: int = 0) -> list[Row]:
    """So many entries (number, title, day), newest first."""
    return [(4021 - n * 7, TITLES[(n + skip) % len(TITLES)], newest - timedelta(days=n * step)) for n in range(count)]


def joined(lines: Sequence[str], between: str = "\n") -> str:
    """Lines of markup, one after another."""
    return between.join(lines)


def page(body: str, title: str = "通知公告-某某市人民政府", head: str = "", side: str = "") -> str:
    """A whole page: head, header with today's date, navigation, the body, a side box, and a footer."""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>{title}</title>
{head}<script type="text/javascript" src="/js/jquery.js"></script></head><body>{HEADER}{NAV}
<div class="dqwz">您现在的位置：<a href="/">首页</a> &gt;&gt; <a href="/zwgk/">政务公开</a> &gt;&gt; 通知公告</div>
<div class="w1200">{body}{side}</div>{FOOTER}</body></html>"""
