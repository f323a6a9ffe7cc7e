"""Awards and honours: read after the verb that confers them (获评, 荣获, 被授予, 入选), list by list."""

import re
from functools import cache

from kg import lexicon
from kg.model import Mention, Span
from kg.recognise.areas import areas
from kg.tokens import Passage

_LIST = re.compile(r"[、和及]|以及")
_QUOTES = re.compile(r"[“”「」『』\"]")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    award = lexicon.read_cached("names")["award"]
    verbs = re.compile(lexicon.alternation(award["verbs"]) + r"(?:了|过|有|得|为)?")
    heads = lexicon.alternation(award["heads"])
    kinds = r"(?:最佳|示范|试点|先进|先行|标杆|文明|优美|生态|卫生|最美|特色|优秀|模范)[\u3400-\u9fff]{1,4}"
    return verbs, re.compile(rf"(?:{heads}|{kinds})$"), re.compile(r"(?:等)?(?:荣誉)?(?:称号|荣誉|表彰|奖项|殊荣)$")


def awards(passage: Passage) -> list[Mention]:
    """Awards of the sentence. The name keeps its giver (某省劳动模范) and drops quotes, year and 称号."""
    verbs, _, _ = _patterns()
    found = [*_headings(passage), *_conferred(passage)]
    for hit in verbs.finditer(passage.text, passage.span.start, passage.span.end):
        token = passage.at(hit.start())
        if token is None or (token.tag in ("n", "PER", "LOC", "ORG") and token.span.start < hit.start()):
            continue
        confers = hit.group().startswith(("授予", "颁发"))
        if confers and _CONFERRED.match(passage.text, hit.start(), passage.span.end):
            continue  # winners stand before the honour
        for span in _members(passage, hit.end()):
            mention = _award(passage, _honour_of(passage, span) if confers else span)
            if mention:
                found.append(mention)
    return found


def is_post(award: Mention, posts: list[Mention]) -> bool:
    """Whether what somebody was chosen as is a post (当选为县委书记), no honour (被评为优秀党委书记)."""
    held = any(p.span.end == award.span.end and award.span.contains(p.span) for p in posts)
    return held and not _honours().search(award.name)


_OUTLINE = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十0-9]+[）)]?[、.．]?)\s*")
_COUNT = re.compile(r"\s*[（(][^（）()]{1,10}[）)]\s*$|[：:\s]+$")


def _headings(passage: Passage) -> list[Mention]:
    """A line of an outline that is nothing but an honour (（一）安全生产先进单位): what follows is a list of who has it."""
    text = passage.span.of(passage.text)
    hit = _OUTLINE.match(text)
    if hit is None or not hit.group().strip() or len(text) > 34:
        return []
    name = _COUNT.sub("", text[hit.end() :].rstrip())
    start = passage.span.start + hit.end()
    general = name in ("先进集体", "先进个人", "先进单位", "优秀集体", "优秀个人", "先进名单")
    good = (
        4 <= len(name) <= 20
        and not general
        and re.search(r"[，。；、]", name) is None
        and _honours().search(name)
        and _patterns()[1].search(name)
    )
    return [Mention(Span(start, start + len(name)), "Award", name, "award-heading", 0.95)] if good else []


@cache
def _honours() -> re.Pattern[str]:
    return lexicon.compiled(lexicon.words("names", "honours"))


_CONFERRED = re.compile(r"授予[^。；“”]{2,120}?(?P<name>[“][^“”]{2,24}[”])(?:等)?(?:荣誉)?(?:称号|荣誉)")


def _conferred(passage: Passage) -> list[Mention]:
    """授予A、B“X”称号: the honour at the end."""
    out = []
    for hit in _CONFERRED.finditer(passage.text, passage.span.start, passage.span.end):
        out.append(Mention(Span(*hit.span("name")), "Award", hit["name"].strip("“”"), "award", 0.95))
    return out


def _members(passage: Passage, start: int) -> list[Span]:
    """The noun phrase after the verb, up to the clause's end, cut at list marks outside of quotes."""
    text, depth, members, at = passage.text, 0, [], start
    end = start
    while end < passage.span.end:
        char = text[end]
        depth += (char in "“「《") - (char in "”」》")
        if depth <= 0 and char in "，。；,;：:！!？?\n）)":
            break
        if depth <= 0 and char in "、":
            members.append(Span(at, end))
            at = end + 1
        end += 1
    members.append(Span(at, end))
    return [m for m in members if len(m)]


def _honour_of(passage: Passage, span: Span) -> Span:
    """The honour in 授予A等4人某区劳动模范称号: from the giver's name, where those honoured stand before it."""
    hit = re.search(r"等[0-9一二三四五六七八九十百余多]*(?:人|名|位|家|个|支|户)?(?:同志|单位|集体|企业|个人|组织)?", span.of(passage.text))
    if hit:
        return Span(span.start + hit.end(), span.end)
    givers = [
        a for a in areas(passage) if span.contains(a.span) and a.subtype in ("Province", "City", "District") and a.span.start > span.start
    ]
    return Span(givers[-1].span.start, span.end) if givers else span


def _award(passage: Passage, span: Span) -> Mention | None:
    """One award, if the words end as awards do or stand in quotes."""
    text = passage.text
    _, head, tail = _patterns()
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(" 了过得为"))
    words = text[start : span.end].rstrip()
    if cut := re.match(r"(?:[0-9]{4}|20[0-9]{2}[-—至][0-9]{4})年?度?(?=[\u3400-\u9fff“])", words):
        start, words = start + cut.end(), words[cut.end() :]
    quote = re.search(r"[”」](.*)$", words)
    if quote and (tail.fullmatch(quote.group(1)) or not quote.group(1) or not head.search(words)):
        words = words[: quote.start() + 1]
    elif hit := tail.search(words):
        words = words[: hit.start()]
    listed = _REGISTER.search(words)
    words = words[: listed.start()] if listed else words
    if cut := re.search(r"(?:颁发|颁授|授予|评选|评定|评为)的?(?=[^，。]{4,}$)", words):
        start, words = start + cut.end(), words[cut.end() :]
    name = _QUOTES.sub("", words).strip()
    inside = "“" in words or "「" in words
    if not (3 <= len(name) <= 30 or _PRIZE.fullmatch(name)) or (
        re.search(r"[的了在与向对把将是]", name.replace("的士", "")) and not inside
    ):
        return None
    if not (inside or listed or head.search(words)) or re.match(
        r"[0-9一二三四五六七八九十多数余]+(?:余|多)?(?:个|项|次|枚|块|家|万|元|亿)", name
    ):
        return None
    span = Span(start, start + len(words))
    contest = Mention(Span(start, start), "Event", "", "elided", 0.7, None, deictic=True) if _PRIZE.fullmatch(name) else None
    return Mention(span, "Award", name, "award", 0.95, None, contest)


#: A register that things are entered in by what they are then called (入选中国传统村落名录).
_REGISTER = re.compile(r"(?<=[\u3400-\u9fff]{4})(?:代表性项目|保护)?名录$")
#: A prize that its contest gives its name to (一等奖, 冠军).
_PRIZE = re.compile(r"(?:特|一|二|三)等奖|[金银铜]奖|冠军|亚军|季军|优秀奖|优胜奖|第[一二三四五]名")
