"""Hand-built graphs: a small one of two invented reports, and one of any size and any text."""

from collections.abc import Iterable
from decimal import Decimal

from kg.graph import Graph
from kg.model import Entity, Evidence, Fact, Metadata, Report, Span, Statistic, Status, cite

SPRING = Report(
    "r1",
    "spring.txt",
    "柳溪街道成立助企服务专班。区长周明远牵头助企服务专班。柳溪街道还指导助企服务专班。云杉科技公司落户柳溪街道，投资云杉产业园项目。",
    Metadata("柳溪街道助企见实效", "云川日报", "2023-03-12"),
    (),
)
AUTUMN = Report(
    "r2",
    "autumn.txt",
    "柳溪街道所属的桥东社区获“幸福社区”称号。桥东社区举办邻里节，柳溪街道参加邻里节。云杉产业园项目竣工，总投资3亿元。",
    Metadata("桥东社区过上邻里节", "云川晚报", "2023-10-08"),
    (),
)


def quote(report: Report, text: str, trigger: str = "", score: float = 0.9) -> Evidence:
    """Evidence at the first place of `text`, with the trigger inside it."""
    start = report.text.index(text)
    inside = start + text.index(trigger)
    return cite(report, Span(start, start + len(text)), "test-1", score, Span(inside, inside + len(trigger)) if trigger else None)


def entity(key: str, kind: str, label: str, *reports: str, aliases: tuple[str, ...] = (), code: str = "") -> Entity:
    links = (("divisionCode", code),) if code else ()
    return Entity(key, kind, label, None, aliases, None, links, tuple((r, Span(0, 1)) for r in reports))


def small() -> Graph:
    """Nine entities, ten facts: parallel relations of one pair, a literal, a status, a statistic."""
    entities = (
        entity("area-1", "Area", "柳溪街道", "r1", "r2", aliases=("街道", "柳溪"), code="990101001"),
        entity("award-1", "Award", "幸福社区", "r2"),
        entity("comm-1", "Community", "桥东社区", "r2"),
        entity("event-1", "Event", "邻里节", "r2"),
        entity("org-1", "Organisation", "助企服务专班", "r1"),
        entity("org-2", "Company", "云杉科技公司", "r1", aliases=("云杉科技",)),
        entity("person-1", "Person", "周明远", "r1"),
        entity("place-1", "Place", "无关广场", "r2"),
        entity("proj-1", "Project", "云杉产业园项目", "r1", "r2"),
    )
    both = quote(SPRING, "云杉科技公司落户柳溪街道，投资云杉产业园项目。", "投资")
    done, spent = (quote(AUTUMN, "云杉产业园项目竣工，总投资3亿元。", trigger) for trigger in ("竣工", "3亿元"))
    facts = (
        Fact("area-1", "establishes", "org-1", (quote(SPRING, "柳溪街道成立助企服务专班。", "成立", 0.97),)),
        Fact("area-1", "leads", "org-1", (quote(SPRING, "柳溪街道还指导助企服务专班。", "指导", 0.55),)),
        Fact("area-1", "participatesIn", "event-1", (quote(AUTUMN, "桥东社区举办邻里节，柳溪街道参加邻里节。", "参加"),)),
        Fact("comm-1", "organises", "event-1", (quote(AUTUMN, "桥东社区举办邻里节，柳溪街道参加邻里节。", "举办"),)),
        Fact("comm-1", "partOf", "area-1", (quote(AUTUMN, "柳溪街道所属的桥东社区获“幸福社区”称号。", "所属"),)),
        Fact("comm-1", "receives", "award-1", (quote(AUTUMN, "柳溪街道所属的桥东社区获“幸福社区”称号。", "获"),)),
        Fact("org-2", "investsIn", "proj-1", (both,), None, (("date", "2023-06"),)),
        Fact("org-2", "locatedIn", "area-1", (quote(SPRING, "云杉科技公司落户柳溪街道，投资云杉产业园项目。", "落户"),)),
        Fact("person-1", "leads", "org-1", (quote(SPRING, "区长周明远牵头助企服务专班。", "牵头"),)),
        Fact("person-1", "occupies", None, (quote(SPRING, "区长周明远牵头助企服务专班。", "区长"),), "区长"),
    )
    statuses = (Status("proj-1", "completed", "2023-10", (done,)),)
    statistics = (Statistic("proj-1", Decimal(300000000), "元", "总投资", False, (spent,)),)
    return Graph((SPRING, AUTUMN), entities, facts, statuses, statistics)


def grown(size: int, pairs: Iterable[tuple[int, int]]) -> Graph:
    """Any number of organisations with partnersWith between the given pairs, all resting on one sentence."""
    report = Report("r0", "grown.txt", "甲单位与乙单位结对共建。", Metadata("结对共建", None, "2023-01-01"), ())
    evidence = (quote(report, report.text, "共建"),)
    entities = tuple(entity(f"org-{i:05}", "Organisation", f"第{i}号共建单位", "r0") for i in range(size))
    facts = tuple(Fact(f"org-{a:05}", "partnersWith", f"org-{b:05}", evidence) for a, b in pairs)
    return Graph((report,), entities, facts)


def hostile(texts: Iterable[str]) -> Graph:
    """Each text in every field that a report or a file name can fill."""
    parts = [_hostile(text, f"r{number}") for number, text in enumerate(texts)]
    return Graph(*(tuple(item for part in parts for item in part[field]) for field in range(5)))  # type: ignore[arg-type]


def _hostile(text: str, key: str) -> tuple[tuple[object, ...], ...]:
    report = Report(key, text, f"甲{text}乙", Metadata(text, text, "2023-01-01", (text,), (text,)), ())
    evidence = (cite(report, Span(0, len(report.text)), text, 0.9, Span(1, 1 + len(text))),)
    entities = (
        Entity(text, "Organisation", text, "Company", (f"{text}2",), None, (("divisionCode", text),), ((key, Span(0, 1)),)),
        Entity(f"{text}b", "Person", f"{text}b", None, (text,), None, (), ((key, Span(0, 1)),)),
    )
    facts = (
        Fact(f"{text}b", "memberOf", text, evidence, None, (("date", text),)),
        Fact(f"{text}b", "occupies", None, evidence, text),
    )
    figures = (Statistic(text, Decimal(1), text, text, True, evidence),)
    return (report,), entities, facts, (Status(text, "completed", text, evidence),), figures
