"""Which phrase a clause is about where its first isn't it: heads of relative clauses, bare nouns that take a name up again."""

import re
from dataclasses import replace

from kg import lexicon
from kg.model import Mention, Span
from kg.relate.phrases import Clause, Phrase
from kg.relate.scene import AGENTS, THINGS, Scene, fitting
from kg.relate.triggers import triggers

_HEADS = THINGS | {"Organisation", "Event"}
#: Verbs inside of a relative clause: money goes with another verb, being somewhere is a clause of its own (落户某镇的X).
_INNER = frozenset({"投资", "投入", "出资", "斥资", "落户", "位于", "坐落", "坐落于", "地处", "选址", "落地", "入驻"})
_COUNT = re.compile(r"(?:[0-9一二三四五六七八九十百两余多]|几)[个家处]$")
_BEHIND = re.compile(
    r"(?:共|近|超|约)?[0-9]+[余多]?(?:[个家处项件场次批]|场次|批次)(?=[，。、；,;）)]|$)|[\u3400-\u9fff]{1,4}率|第[一二三四五六七八九十0-9]|前列|首位|前茅"
)


def headed(clause: Clause, end: int) -> Phrase | None:
    """The head of a relative clause before an offset that is the subject: 由A投资建设的X, A推出的X, 新落成的X.

    A verb before the relative clause makes the head its object (走访了A建设的X).
    """
    text = clause.passage.text
    for n, phrase in reversed(list(enumerate(clause.phrases))):
        start = clause.span.start if n == 0 else clause.phrases[n - 1].span.end
        if phrase.span.end > end or phrase.marker or not fitting(phrase.heads, _HEADS):
            continue
        if text[start : phrase.span.start].rstrip("“「").endswith("的"):
            before = [t for t in triggers(clause) if t.span.end <= start and t.text not in _INNER]
            return None if before else phrase
    return None


def counted(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is the bare noun of a count or a rank (辖7个社区, 引进项目5个, 居全市第一), which means none in particular."""
    text = clause.passage.text
    if not phrase.heads[0].deictic:
        return False
    return bool(_COUNT.search(text[clause.span.start : phrase.span.start]) or _BEHIND.match(text, phrase.span.end))


def owned(clause: Clause, phrase: Phrase) -> Phrase:
    """What stands right behind its owner's name and is meant (东湖社区“幸福食堂”), else the phrase itself."""
    behind = next((p for p in clause.phrases if p.span.start >= phrase.span.end), None)
    if behind is None or phrase.type not in ("Area", "Community", "Organisation") or not fitting(behind.heads, _HEADS):
        return phrase
    gap = clause.passage.text[phrase.span.end : behind.span.start]
    return behind if gap in ("", "“", "「", "‘") else phrase


_HAVING = frozenset({"有", "辖", "下辖", "现有", "设有", "拥有", "包括", "分为", "建有"})


def had(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is what the subject has (社区有A、B3个小区)."""
    before = clause.passage.words(Span(clause.span.start, phrase.span.start))
    having = [t for t in before if t.text in _HAVING and t.span.end <= phrase.span.start]
    if having and "的" in clause.passage.text[having[-1].span.end : phrase.span.start]:
        return False  # 所辖的A镇
    return bool(having) and not any(having[-1].span.end <= p.span.start < phrase.span.start for p in clause.phrases)


#: What may stand before the noun that opens a clause, and what must not follow it (项目一期, 项目负责人).
_BEFORE = frozenset({"TIME", "d", "ad", "w", "r", "c", "q"})
_OTHER = re.compile(r"[一二三四五六七八九十](?:期|标段)|负责人|经理|所在|附近|旁|里的")
#: First words of a clause that are verbs there, though names end with them; and ends that many bodies of one report share.
_VAGUE = frozenset({"计划", "规划", "服务", "党支部", "支部", "党委", "党总支", "总支", "委员会", "政府"})
_QUOTES = "“”‘’「」『』《》\"'"
_ECHOED = frozenset({"Organisation", "Place", "Project", "Programme", "Event"})


def echoed(scene: Scene, clause: Clause) -> Scene:
    """The scene of a clause that opens with the last word of a name before it (合作社现有社员…, 工程由A承建): about that again."""
    named = again(scene, clause)
    if named is None:
        return replace(scene, stranger=scene.stranger or stranger(clause)) if clause.phrases or not scene.stranger else scene
    one = (named,)
    return replace(
        scene,
        topic=one,
        agent=one if named.type in AGENTS else scene.agent,
        thing=one if named.type in THINGS else scene.thing,
        focus=(),
        told=None,
        named=one,
        stranger=False,
    )


#: A work that has a name of its own but wasn't recognised: X改造工程, 项目二期.
_WORK = re.compile(
    r"(?:^|的|[，。；])[\u3400-\u9fffA-Za-z0-9]{2,}(?:改造|建设|治理|整治|扩建|新建|迁建|修缮|提升|拓宽|硬化|延伸|更新|加固|改善|补强|搬迁|加工|保护|修复|绿化|节水|供水|供热|排水|污水|安置)"
    r"(?:工程|项目)(?![0-9]|的|量|款|资金|负责|经理)|(?:^|[，。；])(?:目前|该|眼下)?(?:(?:项目|工程)[一二三四五六]期|[一二三四五六]期(?:项目|工程))"
)


def stranger(clause: Clause) -> bool:
    """Whether the clause speaks of a work by a name that wasn't recognised: what follows isn't about anything known."""
    for hit in _WORK.finditer(clause.text):
        end = clause.span.start + hit.end()
        if not any(p.span.start <= end + 1 and end <= p.span.end and not p.heads[-1].deictic for p in clause.phrases):
            return True
    opening = next((t for t in clause.passage.words(clause.span) if t.tag not in _BEFORE and t.text.strip()), None)
    if opening is not None and not clause.phrases and opening.tag in ("LOC", "ORG") and len(opening.text) >= 4:
        return True  # a name that the tagger knows and nobody else
    aside = clause.text.lstrip().startswith("至于")
    return aside and not any(fitting(p.heads, _ECHOED) for p in clause.phrases)


_BECOMES = re.compile(r"(?:改造|改建|改|整建|打造|建|变|变身|升级|建设|改扩建)(?:成了?|为|成为)[“「\s]?$")


def _became(clause: Clause) -> Phrase | None:
    """What the clause says that something was turned into (将锅炉房改造成X)."""
    text = clause.passage.text
    fits = [p for p in clause.phrases if p.type in ("Place", "Project") and _BECOMES.search(text[clause.span.start : p.span.start])]
    return fits[-1] if fits else None


def settled(scene: Scene, found: Scene, clause: Clause, subject: bool) -> Scene:
    """The scene after a clause, once bare nouns of counts and unknown works are set right, and heads of relative clauses lead.

    `scene`: before it; `found`: as its phrases and facts have it; `subject`: it has one.
    """
    bare = {h for p in clause.phrases if counted(clause, p) for h in p.heads}
    if bare.intersection((*found.focus, *found.topic)):
        found = replace(found, focus=(), topic=scene.topic, thing=scene.thing)
    if (became := _became(clause)) is not None:
        found = replace(found, focus=became.heads)
    brought = subject or found.focus is not scene.focus
    found = replace(found, stranger=found.stranger and (not brought or stranger(clause)))
    head = headed(clause, clause.span.end)
    if head is None or head.heads[0] in bare or found.focus not in ((), head.heads, scene.focus):
        return found
    topic = head.heads if head.type in THINGS | {"Event"} else found.topic
    return replace(found, topic=topic, thing=head.heads if head.type in THINGS else found.thing, focus=head.heads)


def again(scene: Scene, clause: Clause) -> Mention | None:
    """The name that the first noun of a clause takes up, if it does."""
    tokens = [t for t in clause.passage.words(clause.span) if t.text.strip()]
    opening = next((t for t in tokens if t.tag not in _BEFORE), None)
    if opening is None or opening.text in _VAGUE or any(p.span.start <= opening.span.start < p.span.end for p in clause.phrases):
        return None
    text = clause.passage.text
    for mention in reversed(scene.recent):
        if mention.deictic or mention.type not in _ECHOED:
            continue
        name = mention.span.of(text).strip(_QUOTES)  # in simplified script, as the clause is
        word = _tail(name, text[opening.span.start : clause.span.end]) or _kind(name, opening.text)
        if word >= 2 and opening.span.start + word >= opening.span.end:
            return None if _OTHER.match(text, opening.span.start + word) else mention
    return None


def _kind(name: str, word: str) -> int:
    """The length of a word that stands for names with such an end (园区 for 产业园), else nothing."""
    ends = lexicon.read_cached("values")["echoes"].get(word)
    return len(word) if ends and name.endswith(tuple(ends)) else 0


def _tail(name: str, text: str) -> int:
    """How much of the end of a name a text opens with, in characters; a whole name doesn't count."""
    return next((n for n in range(min(len(name) - 1, len(text), 6), 1, -1) if name.endswith(text[:n])), 0)
