"""A text rendered twice is the same as when it was first, wherever its addresses lead by now."""

from unittest.mock import patch

from lms.foundation.markup import Target, remembered, render


def test_a_text_is_rendered_once_as_long_as_its_addresses_lead_alike() -> None:
    asked: list[str] = []
    leads = {"a.md": Target("/satu")}

    def resolve(address: str) -> Target | None:
        asked.append(address)
        return leads.get(address)

    source = "Dibaca sekali: [a](a.md) dan [b](b.md)."
    first = render(source, resolve)
    assert 'href="/satu"' in first.html
    assert asked == ["a.md", "b.md"]
    with patch.object(remembered, "render_anew", side_effect=AssertionError):
        assert render(source, resolve) is first
    assert asked == ["a.md", "b.md"] * 2, "who resolves hears of each address again"
    leads["b.md"] = Target("/dua")
    assert 'href="/dua"' in render(source, resolve).html


def test_what_is_remembered_is_bounded() -> None:
    with patch.object(remembered, "MOST", 3):
        for number in range(9):
            render(f"Kalimat **nomor** {number}")
        assert len(remembered.shelf) == 3
    long = "kata *kata* " * 9000
    render(long)
    assert long not in remembered.shelf
