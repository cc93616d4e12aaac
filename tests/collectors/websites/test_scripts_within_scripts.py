"""Foreign markup, in which scripts lie within scripts, is read once and not as often as it is deep."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from collectors.websites.tree import MAX_CHARACTERS, texts_of


def test_the_texts_of_scripts_within_scripts_are_together_no_longer_than_a_page() -> None:
    page = "<svg>" + ("<script>" + "var a = [1];" * 400) * 600
    nodes = LexborHTMLParser(page).css("script")
    texts = [text for _, text in texts_of(nodes)]
    assert len(nodes) == 600
    assert MAX_CHARACTERS <= sum(map(len, texts)) < 2 * MAX_CHARACTERS + len(page)
    assert len(texts) < len(nodes)


def test_the_scripts_of_a_page_are_all_read() -> None:
    nodes = LexborHTMLParser("<script>a</script>" * 500).css("script")
    assert [text for _, text in texts_of(nodes)] == ["a"] * 500
