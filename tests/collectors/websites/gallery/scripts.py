"""Lists that stand in scripts or are answers of an interface: JSON, arrays of objects, epoch numbers."""
# ruff: noqa: E501 - markup is easier to read on one line

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta, timezone

from collectors.websites.page_view import PageKind
from metrics.facts import CheckOutcome
from tests.collectors.websites.gallery.samples import FOOTER, HEADER, NAV, NEWEST, Gallery, joined, page, rows

GALLERY = Gallery()
CHINA = timezone(timedelta(hours=8))


def _epoch(day: date) -> int:
    return int(datetime.combine(day, time(0, 30), CHINA).timestamp())


def _shell(script: str) -> str:
    return f'<!DOCTYPE html><html><head><title>通知公告</title></head><body>{HEADER}{NAV}<div id="app"></div>{script}{FOOTER}</body></html>'


@GALLERY(items=8)
def state_of_a_nuxt_page() -> str:
    items = [
        {"id": n, "title": t, "publishTime": f"{d} 10:22:00", "views": n, "summary": "会议于2026年11月20日召开"}
        for n, t, d in rows(8)
    ]
    state = json.dumps(
        {
            "layout": "default",
            "data": [{"columns": [{"name": "政务公开", "id": 1}], "list": items, "total": 238}],
            "serverRendered": True,
        },
        ensure_ascii=False,
    )
    return _shell(f"<script>window.__NUXT__={state};</script>")


@GALLERY(items=8)
def state_of_a_next_page() -> str:
    items = [
        {
            "slug": f"a-{n}",
            "headline": t,
            "datePublished": f"{d}T02:22:00.000Z",
            "dateModified": "2026-11-20T00:00:00.000Z",
        }
        for n, t, d in rows(8)
    ]
    state = json.dumps({"props": {"pageProps": {"articles": items}}, "buildTime": "2026-11-21T00:00:00Z"})
    return _shell(f'<script id="__NEXT_DATA__" type="application/json">{state}</script>')


@GALLERY(items=10)
def array_in_a_variable_with_epoch_milliseconds() -> str:
    items = json.dumps(
        [{"ID": n, "TITLE": t, "PUBDATE": _epoch(d) * 1000, "URL": f"/n/{n}.html"} for n, t, d in rows()]
    )
    return _shell(f"<script type='text/javascript'>var pageSize = 15; var list = {items}; renderList(list);</script>")


@GALLERY(items=10)
def array_of_objects_with_bare_names_and_single_quotes() -> str:
    items = joined([f"{{id:{n},title:'{t}',url:'/n/{n}.html',date:'{d:%Y/%m/%d}'}}" for n, t, d in rows()], ",\n")
    return _shell(f"<script>var datas=[\n{items},\n];var t = new Date('2026-11-21');</script>")


@GALLERY(items=6)
def catalogue_platform_with_epoch_seconds() -> str:
    items = [
        {
            "id": n,
            "title": t,
            "created_at": 1795000000,
            "date": _epoch(d),
            "display_publish_time": _epoch(d),
            "url": f"http://www.example.gov.cn/gkmlpt/content/{n}.html",
        }
        for n, t, d in rows(6)
    ]
    return _shell(
        f"<script>window._CONFIG = {json.dumps({'SITE_ID': 2026, 'ARTICLES': items, 'NOW': 1795222800})}</script>"
    )


@GALLERY(items=10, content_type="application/json", url="http://www.example.gov.cn/api/list?page=1")
def answer_of_an_interface() -> str:
    items = [
        {"articleId": n, "articleTitle": t, "publishDate": str(d), "updateTime": "2026-11-20 03:00:00"}
        for n, t, d in rows()
    ]
    return json.dumps(
        {"code": 200, "msg": "操作成功", "timestamp": 1795222800000, "data": {"total": 238, "rows": items}},
        ensure_ascii=False,
    )


@GALLERY(items=10, url="http://www.example.gov.cn/common/search/abc?callback=cb")
def answer_wrapped_in_a_callback() -> str:
    items = [
        {
            "title": f"<em>{t}</em>",
            "url": f"/n/{n}.html",
            "publishedTime": _epoch(d) * 1000,
            "publishedTimeStr": f"{d} 00:30:00",
        }
        for n, t, d in rows()
    ]
    return f"/**/jQuery1124_1795222800000({json.dumps({'data': {'results': items, 'page': 1}})});"


@GALLERY(items=0, newest=None, url="http://www.example.gov.cn/api/list?page=1")
def empty_answer_of_an_interface() -> str:
    return json.dumps({"code": 200, "data": {"total": 0, "rows": []}, "time": "2026-11-21 09:00:00"})


@GALLERY(items=3, kind=PageKind.FEED, url="https://example.org/feed.json")
def json_feed() -> str:
    items = [
        {
            "id": str(n),
            "url": f"https://example.org/{n}",
            "title": t,
            "content_text": "文",
            "date_published": f"{d}T10:00:00+08:00",
        }
        for n, t, d in rows(3)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "通知", "items": items})


@GALLERY(items=2, kind=PageKind.FEED, url="https://example.org/feed.json", newest=date(2026, 9, 17))
def json_feed_without_titles_in_utc() -> str:
    items = [{"id": str(n), "content_html": "<p>文</p>", "date_published": f"{d}T20:00:00Z"} for n, _, d in rows(2)]
    return json.dumps({"version": "https://jsonfeed.org/version/1", "title": "通知", "items": items})


@GALLERY(items=10)
def visible_list_beats_the_data_of_a_slider() -> str:
    slides = json.dumps(
        [{"title": f"专题图片{k}", "link": f"/zt/{k}.html", "date": f"2026-11-{k:02}"} for k in range(10, 16)]
    )
    lines = joined([f"<li><a href='/n/{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows()])
    return page(f"<script>var slides = {slides};</script><ul class='list'>{lines}</ul>")


@GALLERY(items=0, newest=None)
def blank_column_with_settings_in_a_script() -> str:
    return page(
        "<div class='list'><ul></ul><p>暂无数据</p></div><script>var config = {siteId: 12, date: '2026-11-20', now: 1795222800000, menu: [{title:'政务公开',url:'/zwgk/'},{title:'政务服务',url:'/zwfw/'}]};</script>"
    )


@GALLERY(items=10)
def structured_data_item_list() -> str:
    parts = [
        {
            "@type": "ListItem",
            "position": i,
            "item": {"@type": "NewsArticle", "headline": t, "url": f"/n/{n}.html", "datePublished": str(d)},
        }
        for i, (n, t, d) in enumerate(rows(), 1)
    ]
    data = json.dumps(
        {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": parts}, ensure_ascii=False
    )
    return _shell(f'<script type="application/ld+json">{data}</script>')


@GALLERY(kind=PageKind.DETAIL)
def article_with_structured_data() -> str:
    data = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": "市政府召开常务会议",
            "datePublished": f"{NEWEST}T10:00:00+08:00",
            "dateModified": "2026-11-20",
        }
    )
    text = (
        "<p>会议强调，要坚持以人民为中心的发展思想，持续改善营商环境，加快推进重点项目建设，确保完成全年目标任务，切实保障和改善民生。</p>"
        * 6
    )
    return page(
        f'<script type="application/ld+json">{data}</script><h1>市政府召开常务会议</h1><div class="con">{text}</div>'
    )


@GALLERY(items=10)
def lines_written_by_a_script() -> str:
    lines = joined(
        [f"document.write('<li><a href=\"/n/{n}.html\">{t}</a><span>{d}</span></li>');" for n, t, d in rows()]
    )
    return page(f"<ul><script>{lines}</script></ul>")


@GALLERY(items=10)
def list_in_a_text_template() -> str:
    lines = joined([f"<li><a href='/n/{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows()])
    return _shell(
        f"<textarea id='data' style='display:none'><ul>{lines}</ul></textarea>".replace("textarea", "noscript")
    )


@GALLERY(items=10)
def unfilled_template_above_the_list() -> str:
    lines = joined([f"<li><a href='/n/{n}.html'>{t}</a><span>{d}</span></li>" for n, t, d in rows()])
    return page(
        f"<script type='text/html' id='tpl'>{{{{each list as v}}}}<li><a href='{{{{v.url}}}}'>{{{{v.title}}}}</a></li>{{{{/each}}}}</script><ul><li v-for='i in list'><a :href='i.url'>{{{{ i.title }}}}</a><span>{{{{ i.date }}}}</span></li></ul><ul class='list'>{lines}</ul>"
    )


@GALLERY(items=None, newest=None, kind=PageKind.UNKNOWN, outcome=CheckOutcome.NEEDS_SCRIPT)
def template_that_nothing_fills() -> str:
    return "<html><head><title>列表</title></head><body><div id='app'></div><script>fetch('/api/list?d=2026-11-20').then(r => r.json())</script></body></html>"


@GALLERY(items=None, newest=None, kind=PageKind.UNKNOWN, outcome=CheckOutcome.NEEDS_SCRIPT)
def template_with_open_braces_only() -> str:
    return page(
        "<ul class='list'><li v-for='item in list'><a v-bind:href='item.url' href='#'>{{item.title}}</a><span>{{item.date | format('2026-01-01')}}</span></li></ul>"
    )


@GALLERY(items=8, newest=datetime(2026, 9, 16, tzinfo=UTC).date())
def rows_as_bare_arrays() -> str:
    items = json.dumps([[n, t, str(d), f"/n/{n}.html"] for n, t, d in rows(8)], ensure_ascii=False)
    return _shell(f"<script>var tableData = {items};</script>")
