"""`kg build` and `kg extract`: from reports to a graph, or to what each of them says."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.output import complain, errors, finish, print_bytes, progress_bar


class Recogniser(StrEnum):
    """Who proposes names."""

    LAC = "lac"
    JIEBA = "jieba"


Reports = Annotated[list[str], typer.Argument(help="Files, folders or archives of reports; - is standard input.", metavar="REPORTS...")]
Date = Annotated[str | None, typer.Option(help="Date of reports that don't tell theirs, as 2024-03-05.")]
Base = Annotated[str, typer.Option(help="Start of all addresses in graph.ttl.")]
Proposer = Annotated[Recogniser, typer.Option(help="Who proposes names.")]
CorrectionsFile = Annotated[Path | None, typer.Option("--corrections", help="Corrections; else corrections.yaml beside the reports.")]
Items = Annotated[Path | None, typer.Option("--wikidata", help="CSV table of Wikidata items: qid, name or code, type.")]
Dictionaries = Annotated[
    list[Path] | None, typer.Option("--dict", help="Your own names, in jieba's format: name, frequency, tag (Project, nt …).")
]
Encoding = Annotated[str | None, typer.Option(help="Encoding of all texts, where the one that is found out is wrong.")]
TextColumn = Annotated[str | None, typer.Option(help="Column of CSV and JSON Lines files that holds the texts.")]
TitleColumn = Annotated[str | None, typer.Option(help="Column that holds the titles.")]
DateColumn = Annotated[str | None, typer.Option(help="Column that holds the dates.")]
SourceColumn = Annotated[str | None, typer.Option(help="Column that holds the publishers.")]
Mentions = Annotated[bool, typer.Option("--mentions", help="Write every mention with its offsets into graph.ttl.")]


def build(
    reports: Reports,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write to.")] = Path("output"),
    date: Date = None,
    base: Base = "https://kg.example/id/",
    recogniser: Proposer = Recogniser.LAC,
    mentions: Mentions = False,
    corrections: CorrectionsFile = None,
    wikidata: Items = None,
    dictionaries: Dictionaries = None,
    encoding: Encoding = None,
    text_column: TextColumn = None,
    title_column: TitleColumn = None,
    date_column: DateColumn = None,
    source_column: SourceColumn = None,
) -> None:
    """Read reports and write graph.ttl, graph.html, graph.graphml, entities.csv, facts.csv and build.json."""
    with errors():
        from kg import graph, pipeline, read

        reading = read.Options(encoding, text_column, title_column, date_column, source_column)
        options = pipeline.Options(date, base, recogniser.value, mentions, corrections, wikidata, reading, tuple(dictionaries or ()))
        with progress_bar() as progress:
            result = pipeline.build(reports, output, options, progress)
        if result.files:
            total = graph.counts(result.graph)["total"]
            typer.echo(", ".join(f"{number} {name}" for name, number in total.items()) + f" in {output}")
            typer.echo(f"open {(output / 'graph.html').resolve()}")
        for file, warning in result.warnings:
            complain(f"{file}: {warning}")
        finish(result.failures, bool(result.files))


def extract(
    reports: Reports,
    date: Date = None,
    recogniser: Proposer = Recogniser.LAC,
    dictionaries: Dictionaries = None,
    encoding: Encoding = None,
    text_column: TextColumn = None,
    title_column: TitleColumn = None,
    date_column: DateColumn = None,
    source_column: SourceColumn = None,
) -> None:
    """Print what each report says as JSON Lines, without joining reports."""
    with errors():
        from kg import pipeline, read
        from kg.write import jsonl

        reading = read.Options(encoding, text_column, title_column, date_column, source_column)
        options = pipeline.Options(date=date, recogniser=recogniser.value, reading=reading, dictionaries=tuple(dictionaries or ()))
        with progress_bar() as progress:
            extractions, failures = pipeline.read_and_extract(pipeline.find(reports), options, progress)
        print_bytes(jsonl.line(x) for x in extractions)
        finish(failures, bool(extractions))
