"""The static site in Firefox: a page opens from the disk, judges an answer, and keeps it."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_question_is_answered_in_firefox(firefox, site):
    firefox.get((site[0] / "03-dose.html").as_uri())
    wait = WebDriverWait(firefox, 30)
    wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, "html[data-ready]"))
    asked = next(
        question
        for question in firefox.find_elements(By.CSS_SELECTOR, ".kit-question")
        if question.is_displayed()
        and question.find_elements(By.CSS_SELECTOR, ".kit-choice:not(.kit-sure) [type=radio]")
    )
    for group in asked.find_elements(By.CSS_SELECTOR, ".kit-choice"):
        group.find_element(By.CSS_SELECTOR, "[type=radio]").click()
    asked.find_element(By.CSS_SELECTOR, ".kit-commit").click()
    wait.until(lambda _: asked.find_element(By.CSS_SELECTOR, ".kit-feedback").text)
    kept = firefox.execute_script("return JSON.stringify({...localStorage})")
    assert "confidence" in kept and "guess" in kept
