"""May a held paper serve today? The table of verdicts and its boundary days."""

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.model.procedure import Component, Form, Need
from desk.model.reuse import Held, Outcome, Policy, Rule, Rules, judge
from desk.text import codes
from desk.work.packs import load_rules

RULES = load_rules()
TODAY = date(2026, 11, 23)
BIRTH = Component(1, "any", Need.HAND_IN, ("khai_sinh",))
GOOD = Held(1, "khai_sinh", certified=False, confirmed=True, issued=date(2001, 5, 4), dpi=300)
DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))


def verdict(component: Component, held: Held, on: date = TODAY, rules: Rules = RULES) -> tuple[str, str]:
    found = judge(component, held, on, rules)
    assert found.rules == rules.version
    return found.outcome.value, found.reason


@pytest.mark.parametrize(
    ("component", "held", "answer"),
    [
        (BIRTH, GOOD, ("fits", "fits")),
        (BIRTH, replace(GOOD, certified=True), ("fits", "fits-certified")),
        (replace(BIRTH, need=Need.SHOW), GOOD, ("no", "shown-only")),
        (BIRTH, replace(GOOD, kind="ket_hon"), ("no", "other-kind")),
        (BIRTH, replace(GOOD, kind=None), ("no", "other-kind")),
        (replace(BIRTH, kinds=()), GOOD, ("fits", "fits")),
        (BIRTH, replace(GOOD, same_person=False), ("no", "other-person")),
        (replace(BIRTH, other_person=True), replace(GOOD, same_person=False), ("fits", "fits")),
        (BIRTH, replace(GOOD, superseded=True), ("no", "superseded")),
        (replace(BIRTH, form=Form.ORIGINAL), GOOD, ("no", "original-asked")),
        (replace(BIRTH, form=Form.CERTIFIED), GOOD, ("no", "certified-asked")),
        (replace(BIRTH, form=Form.CERTIFIED), replace(GOOD, certified=True), ("fits", "fits-certified")),
        (replace(BIRTH, form=Form.CERTIFIED), replace(GOOD, copy_mark=True), ("fits", "fits")),
        (BIRTH, replace(GOOD, confirmed=False), ("warning", "unconfirmed")),
        (BIRTH, replace(GOOD, dpi=199), ("warning", "low-dpi")),
        (BIRTH, replace(GOOD, dpi=200), ("fits", "fits")),
        (BIRTH, replace(GOOD, dpi=0), ("fits", "fits")),
        (replace(BIRTH, kinds=()), replace(GOOD, kind="giay_la"), ("warning", "no-rule")),
        (replace(BIRTH, kinds=()), replace(GOOD, kind="qsdd"), ("warning", "land-may-change")),
        (replace(BIRTH, kinds=()), replace(GOOD, kind="so_ho_khau"), ("warning", "household-book-ended")),
        (replace(BIRTH, kinds=()), replace(GOOD, kind="cmnd"), ("warning", "old-identity-card")),
        (replace(BIRTH, kinds=()), replace(GOOD, kind="don_to_khai"), ("no", "form-anew")),
        (replace(BIRTH, kinds=()), replace(GOOD, kind="kham_suc_khoe", issued=None), ("warning", "date-unknown")),
    ],
)
def test_the_table_of_verdicts(component: Component, held: Held, answer: tuple[str, str]) -> None:
    assert verdict(component, held) == answer


MARITAL = Component(1, "any", Need.IF_ANY, ("tinh_trang_hon_nhan",))


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        (date(2026, 5, 23), date(2026, 11, 23)),
        (date(2026, 8, 31), date(2027, 2, 28)),  # the shorter month ends it
        (date(2027, 8, 31), date(2028, 2, 29)),  # a leap year
        (date(2026, 12, 31), date(2027, 6, 30)),
        (date(2028, 2, 29), date(2028, 8, 29)),
    ],
)
def test_six_months_end_on_the_same_day_by_the_calendar_not_after_180_days(issued: date, last: date) -> None:
    held = Held(1, "tinh_trang_hon_nhan", certified=False, confirmed=True, issued=issued, dpi=300)

    assert verdict(MARITAL, held, last - timedelta(days=1))[0] == "warning"
    assert verdict(MARITAL, held, last)[0] == "warning"
    assert verdict(MARITAL, held, last + timedelta(days=1)) == ("no", "expired")


def test_an_identity_card_serves_until_its_printed_day_and_warns_as_the_end_comes_near() -> None:
    component = Component(1, "any", Need.HAND_IN, ("can_cuoc",))
    last = date(2027, 3, 1)
    card = Held(1, "can_cuoc", certified=False, confirmed=True, expires=last, dpi=300)

    assert verdict(component, card, last - timedelta(days=RULES.soon_days + 1)) == ("fits", "fits")
    near = judge(component, card, last - timedelta(days=RULES.soon_days), RULES)
    assert (near.reason, near.context) == ("ends-soon", {"day": "01/03/2027", "days": "45"})
    assert verdict(component, card, last) == ("warning", "ends-soon")
    gone = judge(component, card, last + timedelta(days=1), RULES)
    assert (gone.reason, gone.context) == ("expired", {"day": "01/03/2027"})


def test_a_component_may_ask_for_a_younger_paper_than_the_rule() -> None:
    component = replace(BIRTH, max_age_months=1)

    assert verdict(component, replace(GOOD, issued=date(2026, 10, 23)), TODAY)[0] == "warning"
    assert verdict(component, replace(GOOD, issued=date(2026, 10, 22)), TODAY) == ("no", "expired")
    assert verdict(component, replace(GOOD, issued=None), TODAY) == ("warning", "date-unknown")


@pytest.mark.parametrize(
    ("kind", "ended"), [("so_ho_khau", date(2023, 1, 1)), ("cmnd", date(2025, 1, 1))]
)
def test_old_papers_were_good_until_the_day_the_law_ended_them(kind: str, ended: date) -> None:
    component = Component(1, "any", Need.HAND_IN, (kind,))
    held = replace(GOOD, kind=kind)

    assert verdict(component, held, ended - timedelta(days=1)) == ("fits", "fits")
    assert verdict(component, held, ended)[0] == "warning"


@given(issued=DAYS, on=DAYS, months=st.integers(1, 24))
def test_a_paper_that_expired_never_comes_back(issued: date, on: date, months: int) -> None:
    rules = Rules("t", (Rule("khai_sinh", Policy.YES, months),))
    held = replace(GOOD, issued=issued)

    if judge(BIRTH, held, on, rules).outcome is Outcome.NO:
        assert judge(BIRTH, held, on + timedelta(days=1), rules).outcome is Outcome.NO


@given(
    held=st.builds(
        Held, st.just(1), st.sampled_from([None, "khai_sinh", "qsdd", "cmnd", "x"]), certified=st.booleans(),
        confirmed=st.booleans(), issued=st.none() | DAYS, expires=st.none() | DAYS, same_person=st.booleans(),
        superseded=st.booleans(), dpi=st.floats(0, 600), copy_mark=st.booleans(),
    ),
    component=st.builds(
        Component, st.just(1), st.just("any"), st.sampled_from(Need), st.sampled_from([(), ("khai_sinh",), ("qsdd",)]),
        st.sampled_from(Form), st.none() | st.integers(1, 12), st.booleans(),
    ),
    on=DAYS,
)
def test_every_verdict_has_its_sentence_and_a_plain_scan_never_stands_in_for_more(
    held: Held, component: Component, on: date
) -> None:
    found = judge(component, held, on, RULES)

    assert f"reuse.{found.reason}" in codes("vi")
    assert f"reuse.{found.reason}" in codes("en")
    if component.form is Form.ORIGINAL or (component.form is Form.CERTIFIED and not (held.certified or held.copy_mark)):
        assert found.outcome is Outcome.NO


def test_no_kind_has_two_rules_on_one_day_and_every_reason_has_its_sentence() -> None:
    for rule in RULES.rules:
        same = [r for r in RULES.rules if r.kind == rule.kind and r is not rule]
        assert all(r.effective_to < rule.effective_from or rule.effective_to < r.effective_from for r in same)
        assert not rule.reason or {f"reuse.{rule.reason}"} <= codes("vi") & codes("en")
        assert rule.basis


def test_the_sentences_of_reuse_are_short() -> None:
    for name in ("messages.toml", "messages.en.toml"):
        sentences = tomllib.loads(resources.files("desk").joinpath(name).read_text("utf-8"))["reuse"]
        for key, entry in sentences.items():
            assert len(entry["say"].split()) <= 20, key
