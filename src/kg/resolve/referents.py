"""Which thing each mention means within its report: deictic words, left-out owners, short forms, names made whole.

Mentions are taken in the order of the text. A stand-in means the nearest thing named before that fits it; a bare letter
(区, 市) or a left-out owner means the area of its kind that the paragraph speaks of, else the one the report is at home in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kg import divisions, lexicon, ontology
from kg.divisions import Division
from kg.model import Mention, Report
from kg.resolve.ids import folded
from kg.resolve.places import Places, in_script
from kg.script import same_length

#: How far back, in characters, a stand-in looks for what it means.
_REACH = {"Project": 400, "Programme": 250, "Event": 600, "Organisation": 400, "Person": 3000}


@dataclass(frozen=True, slots=True)
class Key:
    """A thing of the report before it has an id: its type, its whole name, its class; `division` for areas in the table."""

    type: str
    label: str
    subtype: str | None = None
    division: str | None = None

    def same(self) -> tuple[str, str]:
        return self.type, self.division or folded(self.label)


@dataclass(slots=True)
class Reading:
    """What has been read so far. The one mutable value of the stage, local to `referents`."""

    report: Report
    places: Places
    short: dict[str, Mention]
    keys: dict[Mention, Key] = field(default_factory=dict)
    seen: list[tuple[Mention, Key]] = field(default_factory=list)


def referents(report: Report, mentions: tuple[Mention, ...], places: Places, short: dict[str, Mention]) -> dict[Mention, Key]:
    """Mention → thing, owners included. Mentions that can't be resolved are missing. `short`: defined short forms."""
    reading = Reading(report, places, short)
    for mention in mentions:
        _key(reading, mention)
    _told_apart(reading)
    return reading.keys


def _key(reading: Reading, mention: Mention) -> Key | None:
    """The thing that a mention means, found once."""
    if mention in reading.keys:
        return reading.keys[mention]
    owner = _key(reading, mention.owner) if mention.owner else None
    key = _stand_in(reading, mention) if mention.deictic else _named(reading, mention, owner)
    if key is not None:
        reading.keys[mention] = key
        reading.seen.append((mention, key))
    return key


def _named(reading: Reading, mention: Mention, owner: Key | None) -> Key | None:
    if mention.type == "Area":
        return _area(reading, mention)
    if mention.name in reading.short and reading.short[mention.name] != mention:
        full = reading.short[mention.name]
        if full.type == mention.type:
            return _key(reading, full)
    if mention.type == "Community":
        return _community(reading, mention, owner)
    if mention.owner is None:
        return Key(mention.type, mention.name, mention.subtype)
    if mention.owner.deictic and not mention.owner.name and (known := _last_organ(reading, mention, owner)) is not None:
        return known
    if owner is None and mention.type == "Award":
        return Key("Award", mention.name)
    if owner is None:
        vague = mention.type == "Post" or (mention.owner.deictic and len(mention.owner.name) != 1)
        return None if vague else Key(mention.type, mention.full_name, mention.subtype)
    inside = mention.holds_owner and not mention.owner.deictic
    name = canonical(mention.name) if mention.type == "Organisation" else mention.name
    host = _whole_host(owner.label, mention.owner) if mention.type == "Event" else owner.label
    return Key(mention.type, name if inside else joined(host, name), mention.subtype)


_TERM = re.compile(r"第?[0-9一二三四五六七八九十]+届(?=人民代表大会|人大|政协|委员会)")


def canonical(name: str) -> str:
    """A congress's or conference's name without its term and in its usual form (第八届人民代表大会常务委员会 → 人大常委会)."""
    return _TERM.sub("", name).replace("人民代表大会常务委员会", "人大常委会")


def _whole_host(label: str, host: Mention) -> str:
    """The host of an event with its term, as the event's name has it."""
    short = canonical(host.name)
    return label.removesuffix(short) + host.name if short != host.name and label.endswith(short) else label


def _last_organ(reading: Reading, mention: Mention, owner: Key | None) -> Key | None:
    """The organ of this name that was named whole, where that is later than any owner that the name could lean on (党支部)."""
    if mention.type != "Organisation":
        return None
    whole = [
        (m.span.start, k)
        for m, k in reading.seen
        if k.type == "Organisation" and len(k.label) > len(mention.name) and k.label.endswith(mention.name)
    ]
    leant = [m.span.start for m, k in reading.seen if k == owner and len(m.span)]
    return whole[-1][1] if whole and (not leant or whole[-1][0] >= leant[-1]) else None


def joined(owner: str, name: str) -> str:
    """Owner and own part as one name; 柳泉街道 + 街道办事处 says 街道 once, and 团县委 is the youth league's committee of its county."""
    if re.fullmatch("团[省市县区旗州]?委", name) and owner.endswith(tuple("省市县区旗州")):
        return f"共青团{owner}委"
    return owner + (name.removeprefix("街道") if owner.endswith("街道") else name)


def _area(reading: Reading, mention: Mention) -> Key:
    division = reading.places.linked.get(mention)
    if division is not None:
        return Key(
            "Area",
            mention.name if same_length(mention.name) == division.name else in_script(reading.report, division.name),
            division.cls,
            division.code,
        )
    if mention.name in reading.short:
        full = reading.short[mention.name]
        if full.type == "Area" and full.name != mention.name:
            return _key(reading, full) or Key("Area", full.name, full.subtype)
    if mention.subtype == "DevelopmentZone":
        for _, key in reading.seen:
            if key.subtype == "DevelopmentZone" and _one_zone(key.label, mention.name):
                return key
    return Key("Area", mention.name, mention.subtype)


def _one_zone(one: str, other: str) -> bool:
    """Whether two names are one zone's: in short the same, but for the city that one of them begins with."""
    short, long = sorted((abbreviated(one), abbreviated(other)), key=len)
    return short == long or (len(short) > 4 and long.endswith(short) and long.removesuffix(short) in divisions.load().by_short)


def abbreviated(zone: str) -> str:
    """A development zone's usual short form: 某某高新技术产业开发区 is 某某高新区."""
    for short, forms in lexicon.read_cached("areas")["zone_forms"].items():
        for form in forms:
            if zone.endswith(form):
                return str(zone.removesuffix(form) + short)
    return zone


def _community(reading: Reading, mention: Mention, owner: Key | None) -> Key:
    """A community is its name within its subdistrict; a bare name means the one of that name that was named last."""
    same = [k for m, k in reading.seen if m.type == "Community" and not m.deictic and m.name == mention.name]
    if owner is None:
        return same[-1] if same else Key("Community", mention.name, mention.subtype)
    for key in reversed(same):
        if not _placed(reading, key) or _within(reading, key, owner):
            return key
    return Key("Community", owner.label + mention.name if same else mention.name, mention.subtype)


def _placed(reading: Reading, community: Key) -> bool:
    """Whether the report has said which area a community lies in."""
    return any(m.owner is not None and m.owner in reading.keys for m, k in reading.seen if k == community)


def _told_apart(reading: Reading) -> None:
    """Communities of one name in two areas bear their area's name, both of them."""
    named = {k: m for m, k in reversed(reading.seen) if m.type == "Community" and m.owner is not None and m.owner in reading.keys}
    for key, mention in named.items():
        twins = {k for k, m in named.items() if m.name == mention.name}
        if len(twins) > 1 and key.label == mention.name and mention.owner is not None:
            whole = replace(key, label=reading.keys[mention.owner].label + mention.name)
            for m, k in list(reading.keys.items()):
                if k == key:
                    reading.keys[m] = whole
                elif m.owner is not None and reading.keys.get(m.owner) == whole and k.label.startswith(key.label):
                    reading.keys[m] = replace(k, label=joined(whole.label, m.name))


def _within(reading: Reading, community: Key, owner: Key) -> bool:
    """Whether a community that was named with its subdistrict lies in the wider area that names it now."""
    named = [m for m, k in reading.seen if k == community and m.owner is not None]
    chains = [[o.label for o in _owners(reading, m)] for m in named]
    return any(owner.label in chain for chain in chains)


def _owners(reading: Reading, mention: Mention) -> Iterator[Key]:
    while mention.owner is not None:
        mention = mention.owner
        if mention in reading.keys:
            yield reading.keys[mention]
            if (code := reading.keys[mention].division) is not None:
                gazetteer = divisions.load()
                yield from (Key("Area", d.name, d.cls, d.code) for d in gazetteer.chain(gazetteer.by_code[code]))


def _stand_in(reading: Reading, mention: Mention) -> Key | None:
    if mention.type in ("Area", "Community"):
        return _area_meant(reading, mention)
    fits = [(m, k) for m, k in reading.seen if not m.deictic and m.span.start <= mention.span.start and _fits(mention, k)]
    if not fits:
        return None
    if mention.type == "Event" and not mention.name:  # the contest that a bare prize is won in
        fits = [(m, k) for m, k in fits if k.label.endswith(tuple(lexicon.words("names", "contests")))]
        if not fits:
            return None
    if not mention.name and mention.subtype and ">" in mention.subtype:
        for cls in mention.subtype.split(">"):
            near = [(m, k) for m, k in fits if cls in ontology.load().ancestors(k.subtype or k.type)]
            if near and mention.span.start - near[-1][0].span.end <= _REACH["Organisation"]:
                return near[-1][1]
        return None
    tail = mention.name.lstrip("本此次该这个届家所座支项")
    pointed = len(mention.name) == 2 and mention.name[0] in "该本我"  # 该院 is a court or a hospital, no division of it
    by_tail = [(m, k) for m, k in fits if (len(tail) > 2 or pointed) and k.label.endswith(tail)]
    if pointed and mention.recogniser == "elided" and not by_tail:
        return None
    last, key = (by_tail or fits)[-1]
    return key if mention.span.start - last.span.end <= _REACH.get(mention.type, 400) or by_tail else None


def _fits(mention: Mention, key: Key) -> bool:
    """Whether a thing can be what a stand-in means: its type, and one of its classes where it names some."""
    if mention.type == "Person":
        return key.type == "Person" and key.label[0] == mention.name[0]
    classes = (mention.subtype or mention.type).replace(">", "|").split("|")
    above = ontology.load().ancestors(key.subtype or key.type)
    return (key.type in ("Organisation", "Community", "Area") and any(c in above for c in classes)) or (
        key.type == mention.type and mention.subtype is None
    )


def home_key(reading: Reading) -> Key | None:
    """The innermost area that the report is at home in."""
    home = next(iter(reading.places.home), None)
    return Key("Area", in_script(reading.report, home.name), home.cls, home.code) if home else None


def _area_meant(reading: Reading, mention: Mention) -> Key | None:
    """The area or community that a deictic word, a letter or a left-out owner means."""
    if mention.recogniser == "home":
        return home_key(reading)
    endings = _endings(mention)
    classes = (mention.subtype or "Province").replace(">", "|").split("|")
    fits = [(m, k) for m, k in reading.seen if not m.deictic and k.type == mention.type and _is_kind(k, endings, classes)]
    before = [(m, k) for m, k in fits if m.span.start < mention.span.start or m.span == mention.span]
    if mention.name.startswith(("该", "本", "这")) and before:
        return before[-1][1]
    block = next((b.span for b in reading.report.blocks if b.span.contains(mention.span)), None)
    near = [k for m, k in before if block is not None and block.contains(m.span)]
    home = reading.places.home_of(endings, classes) if mention.type == "Area" and endings else None
    if near and not mention.name.startswith(("全", "我")) and not _above(near[-1], home):
        return near[-1]
    if home is not None:
        return Key("Area", in_script(reading.report, home.name), home.cls, home.code)
    return _most_named([k for _, k in before])


def _above(key: Key, home: Division | None) -> bool:
    """Whether an area encloses the one that the report is at home in: 市 in a county-level city's report isn't the city above it."""
    return home is not None and key.division in {d.code for d in divisions.load().chain(home)[1:]}


def _most_named(before: list[Key]) -> Key | None:
    """The one that was named most often so far."""
    return max(sorted(before, key=lambda k: k.label), key=before.count) if before else None


_CLASS_ENDINGS = {
    "Province": ("省", "自治区", "市"),
    "City": ("市", "州", "盟"),
    "District": ("区", "县", "市", "旗"),
    "Subdistrict": ("街道",),
    "Town": ("镇", "乡"),
}


def _endings(mention: Mention) -> tuple[str, ...]:
    """How the names of the areas end that a deictic word can mean."""
    if mention.name:
        bare = mention.name.removeprefix("全").removeprefix("我们").removeprefix("我").removeprefix("该").removeprefix("本")
        return (bare.removesuffix("里"),)
    return tuple(e for c in (mention.subtype or "").replace(">", "|").split("|") for e in _CLASS_ENDINGS.get(c, ()))


def _is_kind(key: Key, endings: tuple[str, ...], classes: list[str]) -> bool:
    if key.subtype == "DevelopmentZone" and key.subtype in classes:
        general = not endings or endings[0].endswith("园区")
        return general or key.label.endswith(endings) or abbreviated(key.label).endswith(endings)
    if key.subtype in classes and (key.type == "Community" or key.label.endswith(endings or "")):
        return True
    # 市 may be a county-level city, 区 a zone that the text calls so
    return bool(endings) and key.type == "Area" and key.subtype in ("City", "District") and key.label.endswith(endings)
