"""The stages in their order: read → segment → recognise → relate → resolve, for each report; then link → graph → write | view."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from kg import calibration, read, view, villages
from kg.errors import InputError
from kg.graph import Graph, merge
from kg.link import Corrections, Resolution, Tables, corrections, outside, resolve_across, short_forms
from kg.model import Extraction, Input, Report, Source
from kg.recognise import background, dictionary, passages_of, recognise
from kg.recognise.again import definitions
from kg.relate import relate
from kg.resolve import resolve
from kg.script import same_length
from kg.segment import segment
from kg.write import build_json, files, graphml, linking, rdf, tables, terms, turtle

#: What `build` writes. A folder that holds them may be named as input: they are never read as reports.
OUTPUTS = ("graph.ttl", "graph.html", "graph.graphml", "entities.csv", "facts.csv", "build.json")

Progress = Callable[[int, int, str], None]
Given = read.Found | InputError
DEFAULT_READING = read.Options()


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may choose.

    `date` is an ISO date for reports without one, `recogniser` lac or jieba; `mentions` writes every mention with its
    offsets into graph.ttl, which makes it about half as long again. `corrections` is a file of corrections instead of
    those beside the reports, `wikidata` a table of items; `reading` says how files are read. `dictionaries` are files of
    the user's own names, in jieba's format.
    """

    date: str | None = None
    base: str = terms.BASE
    recogniser: str = "lac"
    mentions: bool = False
    corrections: Path | None = None
    wikidata: Path | None = None
    reading: read.Options = DEFAULT_READING
    dictionaries: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        terms.check_base(self.base)
        if self.date is not None and not terms.moment(self.date).datatype.endswith("#date"):
            raise InputError(f"--date {self.date}", "is no day of the calendar", "write it as 2024-03-05")


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The graph, the reports that couldn't be used, and the paths written (none where no report could be used).

    `warnings` are (file, warning) of corrections that did nothing.
    """

    graph: Graph
    failures: tuple[InputError, ...]
    files: tuple[Path, ...]
    warnings: tuple[tuple[str, str], ...] = ()


def build(paths: Sequence[str], out: Path, options: Options | None = None, progress: Progress | None = None) -> BuildResult:
    """Read the reports and write all outputs into a folder.

    A report that can't be used is listed in the result and in build.json; where none can, nothing is written.
    Raises InputError for a folder that can't be written.
    """
    chosen = options or Options()
    known = knowledge(paths, chosen)
    extractions, failures = read_and_extract(_without_outputs(paths, out), chosen, progress)
    if not extractions:
        return BuildResult(Graph(), tuple(failures), ())
    extractions = with_short_forms(extractions, chosen)
    resolution = resolve_across(extractions, known.corrections, known.tables)
    graph = replace(merge(resolution.extractions), corrections=resolution.applied, inputs=_inputs(known, chosen))
    record = linking.record(resolution, known.files, known.tables.sources())
    warnings = [*_warnings(extractions), *resolution.warnings]
    written = files.write_all(out, _outputs(graph, chosen, failures, warnings, record))
    return BuildResult(graph, tuple(failures), written, resolution.warnings)


def resolved(paths: Sequence[str], options: Options, progress: Progress | None = None) -> tuple[Resolution, list[InputError]]:
    """What the reports say, linked, and why some couldn't be used; nothing is written."""
    known = knowledge(paths, options)
    extractions, failures = read_and_extract(find(paths), options, progress)
    return resolve_across(with_short_forms(extractions, options), known.corrections, known.tables), failures


def corrections_file(paths: Sequence[str]) -> Path:
    """The file of corrections beside the reports: one that is there, else where it would be."""
    first = Path(paths[0])
    return next(iter(corrections.beside(paths)), (first if first.is_dir() else first.parent) / corrections.NAME)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What people know beside the reports: corrections with the files that they stand in, and tables to link to."""

    corrections: Corrections
    files: tuple[Path, ...]
    tables: Tables


def knowledge(paths: Sequence[str], options: Options) -> Knowledge:
    """Corrections named or beside the reports, codes of communities if fetched, items of Wikidata if named."""
    named = (options.corrections,) if options.corrections else tuple(corrections.beside(paths))
    items = outside.load(options.wikidata) if options.wikidata else None
    return Knowledge(corrections.load(named), named, Tables(villages.load(), items))


def _inputs(known: Knowledge, options: Options) -> tuple[Input, ...]:
    """The files beside the reports that the graph was built by."""
    paths = (*known.files, *((options.wikidata,) if options.wikidata else ()), *options.dictionaries)
    return tuple(sorted({Input(files.file_name(str(p)), sha256(p.read_bytes()).hexdigest()) for p in paths}))


def read_and_extract(
    found: Iterable[Given], options: Options, progress: Progress | None = None
) -> tuple[list[Extraction], list[InputError]]:
    """What was read out of each report, and why the others couldn't be used."""
    extractions: list[Extraction] = []
    failures: list[InputError] = []
    todo = list(found)
    for number, one in enumerate(todo):
        if progress:
            progress(number, len(todo), one.path)
        try:
            extractions.extend(_extract_file(one, options))
        except InputError as error:
            failures.append(error)
    return extractions, failures


def find(paths: Sequence[str]) -> list[Given]:
    """The files behind the paths, each once; in a path's place the error where nothing can be read there."""
    found: dict[Given, None] = {}
    for path in dict.fromkeys(paths):
        try:
            found.update(dict.fromkeys(read.find([path])))
        except InputError as error:
            found[error] = None
    return list(found)


def _extract_file(found: Given, options: Options) -> list[Extraction]:
    if isinstance(found, InputError):
        raise found
    own = dictionary.load(options.dictionaries)
    return [extract_report(source, options.date, options.recogniser, own) for source in read.load(found, options.reading)]


def extract_report(source: Source, date: str | None, recogniser: str, own: tuple[dictionary.Entry, ...] = ()) -> Extraction:
    """What one report says, each word of it with its confidence as measured. `own` are names of the user's dictionaries."""
    return calibration.applied(uncalibrated(source, date, recogniser, own))


def uncalibrated(source: Source, date: str | None, recogniser: str, own: tuple[dictionary.Entry, ...] = ()) -> Extraction:
    """The same with the scores that the rules give."""
    return _extract(segment(source, date), recogniser, own)


def _extract(report: Report, recogniser: str, own: tuple[dictionary.Entry, ...]) -> Extraction:
    sentences = passages_of(report, recogniser)
    mentions = recognise(report, sentences, own)
    relations = relate(report, sentences, mentions)
    found = resolve(report, mentions, definitions(same_length(report.text), mentions), relations)
    return replace(found, background=background(report, sentences, mentions))


def with_short_forms(extractions: Iterable[Extraction], options: Options) -> list[Extraction]:
    """Reports that use a company's short form which another report of their city defines are read again, knowing it."""
    found, own = list(extractions), dictionary.load(options.dictionaries)
    told = short_forms.told(found)
    again = {i: _extract(x.report, options.recogniser, (*own, *told[i])) for x in found if (i := x.report.id) in told}
    return [calibration.applied(again[x.report.id]) if x.report.id in again else x for x in found]


def _without_outputs(paths: Sequence[str], out: Path) -> list[Given]:
    """An earlier build inside the input folder isn't a report; where nothing else is there, that is an error."""
    ours = {(out / name).resolve() for name in OUTPUTS}
    found = [f for f in find(paths) if isinstance(f, InputError) or f.file is None or f.file.resolve() not in ours]
    return found or [InputError(" ".join(paths), "holds no reports", "name the files or folders that hold them")]


def _warnings(extractions: Iterable[Extraction]) -> list[tuple[str, str]]:
    return [(x.report.path, warning) for x in extractions for warning in (*x.report.warnings, *x.warnings)]


def _outputs(
    graph: Graph,
    options: Options,
    failures: Iterable[InputError],
    warnings: Iterable[tuple[str, str]],
    linked: Mapping[str, object],
) -> Mapping[str, Iterable[bytes]]:
    said = {
        "base": options.base,
        "date": options.date,
        "recogniser": options.recogniser,
        "dictionaries": "|".join(d.name for d in options.dictionaries) or None,
        **options.reading.said(),
    }
    return {
        "graph.ttl": _turtle(graph, options),
        "graph.html": [view.render(graph).encode()],
        "graph.graphml": [graphml.render(graph)],
        "entities.csv": [tables.entities(graph)],
        "facts.csv": [tables.facts(graph)],
        "build.json": [build_json.render(graph, options=said, failures=failures, warnings=warnings, linking=linked)],
    }


def _turtle(graph: Graph, options: Options) -> Iterator[bytes]:
    triples = rdf.triples(graph, options.base, mentions=options.mentions)
    return (line.encode() for line in turtle.serialise(triples, rdf.prefixes(options.base)))
