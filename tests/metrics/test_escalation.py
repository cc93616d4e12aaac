from metrics.escalation import escalations
from metrics.finding import Finding, Severity, SubjectKind
from rulebook import Rulebook
from tests.metrics.make import finding

YELLOW, RED, BLUE = Severity.YELLOW, Severity.RED, Severity.BLUE


def lines(found: tuple[Finding, ...]) -> list[tuple[str, str, str, str]]:
    return [(f.rule, f.subject_id, f.occurrence, f.triggered_on.isoformat()) for f in found]


def test_the_second_yellow_on_one_matter_is_red(rulebook: Rulebook) -> None:
    found = escalations([finding(YELLOW, "2026-03-02"), finding(YELLOW, "2026-05-04")], rulebook)
    assert lines(found) == [("ESC-MATTER", 1, "second-yellow:1", "2026-05-04")]
    assert found[0].severity is RED and len(found[0].facts["because"]) == 2


def test_every_further_pair_counts_again(rulebook: Rulebook) -> None:
    days = ["2025-02-03", "2025-05-05", "2025-08-04", "2025-11-03"]
    found = escalations([finding(YELLOW, on) for on in days], rulebook)
    assert [f.occurrence for f in found] == ["second-yellow:1", "second-yellow:2"]


def test_the_third_yellow_of_an_agency_in_a_quarter_is_red(rulebook: Rulebook) -> None:
    days = ["2026-07-01", "2026-08-03", "2026-09-30"]
    found = escalations([finding(YELLOW, on, subject=on) for on in days], rulebook)
    assert lines(found) == [("ESC-QUARTER", 1, "2026Q3", "2026-09-30")]
    assert found[0].subject_kind is SubjectKind.AGENCY


def test_yellows_of_different_quarters_are_not_added(rulebook: Rulebook) -> None:
    days = ["2026-06-29", "2026-06-30", "2026-07-01"]
    assert escalations([finding(YELLOW, on, subject=on) for on in days], rulebook) == ()


def test_three_reds_in_a_quarter_lead_to_a_talk(rulebook: Rulebook) -> None:
    days = ["2026-07-01", "2026-08-03", "2026-09-01", "2026-09-02"]
    found = escalations([finding(RED, on, "FOI-R", subject=on) for on in days], rulebook)
    assert lines(found) == [("ESC-TALK", 1, "2026Q3", "2026-09-01")]


def test_escalated_reds_count_for_the_talk(rulebook: Rulebook) -> None:
    given = [
        finding(YELLOW, "2026-07-01"),
        finding(YELLOW, "2026-07-02"),
        finding(YELLOW, "2026-07-03", subject="other"),
        finding(RED, "2026-07-06", "FOI-R"),
    ]
    assert [line[0] for line in lines(escalations(given, rulebook))] == ["ESC-MATTER", "ESC-QUARTER", "ESC-TALK"]
    assert lines(escalations(given, rulebook))[-1][3] == "2026-07-06"


def test_reminders_never_escalate(rulebook: Rulebook) -> None:
    assert escalations([finding(BLUE, f"2026-07-0{i}") for i in range(1, 8)], rulebook) == ()


def test_the_order_of_the_findings_changes_nothing(rulebook: Rulebook) -> None:
    given = [finding(YELLOW, f"2026-07-0{i}", subject=f"request-{i % 2}") for i in range(1, 7)]
    assert escalations(given, rulebook) == escalations(given[::-1], rulebook)
