"""Make the catalogue pack of the program from the draft list of procedures.

    .venv/bin/python docs/make_catalogue.py [LIST.yaml]

Reads `../shared/domain/procedures.yaml` beside the checkout and writes `desk/data/procedures-DATE.json`. Components get
their kinds by `desk/data/catalogue-words.toml`. The marks of confidence stay in the pack as data (`unsure`, `note`).
"""

import json
import sys
from pathlib import Path
from typing import Any

import yaml

from desk.model.procedure import Form, Need
from desk.work.catalogue_words import component_of, initials

ROOT = Path(__file__).parents[1]
DRAFT = ROOT.parent / "shared" / "domain" / "procedures.yaml"
NEEDS = {"nop": Need.HAND_IN, "xuat_trinh": Need.SHOW, "neu_co": Need.IF_ANY}
CHECK = "[check]"


def component(place: int, row: dict[str, Any], group: str) -> dict[str, Any]:
    made = component_of(place, row["name"], NEEDS[row["need"]], group)
    out: dict[str, Any] = {"place": made.place, "name": made.name, "need": made.need, "kinds": list(made.kinds)}
    if made.form is not Form.COPY and made.need is not Need.SHOW:
        out["form"] = made.form
    if made.max_age_months is not None:
        out["max_age_months"] = made.max_age_months
    if made.other_person:
        out["other_person"] = True
    return out


def procedure(row: dict[str, Any]) -> dict[str, Any]:
    unsure = ["components"]
    note = row["deadline_note"] or ""
    if CHECK in note or row["deadline_working_days"] is None:
        unsure.append("days")
    if row["fee"] is None or row["field"] != "Chứng thực":
        unsure.append("fee")
    if row["code_confidence"] != "verified":
        unsure.append("code")
    if row["service_level_confidence"] != "verified":
        unsure.append("service_level")
    shown = note.replace(CHECK, "").strip()
    public = not shown.startswith("not a published")
    return {
        "code": row["code"] or "",
        "name": row["name"],
        "letters": initials(row["name"]),
        "group": row["field"],
        "kind": row["kind"],
        "days": row["deadline_working_days"],
        "days_note": shown if public and shown else None,
        "fee": row["fee"],
        "result": row["result"],
        "result_code": row["result_code"],
        "service_level": row["service_level"],
        "unsure": sorted(unsure),
        "note": row["note"] or (None if public else shown),
        "components": [component(place, part, row["field"]) for place, part in enumerate(row["components"] or [], 1)],
    }


def main() -> None:
    draft = yaml.safe_load((Path(sys.argv[1]) if len(sys.argv) > 1 else DRAFT).read_text("utf-8"))
    day = draft["catalogue_date"]
    made = {
        "version": f"danh-muc-{day}",
        "effective_from": day,
        "legal_basis": "Bản nháp soạn từ tài liệu công khai; nhập danh mục đã công bố của tỉnh để thay.",
        "province_code": draft["province_code"],
        "unsure": ["province_code", "components", "fees and days outside the field of certification"],
        "procedures": [procedure(row) for row in draft["procedures"]],
    }
    out = ROOT / "desk" / "data" / f"procedures-{day}.json"
    out.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{out.name}: {len(made['procedures'])} procedures")


if __name__ == "__main__":
    main()
