"""`kg review`: unsure pairs and weak facts with their sentences, one after the other; answers go to the corrections file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.build import CorrectionsFile, Date, Proposer, Recogniser, Reports
from kg.cli.output import CONTROL, errors, finish, progress_bar

if TYPE_CHECKING:
    from rich.console import Console

    from kg.graph import Graph
    from kg.link.types import Question, Side
    from kg.model import Entity, Evidence, Fact

Entry = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Case:
    """Something to decide: what is shown as (heading, words), and the entry that each answer writes (None: none)."""

    title: str
    shown: tuple[tuple[str, str], ...]
    answers: Mapping[str, Entry | None]


def review(
    reports: Reports,
    corrections: CorrectionsFile = None,
    below: Annotated[float, typer.Option(min=0.0, max=1.0, help="Ask about facts whose confidence is below this.")] = 0.6,
    limit: Annotated[int, typer.Option(min=1, help="Most questions to ask.")] = 50,
    date: Date = None,
    recogniser: Proposer = Recogniser.LAC,
) -> None:
    """Walk through unsure pairs and low-confidence facts with their quotes, and write the answers to the corrections file."""
    with errors():
        from kg import pipeline
        from kg.graph import merge

        options = pipeline.Options(date=date, recogniser=recogniser.value, corrections=corrections)
        with progress_bar() as progress:
            resolution, failures = pipeline.resolved(reports, options, progress)
        file = corrections or pipeline.corrections_file(reports)
        cases = [*map(_pair, resolution.unsure), *_facts(merge(resolution.extractions), below)]
        answered = _walk(cases[:limit], file)
        typer.echo(f"{answered} answers written to {file}" if answered else f"no answers; {len(cases)} questions are open")
        finish(failures, bool(resolution.extractions))


def _walk(cases: list[Case], file: Path) -> int:
    """Ask until all is asked or the person leaves; the number of answers written."""
    from rich.console import Console

    console, answered = Console(), 0
    for number, case in enumerate(cases, 1):
        _show(console, case, f"{number}/{len(cases)}")
        answer = _ask(case)
        if answer == "quit":
            break
        if entry := case.answers.get(answer):
            append(file, entry)
            answered += 1
    return answered


def _show(console: "Console", case: Case, place: str) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=f"{place}  {CONTROL.sub(' ', case.title)}", show_header=False, title_justify="left")
    for heading, words in case.shown:
        table.add_row(Text(heading), Text(CONTROL.sub(" ", words), overflow="fold"))
    console.print(table)


def _ask(case: Case) -> str:
    """One of the answers, skip or quit, by its first letter; the end of input is quit."""
    words = [*case.answers, "skip", "quit"]
    letters = {w[0]: w for w in words}
    prompt = ", ".join(f"[{w[0]}]{w[1:]}" for w in words)
    while True:
        try:
            said = str(typer.prompt(prompt, default="skip", show_default=False))
        except typer.Abort:
            return "quit"
        if chosen := {**letters, **{w: w for w in words}}.get(said.strip().lower()):
            return chosen


def append(file: Path, entry: Entry) -> None:
    """One line at the end of the file, made if missing; what stands there stays as it is.

    Raises InputError where the file can't be written.
    """
    import json

    from kg.errors import InputError

    try:
        old = file.read_text("utf-8") if file.exists() else ""
        start = "" if not old or old.endswith("\n") else "\n"
        with file.open("a", encoding="utf-8", newline="") as out:
            out.write(f"{start}- {json.dumps(entry, ensure_ascii=False)}\n")
    except OSError as error:
        raise InputError(file, f"can't be written: {error.strerror or error}", "name another file with --corrections") from error


# ---------------------------------------------------------------- questions


def _pair(question: "Question") -> Case:
    from kg.write.files import file_name

    sides = [_selector(question.type, s) for s in (question.left, question.right)]
    shown = [row for s in (question.left, question.right) for row in ((s.label, f"{file_name(s.report)} {s.scope}"), ("", s.quote))]
    why = "; ".join(r.rule for r in question.pair.reasons)
    return Case(f"Are these one {question.type}?", (*shown, ("why ask", why)), {"yes": {"same": sides}, "no": {"different": sides}})


def _selector(kind: str, side: "Side") -> dict[str, str]:
    from kg.write.files import file_name

    return {"label": side.label, "type": kind, "report": file_name(side.report)}


def _facts(graph: "Graph", below: float) -> Iterator[Case]:
    """Facts whose surest evidence is weak, the weakest first."""
    from kg.write.files import file_name

    named = {e.id: e for e in graph.entities}
    reports = {r.id: r for r in graph.reports}
    weak = sorted(
        ((max(e.score for e in f.evidence), f.subject, f.predicate, f.object or f.value or "", f) for f in graph.facts), key=lambda w: w[:4]
    )
    for score, _, _, _, fact in weak:
        if score >= below:
            return
        best = max(fact.evidence, key=lambda e: (e.score, e.report, -e.span.start))
        report = reports[best.report]
        yield _fact(fact, named, best, report.sentence_at(best.span).of(report.text), file_name(report.path))


def _fact(fact: "Fact", named: "Mapping[str, Entity]", best: "Evidence", sentence: str, path: str) -> Case:
    obj = {"id": fact.object} if fact.object else fact.value
    words = named[fact.object].label if fact.object else fact.value or ""
    pattern = {"subject": {"id": fact.subject}, "predicate": fact.predicate, "object": obj}
    note = f"{named[fact.subject].label} {fact.predicate} {words}"
    shown = (("fact", note), ("quote", best.quote), ("sentence", sentence), ("report", path), ("rule", f"{best.rule}, {best.score:.2f}"))
    return Case("Does the report say so?", shown, {"yes": {"confirm": pattern, "note": note}, "no": {"drop fact": pattern, "note": note}})
