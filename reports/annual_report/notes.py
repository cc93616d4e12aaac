"""What a person should know before pasting the tables into the report."""

from __future__ import annotations

from datetime import date

from metrics.annual_report import AnnualReport, RequestTable
from rulebook import Rulebook


def notes_of(
    table: RequestTable, scope: str, agencies: int, report: AnnualReport, rulebook: Rulebook, as_of: date
) -> list[tuple[str, str]]:
    """Name and words of each note."""
    form = rulebook.report_forms[report.form]
    year = report.year or as_of.year
    unfinished = as_of <= date(year, 12, 31)
    return [
        ("报告年度", f"{year}年（1月1日至12月31日）{'；年度尚未结束，数字截至统计日' if unfinished else ''}"),
        ("统计截至", as_of.isoformat()),
        ("范围", f"{scope}，共 {agencies} 个单位"),
        ("格式", f"{form.title}（{form.number}）"),
        ("规则库版本", f"{rulebook.version}（指纹 {rulebook.fingerprint[:16]}）；工作日历 {rulebook.calendar.version}"),
        ("主动公开情况表", "系统没有数据来源，留空待填；空白不等于0"),
        ("新收", "收到日期（条例第三十一条）在本年度内的申请；结转为年末尚未办结的申请"),
        ("未经确认的申请", f"{table.unconfirmed} 件网络、传真、平信申请至年末未经双方确认，依法尚未收到，不计入表内"),
        ("申请人类型", f"{table.applicant_unknown} 件台账未登记申请人类型，计入自然人，报送前请核实"),
        ("答复类型", f"{table.reply_unknown} 件台账未写明或者无法识别答复类型，计入（六）其他处理，报送前请核实"),
        ("撤回、转办", "申请人撤回和转其他机关办理的，计入（六）其他处理"),
        ("复议诉讼", "本年度审结的按结果计，年末未审结的计入尚未审结"),
    ]
