"""The message logs of the inbox: one CSV file for each holder."""

from __future__ import annotations

from mingcha.demo.log_files import LogFile
from mingcha.demo.log_layouts import LogLayout, layout_of
from mingcha.demo.log_rows import Cell, Fate, LogRow
from mingcha.demo.plan import MessagePlan, World

STYLES = (
    {
        "number": "留言编号",
        "title": "留言标题",
        "site": "网站名称",
        "account": "账号名称",
        "agency": "答复单位",
        "asked": "留言时间",
        "answered": "答复时间",
    },
    {
        "agency": "办理单位",
        "number": "信件编号",
        "asked": "来信日期",
        "answered": "回复日期",
        "account": "新媒体账号",
        "site": "网站",
        "title": "主题",
    },
)


def plan_message_files(world: World) -> tuple[LogFile, ...]:
    """Every message log, with the fate of its rows."""
    sites = {site.path: site.name for site in world.sites}
    accounts = {account.key: account.name for account in world.accounts}
    agencies = {agency.code: agency.name for agency in world.agencies}
    of_holder: dict[str, list[MessagePlan]] = {}
    for message in world.messages:
        of_holder.setdefault(message.holder, []).append(message)
    files = []
    for place, (holder, messages) in enumerate(sorted(of_holder.items())):
        rows = tuple(LogRow(_cells(message, sites, accounts, agencies), Fate.ACCEPTED) for message in messages)
        repeated = tuple(LogRow(row.cells, Fate.UNCHANGED) for row in rows[:1])
        title = "网上留言办理情况（演示数据（合成））"
        layout = _layout(holder, STYLES[place % len(STYLES)])
        files.append(LogFile(messages_folder(holder), "留言办理台账.csv", title, layout, (*rows, None, *repeated)))
    return tuple(files)


def messages_folder(holder: str) -> str:
    """The folder below the inbox that a holder's message logs are put into."""
    return f"messages/{holder}"


def _cells(
    message: MessagePlan, sites: dict[str, str], accounts: dict[str, str], agencies: dict[str, str]
) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "number": message.number,
        "title": message.title,
        "agency": agencies[message.agency_code],
        "asked": message.asked_on,
    }
    if message.site_path is not None:
        cells["site"] = sites[message.site_path]
    if message.account_key is not None:
        cells["account"] = accounts[message.account_key]
    if message.answered_on is not None:
        cells["answered"] = message.answered_on
    return cells


def _layout(holder: str, style: dict[str, str]) -> LogLayout:
    of_requests = layout_of(holder)
    return LogLayout(
        holder=holder,
        style="messages",
        format="csv",
        encoding=of_requests.encoding,
        delimiter=",",
        dates="iso" if of_requests.dates == "excel" else of_requests.dates,
        exports="one",
        headings=tuple(style.items()),
    )
