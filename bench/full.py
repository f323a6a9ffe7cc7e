"""Made-up reports that use every predicate, with statuses and statistics: what the named queries are asked on.

They are those of `resolve.py` with more said in each: a programme, an event, an award, a place, a visit, a contract, an
investment with its sum, a stage with its date, a membership, an occupation.
"""

import random
from dataclasses import replace
from decimal import Decimal

from kg import divisions
from kg.model import Evidence, Extraction, Fact, Statistic, Status
from resolve import GIVEN, STEMS, SURNAMES, Draft, drafts

STATES = ("planned", "signed", "started", "inProgress", "completed", "expected")
#: Predicate, the kinds that stand on either side.
SAID = (
    ("launches", "Area", "Programme"), ("organises", "Organisation", "Event"), ("participatesIn", "Person", "Event"),
    ("receives", "Community", "Award"), ("visits", "Person", "Project"), ("partnersWith", "Organisation", "Area"),
    ("investsIn", "Organisation", "Project"), ("introduces", "Area", "Project"), ("builds", "Area", "Place"),
    ("leads", "Post", "Programme"), ("leads", "Person", "Event"), ("adopts", "Organisation", "Project"),
    ("incubates", "Place", "Project"), ("memberOf", "Person", "Organisation"), ("locatedIn", "Place", "Area"),
    ("locatedIn", "Project", "Area"),
)  # fmt: skip


def corpus(size: int, seed: int = 1) -> list[Extraction]:
    """That many reports."""
    divisions.load()
    order = random.Random(seed + 1)
    return [_full(draft, order) for draft in drafts(size, seed)[0]]


def _full(draft: Draft, order: random.Random) -> Extraction:
    for type_, name in (("Programme", "行动"), ("Event", "签约仪式"), ("Award", "先进集体"), ("Place", "服务中心")):
        draft.add("", type_, order.choice(STEMS) + name)
    draft.add("", "Person", order.choice(SURNAMES) + order.choice(GIVEN) + order.choice(GIVEN))
    made = draft.made()
    of_kind: dict[str, list[str]] = {}
    for entity in made.entities:
        of_kind.setdefault(entity.type, []).append(entity.id)
    said = [
        Fact(order.choice(of_kind[s]), p, order.choice(of_kind[o]), (_ground(made, order),), qualifiers=_date(order, 0.3))
        for p, s, o in SAID
    ]
    said.append(Fact(order.choice(of_kind["Person"]), "occupies", None, (_ground(made, order),), "志愿者"))
    project = order.choice(of_kind["Project"])
    date = dict(_date(order, 0.7)).get("date")
    sum_ = Statistic(project, Decimal(order.randint(1, 99) * 10**7), "元", "总投资", order.random() < 0.5, (_ground(made, order),))
    status = Status(project, order.choice(STATES), date, (_ground(made, order),))
    facts = tuple(f for f in (*made.facts, *said) if f.subject != f.object)
    return replace(made, facts=facts, statuses=(status,), statistics=(sum_,))


def _ground(made: Extraction, order: random.Random) -> Evidence:
    """Some entity's name as the quote: what is asked for is the form of the graph, not the sense of the reports."""
    span = order.choice(made.entities).mentions[0][1]
    return Evidence(made.report.id, span, span.of(made.report.text), f"bench-{order.randint(1, 9)}", order.choice((0.6, 0.75, 0.9, 0.95)))


def _date(order: random.Random, share: float) -> tuple[tuple[str, str], ...]:
    return (("date", f"{order.randint(2018, 2024)}-{order.randint(1, 12):02}-{order.randint(1, 28):02}"),) if order.random() < share else ()
