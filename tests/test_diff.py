from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.compare import changes
from kg.graph import Graph, merge
from kg.write import rdf, terms, turtle
from tests import factory

KG = CliRunner()
BOTH, SPRING = factory.graph(), merge([factory.spring()])


def written(graph: Graph, folder: Path) -> Path:
    folder.mkdir()
    lines = turtle.serialise(rdf.triples(graph), rdf.prefixes(terms.BASE))
    (folder / "graph.ttl").write_text("".join(lines), "utf-8", newline="")
    return folder


def test_a_graph_is_like_itself() -> None:
    assert changes(BOTH, BOTH) == ()
    assert changes(Graph(), Graph()) == ()


def test_what_a_report_adds_is_told_by_its_names() -> None:
    assert list(map(str, changes(SPRING, BOTH))) == [
        "+ entity Award 市级文明单位",
        "+ entity Person 赵明",
        "+ entity Programme 泉心办",
        "+ entity Team “梧桐树”志愿服务队",
        "+ fact 柳泉街道 launches 泉心办",
        "+ fact 柳泉街道 receives 市级文明单位",
        "+ fact 赵明 memberOf “梧桐树”志愿服务队",
        "+ fact 赵明 occupies 画家",
        "+ status 数字产业园项目 started 2024-09",
    ]


def test_the_other_way_round_it_is_gone() -> None:
    there, back = changes(SPRING, BOTH), changes(BOTH, SPRING)
    assert [(c.kind, c.words) for c in there] == [(c.kind, c.words) for c in back]
    assert {c.sign for c in back} == {"-"}


def test_everything_of_a_graph_is_new_to_an_empty_one() -> None:
    total = len(BOTH.entities) + len(BOTH.assertions())
    assert len(changes(Graph(), BOTH)) == total


def test_a_changed_number_is_one_gone_and_one_come() -> None:
    x = factory.spring()
    more = replace(x, statistics=(replace(x.statistics[0], value=x.statistics[0].value * 2),))
    assert list(map(str, changes(SPRING, merge([more])))) == [
        "- statistic 数字产业园项目 总投资 350000000元",
        "+ statistic 数字产业园项目 总投资 700000000元",
    ]


def test_more_evidence_is_no_difference() -> None:
    assert changes(SPRING, merge([factory.spring(), replace(factory.autumn(), entities=(), facts=(), statuses=())])) == ()


@pytest.mark.parametrize(
    ("first", "second", "status"), [("both", "both", 0), ("spring", "both", 1), ("both", "spring", 1), ("both", "none", 2)]
)
def test_the_exit_status_says_whether_graphs_differ(tmp_path: Path, first: str, second: str, status: int) -> None:
    written(BOTH, tmp_path / "both")
    written(SPRING, tmp_path / "spring")
    result = KG.invoke(app, ["diff", str(tmp_path / first), str(tmp_path / second / "graph.ttl")])
    assert result.exit_code == status
    assert result.output.startswith({0: "no differences\n", 1: "+ entity" if second == "both" else "- entity", 2: "kg: "}[status])
