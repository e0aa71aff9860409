"""Uses `playfair preview` in Chromium as its reader would; see check-html."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from playwright.sync_api import sync_playwright

CHART = """data: {url: grain.csv}
mark: line
encoding:
  x: {field: year, type: year}
  y: {field: output, type: quantitative}
"""
DATA = "year,output\n1957,195.05\n1958,197.65\n1959,%s\n"
WORDS = "The state took its share of a harvest that was not there, and what was left was too little. "
FIGURE = '![Output of grain fell](grain.vl.yaml){#fig-grain fig-alt="A line that falls."}\n\n'


def document(first="First."):
    parts = ["---\ntitle: Grain\n---\n\n", first + "\n\n"]
    for number in range(1, 13):
        parts.append(f"# Part {number} {{#sec-{number}}}\n\n{WORDS * 6}\n\nWords of part {number}. {WORDS * 5}\n\n")
        if number == 8:
            parts.append(FIGURE)
    return "".join(parts)


class Preview:
    """The program with a document in a folder of its own."""

    def __init__(self, program, folder, *options):
        self.folder = pathlib.Path(folder)
        self.write("report.md", document())
        self.write("grain.vl.yaml", CHART)
        self.write("grain.csv", DATA % "169.68")
        self.process = subprocess.Popen(
            [program, "preview", "report.md", *options],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        line = self.process.stdout.readline()
        self.address = re.search(r"http://127\.0\.0\.1:\d+/", line).group()

    def write(self, name, text):
        """Saves as editors do: another file takes the place of the one before."""
        beside = self.folder / (name + ".tmp")
        beside.write_text(text, encoding="utf-8")
        beside.rename(self.folder / name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def open_page(browser, preview):
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.fetched = []
    page.on("request", lambda request: page.fetched.append(request.url))
    page.goto(preview.address)
    page.wait_for_selector("html[data-version]", state="attached")
    return page


def wait(page, condition):
    """Waits until something is true; the page itself may run no words of ours."""
    for _ in range(600):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never came true: {condition}")


def top(page, selector):
    return page.evaluate("s => document.querySelector(s).getBoundingClientRect().top", selector)


def check_web(browser, program, pictures):
    with tempfile.TemporaryDirectory() as folder, Preview(program, folder) as preview:
        page = open_page(browser, preview)
        assert page.title() == "Grain", page.title()
        other = open_page(browser, preview)

        # A change above the reader's place moves nothing there.
        page.evaluate("document.getElementById('sec-7').scrollIntoView({behavior: 'instant'})")
        before = top(page, "#sec-7")
        page.evaluate("window.sameWindow = true")
        preview.write("report.md", document("New first words. " * 60))
        wait(page, "document.body.textContent.includes('New first words')")
        after = top(page, "#sec-7")
        assert abs(before - after) < 2, f"the place moved from {before} to {after}"
        assert page.evaluate("window.sameWindow"), "the page was loaded anew"
        wait(other, "document.body.textContent.includes('New first words')")
        other.close()

        # An error stands over the last good page, and goes when it is mended.
        preview.write("grain.vl.yaml", CHART.replace("output", "outptu"))
        panel = page.locator("#playfair-problems section")
        panel.wait_for(state="visible", timeout=60_000)
        told = panel.inner_text()
        for words in ["1 error", "no column 'outptu'", "grain.vl.yaml:5:", "why:", "did you mean 'output'?"]:
            assert words in told, f"'{words}' is not in: {told}"
        assert page.locator("#fig-grain").count() == 1, "the last good page is gone"
        page.screenshot(path=f"{pictures}/preview-error.png")
        preview.write("grain.vl.yaml", CHART)
        panel.wait_for(state="hidden", timeout=60_000)
        assert abs(before - top(page, "#sec-7")) < 2
        page.screenshot(path=f"{pictures}/preview-web.png")
        foreign = [url for url in page.fetched if not url.startswith((preview.address, "data:"))]
        assert not foreign, foreign

        # When the program ends the page says so.
        preview.process.terminate()
        panel.wait_for(state="visible", timeout=60_000)
        assert "has ended" in panel.inner_text()
        page.close()


def check_pages(browser, program, pictures):
    with tempfile.TemporaryDirectory() as folder:
        with Preview(program, folder, "-t", "briefing") as preview:
            page = open_page(browser, preview)
            wait(page, "document.querySelectorAll('.page').length >= 3")
            wait(page, "document.querySelector('.page img').complete")
            sources = "[...document.querySelectorAll('.page img')].map(i => i.getAttribute('src'))"
            before = page.evaluate(sources)
            page.screenshot(path=f"{pictures}/preview-pages.png")
            preview.write("grain.csv", DATA % "140.00")
            wait(page, f"({sources}).some((source, index) => source !== {before!r}[index])")
            after = page.evaluate(sources)
            changed = [i for i, pair in enumerate(zip(before, after)) if pair[0] != pair[1]]
            assert len(changed) == 1, f"pages {changed} were drawn anew"
            page.close()


def main(program, pictures):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        check_web(browser, program, pictures)
        check_pages(browser, program, pictures)
        browser.close()
    print("preview: follows changes, keeps the place, shows problems and forgets them")


if __name__ == "__main__":
    main(str(pathlib.Path(sys.argv[1]).absolute()), sys.argv[2])
