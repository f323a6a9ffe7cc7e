from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import rules
from kg.cli import app
from kg.explain import account, find, read
from kg.explain.marking import marked, trigger
from tests import factory

KG = CliRunner()
GRAPH = factory.graph()


def run(*arguments: str, status: int = 0) -> str:
    result = KG.invoke(app, ["explain", *arguments])
    assert result.exit_code == status, result.output
    return result.output


# ---------------------------------------------------------------- finding


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("柳泉街道", [factory.AREA]),
        (factory.PERSON, [factory.PERSON]),
        ("数字产业园", [factory.PROJECT]),
        ("370999001", [factory.AREA]),
        ("梧桐树”志愿服务队", [factory.TEAM]),
        ("服务", [factory.GROUP, factory.TEAM]),
        ("李四", []),
    ],
    ids=["label", "id", "alias", "code", "quotation marks", "part of two names", "nobody"],
)
def test_an_entity_is_found_by_what_people_call_it(name: str, found: list[str]) -> None:
    assert [e.id for e in find(GRAPH, name)] == found


# ---------------------------------------------------------------- an entity


def test_an_account_has_every_quote_of_an_entity_once() -> None:
    told = account(GRAPH, find(GRAPH, "数字产业园项目")[0])
    said = [a for a in GRAPH.assertions() if factory.PROJECT in {getattr(a, n, None) for n in ("subject", "object", "about")}]
    assert len(told.lines) == sum(len(a.evidence) for a in said)
    assert [line.group for line in told.lines] == ["introduces", "introduces", "status", "status", "statistic"]
    assert told.reports == (("reports/autumn.txt", "2024-09-20"), ("reports/spring.txt", "2024-03-06"))


@pytest.mark.parametrize(
    ("rule", "quote", "names", "expected"),
    [
        ("establishes", "柳泉街道成立惠企服务专班", ("柳泉街道",), "柳泉街道【成立】惠企服务专班"),
        ("launches", "创新中心推出“一楼一议”", ("创新中心", "一楼一议"), "创新中心【推出】“一楼一议”"),
        ("stage-completed", "园区竣工", ("园区",), "园区【竣工】"),
        ("expected", "预计年底完工", (), "预计年底【完工】"),
        ("title", "街道党工委书记", (), "街道党工委书记"),
        ("establishes", "柳泉街道有专班", (), "柳泉街道有专班"),
    ],
)
def test_the_trigger_is_marked_outside_of_names(rule: str, quote: str, names: tuple[str, ...], expected: str) -> None:
    assert marked(quote, trigger(rule, quote, names)) == expected


def test_a_verb_of_every_frame_is_marked_in_a_quote_of_its_own() -> None:
    for frame in rules.frames():
        for verb in frame.triggers:
            found = trigger(frame.id, f"甲{verb}乙", ("甲", "乙"))
            assert found is not None, f"{frame.id} {verb}"


def test_the_command_tells_facts_by_predicate_with_their_sources(built: Path) -> None:
    output = run(str(built), "柳泉街道")
    assert output.startswith(f"柳泉街道  Subdistrict  {factory.AREA}\n  also: 柳泉, 街道\n  divisionCode: 370999001\n")
    assert "\nestablishes 成立\n  → 柳泉街道惠企服务专班, date 2024-03-05\n    “柳泉街道成立惠企服务专班”\n" in output
    assert "      spring.txt (2024-03-06); test-1, 0.90\n" in output
    assert "why:" not in output


def test_why_names_the_rule_and_where_the_subject_stands(built: Path) -> None:
    output = run(str(built), "数字产业园项目", "--why")
    assert output.count("why: reader test-1; from the form of the words") == 5
    assert "the subject is named in the quote" in output


def test_a_name_of_several_lists_them(built: Path) -> None:
    output = run(str(built), "服务", status=2)
    assert factory.GROUP in output
    assert factory.TEAM in output
    assert "服务: may be 2 entities (name one by its id)" in output


@pytest.mark.parametrize(("arguments", "said"), [(("李四",), "李四: is no entity of"), (("李", "四"), "李 四: is no entity")])
def test_a_name_that_nothing_has(built: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in run(str(built), *arguments, status=2)


def test_a_graph_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "output: no such file" in run("柳泉街道", status=2)


# ---------------------------------------------------------------- a sentence


@pytest.mark.parametrize(
    ("sentence", "frame", "outcome"),
    [
        ("清河街道成立物业纠纷调解委员会。", "establishes", "fired"),
        ("清河街道拟成立物业纠纷调解委员会。", "establishes", "intended, hoped or asked"),
        ("清河街道未成立物业纠纷调解委员会。", "establishes", "denied"),
        ("清河街道成立了很多机构。", "establishes", "no object: Organisation wanted, but 清河街道 is Subdistrict"),
        ("很多人获得好评。", "receives", "no object: Award wanted, nothing named"),
        ("物业纠纷调解委员会成立，居民高兴。", "establishes", "only 物业纠纷调解委员会 fits"),
        ("宏达食品有限公司成为清河县的骄傲。", "memberOf", "none of 会员, 成员"),
    ],
)
def test_a_frame_says_why_it_did_or_did_not_fire(sentence: str, frame: str, outcome: str) -> None:
    tried = {t.frame: t.outcome for t in read(sentence).tried}
    assert tried[frame].startswith(outcome)


def test_a_sentence_tells_who_saw_what_and_what_it_lost_to() -> None:
    seen = {(p.words, p.recogniser): p.fate for p in read("清河街道推出“敲门问需”工作法。").proposed}
    assert seen["清河街道", "gazetteer"] == "stands"
    assert seen["“敲门问需”", "quote-noun"] == "lost to Programme “敲门问需”工作法 (head)"


def test_other_readers_are_told_apart_from_frames() -> None:
    found = read("去年，清河县县长周宏出席旅游节，总投资3亿元的恒远锂电池材料项目竣工。")
    assert ("apposition", "周宏 holdsPost 清河县县长") in found.others
    assert any(rule == "stage-completed" for rule, _ in found.others)


def test_the_command_reads_a_sentence_without_a_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    output = run("--why", "清河街道推出“敲门问需”工作法。")
    assert "fired; 清河街道 launches 敲门问需工作法" in output
