"""Opens web pages in Chromium at two widths and tells what axe-core finds; see check-html."""

import pathlib
import shutil
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

WIDTHS = (360, 1280)
OPEN_ALL = "document.querySelectorAll('details').forEach(part => { part.open = true })"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def faults_of(browser, path, width, folder):
    """What is wrong with a page at a width, a line each."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    address = path.absolute().as_uri()
    page.goto(address)
    page.screenshot(path=f"{folder}/{path.stem}-{width}.png", full_page=True)
    # What is folded is content too.
    page.evaluate(OPEN_ALL)
    faults = [
        f"fetches {url[:80]}"
        for url in fetched
        if url != address and not url.startswith("data:")
    ]
    if page.evaluate(OVERFLOW) > 0:
        faults.append("is wider than the window")
    for rule in Axe().run(page).response["violations"]:
        for node in rule["nodes"]:
            faults.append(f"{rule['id']}: {rule['help']}: {node['html'][:160]}")
    page.close()
    return faults


def main(folder, paths):
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for path in paths:
            for width in WIDTHS:
                for fault in faults_of(browser, path, width, folder):
                    print(f"{path} at {width} pixels: {fault}")
                    count += 1
        browser.close()
    if count:
        sys.exit(f"web pages: {count} faults in {len(paths)} pages")
    print(f"web pages: {len(paths)} are valid and pass axe-core at {WIDTHS[0]} and {WIDTHS[1]} pixels")


if __name__ == "__main__":
    main(sys.argv[1], [pathlib.Path(name) for name in sys.argv[2:]])
