"""What holds of any text: no exception, evidence that stands at its offsets, mentions in readable blocks, the same in every run."""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import ontology
from kg.model import Evidence, Extraction, Source
from kg.pipeline import extract_report
from kg.recognise import passages_of, recognise
from kg.segment import segment
from tests.reading import cases

#: Words that the stages take hold of, put together without sense.
_WORDS = """
石塘街道 竹溪社区 尤溪县 市中区 绍兴市 县委 党工委 书记 副县长 区 县 市 镇 街道 全区 何春梅 李书记 民政局 公司 有限公司 联盟
、 ， 。 ； ： “ ” （ ） （以下简称“ ”） 《 》 · | # ？ 1. 一、 (女) 〔2024〕3号 出席： 地点： 责任编辑： 来源：
成立 联合 由 被 将 把 与 在 的 等 该 其中 荣获 称号 任 主持 走访 投资 竣工 拟建 预计 尚未 如果 陪同 分别
项目 工程 公园 活动 会议 仪式 品牌 “邻里灯塔” 一期 第三届 3.5亿元 占地120亩 年底前 2024年6月 該項目 鄉鎮 A x 0 ９ é 𠮷 🌾
"""
PIECES = [*_WORDS.split(), *"\n \t\u3000\u200b\ufeff\0\x0c", "\r\n"]
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.lists(st.sampled_from([c.text for c in cases()]), max_size=3).map("\n".join),
)
DATES = st.sampled_from([None, "2024-06-20", "2020-02-29"])
SLOW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def extract(text: str, date: str | None = None, recogniser: str = "lac") -> Extraction:
    return extract_report(Source("any.txt", text), date, recogniser)


def evidence(found: Extraction) -> list[Evidence]:
    """All that an extraction rests on."""
    lists = [f.evidence for f in found.facts], [s.evidence for s in found.statuses], [s.evidence for s in found.statistics]
    return [e for rows in lists for row in rows for e in row]


@SLOW
@given(TEXTS, DATES)
def test_every_quote_stands_at_its_offsets(text: str, date: str | None) -> None:
    found = extract(text, date)
    quotes = evidence(found)
    assert all(e.report == found.report.id for e in quotes)
    assert [e for e in quotes if e.span.of(text) != e.quote or not e.quote] == []
    assert all(e.trigger is None or e.trigger.end <= len(text) for e in quotes)


@SLOW
@given(TEXTS, DATES)
def test_everything_fits_the_ontology(text: str, date: str | None) -> None:
    """Ends of facts are entities, kinds fit domain and range, ids are given once, labels are never empty."""
    onto, found = ontology.load(), extract(text, date)
    types = {e.id: e.type for e in found.entities}
    assert len(types) == len(found.entities)
    assert all(e.label and onto.kind_of(e.subtype or e.type) == e.type for e in found.entities)
    assert all(onto.allows(f.predicate, types[f.subject], types[f.object] if f.object else None) for f in found.facts)
    assert all(f.subject != f.object for f in found.facts)
    assert all(s.about in types and s.state in onto.states for s in found.statuses)
    assert all(s.about in types and s.value.is_finite() for s in found.statistics)


@SLOW
@given(TEXTS)
def test_mentions_stand_in_readable_blocks_and_never_overlap(text: str) -> None:
    report = segment(Source("any.txt", text))
    mentions = recognise(report, passages_of(report))
    blocks = [b.span for b in report.readable()]
    assert [m for m in mentions if not any(b.contains(m.span) for b in blocks)] == []
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(m for m in mentions if len(m.span)))
    assert all(m.deictic or m.name for m in mentions)


@SLOW
@given(TEXTS)
def test_entities_are_mentioned_where_they_say(text: str) -> None:
    found = extract(text)
    blocks = [b.span for b in found.report.readable()]
    spans = [span for e in found.entities for _, span in e.mentions]
    assert all(e.mentions for e in found.entities)
    assert [s for s in spans if not any(b.contains(s) for b in blocks)] == []


@settings(max_examples=15, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same(text: str) -> None:
    assert extract(text) == extract(text)


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_the_other_tagger_keeps_to_the_same_rules(text: str) -> None:
    found = extract(text, recogniser="jieba")
    assert all(e.span.of(text) == e.quote for e in evidence(found))


@pytest.mark.parametrize(
    "text", ["", "\n", " \n\t\n", "。", "街道", "（" * 300, "“" * 50 + "”", "的" * 500, "何" * 200, "、" * 99, "1" * 400]
)
def test_bare_and_endless_texts(text: str) -> None:
    assert extract(text).facts == ()


def test_furniture_gives_nothing() -> None:
    text = "工作动态\n石塘街道成立青年人才联盟。\n责任编辑：袁小满\n上一篇：海星集团落户云栖镇\n下一篇：何春梅任云栖镇镇长\n"
    labels = {e.label for e in extract(text).entities}
    assert {"石塘街道", "青年人才联盟"} <= labels
    assert labels & {"袁小满", "海星集团", "云栖镇", "何春梅"} == set()


# ---------------------------------------------------------------- the same in every process

_PROGRAM = """
import sys
from kg.model import Source
from kg.pipeline import extract_report
from kg.graph import merge
from kg.write import rdf, terms, turtle
from pathlib import Path
found = [extract_report(Source(Path(p).name, Path(p).read_text("utf-8")), None, "lac") for p in sys.argv[1:]]
sys.stdout.reconfigure(encoding="utf-8")
for line in (repr(x) for x in found): print(line)
for line in turtle.serialise(rdf.triples(merge(found)), rdf.prefixes(terms.BASE)): print(line, end="")
"""


def _run(seed: str, files: list[Path]) -> bytes:
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-c", _PROGRAM, *map(str, files)], env=env, capture_output=True, check=True).stdout


def test_two_processes_with_different_hash_seeds_agree(tmp_path: Path) -> None:
    """Extractions with all their evidence, and the graph's Turtle, byte for byte."""
    files = []
    for n in range(3):
        files.append(tmp_path / f"{n}.txt")
        files[-1].write_text("尤溪县石塘街道工作动态\n" + "\n".join(c.text for c in cases()[n::9]), "utf-8")
    one, other = _run("1", files), _run("4242", files)
    assert b"establishes" in one
    assert len(one) > 50_000
    assert one == other
