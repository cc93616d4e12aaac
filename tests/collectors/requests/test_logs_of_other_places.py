"""Logs as other places publish them: their headings, their dates, their words. The content is made up here."""
# ruff: noqa: E501 - tables of cases are easier to read on one line

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest

from collectors.requests.reading import read_requests

TODAY = date(2026, 11, 20)


def days(text: str | bytes) -> tuple[list[dict[str, date]], list[str]]:
    """What happened on which day, per usable row, and the faults of the others."""
    body = text if isinstance(text, bytes) else text.encode()
    batch = read_requests(body, "log.csv", TODAY).everything()
    told = [{event.kind.value: event.on for event in fact.events} for fact in batch.facts]
    return told, list(batch.reasons)


def outcome(word: str) -> dict[str, Any]:
    body = f"id,received,closed,decision\n1,2020-01-02,2020-01-20,{word}\n".encode()
    (fact,) = read_requests(body, "log.csv", TODAY).everything().facts
    return {event.kind.value: dict(event.detail) for event in fact.events}


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        ("division_id,identifier,abstract,date_accepted,date", "x,7,y,2014-01-15,2014-02-20"),
        ("Request Number / Numéro de la demande,Date received / Date de réception,Decision date / Date de décision", "7,2014-Jan-15,2014-Feb-20"),
        ("FOI Reference,Date the request was received,Date response sent,Outcome", "7,15 January 2014,20 February 2014,Refused"),
        ("FILE_NUMBER,DATE_RECEIVED,NOTICE_OF_DECISION_SENT", "7,1/15/2014 12:00:00 AM,2/20/2014 12:00:00 AM"),
        ("Request_Number,Date_Received,Decision_Communicated", "7,15-01-2014,20-02-2014"),
        ("Tracking Number,Submitted,Closed Date,Status", "7,01/15/2014,02/20/2014,Closed"),
        ("Request ID,Request Date,Date Closed,Requester Name", "7,15-Jan-14,20-Feb-14,Nobody"),
        ("dateReceived,dateClosed,requestId", "2014/01/15 00:00:00+00,2014/02/20 00:00:00+00,7"),
        ("Numéro de dossier,Date de réception,Date de la réponse", "7,15 janvier 2014,20 févr. 2014"),
        ("Folio,Fecha de solicitud,Fecha de respuesta", "7,15 de enero de 2014,20 de febrero de 2014"),
        ("Aktenzeichen,Eingangsdatum,Bescheiddatum", "7,15.01.2014,20.2.2014"),
    ],
)  # fmt: skip
def test_headings_and_days_of_other_places_are_understood(headings: str, cells: str) -> None:
    told, faults = days(f"{headings}\n{cells}\n")
    assert faults == []
    (found,) = told
    assert {found.get("received") or found.get("submitted"), found["replied"]} == {date(2014, 1, 15), date(2014, 2, 20)}


def test_latin_letters_of_old_windows_are_not_taken_for_chinese() -> None:
    body = "Numéro;Date de réception;Date de décision;Décision\n7;2014-01-15;2014-02-20;Acceptée en partie\n"
    told, faults = days(body.encode("cp1252"))
    assert (told, faults) == ([{"received": date(2014, 1, 15), "replied": date(2014, 2, 20)}], [])


def test_moments_of_a_map_server_and_records_within_records_are_read() -> None:
    record = {"FILE_NUMBER": "7", "DATE_RECEIVED": 1389744000000, "DATE_CLOSED": 1392854400000}
    told, _ = days(json.dumps({"features": [{"attributes": record, "geometry": None}]}))
    assert told == [{"received": date(2014, 1, 15), "replied": date(2014, 2, 20)}]


def test_each_column_shows_by_itself_what_goes_first() -> None:
    told, faults = days("id,received,closed\n1,03/04/2014,04/17/2014\n2,25/04/2014,05/06/2014\n")
    assert told == [
        {"received": date(2014, 4, 3), "replied": date(2014, 4, 17)},
        {"received": date(2014, 4, 25), "replied": date(2014, 5, 6)},
    ]
    assert faults == []


def test_a_column_that_shows_nothing_follows_the_others() -> None:
    told, _ = days("id,received,closed\n1,03/04/2014,17/04/2014\n")
    assert told == [{"received": date(2014, 4, 3), "replied": date(2014, 4, 17)}]


@pytest.mark.parametrize(
    "text",
    [
        "id,received,closed\n1,03/04/2014,05/06/2014\n",
        "id,received,closed\n1,03/04/2014,\n2,25/04/2014,\n3,04/25/2014,\n",
    ],
)
def test_without_evidence_or_against_it_nothing_is_guessed(text: str) -> None:
    _, faults = days(text)
    assert set(faults) == {"ambiguous_date"}


def test_years_of_two_digits_are_told_by_the_whole_column() -> None:
    told, faults = days("编号,收到日期,答复日期\n1,24/3/5,24/3/28\n2,24/3/29,24/4/17\n")
    assert [found["received"] for found in told] == [date(2024, 3, 5), date(2024, 3, 29)]
    assert faults == []


def test_a_month_alone_is_no_day() -> None:
    _, faults = days("id,received,closed\n1,2014-01,\n2,Jan-14,\n3,2014,\n4,2014年1月,\n5,,\n")
    assert Counter(faults) == {"incomplete_date": 4, "receipt_missing": 1}


@pytest.mark.parametrize(
    ("word", "kind", "detail"),
    [
        ("All disclosed / Communication totale", "replied", {"outcome": "granted"}),
        ("Partially granted", "replied", {"outcome": "granted_in_part"}),
        ("Nothing disclosed (exemption)", "replied", {}),
        ("Not released", "replied", {}),
        ("No record exists", "replied", {"outcome": "not_held"}),
        ("Abandoned by applicant", "withdrawn", {}),
        ("Request transferred", "transferred", {}),
        ("Communication partielle", "replied", {"outcome": "granted_in_part"}),
    ],
)
def test_decisions_of_other_places_are_understood(word: str, kind: str, detail: dict[str, str]) -> None:
    assert outcome(word)[kind] == detail


NO_NUMBERS = "Requestor Name,Description of Request,Date Received,Date Closed\n"


def test_a_log_without_numbers_gets_numbers_that_stay() -> None:
    first = f"{NO_NUMBERS}A B,permits,2014-01-15,\nC D,permits,2014-01-15,\nE F,maps,2014-01-16,\n"
    later = f"{NO_NUMBERS}A B,permits,2014-01-15,2014-02-01\nC D,permits,2014-01-15,\nE F,maps,2014-01-16,\nG H,x,2014-01-17,\n"
    numbers = []
    for text in (first, later):
        reading = read_requests(text.encode(), "log.csv", TODAY)
        numbers.append([fact.number for fact in reading.everything().facts])
        assert "没有编号列" in reading.notes[0]
    assert len(set(numbers[0])) == 3
    assert numbers[1][:3] == numbers[0]


def test_a_log_of_open_matters_alone_is_read_and_what_is_closed_without_a_day_is_set_aside() -> None:
    told, faults = days("id,received,status\n1,2014-01-15,Pending\n2,2014-01-15,Closed\n")
    assert (told, faults) == ([{"received": date(2014, 1, 15)}], ["reply_date_missing"])


def test_a_later_row_that_says_more_takes_the_place_of_the_earlier() -> None:
    text = "id,received,closed,decision\n1,2014-01-15,,\n2,2014-01-16,,\n1,2014-01-15,2014-02-20,Refused\n"
    told, faults = days(text)
    assert faults == []
    assert {"received": date(2014, 1, 15), "replied": date(2014, 2, 20)} in told
    assert len(told) == 2
