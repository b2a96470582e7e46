"""Reuse (tái sử dụng): may a paper the office holds serve this component today? A pure function over dated rules."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from desk.model.procedure import Component, Form, Need
from desk.model.values import months_after


class Outcome(StrEnum):
    """The verdict on one paper for one component."""

    FITS = "fits"
    WARNING = "warning"
    NO = "no"


class Policy(StrEnum):
    """What the rules say of a kind of paper: reuse, ask a person first, or never."""

    YES = "yes"
    ASK = "ask"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Rule:
    """Quy tắc tái sử dụng of one kind of paper.

    Attributes:
        months: Valid for so many calendar months from issue; None = without limit.
        reason: Key of the sentence shown with a warning or refusal of this rule, under `reuse` in `messages.toml`.
        basis: The instrument it stands on (docs/law.md).
    """

    kind: str
    policy: Policy
    months: int | None = None
    reason: str = ""
    basis: str = ""
    effective_from: date = date.min
    effective_to: date = date.max


@dataclass(frozen=True, slots=True)
class Rules:
    """A dated pack of rules; `version` is recorded with every reuse."""

    version: str
    rules: tuple[Rule, ...]
    soon_days: int = 45

    def of(self, kind: str, on: date) -> Rule | None:
        """Return the rule of a kind in force on a day."""
        return next(
            (r for r in self.rules if r.kind == kind and r.effective_from <= on <= r.effective_to), None
        )


@dataclass(frozen=True, slots=True)
class Held:
    """A paper the office holds for a person (giấy tờ đang giữ), reduced to what the rules look at.

    Attributes:
        certified: True when a certified copy of it is finished and not void.
        confirmed: True when a named person confirmed its fields, or held it against the original to certify it.
        issued: Day of issue, if known.
        expires: Last day it is valid, as printed, if known.
        same_person: True when the paper is this person's own, or names nobody.
        named: True when another person's paper names this one too (a parent on a child's birth certificate).
        superseded: True when a newer paper of the same kind and number replaces it.
        dpi: Lowest resolution of its pages; 0 = unknown.
    """

    document_id: int
    kind: str | None
    certified: bool
    confirmed: bool
    issued: date | None = None
    expires: date | None = None
    same_person: bool = True
    named: bool = False
    superseded: bool = False
    dpi: float = 0.0
    copy_mark: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, why (key under `reuse` in `messages.toml` with its placeholders), and by which rules."""

    outcome: Outcome
    reason: str
    rules: str
    context: dict[str, str] = field(default_factory=dict)


LEAST_DPI = 200
"""Below this a scan is no fit copy (NĐ 30/2020 Phụ lục I: at least 200 dpi)."""


def judge(component: Component, held: Held, on: date, rules: Rules) -> Verdict:
    """Judge one held paper for one component on the day of the dossier.

    Order: shown papers, kind, person, superseded, form, rule of the kind, expiry, age, quality, confirmation. The
    first refusal wins; otherwise the first warning; otherwise it fits.
    """
    refusal = _refusal(component, held, on, rules)
    if refusal is not None:
        return Verdict(Outcome.NO, refusal[0], rules.version, refusal[1])
    warning = _warning(component, held, on, rules)
    if warning is not None:
        return Verdict(Outcome.WARNING, warning[0], rules.version, warning[1])
    reason = "fits-certified" if held.certified else "fits"
    return Verdict(Outcome.FITS, reason, rules.version)


_Finding = tuple[str, dict[str, str]]


def _refusal(component: Component, held: Held, on: date, rules: Rules) -> _Finding | None:
    if component.need is Need.SHOW:
        return "shown-only", {}
    if not _right_kind(component, held):
        return "other-kind", {}
    if not (held.same_person or held.named or component.other_person):
        return "other-person", {}
    if held.superseded:
        return "superseded", {}
    if component.form is Form.ORIGINAL:
        return "original-asked", {}
    if component.form is Form.CERTIFIED and not (held.certified or held.copy_mark):
        return "certified-asked", {}
    return _refused_by_rule(component, held, on, rules)


def _right_kind(component: Component, held: Held) -> bool:
    """Tell whether the kind is one asked for; a certified paper of unknown kind may serve where any kind does."""
    if held.kind is None:
        return held.certified and not component.kinds
    return not component.kinds or held.kind in component.kinds


def _refused_by_rule(component: Component, held: Held, on: date, rules: Rules) -> _Finding | None:
    rule = rules.of(held.kind or "", on)
    if rule is not None and rule.policy is Policy.NEVER:
        return rule.reason or "never", {}
    last = _last_day(component, held, rule)
    if last is not None and last < on:
        return "expired", {"day": f"{last:%d/%m/%Y}"}
    return None


def _warning(component: Component, held: Held, on: date, rules: Rules) -> _Finding | None:
    rule = rules.of(held.kind or "", on)
    last = _last_day(component, held, rule)
    limited = (rule is not None and rule.months is not None) or component.max_age_months is not None
    findings: list[tuple[bool, str, dict[str, str]]] = [
        (not held.confirmed, "unconfirmed", {}),
        (not held.same_person and not component.other_person, "named-only", {}),
        (limited and held.issued is None and held.expires is None, "date-unknown", {}),
        (rule is None, "no-rule", {}),
        (rule is not None and rule.policy is Policy.ASK, (rule.reason if rule else "") or "ask", {}),
        (0 < held.dpi < LEAST_DPI, "low-dpi", {"dpi": f"{held.dpi:.0f}"}),
    ]
    if last is not None and last - on <= timedelta(days=rules.soon_days):
        findings.append((True, "ends-soon", {"day": f"{last:%d/%m/%Y}", "days": str((last - on).days)}))
    return next(((key, context) for found, key, context in findings if found), None)


def _last_day(component: Component, held: Held, rule: Rule | None) -> date | None:
    days = [held.expires] if held.expires else []
    if held.issued is not None:
        limits = (rule.months if rule else None, component.max_age_months)
        days += [months_after(held.issued, months) for months in limits if months is not None]
    return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Reuse:
    """Lần tái sử dụng: a held paper serving a component, an event with the rules it was judged by."""

    dossier: str
    place: int
    document_id: int
    by: int
    at: datetime
    rules: str
    outcome: Outcome
    reason: str
    undone_at: datetime | None = None
    id: int = 0
