"""What a line looks like by itself, before its neighbours are asked."""

import re
from enum import StrEnum

from kg.segment.people import bare_names, is_byline
from kg.segment.source import first_date, is_labelled_byline, source_line, without_dates
from kg.segment.words import HAN, words

_STOP = re.compile("[。！？]|(?<=[^\\x00-\\x7f])[!?]")
#: No source line, heading or table row is longer; patterns are only tried on shorter lines, so that time stays bounded.
_LONGEST = 1000
#: Full stops as pages of narrow type have them, at the end or before the next sentence.
_DOT = re.compile(rf"[{HAN}]{{2}}[”’）)]?\.(?=$|[（(“])|[{HAN}]{{4}}\.(?=[{HAN}]{{4}})|.{{15}}[{HAN}]\.$")
#: A numbered heading that stuck to the end of the paragraph before it.
STUCK = re.compile(rf"(?<=[。！？”])((?:[（(][一二三四五六七八九十]{{1,3}}[）)]|[一二三四五六七八九十]{{1,3}}、)[{HAN}“”、0-9]{{3,24}})$")
_HAN = re.compile(f"[{HAN}]")
_LISTED = re.compile(
    r"^\W*[\[（(]?\d{2,4}[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?[\])）]?\s*\S|\S[\s\[（(]+\d{2,4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?[\])）]?(?:\s*\d{1,2}:\d{2})?$"
)
#: A path of two steps, which only its mark tells from a comparison: 新闻 > 要闻, 新闻>>要闻.
_TWO_STEPS = re.compile(rf"(?<=[{HAN}])(?:\s+[>›»＞]\s+|\s*>>\s*)(?=[{HAN}])")
_PHONE = re.compile(r"[\d×xX*]{3,4}[-－—]?[\d×xX*]{4,8}")
_EDITOR_TAIL = re.compile(r"^[\s、，,；;|/【】\[\]（）()]*$")


class Role(StrEnum):
    """The look of a line."""

    SECTION = "section"
    LINK = "link"
    BREADCRUMB = "breadcrumb"
    FURNITURE = "furniture"
    SOURCE = "source"
    EDITOR = "editor"
    BYLINE = "byline"
    ORIGINAL_TITLE = "original title"
    CAPTION = "caption"
    TABLE = "table"
    DATE = "date"
    NUMBER = "document number"
    OUTLINE = "outline"
    ITEM = "item"
    PROSE = "prose"
    SHORT = "short"


def role(text: str) -> Role:
    """The look of one stripped, simplified line."""
    if len(text) > _LONGEST:
        return Role.PROSE if is_prose(text) else Role.SHORT
    return next((r for r, fits in _TESTS if fits(text)), Role.SHORT)


def han(text: str) -> int:
    """How many Chinese characters the text has."""
    return len(_HAN.findall(text))


def _is_section(text: str) -> bool:
    return len(text) <= 400 and bool(words().section.match(text))


def _is_link(text: str) -> bool:
    return bool(words().link.match(text))


def _is_breadcrumb(text: str) -> bool:
    w = words()
    if len(text) > 100 or _STOP.search(text):
        return False
    if w.breadcrumb_start.match(text):
        return True
    if (paper := source_line(text)) is not None and paper.publisher and paper.published:
        return False  # a digital paper's way to the page: 某某日报 > 2019年4月3日 > A02版
    parts = [p.strip() for p in re.split(f"[{re.escape(w.breadcrumb_separators)}]+", text)]
    if len(parts) == 2 and _TWO_STEPS.search(text) and all(2 <= len(p) <= 16 for p in parts):
        return True
    return len(parts) >= 3 and all(len(p) <= 16 for p in parts[:-1]) and han(text) * 2 >= len(text.replace(" ", "")) - len(parts)


def _is_furniture(text: str) -> bool:
    w = words()
    if w.portal_start.match(text) and w.portal_mark.search(text) and len(text) <= 200:
        return True
    if len(text) > 160:
        return False
    # A label with nothing behind it.
    if (label := w.label.match(text)) and label.end() == len(text) and not w.form_label.match(text):
        return True
    left = w.furniture.sub("", text)
    return (left != text and not re.sub(r"[\W\d_]", "", left)) or not re.sub(r"[\W_]", "", text)


def _is_editor(text: str) -> bool:
    """责任编辑：某某 审核：某某, in any order, with nothing else."""
    w = words()
    bare = text.strip(" \u3000（()）【】[]" + w.bullets)
    if _unlabelled_editor(bare):
        return True
    match = w.label.match(bare)
    if not match or len(bare) > 120 or _STOP.search(bare):
        return False
    kinds = [w.label_of(m) for m in w.labels(bare)]
    return "editor" in kinds and not {"source", "date", "date_made"} & set(kinds) and all(len(v) <= 24 for v in w.label.split(bare)[4::4])


def _unlabelled_editor(text: str) -> bool:
    """The same without colons: 责编 某某　美编 某某."""
    kinds = words().label_kind
    tokens = text.split()
    named = all(t in kinds or (2 <= len(t) <= 5 and han(t) == len(t)) or _PHONE.fullmatch(t) for t in tokens)
    return len(tokens) >= 2 and len(text) <= 60 and kinds.get(tokens[0]) == "editor" and named


def _is_source(text: str) -> bool:
    return source_line(text) is not None and not _is_date(text)


def _is_date(text: str) -> bool:
    return first_date(text) is not None and not re.sub(r"[\W_]", "", without_dates(text))


def _is_caption(text: str) -> bool:
    w = words()
    bare = text.rstrip("）)】 。")
    if text.startswith(w.caption_starts) and len(text) <= 160:
        return True
    return len(text) <= 90 and bare.endswith(w.credit_ends) and ("记者" in text or "/" in text or text[-1] in "）)" or " " in text)


def _is_table(text: str) -> bool:
    return "\t" in text.strip() or (text.count("|") + text.count("｜") >= 2 and (text[0] in "|｜" or len(text) <= 120))


def _is_item(text: str) -> bool:
    return text[0] in words().bullets and len(text) > 1 and han(text) > 0 and not text.startswith("——")


def _is_outline(text: str) -> bool:
    return bool(words().outline.match(text)) and not is_prose(text)


def is_prose(text: str) -> bool:
    """Sentences, against the short lines that headlines, headings and names are."""
    if (
        words().form_label.match(text)
        or "。" in text
        or len(_STOP.findall(text)) >= 2
        or (len(text) >= 60 and ("，" in text or "," in text))
    ):
        return True
    if _DOT.search(text):
        return True
    return text.rstrip('”’」』）)"').endswith(("；", ";", "：", ":", "，", ",", "！", "？", "!", "?", "……"))


def listed_headline(text: str) -> bool:
    """A headline with its date, as lists of related reports have them."""
    if len(text) > 80 or "。" in text or han(text) < 5 or words().label.search(text):
        return False
    return bool(_LISTED.search(text))


def is_teaser(text: str) -> bool:
    """Whether an item is the headline of another report: several bullets on one line, or a place, a colon, what is new."""
    w = words()
    parts = [p.strip() for p in re.split(rf"[\s\u3000]+(?=[{re.escape(w.bullets)}])", text)]
    if "。" in text or text[-1] in "；;" or any(p[0] not in w.bullets for p in parts):
        return False
    place, _, news = parts[0].strip(w.bullets + " \u3000").replace(":", "：").partition("：")
    named = len(place) <= 20 and place.endswith(w.teaser_places) and han(news) >= 5
    return len(parts) >= 2 or named


def _author_only(text: str) -> bool:
    return is_byline(text) or is_labelled_byline(text) or bool(bare_names(text))


_TESTS = (
    (Role.SECTION, _is_section),
    (Role.LINK, _is_link),
    (Role.BREADCRUMB, _is_breadcrumb),
    (Role.FURNITURE, _is_furniture),
    (Role.ORIGINAL_TITLE, lambda t: bool(words().original_title.match(t)) and len(t) <= 90),
    (Role.EDITOR, _is_editor),
    (Role.DATE, _is_date),
    (Role.BYLINE, _author_only),
    (Role.SOURCE, _is_source),
    (Role.NUMBER, lambda t: bool(words().document_number.match(t))),
    (Role.TABLE, _is_table),
    (Role.CAPTION, _is_caption),
    (Role.ITEM, _is_item),
    (Role.OUTLINE, _is_outline),
    (Role.PROSE, is_prose),
)
