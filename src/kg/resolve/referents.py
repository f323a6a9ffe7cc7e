"""Which thing each mention means within its report: deictic words, left-out owners, short forms, names made whole.

Mentions are taken in the order of the text; what stands for something named before is for `stand_ins` to say.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg import divisions
from kg.model import Mention, Report
from kg.resolve.keys import Key, Reading, abbreviated
from kg.resolve.places import Places, in_script
from kg.resolve.stand_ins import stand_in
from kg.script import same_length


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
    key = stand_in(reading, mention) if mention.deictic else _named(reading, mention, owner)
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
