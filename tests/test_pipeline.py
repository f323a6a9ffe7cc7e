import json
from hashlib import sha256
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from kg import pipeline
from kg.errors import InputError
from kg.link import resolve_across
from kg.model import Extraction, Source
from kg.pipeline import OUTPUTS, Options, build, extract_report, find, read_and_extract
from kg.write.terms import PREFIXES
from tests import factory


def contents(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in out.iterdir()}


def test_all_outputs_are_written_and_can_be_read(folder: Path, tmp_path: Path, built: Path) -> None:
    result = build([str(folder)], tmp_path / "out")
    assert [p.name for p in result.files] == list(OUTPUTS)
    assert result.failures == ()
    found = contents(tmp_path / "out")
    assert sorted(found) == sorted(OUTPUTS)
    assert found["graph.ttl"] == built.read_bytes()
    assert nx.read_graphml(tmp_path / "out" / "graph.graphml").number_of_nodes() == 9
    assert "柳泉街道".encode() in found["graph.html"]
    record = json.loads(found["build.json"])
    assert record["options"] == {"base": "https://kg.example/id/", "date": None, "recogniser": "lac", "dictionaries": None}
    assert record["warnings"] == [{"report": n, "warning": "read by lac"} for n in ("autumn.txt", "spring.txt")]


def test_the_order_of_paths_does_not_change_a_byte(folder: Path, tmp_path: Path) -> None:
    paths = [str(folder / "spring.txt"), str(folder / "autumn.txt")]
    build(paths, tmp_path / "a")
    build([*reversed(paths), paths[0]], tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_a_bad_file_does_not_stop_the_others(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").write_bytes(b"")
    result = build([str(folder), str(tmp_path / "missing.txt")], tmp_path / "out")
    assert {Path(f.path).name for f in result.failures} == {"bad.txt", "missing.txt"}
    record = json.loads((tmp_path / "out" / "build.json").read_bytes())
    assert [f["report"] for f in record["failed"]] == ["bad.txt", "missing.txt"]
    assert record["counts"]["total"]["reports"] == 2


def test_where_nothing_is_usable_nothing_is_overwritten(folder: Path, tmp_path: Path) -> None:
    build([str(folder)], tmp_path / "out")
    before = contents(tmp_path / "out")
    result = build([str(tmp_path / "missing.txt")], tmp_path / "out")
    assert (result.files, len(result.failures)) == ((), 1)
    assert contents(tmp_path / "out") == before


def test_an_earlier_build_inside_the_input_is_not_a_report(folder: Path) -> None:
    build([str(folder)], folder / "output")
    before = contents(folder / "output")
    assert build([str(folder)], folder / "output").failures == ()
    assert contents(folder / "output") == before
    only_outputs = build([str(folder / "output")], folder / "output")
    assert [f.reason for f in only_outputs.failures] == ["holds no reports"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    one = str(folder / "spring.txt")
    extractions, failures = read_and_extract(find([one, one, str(folder)]), Options())
    assert (len(extractions), failures) == (2, [])


def test_progress_is_told_before_each_file(folder: Path) -> None:
    told: list[tuple[int, int, str]] = []
    read_and_extract(find([str(folder)]), Options(), lambda *step: told.append(step))
    assert [(done, total, Path(path).name) for done, total, path in told] == [(0, 2, "autumn.txt"), (1, 2, "spring.txt")]


@pytest.mark.parametrize("date", ["2024-02-30", "2024", "yesterday"])
def test_a_date_that_is_no_day_is_refused(date: str) -> None:
    with pytest.raises(InputError):
        Options(date=date)


def test_a_base_that_is_no_address_is_refused() -> None:
    with pytest.raises(InputError):
        Options(base="id/")


def test_the_stages_run_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    report = factory.spring().report
    calls: list[tuple[object, ...]] = []

    def stage(name: str, gives: object) -> None:
        def run(*given: object) -> object:
            calls.append((name, *given))
            return gives

        monkeypatch.setattr(pipeline, name, run)

    stage("segment", report)
    stage("passages_of", "sentences")
    stage("recognise", "mentions")
    stage("definitions", "short forms")
    stage("relate", "relations")
    stage("resolve", Extraction(report))
    stage("background", ())
    source = Source("x.txt", "text")
    assert extract_report(source, "2024-01-01", "jieba") == Extraction(report)
    assert calls == [
        ("segment", source, "2024-01-01"),
        ("passages_of", report, "jieba"),
        ("recognise", report, "sentences", ()),
        ("relate", report, "sentences", "mentions"),
        ("definitions", report.text, "mentions"),
        ("resolve", report, "mentions", "short forms", "relations"),
        ("background", report, "sentences", "mentions"),
    ]


def test_the_graph_tells_of_corrections_that_took_effect_and_of_the_files_beside_the_reports(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.pipeline.resolve_across", resolve_across)
    entries = ["- {rename: 赵明, to: 赵小明, by: 王工}", "- drop entity: 无此单位"]
    (folder / "corrections.yaml").write_text("\n".join(entries), "utf-8")
    (tmp_path / "own.txt").write_text("泉心办 10 nz\n", "utf-8")
    result = build([str(folder)], tmp_path / "out", Options(dictionaries=(tmp_path / "own.txt",)))
    store = ox.Store()
    store.load((tmp_path / "out" / "graph.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)

    def rows(text: str) -> list[list[str]]:
        found = store.query(text, prefixes=PREFIXES)
        assert isinstance(found, ox.QuerySolutions)
        return sorted([cell.value for cell in row] for row in found)

    about = "?c kg:corrects/rdfs:label ?l ; kg:correctionKind/^kg:correctionKind ?c ; prov:wasAttributedTo/rdfs:label ?by"
    assert rows(f"SELECT ?l ?by {{ {about} }}") == [["赵小明", "王工"]]
    hashes = [[p.name, sha256(p.read_bytes()).hexdigest()] for p in (folder / "corrections.yaml", tmp_path / "own.txt")]
    assert rows("SELECT ?l ?h { ?run prov:used ?f . ?f a kg:Input ; rdfs:label ?l ; schema:sha256 ?h }") == hashes
    assert [w for _, w in result.warnings] == ['{"drop entity": "无此单位"}: nothing in the reports is called 无此单位']
