"""layout.yaml as a frozen value: word lists compiled once."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from kg import resources
from kg.errors import RulesError

HAN = "㐀-鿿〇\U00020000-\U0003ffff"
_FILE = "layout.yaml"
_BLANK = re.compile(r"[ \t\u3000\xa0]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of layout.yaml, ready to match. Patterns named …_start match at the beginning of a stripped line."""

    section: re.Pattern[str]
    teaser: re.Pattern[str]
    teaser_places: tuple[str, ...]
    link: re.Pattern[str]
    breadcrumb_start: re.Pattern[str]
    breadcrumb_separators: str
    furniture: re.Pattern[str]
    portal_start: re.Pattern[str]
    portal_mark: re.Pattern[str]
    label: re.Pattern[str]
    label_kind: dict[str, str]
    form_label: re.Pattern[str]
    original_title: re.Pattern[str]
    title_label: re.Pattern[str]
    form_mark: re.Pattern[str]
    role: re.Pattern[str]
    role_kind: dict[str, str]
    fillers: frozenset[str]
    no_names: frozenset[str]
    byline_ends: tuple[str, ...]
    body_ends: tuple[str, ...]
    name_ends: tuple[str, ...]
    byline_marks: str
    dateline: re.Pattern[str]
    agencies: tuple[str, ...]
    places: frozenset[str]
    paper_part: re.Pattern[str]
    masthead_ends: tuple[str, ...]
    page_line: re.Pattern[str]
    edition_ends: tuple[str, ...]
    no_publishers: frozenset[str]
    publisher_ends: tuple[str, ...]
    site_ends: tuple[str, ...]
    site_tail: re.Pattern[str]
    caption_starts: tuple[str, ...]
    credit_ends: tuple[str, ...]
    document_number: re.Pattern[str]
    column_ends: tuple[str, ...]
    letterhead_ends: tuple[str, ...]
    notice_title: re.Pattern[str]
    list_heads: tuple[str, ...]
    attachment_starts: tuple[str, ...]
    attribution: re.Pattern[str]
    outline: re.Pattern[str]
    bullets: str
    surnames: frozenset[str]

    def labels(self, text: str) -> list[re.Match[str]]:
        """The labels of a line; those with bars (编辑｜某某) only where one opens it, for menus have bars too."""
        found = list(self.label.finditer(text))
        opened = bool(found) and not text[: found[0].start()].strip("（(【[ \u3000")
        return found if opened else [m for m in found if not m["barred"]]

    def label_of(self, match: re.Match[str]) -> str:
        """The kind of a label that `label` found, however wide it was set."""
        return self.label_kind[_BLANK.sub("", match["word"] or match["barred"] or match["short"])]


@cache
def words() -> Words:
    """The shipped words; raises RulesError that names the entry where the file is wrong."""
    data = yaml.safe_load(resources.read(_FILE))
    try:
        return _compile(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise RulesError(_FILE, str(error), "entry", "is missing or of the wrong kind") from error
    except re.error as error:
        raise RulesError(_FILE, str(error.pattern), "pattern", str(error)) from error


def _any(items: list[str]) -> str:
    """An alternation of plain words, longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(items, key=lambda w: (-len(w), w)))) + ")"


def _wide(items: list[str]) -> str:
    """The same for labels, which forms set to the width of four: 来　　源, 主 题 词."""
    short, long = [w for w in items if len(w) <= 3], [w for w in items if len(w) > 3]
    spread = [r"[ \t\u3000\xa0]{0,8}".join(map(re.escape, w)) for w in sorted(short, key=lambda w: (-len(w), w))]
    return "(?:" + "|".join([_any(long), *spread]) + ")"


def _by_word(groups: dict[str, list[str]]) -> dict[str, str]:
    return {word: kind for kind, listed in groups.items() for word in listed}


def _section(data: dict[str, Any]) -> re.Pattern[str]:
    sections, counted = _any(data["sections_after"]), _any(data["sections_counted"])
    return re.compile(
        rf"^[\W_]*{sections}(?:[\W_\d]*|[\s>»›]*更多[\W_]*)$|^[\W_]*(?:[【\[]{sections}[】\]]|{sections}\s*[:：])"
        rf"|^{counted}\s*[（(]?\s*\d+\s*[)）]?\s*条?$"
    )


def _label(labels: list[str]) -> re.Pattern[str]:
    """Single characters (文, 图) take a slash as well; a label never ends a longer word (公示时间 is no 时间)."""
    return re.compile(
        rf"(?<![{HAN}])(?P<word>{_wide(labels)})\s*[:：丨]|(?:^|(?<=[\s（(【\[]))(?P<barred>{_any(labels)})\s?[｜|](?!\s?[｜|]|\s*$)"
        rf"|(?<![{HAN}])(?P<short>[文图])\s*[/／](?![文图])"
    )


def _compile(data: dict[str, Any]) -> Words:
    labels, roles = _by_word(data["labels"]), _by_word(data["roles"])
    return Words(
        section=_section(data),
        teaser=re.compile(rf"^[\W_]*{_any(data['teasers_after'])}(?:[\W_]*$|[】\]]?\s*[:：])"),
        teaser_places=tuple(data["teaser_places"]),
        link=re.compile(rf"^[\W_]*{_any(data['links_after'])}\s*[:：】\]>]"),
        breadcrumb_start=re.compile(rf"^[\W_]*{_any(data['breadcrumb_starts'])}\s*[:：>＞»›]?"),
        breadcrumb_separators=data["breadcrumb_separators"],
        furniture=re.compile("|".join(f"(?:{p})" for p in data["furniture"]), re.I),
        portal_start=re.compile(rf"^[\W_]*{_any(data['portal_starts'])}"),
        portal_mark=re.compile(_any(data["portal_marks"])),
        label=_label(list(labels)),
        label_kind=labels,
        form_label=re.compile(rf"^[\s【\[]*{_wide(data['form_labels'])}[】\]]?\s*[:：]"),
        original_title=re.compile(rf"^[\W_]*{_any(data['original_title'])}\s*[:：]\s*"),
        title_label=re.compile(rf"(?<![{HAN}]){_wide(data['title_labels'])}\s*[:：]\s*"),
        form_mark=re.compile(rf"(?<![{HAN}]){_wide(data['form_marks'])}\s*[:：]"),
        role=re.compile(_any(list(roles))),
        role_kind=roles,
        fillers=frozenset(data["byline_fillers"]),
        no_names=frozenset(data["no_names"]),
        byline_ends=tuple(data["byline_ends"]),
        body_ends=(*data["body_ends"], *data["publisher_ends"]),
        name_ends=tuple(data["name_ends"]),
        byline_marks=data["byline_marks"],
        dateline=re.compile("[【\\[〔（(]?(?:" + "|".join(f"(?:{p})" for p in data["datelines"]) + ")[】\\]〕）)]?"),
        agencies=tuple(data["agencies"]),
        places=frozenset(data["places"]),
        paper_part=re.compile(rf"(?:\s*[·•・]\s*[^·•・\s]{{1,10}}|[（(][^（）()]{{1,10}}){_any(data['part_ends'])}[）)]?$"),
        masthead_ends=tuple(data["masthead_ends"]),
        page_line=re.compile("|".join(data["page_lines"])),
        edition_ends=tuple(data["edition_ends"]),
        no_publishers=frozenset(data["no_publishers"]),
        publisher_ends=tuple(data["publisher_ends"]),
        site_ends=tuple(data["site_ends"]),
        site_tail=re.compile(rf"\s*[-_|—–－丨｜]+\s*[^-_|—–－丨｜]{{0,20}}{_any(data['site_ends'])}\s*$"),
        caption_starts=tuple(data["caption_starts"]),
        credit_ends=tuple(data["credit_ends"]),
        document_number=re.compile(data["document_number"]),
        column_ends=tuple(data["column_ends"]),
        letterhead_ends=tuple(data["letterhead_ends"]),
        notice_title=re.compile(data["notice_title"]),
        list_heads=tuple(data["list_heads"]),
        attachment_starts=tuple(data["attachment_starts"]),
        attribution=re.compile(rf"^[^，。！？；]{{0,24}}{_any(data['attribution'])}(?=[，。！？；：,]|$)"),
        outline=re.compile("^(?:" + "|".join(data["outline"]) + ")"),
        bullets=data["bullets"],
        surnames=frozenset("".join(data["surnames"].split())),
    )
