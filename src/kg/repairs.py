"""Repairs of the tagger's words: two names glued, a verb in a name, an area's letter before an institution, a name cut in two."""

import re
from collections.abc import Sequence
from functools import cache

from kg import lexicon


@cache
def _seams() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Where the tagger glues two words: at a verb of joining, before a body's own organ, before a verb of holding."""
    bodies = lexicon.read_cached("bodies")
    heads = lexicon.alternation(w for row in bodies["heads"] for w in row["words"])
    organs = lexicon.alternation(f for row in bodies["organs"] for f in row["forms"] if len(f) > 1)
    joined = re.compile(rf"(?P<left>.{{2,}}?)(?P<verb>{lexicon.alternation(bodies['glued_verbs'])})(?P<right>.{{2,}})")
    return (
        joined,
        re.compile(rf"(?P<left>.+{heads})(?P<right>{organs})"),
        re.compile(rf"(?P<left>[\u3400-\u9fff]{{2,3}})(?P<right>[{lexicon.read_cached('posts')['after_names']}])"),
    )


#: A work and what is joined to it, in one word of the tagger's (连接线工程｜和｜县人民医院).
_WORKS = re.compile(r"(?P<left>[\u3400-\u9fff]{2,}(?:项目|工程))(?P<mark>[和及与])(?P<right>[\u3400-\u9fff]{2,})")


@cache
def _leaning() -> re.Pattern[str]:
    """An area's letter before an institution (县｜人民医院), no word of its own (市政, 镇海中学)."""
    rows = lexicon.read_cached("bodies")["heads"]
    heads = {w for row in rows if row["class"] in ("School", "Hospital", "Bank", "MediaOutlet") for w in row["words"]}
    ends = lexicon.alternation(heads | lexicon.words("names", "institutions") | {"集团", "公司", "中心"})
    words = lexicon.alternation(lexicon.words("areas", "letter_words"))
    return re.compile(rf"(?!{words})(?P<letter>[省市区县旗镇乡])(?P<rest>[\u3400-\u9fff]{{2,}}{ends})")


@cache
def _joined_heads() -> re.Pattern[str]:
    """Two names that the tagger takes for one: a whole one before 和 (某某服务中心｜和｜某某文化站), no 住房和城乡建设局."""
    heads = {w for row in lexicon.read_cached("bodies")["heads"] for w in row["words"]} | lexicon.heads("place").heads
    ends = lexicon.alternation(w for w in heads if len(w) > 1)
    return re.compile(rf"(?P<left>.{{2,}}{ends})(?P<mark>[和及与])(?P<right>.{{3,}})")


#: A place and its phase, and a body and what it does for an event, in one word of the tagger's.
_PHASED = re.compile(r"(?P<left>.{4,})(?P<phase>[一二三四五六]期)")
_WARD = re.compile(r"(?P<left>.+医院)(?P<right>急诊|门诊|住院|康复|医技)")
_HOLDING = re.compile(r"(?P<left>.{4,})(?P<verb>主办|承办|协办|合办|联办)")
#: A verb of holding before the letter of an area (任县教育局局长).
_HOLDS = re.compile(r"(?:现任|拟任|曾任|兼任|任|兼)(?=[省市区县州旗镇乡][\u3400-\u9fff])")


def repaired(word: str, tag: str) -> list[tuple[str, str]]:
    """A word of the tagger's, cut where it glues two and retagged where it can't be a mark."""
    joined, organ, person = _seams()
    if tag != "w" and len(word) > 1 and re.search(r"[\s　]", word):
        return [(p, "w" if p.isspace() else tag) for p in re.split(r"([\s　]+)", word) if p]
    if tag == "w" and re.search(r"[\u3400-\u9fff]{2}", word):
        lead = len(word) - len(word.lstrip("·"))
        return [*([(word[:lead], "w")] if lead else []), (word[lead:], "nz")]
    if tag in ("ORG", "LOC") and (hit := joined.fullmatch(word)):
        return [*repaired(hit["left"], tag), (hit["verb"], "v"), *repaired(hit["right"], tag)]
    if tag in ("ORG", "LOC") and (
        prefix := next(
            (
                p
                for p in lexicon.words("bodies", "glued_prefixes")
                if word.startswith(p) and len(word) > len(p) + 2 and not word.startswith("联合国")
            ),
            None,
        )
    ):
        return [(prefix, "v"), *repaired(word.removeprefix(prefix), tag)]
    if tag in ("ORG", "LOC") and (hit := _HOLDS.match(word)):
        return [(hit.group(), "v"), *repaired(word.removeprefix(hit.group()), tag)]
    if tag in ("ORG", "LOC") and (hit := re.match("[于在](?=[省市区县](?:$|[\u3400-\u9fff]{2}))", word)):
        return [(hit.group(), "p"), *repaired(word[1:], tag)]
    if tag in ("ORG", "LOC") and (hit := _WARD.fullmatch(word)):
        return [(hit["left"], tag), (hit["right"], "n")]
    if tag in ("ORG", "LOC") and (hit := _PHASED.fullmatch(word)):
        return [*repaired(hit["left"], tag), (hit["phase"], "m")]
    if tag in ("ORG", "LOC") and (hit := _HOLDING.fullmatch(word)):
        return [*repaired(hit["left"], tag), (hit["verb"], "v")]
    if tag in ("ORG", "LOC") and word[0] == "座" and len(word) > 3:
        return [(word[0], "q"), (word[1:], "n")]
    if tag == "ORG" and (hit := _leaning().fullmatch(word)):
        return [(hit["letter"], "n"), *repaired(hit["rest"], tag)]
    if (hit := _WORKS.fullmatch(word)) or (tag in ("ORG", "LOC") and (hit := _joined_heads().fullmatch(word))):
        return [*repaired(hit["left"], tag), (hit["mark"], "c"), *repaired(hit["right"], tag)]
    if tag in ("ORG", "LOC") and word[-1] in "与和及" and len(word) > 3:
        return [*repaired(word[:-1], tag), (word[-1], "c")]
    if tag == "ORG" and (hit := organ.fullmatch(word)):
        return [(hit["left"], tag), (hit["right"], "n")]
    if tag == "PER" and (hit := person.fullmatch(word)) and lexicon.is_person_name(hit["left"]):
        return [(hit["left"], tag), (hit["right"], "v")]
    return [(word, tag)]


def shifted(words: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """A verb that the tagger cuts in two (成｜立某某合作社), made whole."""
    out: list[tuple[str, str]] = []
    for word, tag in words:
        if out and out[-1][0].endswith(("成", "设", "创", "建")) and len(word) > 3 and word[0] == "立" and tag in ("ORG", "LOC"):
            out[-1] = (out[-1][0] + "立", "v")
            word = word[1:]
        if tag == "ORG" and (hit := _APPOINTED.match(word)) and lexicon.is_person_name(name := _since_mark(out) + hit["left"]):
            while out and out[-1][1] != "w":
                out.pop()
            out += [(name, "PER"), ("为", "v")]
            word = hit["right"]
        if tag in ("LOC", "ORG") and re.match("和[县区市镇乡]", word) and out and out[-1][1] in ("n", "nz", "LOC", "ORG", "vn", "PER"):
            out.append(("和", "c"))  # 某某工程和｜县人民医院, not the county called 和县
            word = word[1:]
        if tag in ("v", "d") and len(word) > 4 and word.endswith(_FIRMS):
            tag = "n"
        if word in ("于", "至") and tag in ("LOC", "ORG"):
            tag = "p"
        if word == "成" and tag in ("LOC", "ORG") and out and out[-1][1] == "v":
            tag = "v"  # 改造｜成｜某驿站
        if word == "木格" and len(out) > 1 and out[-1][0] == "其" and out[-2][1] == "PER":
            out[-2:] = [(out[-2][0] + "其木格", "PER")]
            continue
        if word == "共体" and out and out[-1][0].endswith("医"):
            rest = out.pop()
            out += [*([(rest[0][:-1], rest[1])] if len(rest[0]) > 1 else []), ("医共体", "n")]
            continue
        if word == "养" and out and len(out[-1][0]) > 1 and out[-1][0].endswith("康"):
            out[-1] = (out[-1][0] + word, out[-1][1])  # 康养小镇
            continue
        if word == "之" and out and out[-1][1] == "PER" and len(out[-1][0]) == 2:
            out[-1] = (out[-1][0] + word, "PER")
            continue
        if (noun := next((n for n in ("项目", "工程") if word.startswith(n)), None)) and word.removeprefix(noun) in _parts():
            out += [(noun, "n"), (word.removeprefix(noun), "n")]
            continue
        if (
            (tag == "m" or word.startswith(("建设", "兴建")))
            and out
            and out[-1][1] == "ORG"
            and (verb := next((v for v in _money_verbs() if out[-1][0].endswith(v)), None))
        ):
            out[-1] = (out[-1][0].removesuffix(verb), "ORG")
            out.append((verb, "v"))
        out.append((word, tag))
    return out


#: A name's last part, 为 and a body, glued by the tagger in a list of appointments (凌少｜华为市水务局).
_APPOINTED = re.compile(r"(?P<left>[\u3400-\u9fff]?)为(?P<right>[省市区县州旗镇乡].+)")


def _since_mark(out: Sequence[tuple[str, str]]) -> str:
    """What stands since the last mark."""
    words = []
    for word, tag in reversed(out):
        if tag == "w":
            break
        words.append(word)
    return "".join(reversed(words))


_FIRMS = ("合作社", "有限公司", "集团公司")


def _parts() -> frozenset[str]:
    return lexicon.words("names", "project_parts")


def _money_verbs() -> frozenset[str]:
    return lexicon.words("bodies", "money_verbs")
