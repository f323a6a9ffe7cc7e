"""Hand-built values for tests: two small reports, written here, and what is to be read out of them."""

import random
from decimal import Decimal
from typing import TypeVar

from kg.graph import Graph, merge
from kg.model import Block, BlockKind, Entity, Evidence, Extraction, Fact, Metadata, Report, Span, Statistic, Status, cite

SPRING = """柳泉街道成立惠企专班
2024年3月5日，柳泉街道成立惠企服务专班，由街道党工委书记挂帅。
柳泉街道与星河科技签约，引进数字产业园项目，总投资3.5亿元。
"""
AUTUMN = """数字产业园开工
柳泉街道引进的数字产业园项目9月开工。画家赵明加入“梧桐树”志愿服务队。
柳泉街道打造“泉心办”品牌，并获评市级文明单位。
"""

T = TypeVar("T")

AREA, GROUP, POST = "area-0a1", "organisation-0b2", "post-0c3"
COMPANY, PROJECT, PERSON = "organisation-0d4", "project-0e5", "person-0f6"
TEAM, BRAND, AWARD = "organisation-1a7", "programme-1b8", "award-1c9"


def report(text: str, path: str, report_id: str, published: str | None) -> Report:
    """A report whose first line is the title and whose other lines are paragraphs of one or more sentences."""
    blocks, start = [], 0
    for number, line in enumerate(text.splitlines()):
        span = Span(start, start + len(line))
        kind = BlockKind.PARAGRAPH if number else BlockKind.TITLE
        blocks.append(Block(span, kind, sentences(text, span)))
        start = span.end + 1
    metadata = Metadata(text.splitlines()[0], "柳泉日报", published, ("周文",), ("吴晓",))
    return Report(report_id, path, text, metadata, tuple(blocks))


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    ends = [i + 1 for i in range(span.start, span.end) if text[i] == "。"]
    starts = [span.start, *ends]
    return tuple(Span(a, b) for a, b in zip(starts, ends or [span.end], strict=False))


def at(source: Report, words: str) -> Span:
    start = source.text.index(words)
    return Span(start, start + len(words))


def quote(source: Report, words: str, rule: str = "test-1", score: float = 0.9) -> tuple[Evidence, ...]:
    return (cite(source, at(source, words), rule, score),)


def entity(source: Report, id_: str, type_: str, label: str, words: str = "", **more: object) -> Entity:
    return Entity(id_, type_, label, mentions=((source.id, at(source, words or label)),), **more)  # type: ignore[arg-type]


def spring() -> Extraction:
    """The first report: a working group, its leader, a signed investment."""
    r = report(SPRING, "reports/spring.txt", "5e11a9c0", "2024-03-06")
    area = entity(r, AREA, "Area", "柳泉街道", subtype="Subdistrict", aliases=("街道",), links=(("divisionCode", "370999001"),))
    return Extraction(
        r,
        entities=(
            area,
            entity(r, GROUP, "Organisation", "柳泉街道惠企服务专班", "惠企服务专班", subtype="WorkingGroup", aliases=("惠企服务专班",)),
            entity(r, POST, "Post", "柳泉街道党工委书记", "街道党工委书记"),
            entity(r, COMPANY, "Organisation", "星河科技", subtype="Company"),
            entity(r, PROJECT, "Project", "数字产业园项目"),
        ),
        facts=(
            Fact(AREA, "establishes", GROUP, quote(r, "柳泉街道成立惠企服务专班"), qualifiers=(("date", "2024-03-05"),)),
            Fact(POST, "leads", GROUP, quote(r, "惠企服务专班，由街道党工委书记挂帅", "leads-2", 0.875)),
            Fact(POST, "postIn", AREA, quote(r, "街道党工委书记")),
            Fact(COMPANY, "partnersWith", AREA, quote(r, "柳泉街道与星河科技签约")),
            Fact(AREA, "introduces", PROJECT, quote(r, "引进数字产业园项目")),
        ),
        statuses=(Status(PROJECT, "signed", None, quote(r, "签约，引进数字产业园项目")),),
        statistics=(Statistic(PROJECT, Decimal("350000000"), "元", "总投资", False, quote(r, "总投资3.5亿元")),),
    )


def autumn() -> Extraction:
    """The second report: the same project a stage further, a person, a team, a brand, an award."""
    r = report(AUTUMN, "reports/autumn.txt", "a7c43b21", "2024-09-20")
    return Extraction(
        r,
        entities=(
            entity(r, AREA, "Area", "柳泉街道", subtype="Subdistrict", aliases=("柳泉",)),
            entity(r, PROJECT, "Project", "数字产业园项目", aliases=("数字产业园",)),
            entity(r, PERSON, "Person", "赵明"),
            entity(r, TEAM, "Organisation", "“梧桐树”志愿服务队", subtype="Team"),
            entity(r, BRAND, "Programme", "泉心办"),
            entity(r, AWARD, "Award", "市级文明单位"),
        ),
        facts=(
            Fact(AREA, "introduces", PROJECT, quote(r, "柳泉街道引进的数字产业园项目")),
            Fact(PERSON, "occupies", None, quote(r, "画家赵明"), value="画家"),
            Fact(PERSON, "memberOf", TEAM, quote(r, "赵明加入“梧桐树”志愿服务队")),
            Fact(AREA, "launches", BRAND, quote(r, "柳泉街道打造“泉心办”品牌")),
            Fact(AREA, "receives", AWARD, quote(r, "柳泉街道打造“泉心办”品牌，并获评市级文明单位")),
        ),
        statuses=(Status(PROJECT, "started", "2024-09", quote(r, "数字产业园项目9月开工")),),
    )


def graph() -> Graph:
    return merge([spring(), autumn()])


def shuffled(extraction: Extraction, seed: int) -> Extraction:
    """The same content in another order."""
    order = random.Random(seed)

    def mix(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(order.sample(items, len(items)))

    x = extraction
    return Extraction(x.report, mix(x.entities), mix(x.facts), mix(x.statuses), mix(x.statistics))
