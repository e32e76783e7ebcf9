"""The page in a real browser, as a reader uses it."""

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from checker.report.html import render
from tests.report.hostile import hostile
from tests.report.many import many
from tests.report.sample import sample

BROWSER, DRIVER = Path("/usr/bin/chromium"), Path("/usr/bin/chromedriver")
LACKING = [str(path) for path in (BROWSER, DRIVER) if not path.exists()]
LACKING += [] if find_spec("selenium") else ["selenium"]
pytestmark = pytest.mark.skipif(bool(LACKING), reason=f"needs {' and '.join(LACKING)}")
SIZES = {"wide": (1400, 900), "phone": (390, 844)}
QUICK = 30  # seconds: longer than anything here may take, on a machine that is busy with much else

# the driver's types would need selenium where it is missing
Browser = object
Open = Callable[..., Browser]


@contextlib.contextmanager
def started(folder: Path) -> Iterator[Browser]:
    from selenium import webdriver  # noqa: PLC0415
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415

    options = webdriver.ChromeOptions()
    options.binary_location = str(BROWSER)
    for argument in ("headless=new", "no-sandbox", "disable-gpu", "disable-background-networking"):
        options.add_argument(f"--{argument}")
    options.add_argument(f"--user-data-dir={folder}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    try:
        yield driver
    finally:
        driver.quit()


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with started(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "en": render(sample()),
        "zh": render(sample(), language="zh"),
        "hostile": render(hostile()),
        "some": render(many(30, 200)),
    }
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in made}


@pytest.fixture
def opened(driver: Browser, pages: dict[str, str]) -> Iterator[Open]:
    """A function that opens a page; afterwards its console and its requests are looked at."""

    def load(name: str = "en", at: str = "", size: str = "wide", *, scripts: bool = True) -> Browser:
        width, height = SIZES[size]
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == "phone"},
        )
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        driver.get("about:blank")
        driver.get_log("browser")
        driver.get_log("performance")
        driver.get(pages[name] + at)
        # without scripts the driver does not wait for the end of the page
        _until(lambda: driver.execute_script(LOADED, pages[name]))
        return driver

    yield load
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert driver.get_log("browser") == []
    told = (json.loads(entry["message"])["message"] for entry in driver.get_log("performance"))
    asked = {m["params"]["request"]["url"] for m in told if m["method"] == "Network.requestWillBeSent"}
    assert asked
    assert {url.partition(":")[0] for url in asked} <= {"file", "about"}


def _all(driver: Browser, selector: str) -> list:
    return driver.find_elements("css selector", selector)


def _shown(driver: Browser, selector: str) -> list:
    return [element for element in _all(driver, selector) if element.is_displayed()]


def _until(condition: Callable[[], object]) -> None:
    """Wait for what a page does after a click."""
    end = time.monotonic() + QUICK
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


LOADED = "return document.readyState === 'complete' && location.href.startsWith(arguments[0])"
TOP = "return arguments[0].getBoundingClientRect().top"


def _settled(driver: Browser, element: object) -> float:
    """Scroll to an element and wait until what stands above it has its true height; where it then is."""
    tops: list[float] = []
    while len(tops) < 3 or len(set(tops[-3:])) > 1:
        driver.execute_script("arguments[0].scrollIntoView({block: 'start'})", element)
        driver.execute_async_script("const done = arguments[0]; requestAnimationFrame(() => setTimeout(done, 30))")
        tops.append(driver.execute_script(TOP, element))
        assert len(tops) < 99
    return tops[-1]


def _press(driver: Browser, key: str) -> None:
    from selenium.webdriver import ActionChains  # noqa: PLC0415

    ActionChains(driver).send_keys(key).perform()


def _count(driver: Browser) -> str:
    return _all(driver, "#count")[0].text


# what stands at the middle of the marked place: nothing may cover it
AT_MARK = """
const mark = document.getElementById(arguments[0]);
const box = mark ? mark.getClientRects()[0] : null;
const seen = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
return Boolean(seen) && mark.contains(seen);
"""
LIT = """
const probe = document.createElement("b");
document.querySelector(".w").append(probe);
const hit = getComputedStyle(probe).backgroundColor;
probe.remove();
return getComputedStyle(document.getElementById(arguments[0])).backgroundColor === hit;
"""


@pytest.mark.parametrize("name", ["en", "zh"])
def test_it_opens_with_its_findings_in_order(opened: Open, name: str) -> None:
    driver = opened(name)
    verdicts = [element.get_attribute("class")[-1] for element in _shown(driver, ".f")]
    assert verdicts == [*"cccc", "e", "a"]
    assert _shown(driver, ".reader") == []
    assert _count(driver) == {"en": "6 of 6 findings shown", "zh": "显示 6 条结果中的 6 条"}[name]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_claim_opens_its_article_at_the_place(opened: Open, size: str, *, scripts: bool) -> None:
    driver = opened("some", size=size, scripts=scripts)
    link = _all(driver, ".w")[40]
    name = link.get_attribute("href").partition("#")[2]
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})  # what is asked, not the page's
    before = _settled(driver, link)
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
    link.click()
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    _until(lambda: driver.execute_script(AT_MARK, name))
    assert driver.execute_script(LIT, name)
    assert len(_shown(driver, ".reader .doc")) == 1
    quote = link.find_element("css selector", "b").text
    assert driver.find_element("id", name).text == quote
    # the finding stays where it was
    assert abs(driver.execute_script(TOP, link) - before) <= 1


def test_a_link_from_elsewhere_opens_the_article(opened: Open) -> None:
    name = "d0c0"
    driver = opened("some", at=f"#{name}")
    _until(lambda: driver.execute_script(AT_MARK, name))
    assert driver.execute_script(LIT, name)


def test_escape_closes_the_article_and_goes_back(opened: Open) -> None:
    from selenium.webdriver import Keys  # noqa: PLC0415

    driver = opened()
    link = _all(driver, ".w")[1]
    link.send_keys(Keys.ENTER)
    _until(lambda: _shown(driver, ".reader"))
    assert driver.switch_to.active_element.tag_name == "mark"
    _press(driver, Keys.ESCAPE)
    assert _shown(driver, ".reader") == []
    assert driver.switch_to.active_element == link
    # and the same place opens again
    link.send_keys(Keys.ENTER)
    _until(lambda: _shown(driver, ".reader"))
    _all(driver, ".doc.open .shut")[0].click()
    assert _shown(driver, ".reader") == []


def test_a_mark_leads_to_its_finding(opened: Open) -> None:
    driver = opened("en", at="#d2c6")
    _until(lambda: driver.execute_script(AT_MARK, "d2c6"))
    driver.find_element("id", "d2c6").click()
    top = "return document.getElementById('f-77b0c1d2').getBoundingClientRect().top"
    _until(lambda: abs(driver.execute_script(top)) < 40)


def test_filters_by_verdict_severity_source_entity_and_words(opened: Open) -> None:
    from selenium.webdriver.support.select import Select  # noqa: PLC0415

    driver = opened()
    chips = {element.get_attribute("value"): element for element in _all(driver, ".chip input")}
    chips["c"].click()
    assert _count(driver) == "2 of 6 findings shown"
    assert [e.get_attribute("id") for e in _shown(driver, ".f")] == ["f-5e5e5e5e", "f-c0ffee00"]
    _all(driver, "#clear")[0].click()
    _until(lambda: _count(driver) == "6 of 6 findings shown")
    chips["low"].click()
    assert [e.get_attribute("id") for e in _shown(driver, ".f")] == ["f-3f2a9c01", "f-77b0c1d2"]
    chips["low"].click()
    source = Select(_all(driver, "select[name=d]")[0])
    source.select_by_visible_text("reprints/星河用户之谜.html")
    assert [e.get_attribute("id") for e in _shown(driver, ".f")] == ["f-3f2a9c01"]
    source.select_by_index(0)
    Select(_all(driver, "select[name=e]")[0]).select_by_visible_text("星河")
    assert _count(driver) == "6 of 6 findings shown"
    search = _all(driver, "input[type=search]")[0]
    search.send_keys("早点 日活跃")
    assert [e.get_attribute("id") for e in _shown(driver, ".f")] == ["f-3f2a9c01"]
    search.send_keys(" nowhere")
    assert _count(driver) == "0 of 6 findings shown"
    assert _shown(driver, "#none")


def test_filters_find_what_is_not_unpacked_yet(opened: Open) -> None:
    driver = opened("some")
    _all(driver, "input[type=search]")[0].send_keys("第199号产品")
    _until(lambda: _count(driver) == "1 of 200 findings shown")
    assert _all(driver, ".f[hidden]")
    assert len(_all(driver, ".f")) == 200


def test_filters_find_what_has_just_been_unpacked(opened: Open, driver: Browser) -> None:
    # the page has as many moments to itself as it has batches to unpack, and none after the last
    moments = "requestIdleCallback = (call) => document.querySelector('.part > noscript') && setTimeout(call);"
    run = driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": moments})
    try:
        opened("some")
    finally:
        driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", run)
    _until(lambda: len(_all(driver, ".f")) == 200)
    _all(driver, "input[type=search]")[0].send_keys("第199号产品")
    assert _count(driver) == "1 of 200 findings shown"


def test_a_cell_of_the_picture_shows_what_is_between_two_sources(opened: Open) -> None:
    driver = opened()
    cell = _all(driver, ".cell[data-p='0.4']")[0]
    cell.click()
    assert [e.get_attribute("id") for e in _shown(driver, ".f")] == ["f-a0a0a0a0"]
    assert _count(driver).startswith("1 of 6 findings shown · Only between 晨报/")
    _all(driver, "#clear")[0].click()
    _until(lambda: _count(driver) == "6 of 6 findings shown")


def test_light_and_dark(opened: Open) -> None:
    driver = opened()
    for system, other in (("light", "dark"), ("dark", "light")):
        feature = {"name": "prefers-color-scheme", "value": system}
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        driver.refresh()
        assert _bright(driver) == (system == "light")
        _all(driver, "#theme")[0].click()
        assert _bright(driver) == (other == "light")


def _bright(driver: Browser) -> bool:
    color = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
    return int(color.partition("(")[2].partition(",")[0]) > 128


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_window(opened: Open, size: str) -> None:
    for name in ("en", "hostile"):
        driver = opened(name, size=size)
        assert driver.execute_script("return document.documentElement.scrollWidth") <= SIZES[size][0]


def test_without_scripts_nothing_is_missing(opened: Open) -> None:
    driver = opened("some", scripts=False)
    assert len(_shown(driver, ".f")) == 200
    assert _shown(driver, "#filter") == _shown(driver, "#theme") == _shown(driver, ".reader") == []
    assert len(_all(driver, ".doc li mark[id]")) == 600


def test_attacks_do_nothing(opened: Open) -> None:
    driver = opened("hostile")
    for index in range(len(_all(driver, ".doc"))):
        driver.execute_script("location.hash = arguments[0]", f"d{index}")
        _until(lambda index=index: _shown(driver, f"#d{index} ol"))
    assert driver.execute_script("return window.pwned") is None
    assert len(_all(driver, "script")) == 1
    assert _all(driver, "img, iframe, [onerror], [onload]") == []


def test_it_prints_findings_and_no_controls(opened: Open) -> None:
    driver = opened("en", at="#d0c0")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert _shown(driver, "#filter, #theme, .reader") == []
        assert len(_shown(driver, ".f")) == 6
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
