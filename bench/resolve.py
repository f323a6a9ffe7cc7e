"""How linking grows: 1,000, 2,000 and 5,000 made-up reports with known identities.

Each report is at home in one district and names areas, a community with its committee, a bureau and its head, a company
by full name or short form, a project, a task force and people with common names. Seconds are CPU time of this process;
`per n log n` should not grow. Pairs are told right or wrong by the identities that the reports were made from.
"""

import itertools
import math
import random
import sys
import time
from collections import Counter, defaultdict

from kg import divisions
from kg.link import resolve_across
from kg.model import Block, BlockKind, Entity, Evidence, Extraction, Fact, Metadata, Report, Span

SIZES = (1000, 2000, 5000)
SURNAMES, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平"
STEMS = [a + b for a in "云星海泰华恒瑞鼎博润" for b in "图河晶达信远通源峰科"]
TITLES = ("局长", "副局长", "主任", "书记")


class Draft:
    """A report in the making; `truth` names the identity of each of its entities."""

    def __init__(self, number: int, day: str) -> None:
        self.id, self.day, self.text = f"r{number:05}", day, f"第{number}号报道\n"
        self.entities: dict[str, Entity] = {}
        self.facts: list[Fact] = []
        self.truth: dict[str, str] = {}

    def add(self, truth: str, type_: str, label: str, cls: str | None = None, code: str = "", aliases: tuple[str, ...] = ()) -> str:
        id_ = f"{type_.lower()}-{label}"
        start = len(self.text)
        self.text += label + "。"
        links = (("divisionCode", code),) if code else ()
        mentions = ((self.id, Span(start, start + len(label))),)
        self.entities[id_] = Entity(id_, type_, label, cls, aliases, None, links, mentions)
        self.truth[id_] = truth
        return id_

    def say(self, subject: str, predicate: str, obj: str) -> None:
        span = self.entities[subject].mentions[0][1]
        evidence = (Evidence(self.id, span, span.of(self.text), "bench", 0.9),)
        self.facts.append(Fact(subject, predicate, obj, evidence))

    def made(self) -> Extraction:
        block = Block(Span(0, len(self.text)), BlockKind.PARAGRAPH)
        report = Report(self.id, f"{self.id}.txt", self.text, Metadata("报道", None, self.day), (block,))
        return Extraction(report, tuple(self.entities.values()), tuple(self.facts))


def corpus(size: int, seed: int = 1) -> tuple[list[Extraction], dict[tuple[str, str], str]]:
    """Reports, and the identity behind each (report id, entity id)."""
    made, truth = drafts(size, seed)
    return [d.made() for d in made], truth


def drafts(size: int, seed: int = 1) -> tuple[list[Draft], dict[tuple[str, str], str]]:
    """The same before they are reports."""
    order = random.Random(seed)
    gazetteer = divisions.load()
    streets = sorted(d.code for d in gazetteer.by_code.values() if d.level == 4 and d.cls == "Subdistrict")
    homes = order.sample(streets, size // 20)
    made = [_report(n, gazetteer.by_code[order.choice(homes)], order) for n in range(size)]
    return made, {(d.id, e): truth for d in made for e, truth in d.truth.items()}


def _report(number: int, street: divisions.Division, order: random.Random) -> Draft:
    gazetteer = divisions.load()
    draft = Draft(number, f"{order.randint(2018, 2024)}-{order.randint(1, 12):02}-{order.randint(1, 28):02}")
    chain = gazetteer.chain(street)
    areas = [draft.add(d.code, "Area", d.name, d.cls, d.code) for d in chain]
    for inner, outer in itertools.pairwise(areas):
        draft.say(inner, "partOf", outer)
    district, city = chain[1], chain[min(2, len(chain) - 1)]
    name = order.choice(STEMS)[:2] + "社区"
    community = draft.add(f"{street.code} {name}", "Community", name, "ResidentialCommunity")
    draft.say(community, "partOf", areas[0])
    body = order.choice(("教育局", "民政局", "财政局", "商务局"))
    bureau = draft.add(f"{district.code} {body}", "Organisation", district.name + body, "GovernmentBody")
    _person(draft, order, f"{district.code} {body}", district.name + body, bureau)
    _company(draft, order, city)
    group = draft.add(f"{street.code} 专班", "Organisation", "惠企服务专班", "WorkingGroup")
    draft.say(areas[0], "establishes", group)
    who = order.choice(SURNAMES) + order.choice(GIVEN)
    if f"person-{who}" not in draft.entities:  # two of one name in one report are one to whoever reads it
        draft.add(f"{draft.id} {who}", "Person", who)
    project = order.choice(STEMS) + "产业园项目"
    draft.add(f"{district.code} {project}", "Project", project)
    return draft


def _person(draft: Draft, order: random.Random, where: str, body: str, bureau: str) -> None:
    """The head of a bureau: one of three people of each bureau, with common names."""
    title = order.choice(TITLES)
    mine = random.Random(f"{where} {order.randint(1, 3)}")
    name = mine.choice(SURNAMES) + mine.choice(GIVEN)
    person = draft.add(f"{where} {name}", "Person", name)
    post = draft.add(f"{where} {title}", "Post", body + title)
    draft.say(person, "holdsPost", post)
    draft.say(post, "postIn", bureau)


def _company(draft: Draft, order: random.Random, city: divisions.Division) -> None:
    stem = order.choice(STEMS)
    full = f"{divisions.short_name(city.name)}{stem}光电科技有限公司"
    if order.random() < 0.5:
        draft.add(f"{city.code} {stem}", "Organisation", full, "Company", aliases=(stem + "光电",))
    else:
        draft.add(f"{city.code} {stem}", "Organisation", stem + "光电", "Company")


def pairwise(found: list[Extraction], truth: dict[tuple[str, str], str], extractions: list[Extraction]) -> tuple[float, float]:
    """Precision and recall over all pairs of mentions, by counting them group by group."""
    cells: Counter[tuple[str, str]] = Counter()
    for before, after in zip(extractions, found, strict=True):
        ids = {e.mentions: e.id for e in after.entities}
        for e in before.entities:
            cells[ids[e.mentions], f"{e.type} {truth[before.report.id, e.id]}"] += 1
    sides: tuple[defaultdict[str, int], defaultdict[str, int]] = (defaultdict(int), defaultdict(int))
    for (id_, known), count in cells.items():
        sides[0][id_] += count
        sides[1][known] += count
    right, made, real = (sum(n * (n - 1) // 2 for n in group.values()) for group in (cells, *sides))
    return right / made, right / real


def main() -> None:
    """Print a row for each size."""
    divisions.load()
    print("reports  things  seconds  per n log n (us)  precision  recall  unsure")
    for size in map(int, sys.argv[1:]) if len(sys.argv) > 1 else SIZES:
        extractions, truth = corpus(size)
        start = time.process_time()
        resolution = resolve_across(extractions)
        seconds = time.process_time() - start
        precision, recall = pairwise(list(resolution.extractions), truth, extractions)
        per = seconds / (size * math.log2(size)) * 1e6
        print(f"{size:7} {len(truth):7} {seconds:8.2f} {per:17.1f} {precision:10.4f} {recall:7.4f} {len(resolution.unsure):7}")


if __name__ == "__main__":
    main()
