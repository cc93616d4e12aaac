"""Third sheet: what the figures are, by which edition of the rules, and how each is computed."""

from __future__ import annotations

from datetime import date

from reports.assessment.workbook import Heading
from rulebook import Rulebook

HEADINGS = (Heading("项目", "text", 28), Heading("说明", "text", 110))


def note_rows(rulebook: Rulebook, year: int, as_of: date, scope: str) -> list[list[str]]:
    """Name and explanation of everything in the file."""
    scoring = rulebook.scoring
    grades = "，".join(f"{grade.from_score:g} 分以上{grade.name}" for grade in scoring.grades)
    return [
        ["考核年度", f"{year}年（1月1日至12月31日）"],
        ["数据截至", f"{as_of.isoformat()}；考核年度已结束的，以12月31日为准"],
        ["范围", scope],
        ["规则库版本", f"{rulebook.version}（指纹 {rulebook.fingerprint[:16]}）"],
        ["工作日历版本", rulebook.calendar.version],
        ["应办结申请", "本年度内已答复，或者答复期限已届满的依申请公开件数"],
        ["按期答复率", "其中在答复期限当日或者之前答复的比例；逾期未答复的计入分母。没有应办结申请的为“不适用”"],
        [
            "逾期未答复",
            "截至日已超过答复期限仍未答复的件数；期限按工作日计算，补正重新起算，征求意见、延期依法扣除或者顺延",
        ],
        ["未更新栏目", "最近一次成功检查显示超期、空白或者没有日期的栏目数；检查失败不算更新，也不算未更新"],
        ["未查明栏目", "从未检查、检查过期或者检查失败的栏目数"],
        [
            "答复用时中位数",
            "从期限起算日至答复日的工作日，扣除依法不计入的时间；未答复的按仍在等待计入，过半未答复时没有中位数",
        ],
        ["红牌、黄牌、蓝牌", "本年度认定且未撤销的牌数；蓝牌为提醒，不扣分"],
        ["扣分", "扣分明细中本单位各行之和"],
        [
            "得分",
            f"{scoring.start:g} 分加扣分，最低 {scoring.lowest:g} 分；有单项否决的最高 {scoring.veto_score:g} 分"
            f"（《{scoring.document}》，{scoring.number}）",
        ],
        ["等次", grades],
        ["名次", "按得分从高到低，得分相同名次相同并占用后面的名次（1、2、2、4）；无数据的单位不参加排名"],
        ["无数据、不适用", "没有数据不等于零分或者满分；分母为零的比例不适用"],
    ]
