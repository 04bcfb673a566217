"""The editor in a real browser: it runs under its policy, asks the endpoint, and loads nothing from elsewhere."""

import json
import shutil
import time

import pytest
from newsroom import LEADS, build, write
from serving import serving

SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--window-size=1400,1000",
)


@pytest.fixture
def driver(tmp_path):
    programs = [shutil.which(name) for name in ("chromium", "chromedriver")]
    if not all(programs):
        pytest.skip("no chromium and chromedriver on this machine")
    selenium = pytest.importorskip("selenium.webdriver")
    from selenium.webdriver.chrome.service import Service

    options = selenium.ChromeOptions()
    options.binary_location = programs[0]
    for switch in [*SWITCHES, f"--user-data-dir={tmp_path / 'chromium'}"]:
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = selenium.Chrome(options=options, service=Service(executable_path=programs[1]))
    yield driver
    driver.quit()


@pytest.mark.browser
def test_a_named_question_is_written_and_answered(driver, tmp_path):
    graph = tmp_path / "graph"
    build(graph, write("1", LEADS))
    with serving(graph, "--workers", "1") as client:
        driver.get(f"{client.base_url}/query?question=who-leads&entity=Corvid")
        text = driver.execute_script("return document.querySelector('.CodeMirror').CodeMirror.getValue()")
        assert "<https://w3id.org/technews/id/corvid>" in text
        driver.find_element("css selector", ".yasqe_queryButton").click()
        for _ in range(100):
            if "Ada Lane" in driver.find_element("css selector", ".yasr").text:
                break
            time.sleep(0.1)
        assert "Ada Lane" in driver.find_element("css selector", ".yasr").text
        requests = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
        addresses = [one["params"]["request"]["url"] for one in requests if one["method"] == "Network.requestWillBeSent"]
        elsewhere = [one for one in addresses if not one.startswith((str(client.base_url), "data:", "chrome", "about:"))]
        assert elsewhere == []
        complaints = [entry["message"] for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]
        assert [one for one in complaints if "favicon" not in one] == []
