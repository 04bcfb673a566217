"""A headless Chromium that keeps a log of all it was asked to load and of all it complained about."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "graph"))  # newsroom.py, which writes articles for the tests of several rooms
sys.path.insert(0, str(Path(__file__).parent))  # networks.py

SWITCHES = """
--headless --no-sandbox --disable-gpu --use-angle=swiftshader --enable-unsafe-swiftshader
--disable-quic --no-first-run --disable-background-networking --disable-component-update
--disable-sync --window-size=1400,1000 --force-prefers-reduced-motion
"""


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    programs = [shutil.which(name) for name in ("chromium", "chromedriver")]
    if not all(programs):
        pytest.skip("no chromium and chromedriver on this machine")
    selenium = pytest.importorskip("selenium.webdriver")
    from selenium.webdriver.chrome.service import Service

    options = selenium.ChromeOptions()
    options.binary_location = programs[0]
    for switch in [*SWITCHES.split(), f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"]:
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = selenium.Chrome(options=options, service=Service(executable_path=programs[1]))
    yield driver
    driver.quit()


class Browser:
    """One page in the browser, with what a person does to it."""

    def __init__(self, driver, page: Path) -> None:
        self.driver = driver
        self.page = page

    def open(self, fragment: str = "") -> None:
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(self.page.as_uri() + fragment)

    def run(self, script: str, *arguments):
        return self.driver.execute_script(script, *arguments)

    def panel(self) -> str:
        return self.run("return document.getElementById('panel').innerText")

    def until(self, condition: str, *arguments) -> None:
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.driver, 10, 0.05).until(lambda _: self.run(f"return {condition}", *arguments), condition)

    def press(self, *keys: str) -> None:
        from selenium.webdriver import ActionChains

        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def go(self, fragment: str) -> None:
        """Follow an address within the page, as from a bookmark."""
        self.driver.get(self.page.as_uri() + fragment)

    def _over(self, x: float, y: float):
        """Return the mouse over the canvas, at pixels from its top left corner."""
        from selenium.webdriver import ActionChains

        canvas = self.driver.find_element("id", "canvas")
        size = canvas.size
        assert 0 < x < size["width"], "out of sight"
        assert 0 < y < size["height"], "out of sight"
        across, down = round(x - size["width"] / 2), round(y - size["height"] / 2)
        return ActionChains(self.driver).move_to_element_with_offset(canvas, across, down)

    def click_at(self, x: float, y: float) -> None:
        """Click on the canvas, at pixels from its top left corner."""
        self._over(x, y).click().perform()

    def double_click_at(self, x: float, y: float) -> None:
        """Double-click on the canvas; the second press says that it is one, however slow the machine."""
        self._over(x, y).perform()
        corner = self.run("const { left, top } = stage.getBoundingClientRect(); return [left, top]")
        spot = {"x": corner[0] + x, "y": corner[1] + y, "button": "left"}
        for count in (1, 2):
            for kind in ("mousePressed", "mouseReleased"):
                self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, "clickCount": count, **spot})

    def drag(self, selector: str, start: float, end: float) -> None:
        """Drag within an element, from one share of its width to another."""
        from selenium.webdriver import ActionChains

        one = self.driver.find_element("css selector", selector)
        self.run("arguments[0].scrollIntoView({ block: 'center' })", one)
        width = one.size["width"]
        mouse = ActionChains(self.driver).move_to_element_with_offset(one, round((start - 0.5) * width), 0).click_and_hold()
        mouse.move_by_offset(round((end - start) * width), 0).release().perform()

    def tab_to(self, condition: str) -> None:
        """Press Tab until what has the focus fits a condition on `it`."""
        for _ in range(200):
            self.press("\ue004")
            if self.run(f"const it = document.activeElement; return {condition}"):
                return
        raise AssertionError(f"no way by Tab to {condition}")

    def find(self, *keys: str) -> None:
        """Type into the search field, having clicked on it."""
        self.click("#search")
        self.press(*keys)

    def position(self, iri: str) -> tuple[float, float]:
        spot = self.run("return network.canvasToDOM(network.getPosition(entityOf.get(arguments[0])))", iri)
        return spot["x"], spot["y"]

    def middle(self, iri: str) -> tuple[float, float]:
        """Return where the line of a fact is half way."""
        spot = self.run("return network.canvasToDOM(network.body.edges[factOf.get(arguments[0])].edgeType.getPoint(0.5))", iri)
        return spot["x"], spot["y"]

    def click(self, selector: str) -> None:
        one = self.driver.find_element("css selector", selector)
        self.run("arguments[0].scrollIntoView({ block: 'nearest' })", one)
        one.click()

    def push(self, words: str, within: str = "body") -> None:
        """Click on the button in a part of the page that says these words, wherever it is scrolled to."""
        from selenium.webdriver.common.by import By

        buttons = self.driver.find_elements(By.CSS_SELECTOR, f"{within} button")
        next(button for button in buttons if button.text.startswith(words)).click()

    def emulate(self, *, dark: bool = False, width: int = 1400, height: int = 1000) -> None:
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        motion = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme, motion]})
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)

    def complaints(self) -> list[str]:
        """Return what the browser's console says, but for what it has to say of its own drawing in software."""
        messages = [entry["message"] for entry in self.driver.get_log("browser")]
        return [message for message in messages if "GL Driver Message" not in message]

    def requests(self) -> list[str]:
        """Return the addresses asked for since the page was opened, its own left out."""
        messages = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        asked = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        return [url for url in asked if not url.startswith((self.page.as_uri(), "data:", "about:", "blob:"))]


@pytest.fixture
def show(chromium, tmp_path):
    """Return a function that opens a page's text from disk and hands back the browser."""

    def opened(text: str, fragment: str = "") -> Browser:
        page = tmp_path / "graph.html"
        page.write_text(text, encoding="utf-8")
        browser = Browser(chromium, page)
        browser.emulate()
        browser.open(fragment)
        return browser

    return opened
