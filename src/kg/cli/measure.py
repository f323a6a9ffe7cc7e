"""`kg evaluate` and `kg rules`: how right the extraction is, and what its rules do."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.build import Proposer, Recogniser
from kg.cli.output import CONTROL, errors, finish, print_bytes, table
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.calibration import Table
    from kg.evaluate import Measured
    from kg.model import Source
    from kg.proposals import Work

Texts = Annotated[Path | None, typer.Option(help="Folder of the reports, where they don't stand beside the gold.")]
Markdown = Annotated[Path | None, typer.Option(help="Document to write the tables into, between its marks.")]
Calibrate = Annotated[Path | None, typer.Option(help="File to write each rule's counts into; for reports that no rule was written for.")]


def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="Folders of gold, a .json file per report.", metavar="GOLD...")],
    texts: Texts = None,
    listing: Annotated[bool, typer.Option("--errors", help="List every miss and every spurious item.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    markdown: Markdown = None,
    calibrate: Calibrate = None,
    recogniser: Proposer = Recogniser.LAC,
) -> None:
    """Measure the extraction against annotated reports: precision, recall and F1 by type and predicate, errors in groups, confidence."""
    with errors():
        from kg import calibration, pipeline
        from kg import evaluate as evaluating

        options = pipeline.Options(recogniser=recogniser.value)
        found = [evaluating.measure(folder, texts, options) for folder in gold]
        known = calibration.table()
        if as_json:
            _print_json(found, known)
        else:
            for one in found:
                _print(one, known, listing)
        if markdown is not None:
            _write_markdown(markdown, found, known)
        if calibrate is not None:
            _write_counts(calibrate, found)
        finish([failure for one in found for failure in one.unread], True)


def _print_json(found: "list[Measured]", known: "Table") -> None:
    import orjson

    from kg.evaluate import show

    values = [show.as_json(one, known) for one in found]
    print_bytes([orjson.dumps(values, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)])


def _print(one: "Measured", known: "Table", listing: bool) -> None:
    from kg.evaluate import show

    if listing:
        for error in one.errors:
            typer.echo("\t".join(CONTROL.sub(" ", word) for word in str(error).split("\t")))
    typer.echo(f"{one.name}: {show.summary(one)}")
    table(show.SCORE_COLUMNS, show.score_rows(one))
    if rows := show.group_rows(one):
        table(show.GROUP_COLUMNS, rows)
    if rows := show.bucket_rows(show.sure(one, known)):
        table(show.BUCKET_COLUMNS, rows)


def _write_markdown(path: Path, found: "list[Measured]", known: "Table") -> None:
    from kg.evaluate import show

    text = _text(path)
    for one in found:
        text = show.placed(text, one.name, show.as_markdown(one, known))
    _write(path, text)


def _write_counts(path: Path, found: "list[Measured]") -> None:
    from kg import calibration
    from kg.evaluate import calibrate

    text = _text(path)
    seen, limit = calibration.parse(text, str(path)) if text else ({}, calibrate.UNMEASURED)
    seen |= {one.name: calibrate.counted(one.judged) for one in found}
    _write(path, calibrate.as_yaml(seen, limit))


def _text(path: Path) -> str:
    """What a file holds so far; nothing where there is none."""
    try:
        return path.read_text("utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"can't be read: {error}", "name a UTF-8 text, or one to be made") from error


def _write(path: Path, text: str) -> None:
    from kg.write import files

    files.write_all(path.parent, {path.name: [text.encode()]})
    typer.echo(path)


def rules(
    reports: Annotated[
        list[str] | None, typer.Argument(help="Reports to count over; examples unless named.", metavar="[REPORTS...]")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Run the frames' own examples instead.")] = False,
    recogniser: Proposer = Recogniser.LAC,
) -> None:
    """List lexicons, recognisers and frames, and what each proposed and won over some reports.

    With --check exit status 1 where a frame doesn't keep an example of its own.
    """
    with errors():
        from kg import proposals

        if check:
            failures = proposals.failures()
            for failure in failures:
                typer.echo(CONTROL.sub(" ", str(failure)))
            typer.echo(f"{proposals.examples()} examples, {len({f.text for f in failures})} not kept")
            if failures:
                raise typer.Exit(1)
            return
        sources, unread = _sources(reports or ["examples"])
        if sources:
            _print_work(proposals.work(sources, recogniser.value))
        finish(unread, bool(sources))


def _sources(paths: list[str]) -> "tuple[list[Source], list[InputError]]":
    from kg import pipeline, read

    sources: list[Source] = []
    unread: list[InputError] = []
    for found in pipeline.find(paths):
        try:
            if isinstance(found, InputError):
                raise found
            sources.extend(read.load(found))
        except InputError as error:
            unread.append(error)
    return sources, unread


def _print_work(work: "Work") -> None:
    from kg import proposals
    from kg import rules as frames

    table(("lexicon", "list", "entries"), [[f"{one.file}.yaml", one.section, str(one.entries)] for one in proposals.lexicons()])
    pairs = sorted(work.proposed | work.won)
    table(("recogniser", "type", "proposed", "won"), [[*pair, str(work.proposed[pair]), str(work.won[pair])] for pair in pairs])
    known = {frame.id: frame for frame in frames.frames()}
    rows = []
    for rule in sorted({*known, *work.made, *work.kept}):
        frame = known.get(rule)
        of_frame = (frame.predicate, str(len(frame.triggers)), str(work.seen[rule]), str(work.unstated[rule])) if frame else ("",) * 4
        rows.append([rule, *of_frame, str(work.made[rule]), str(work.kept[rule])])
    table(("frame or reader", "predicate", "verbs", "seen", "not stated", "proposed", "won"), rows)
