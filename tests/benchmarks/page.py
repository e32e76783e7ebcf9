"""What opening the page of a large run costs, against that of a small one, in a real browser.

Run: python -m tests.benchmarks.page [ROUNDS]. Prints the best of some rounds as a ratio: the machine's own speed drops
out. The page of 300 sources and 3,000 findings may take five times as long as one like that of the seeds.
"""

import sys
import tempfile
import time
from pathlib import Path

from checker.report.html import render
from tests.report.many import many
from tests.report.test_html_browser import Browser, started

# as much as the report of five articles
SMALL, LARGE = (5, 20), (300, 3000)


def opening(driver: Browser, address: str) -> float:
    """How many seconds pass until a page is drawn."""
    driver.get("about:blank")
    start = time.perf_counter()
    driver.get(address)
    driver.execute_async_script("const done = arguments[0]; requestAnimationFrame(() => setTimeout(done))")
    return time.perf_counter() - start


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder, started(Path(folder) / "profile") as driver:
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": 1400, "height": 900, "deviceScaleFactor": 1, "mobile": False},
        )
        took: list[float] = []
        for name, size in (("small", SMALL), ("large", LARGE)):
            page = Path(folder) / f"{name}.html"
            page.write_text(render(many(*size)), encoding="utf-8")
            took.append(min(opening(driver, page.as_uri()) for _ in range(rounds)))
            print(f"{name:<6} {page.stat().st_size / 1e6:6.1f} MB  {took[-1]:.3f} s")
        print(f"ratio  {took[1] / took[0]:.2f} (at most 5)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 6)
