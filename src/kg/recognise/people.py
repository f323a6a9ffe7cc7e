"""People: the tagger's names checked against family names, and names that a title, a form or a list announces."""

import re
from functools import cache

from kg import lexicon
from kg.model import Mention, Span
from kg.tokens import Passage, Token

Candidates = list[tuple[Span, float, str]]

_NAME = r"[\u3400-\u9fff]{2,4}"
#: A name with its particulars: 马骁，男，满族 / 钟桂兰（女） / 朴正浩（朝鲜族）.
_PARTICULARS = re.compile(r"(?:[（(](?:[女男][，,][\u3400-\u9fff]{1,6}族|女|男|[\u3400-\u9fff]{1,4}族)[）)]|[，,](?:男|女)[，,])")
#: What follows a body's short form in a document number (某政任〔2023〕4号).
_DOCUMENT = re.compile(r"[\u3400-\u9fff]{0,4}[〔\[（(【]\s*(?:19|20)[0-9]{2}\s*[〕\]）)】]")
_BEFORE = re.compile(r"(?:^|[、，,；;。：:\s（(任命免去聘])$")
_AFTER_NAME = re.compile(
    r"[（(]?(?:，|,|、|。|；|等|（|\(|说|介绍|表示|告诉|为|任|兼|的|带领|率|出席|主持|致辞|参加|和|与|及|一行|同志|先生|女士|老人|$)"
)


@cache
def _announcers() -> re.Pattern[str]:
    """Words right before a personal name: occupations, announcing nouns."""
    data = lexicon.read_cached("posts")
    return re.compile(lexicon.alternation([*data["occupations"], *data["announce"]]) + r"$")


def people(passage: Passage, posts: list[Mention], taken: list[Mention]) -> list[Mention]:
    """Names of people in a sentence. `posts` announce names; names inside `taken` mentions are parts of those."""
    found: dict[Span, Mention] = {}
    for span, score, how in [
        *_dotted(passage),
        *_spaced(passage),
        *_tagged(passage),
        *_after_posts(passage, posts),
        *_appointed(passage, posts),
        *_particulars(passage),
        *_announced(passage),
    ]:
        name = _GAPS.sub("", span.of(passage.text))
        known = lexicon.is_person_name(name) or (how == "tagger" and (lexicon.is_rare_name(name) or _titled(passage, span, posts)))
        if known and not any(t.span.overlaps(span) for t in taken):
            old = found.get(span)
            if old is None or old.score < score:
                found[span] = Mention(span, "Person", name, how, score)
    for span, score, how in _lists(passage, sorted(found)):
        name = span.of(passage.text)
        if lexicon.is_person_name(name) and not any(f.overlaps(span) for f in found):
            found[span] = Mention(span, "Person", name, how, score)
    cut = {s for s in found for o in found if s != o and o.contains(s)}
    return [found[s] for s in sorted(found) if s not in cut and not _doubtful(passage, found[s])]


def _titled(passage: Passage, span: Span, posts: list[Mention]) -> bool:
    """Whether the tagger's name stands between a title and a mark: it needs no family name (院长宝音，)."""
    after = passage.text[span.end : span.end + 1]
    return 2 <= len(span) <= 6 and after in "，、。（(；" and any(p.span.end == span.start for p in posts)


@cache
def _formulas() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = lexicon.read_cached("posts")
    return re.compile(data["formula_before"]), re.compile(data["formula_after"])


def _formula(passage: Passage, span: Span) -> bool:
    """Whether a name stands in a formula only (学习贯彻某某重要讲话精神, 学某某)."""
    before, after = _formulas()
    left, right = passage.text[max(passage.span.start, span.start - 6) : span.start], passage.text[span.end : span.end + 24]
    return bool(after.match(right)) or bool(before.search(left) and re.match(r"^(?:活动|精神|同志|，|。|、|日|$|志愿|好人|榜样)", right))


def _doubtful(passage: Passage, person: Mention) -> bool:
    """A tagger's name that is more likely something else: a kinship word, a common word after a verb, a headline's accident."""
    if _formula(passage, person.span) or _DOCUMENT.match(passage.text, person.span.end):
        return True
    if person.recogniser != "tagger":
        return False
    if len(person.name) == 2 and passage.text[person.span.end : person.span.end + 1] == "了":
        return True  # 路通了
    if person.name in lexicon.words("areas", "countries"):
        return True
    given = person.name[1:]
    return given in lexicon.words("posts", "kinship") or passage.kind == "title" or given in lexicon.words("posts", "not_given")


_GAPS = re.compile(r"[ 　]+")
#: A name of two characters set to the width of three, in a list: 王 丽、贺　军.
_SPACED = re.compile(r"(?<=[、，：:；）) 　])[\u3400-\u9fff][ 　]{1,2}[\u3400-\u9fff](?=[、，。；（( 　]|等|$)")


def _spaced(passage: Passage) -> Candidates:
    """Names with a space inside, where a list holds them among other names."""
    people = sum(t.tag == "PER" and len(t.text) > 1 for t in passage.tokens)
    hits = list(_SPACED.finditer(passage.text, passage.span.start, passage.span.end))
    listed = [h for h in hits if passage.text[h.start() - 1] in "、，" or passage.text[h.end() : h.end() + 1] in "、，（("]
    return [(Span(*h.span()), 0.85, "spaced") for h in listed] if people + len(hits) > 2 else []


_DOTTED = re.compile(r"[\u3400-\u9fff]{2,6}(?:·[\u3400-\u9fff]{2,8})+")


def _dotted(passage: Passage) -> Candidates:
    """Names in two parts with a dot, from a word's start to a word's end (阿米娜·买买提)."""
    starts, ends = passage.starts(), {t.span.end for t in passage.tokens}
    out: Candidates = []
    for hit in re.finditer(r"·", passage.text[passage.span.start : passage.span.end]):
        dot = passage.span.start + hit.start()
        left, right = passage.at(dot - 1), passage.at(dot + 1)
        if left is None or right is None or "PER" not in (left.tag, right.tag):
            continue
        span = Span(left.span.start, right.span.end)
        if _DOTTED.fullmatch(span.of(passage.text)) and span.start in starts and span.end in ends:
            out.append((span, 0.9, "dotted"))
    return out


def _tagged(passage: Passage) -> Candidates:
    return [(t.span, 0.85, "tagger") for t in passage.tokens if t.tag == "PER"]


def _word_ends(passage: Passage, start: int) -> list[int]:
    """Ends of words after a position that give a name of 2 to 4 characters."""
    return [t.span.end for t in passage.tokens if 2 <= t.span.end - start <= 4 and t.span.start >= start]


def _after_posts(passage: Passage, posts: list[Mention]) -> Candidates:
    """The name right after a title: the longest that ends where a word ends, three characters before two."""
    out: Candidates = []
    for post in posts:
        token = passage.at(post.span.end)
        if token is not None and (longer := _cut_short(passage, token)) is not None:
            out.append((longer, 0.9, "title"))
        if token is None or (token.tag == "PER" and len(token.text) > 1):
            continue
        if (split := _split(passage, post.span.end)) is not None:
            out.append((split, 0.75, "title"))
        if not _names_follow(passage, post.span.end):
            continue
        ends = [e for e in _word_ends(passage, post.span.end) if lexicon.is_person_name(passage.text[post.span.end : e])]
        good = [e for e in ends if _ends_name(passage, e) and passage.words(Span(e - 1, e))[0].tag not in _FUNCTION]
        if good:
            out.append((Span(post.span.end, max(good)), 0.7, "title"))
    return out


#: Tags of words that no name ends with.
_FUNCTION = frozenset({"p", "c", "u", "w"})


def _split(passage: Passage, start: int) -> Span | None:
    """A name after a title or an occupation that the tagger misread: glued to the word before it (主｜任何某某), or as a family name
    that it took for a verb, an adverb or a number, and a word (消防员尚｜鹏程)."""
    token = passage.at(start)
    if token is None:
        return None
    name = Span(start, token.span.end)
    if token.span.start < start:
        whole = 2 <= len(name) <= 3 and token.tag not in ("v", "vd")
        return name if whole and lexicon.is_person_name(name.of(passage.text)) and _ends_name(passage, name.end) else None
    second = passage.at(token.span.end) if token.span.end < passage.span.end else None
    if (
        len(token.text) != 1
        or token.tag in _FUNCTION
        or second is None
        or len(second.text) != 2
        or second.tag not in ("n", "nz", "an", "a", "vn", "nr", "PER")
    ):
        return None
    name = Span(start, second.span.end)
    words = name.of(passage.text)
    coined = lexicon.is_person_name(words) and not lexicon.is_common(words)
    after = passage.at(name.end) if name.end < passage.span.end else None
    ends = after is None or after.tag in ("v", "vd", "w", "p", "c") or _AFTER_NAME.match(passage.text, name.end)
    return name if coined and ends else None


def _cut_short(passage: Passage, token: Token) -> Span | None:
    """A name after a title whose last character the tagger took for a word (副厅长周立｜人), before a verb or a mark."""
    last = passage.at(token.span.end) if token.span.end < passage.span.end else None
    if token.tag != "PER" or len(token.text) != 2 or last is None or len(last.text) != 1:
        return None
    after = passage.at(last.span.end) if last.span.end < passage.span.end else None
    noun = last.tag in ("n", "a", "nz") and (after is None or after.tag in ("v", "w", "p", "d", "c", "u", "TIME", "vd", "ad"))
    verb = last.tag == "v" and after is not None and after.tag == "v" and last.text not in lexicon.read_cached("posts")["after_names"]
    agent = last.tag == "d" and last.text not in _BESIDE and after is not None and after.tag == "v" and _by(passage, token.span.start)
    return Span(token.span.start, last.span.end) if noun or verb or agent else None


#: Adverbs of one character that may stand between an agent and its verb (由甲、乙均…).
_BESIDE = frozenset("均也再又都共先全已将即")
_AGENT = re.compile(r"由[^，。；、：]{1,16}$")


def _by(passage: Passage, start: int) -> bool:
    """Whether 由 and a title stand before: the verb follows its agent, so that what looks like an adverb between ends the name."""
    return _AGENT.search(passage.text[passage.span.start : start]) is not None


def _ends_name(passage: Passage, end: int) -> bool:
    """Whether a name can end here: what follows is no noun that it would be part of."""
    token = passage.at(end) if end < passage.span.end else None
    return token is None or token.tag not in ("n", "nz", "an", "LOC", "ORG", "f", "PER") or bool(_AFTER_NAME.match(passage.text, end))


def _names_follow(passage: Passage, position: int) -> bool:
    """Whether the next word can begin a name: no verb or function word of its own."""
    token = passage.at(position)
    if token is None or token.span.start != position:
        return False
    # the tagger calls rare names of three characters verbs
    return token.tag not in ("v", "p", "c", "u", "w", "d", "m", "r", "vd") or (token.tag == "v" and len(token.text) == 3)


_REMOVED = re.compile(r"(?:决定|同意|会议)?(?:免去|接受|任命|聘任)(?P<name>[\u3400-\u9fff]{2,4})(?:同志)?(?:的|为)")
_APPOINTS = re.compile(r"(?:同志)?(?:任|兼任|现任|拟任|为|不再担任|当选为|挂任|免去)")


def _appointed(passage: Passage, posts: list[Mention]) -> Candidates:
    """The name that opens a clause of an appointment: before 任 and the like, where a post follows (宾某某任市教育局局长)."""
    out: Candidates = []
    for post in posts:
        start = 1 + max(passage.text.rfind(mark, passage.span.start, post.span.start) for mark in "，,；;。：:\n 　")
        start = max(start, passage.span.start)
        if removed := _REMOVED.match(passage.text, start, post.span.start):
            if lexicon.is_person_name(removed["name"]):
                out.append((Span(*removed.span("name")), 0.9, "appointed"))
            continue
        for end in (start + 3, start + 2):
            hit = _APPOINTS.match(passage.text, end, post.span.end)
            name = passage.text[start:end]
            if hit and end < post.span.start and lexicon.is_person_name(name) and name[-1] not in "兼现拟任":
                out.append((Span(start, end), 0.9, "appointed"))
                break
    return out


def _particulars(passage: Passage) -> Candidates:
    """Names before their particulars."""
    out: Candidates = []
    for hit in _PARTICULARS.finditer(passage.text, passage.span.start, passage.span.end):
        for length in (3, 2, 4, 5):
            start = hit.start() - length
            named = start >= passage.span.start and lexicon.is_person_name(passage.text[start : hit.start()])
            if named and _BEFORE.search(passage.text[passage.span.start : start]):
                out.append((Span(start, hit.start()), 0.9, "particulars"))
                break
    return out


def _announced(passage: Passage) -> Candidates:
    """Names right after an occupation or an announcing noun, where the tagger saw no name."""
    out: Candidates = []
    for token in passage.tokens:
        announced = _announcers().search(passage.text[max(passage.span.start, token.span.start - 5) : token.span.start])
        if announced and (longer := _cut_short(passage, token)) is not None:
            out.append((longer, 0.9, "announced"))
        if token.tag == "w" or (token.tag == "PER" and len(token.text) > 1) or not announced:
            continue
        if (split := _split(passage, token.span.start)) is not None:
            out.append((split, 0.75, "announced"))
        if not _names_follow(passage, token.span.start):
            continue
        ends = [
            e
            for e in _word_ends(passage, token.span.start)
            if lexicon.is_person_name(passage.text[token.span.start : e]) and _AFTER_NAME.match(passage.text, e)
        ]
        if ends:
            out.append((Span(token.span.start, max(ends)), 0.7, "announced"))
    return out


#: A member of a list of people: before the next, before a mark, or before the verb that the list shares.
_MEMBER = re.compile(_NAME + r"?(?=[、，,。；等和及]|出席|参加|列席|陪同|分别|一同|一起|到会|到场|与会|参与|介绍|表示|$)")


def _lists(passage: Passage, known: list[Span]) -> Candidates:
    """Unknown members of a list whose other members are people (钟桂兰、邱木生)."""
    out: Candidates = []
    for span in known:
        start = span.end
        while start < passage.span.end and passage.text[start] == "、":
            hit = _MEMBER.match(passage.text, start + 1, passage.span.end)
            if not hit or not lexicon.is_person_name(hit.group()) or len(hit.group()) > 3:
                break
            out.append((Span(*hit.span()), 0.75, "list"))
            start = hit.end()
    return out
