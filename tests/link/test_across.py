"""What linking promises of ids: nothing but content decides them."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import merge
from kg.link import Judgement, resolve_across
from kg.link.across import decide
from kg.model import Extraction
from kg.write import rdf, terms, turtle
from tests import factory
from tests.link.world import extraction, groups, ids, world


def written(extractions: "list[Extraction] | tuple[Extraction, ...]") -> str:
    graph = merge(resolve_across(extractions).extractions)
    return "".join(turtle.serialise(rdf.triples(graph), rdf.prefixes(terms.BASE)))


WHOLE = written(world())


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10**6))
def test_shuffled_input_gives_the_same_bytes(seed: int) -> None:
    order = random.Random(seed)
    mixed = [factory.shuffled(x, seed) for x in order.sample(world(), len(world()))]
    assert written(mixed) == WHOLE


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10**6))
def test_parts_resolved_apart_and_again_together_give_the_same_bytes(seed: int) -> None:
    order = random.Random(seed)
    left = [x for x in world() if order.random() < 0.5]
    right = [x for x in world() if x not in left]
    again = [*resolve_across(left).extractions, *resolve_across(right).extractions]
    assert written(again) == WHOLE


@pytest.mark.parametrize("number", range(len(groups())), ids=lambda n: str(groups()[n]["form"]))
def test_reports_of_other_places_rename_nothing(number: int) -> None:
    """A group alone gets the ids that it gets among all, but for groups at home in the same places."""
    names = set(groups()[number]["reports"])
    alone = [x for x in world() if x.report.id.removesuffix("-0") in names]
    elsewhere = extraction(
        "other", {"at": 450203, "day": "2024-01-01", "things": ["Person 陈静", "Community/ResidentialCommunity 和平社区"]}
    )
    before, after = ids(resolve_across(alone)), ids(resolve_across([*alone, elsewhere]))
    assert before.items() <= after.items()
    assert before


def test_merged_ids_point_on() -> None:
    full, short = (x for x in world() if x.report.id in ("d1-0", "d2-0"))
    old = ids(resolve_across([short]))["d2", "明湖光电"]
    both = resolve_across([full, short])
    new = ids(both)["d2", "明湖光电"]
    assert new == ids(both)["d1", "江西明湖光电科技有限公司"] != old
    assert both.replaced == ((old, new),)
    assert f"e:{old} dcterms:isReplacedBy e:{new} ." in written([full, short])
    entity = next(e for e in merge(both.extractions).entities if e.id == new)
    assert entity.label == "江西明湖光电科技有限公司"
    assert "明湖光电" in entity.aliases


def test_a_pair_says_why() -> None:
    decision = decide([x for x in world() if x.report.id in ("d5-0", "d6-0")])
    pair = next(p for p in decision.pairs if p.judgement is Judgement.SAME)
    assert [(r.rule, {r.left, r.right}, r.weight) for r in pair.reasons] == [
        ("abbreviation of, in the same city", {"潍坊北辰机械有限公司", "北辰机械"}, 0.9)
    ]


def test_unsure_pairs_are_listed_with_their_sentences_and_not_merged() -> None:
    found = resolve_across(x for x in world() if x.report.id in ("g2-0", "g5-0"))
    questions = {q.left.label: q for q in found.unsure}
    assert set(questions) == {"陈静", "欧阳明"}
    assert {questions["陈静"].left.quote, questions["陈静"].right.quote} == {"陈静。"}
    assert ids(found)["g2", "陈静"] != ids(found)["g5", "陈静"]


def test_one_text_under_two_paths_is_one_report() -> None:
    one = world()[0]
    twin = replace(one, report=replace(one.report, path="reports/zz.txt"))
    assert resolve_across([twin, one]) == resolve_across([one])


def test_nothing_relates_to_itself_after_a_merge() -> None:
    spec = {
        "at": 370703,
        "day": "2022-09-01",
        "things": ["Organisation/Company 潍坊北辰机械有限公司", "Organisation/Company 北辰机械"],
        "facts": ["潍坊北辰机械有限公司 partnersWith 北辰机械"],
    }
    (found,) = resolve_across([extraction("self", spec)]).extractions
    assert [f for f in found.facts if f.predicate == "partnersWith"] == []
