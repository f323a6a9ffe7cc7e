"""Which phrase a clause is about where its first isn't it: heads of relative clauses, bare nouns that take a name up again."""

import re
from dataclasses import replace

from kg import lexicon
from kg.model import Mention
from kg.relate.phrases import Clause, Phrase
from kg.relate.scene import AGENTS, THINGS, Scene, fitting
from kg.relate.triggers import triggers

_HEADS = THINGS | {"Organisation", "Event"}
_MONEY = frozenset({"投资", "投入", "出资", "斥资"})
_COUNT = re.compile(r"(?:[0-9一二三四五六七八九十百两余多]|几)[个家处]$")


def headed(clause: Clause, end: int) -> Phrase | None:
    """The head of a relative clause before an offset that is the subject: 由A投资建设的X, A推出的X, 新落成的X.

    A verb before the relative clause makes the head its object (走访了A建设的X); money only goes with a verb.
    """
    text = clause.passage.text
    for n, phrase in reversed(list(enumerate(clause.phrases))):
        start = clause.span.start if n == 0 else clause.phrases[n - 1].span.end
        if phrase.span.end > end or phrase.marker or not fitting(phrase.heads, _HEADS):
            continue
        if text[start : phrase.span.start].rstrip("“「").endswith("的"):
            before = [t for t in triggers(clause) if t.span.end <= start and t.text not in _MONEY]
            return None if before else phrase
    return None


def counted(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is the bare noun behind a count (辖7个社区), which means none in particular."""
    return phrase.heads[0].deictic and bool(_COUNT.search(clause.passage.text[clause.span.start : phrase.span.start]))


#: What may stand before the noun that opens a clause, and what must not follow it (项目一期, 项目负责人).
_BEFORE = frozenset({"TIME", "d", "ad", "w", "r", "c"})
_OTHER = re.compile(r"[一二三四五六七八九十](?:期|标段)|负责人|经理|所在|附近|旁|里的")
_ECHOED = frozenset({"Organisation", "Place", "Project", "Programme", "Event"})


def echoed(scene: Scene, clause: Clause) -> Scene:
    """The scene of a clause that opens with the last word of a name before it (合作社现有社员…, 工程由A承建): about that again."""
    named = _named_again(scene, clause)
    if named is None:
        return scene
    one = (named,)
    return replace(
        scene,
        topic=one,
        agent=one if named.type in AGENTS else scene.agent,
        thing=one if named.type in THINGS else scene.thing,
        focus=(),
        told=None,
        named=one,
    )


def _named_again(scene: Scene, clause: Clause) -> Mention | None:
    tokens = [t for t in clause.passage.words(clause.span) if t.text.strip()]
    opening = next((t for t in tokens if t.tag not in _BEFORE), None)
    if opening is None or any(p.span.start <= opening.span.start < p.span.end for p in clause.phrases):
        return None
    text = clause.passage.text
    for mention in reversed(scene.recent):
        if mention.deictic or mention.type not in _ECHOED:
            continue
        word = _tail(mention.name, text[opening.span.start : clause.span.end]) or _kind(mention.name, opening.text)
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
