"""Running the extraction over the reports that a folder of gold is about."""

from dataclasses import dataclass
from pathlib import Path

from kg import pipeline, read
from kg.errors import InputError
from kg.evaluate import gold
from kg.evaluate.score import Counts, Error, Judged, Outcome, judge, total
from kg.model import Extraction


@dataclass(frozen=True, slots=True)
class Measured:
    """A set of gold and what the extraction made of its reports. `unread`: reports that couldn't be used, all missed."""

    name: str
    outcomes: tuple[Outcome, ...]
    unread: tuple[InputError, ...] = ()

    @property
    def counts(self) -> Counts:
        return total(self.outcomes)

    @property
    def judged(self) -> tuple[Judged, ...]:
        return tuple(j for o in self.outcomes for j in o.judged)

    @property
    def errors(self) -> tuple[Error, ...]:
        return tuple(e for o in self.outcomes for e in o.errors)


def measure(folder: Path, texts: Path | None = None, options: pipeline.Options | None = None) -> Measured:
    """Score the reports of one folder of gold; they stand beside it or in `texts`.

    Scores of evidence are as the rules give them, not calibrated. Raises InputError where the folder holds no gold.
    """
    outcomes: list[Outcome] = []
    unread: list[InputError] = []
    for one in gold.read(folder):
        try:
            extraction = _extract(_text(one.report, folder, texts), options or pipeline.Options())
        except InputError as error:
            unread.append(error)
            extraction = None
        outcomes.append(judge(one, extraction))
    return Measured(folder.resolve().name, tuple(outcomes), tuple(unread))


def _text(report: str, folder: Path, texts: Path | None) -> Path:
    """Where the report is: in the folder of texts, else beside the gold."""
    for place in (texts, folder):
        if place is not None and (place / report).is_file():
            return place / report
    where = f"in {texts} or {folder}" if texts else f"in {folder}"
    raise InputError(report, f"isn't {where}", "name the folder of the reports with --texts")


def _extract(path: Path, options: pipeline.Options) -> Extraction:
    found = pipeline.find([str(path)])[0]
    if isinstance(found, InputError):
        raise found
    return pipeline.uncalibrated(next(iter(read.load(found))), options.date, options.recogniser)
