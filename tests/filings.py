"""Files of the register, as an officer takes and checks them in a browser."""

from playwright.sync_api import Page, expect


def take_a_file(page: Page) -> None:
    """One is taken, and another one is shown that was changed since."""
    page.evaluate("() => fetch('/register/export?year=all').then(it => it.blob())")
    changed = {"name": "penyelesaian.csv", "mimeType": "text/csv", "buffer": b"position\r\n"}
    page.locator("input[type=file]").set_input_files([changed])  # type: ignore[list-item]  # a file
    page.locator("main form[method=post] button").click()
    expect(page.get_by_text("manifes", exact=False).first).to_be_visible()
