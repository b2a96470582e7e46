"""`saoy tokens` and `saoy signer`: what is plugged in, and who signs with which certificate."""

import argparse
from typing import TYPE_CHECKING

from desk.cli.run import DONE, Commands, Run
from desk.model.certification import Purpose
from desk.model.deadline import VIETNAM
from desk.text import phrase

if TYPE_CHECKING:
    from desk.model.values import Json
    from desk.model.verification import Certificate
    from desk.work.signers import TokenPlugged, TokenShown

_SHORT = 16
"""So many digits of a fingerprint are shown to people, and are enough to name it by."""


def add_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add `tokens` and `signer`."""
    commands.add_parser("tokens", parents=[common], help=phrase("cli.tokens")).set_defaults(run=run_tokens)
    signer = commands.add_parser("signer", parents=[common], help=phrase("cli.signer"))
    verbs = signer.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("list", parents=[common], help=phrase("cli.signer-list")).set_defaults(run=run_list)
    assign = verbs.add_parser("assign", parents=[common], help=phrase("cli.signer-assign"))
    assign.add_argument("--officer", required=True, metavar="NAME")
    assign.add_argument("--purpose", required=True, choices=[purpose.value for purpose in Purpose])
    assign.add_argument("--token", metavar="SERIAL")
    assign.add_argument("--certificate", metavar="SHA256")
    assign.add_argument("--on-behalf", action="append", default=[], metavar="LINE")
    assign.set_defaults(run=run_assign)


def run_tokens(run: Run, _options: argparse.Namespace) -> int:
    """Tell what is plugged in and who signs."""
    from desk.work.signers import tokens_plugged, tokens_shown

    desk = run.desk()
    plugged, shown = tokens_plugged(desk), tokens_shown(desk)
    lines = [line for token in plugged for line in _token_lines(run, token)] or [run.phrase("cli.out.tokens-none")]
    run.say(
        {"tokens": [_token_shape(token) for token in plugged], "signers": [_signer_shape(one) for one in shown]},
        [*lines, *_signer_lines(run, shown)],
    )
    return DONE


def run_list(run: Run, _options: argparse.Namespace) -> int:
    """Tell who signs with which certificate."""
    from desk.work.signers import tokens_shown

    shown = tokens_shown(run.desk())
    run.say({"signers": [_signer_shape(one) for one in shown]}, _signer_lines(run, shown))
    return DONE


def run_assign(run: Run, options: argparse.Namespace) -> int:
    """Let an officer sign with a certificate; a token or certificate that is the only one need not be named."""
    from desk.work.signers import assign_signer, choose, days_left

    desk, purpose = run.desk(), Purpose(options.purpose)
    chosen = choose(desk, options.token, options.certificate)
    signer = assign_signer(desk, run.session(), options.officer, purpose, chosen, tuple(options.on_behalf))
    days = days_left(signer, desk.clock.now())
    run.say(
        {
            "signer": signer.id, "officer": options.officer, "purpose": purpose.value, "token": signer.token,
            "certificate": signer.certificate, "days_left": days,
        },
        [_signer_line(run, purpose, options.officer, signer.token, days)],
    )
    return DONE


def _token_shape(plugged: "TokenPlugged") -> "Json":
    token = plugged.token
    return {
        "token": token.serial, "label": token.label, "maker": token.maker, "model": token.model,
        "pin": token.pin.value, "driver": token.module.path,
        "certificates": [_certificate_shape(certificate) for certificate in plugged.certificates],
    }


def _certificate_shape(found: "Certificate") -> "Json":
    return {
        "certificate": found.sha256, "subject": found.subject, "organisation": found.organisation,
        "issuer": found.issuer, "not_before": found.not_before.isoformat(), "not_after": found.not_after.isoformat(),
        "kind": found.kind, "can_sign": found.can_sign,
    }


def _signer_shape(shown: "TokenShown") -> "Json":
    return {
        "officer": shown.name, "purpose": shown.purpose.value, "token": shown.serial,
        "certificate": shown.signer.certificate, "on_behalf": list(shown.signer.on_behalf),
        "plugged": shown.plugged, "pin": shown.pin and shown.pin.value, "days_left": shown.days_left,
    }


def _token_lines(run: Run, plugged: "TokenPlugged") -> list[str]:
    token = plugged.token
    pin = run.phrase(f"cli.pin-{token.pin.value}")
    lines = [run.phrase("cli.out.token", serial=token.serial, label=token.label, pin=pin)]
    for found in plugged.certificates:
        key = "cli.out.token-certificate" if found.can_sign else "cli.out.token-certificate-unfit"
        day = f"{found.not_after.astimezone(VIETNAM):%d/%m/%Y}"
        lines.append(run.phrase(key, certificate=found.sha256[:_SHORT], subject=found.subject, day=day))
    return lines


def _signer_lines(run: Run, shown: "list[TokenShown]") -> list[str]:
    lines = [_signer_line(run, one.purpose, one.name, one.serial, one.days_left) for one in shown]
    return lines or [run.phrase("cli.out.signers-none")]


def _signer_line(run: Run, purpose: Purpose, name: str, serial: str, days: int) -> str:
    from desk.work.signers import SOON_DAYS

    key = "signer" if days >= SOON_DAYS else "signer-soon" if days >= 0 else "signer-ended"
    said = run.phrase(f"certify.purpose-{purpose.value}")
    return run.phrase(f"cli.out.{key}", purpose=said, name=name, serial=serial, days=days)
