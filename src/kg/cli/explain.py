"""`kg explain` and `kg diff`: what a graph says of one entity, what is made of a sentence, what changed."""

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.build import Proposer, Recogniser
from kg.cli.graphs import graph_file
from kg.cli.output import CONTROL, complain, errors, table
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.explain import Account, Line, Reading
    from kg.graph import Graph
    from kg.model import Entity

OUTPUT = Path("output")
#: A text with a pause or an end is a sentence, not a name.
_SENTENCE = re.compile(r"[，。；！？\n]")
#: How many entities of an unclear name are listed.
_CHOICES = 40
_SUBJECTS = {
    "named": "the subject is named in the quote",
    "stood for": "a word of the quote stands for the subject",
    "carried": "the subject is carried on from before",
}


def explain(
    words: Annotated[list[str], typer.Argument(help="An entity's name or id; with --why also a sentence.", metavar="[GRAPH] NAME")],
    why: Annotated[bool, typer.Option("--why", help="Say how each fact was derived, or what is made of a sentence.")] = False,
    recogniser: Proposer = Recogniser.LAC,
) -> None:
    """Tell all that a graph says of one entity, with every quote. GRAPH is output/graph.ttl unless named.

    `--why SENTENCE` needs no graph: it tells what is recognised in the sentence, which frames fire, and why the others don't.
    """
    with errors():
        path, name = _asked(words)
        if why and _SENTENCE.search(name):
            from kg.explain import read

            _print_reading(read(name, recogniser.value))
            return
        _explain(path, name, why)


def _asked(words: Sequence[str]) -> tuple[Path, str]:
    """The graph and the name; a name may be written as several words."""
    first = Path(words[0])
    named = len(words) > 1 and (first.suffix.lower() == ".ttl" or first.is_dir())
    return graph_file(first if named else OUTPUT), " ".join(words[1:] if named else words)


def _explain(path: Path, name: str, why: bool) -> None:
    from kg.explain import account, find

    graph = load(path)
    found = find(graph, name)
    if not found:
        raise InputError(name, f"is no entity of {path}", "kg query names lists them; for a sentence add --why and its 。")
    if len(found) > 1:
        _print_choices(found, graph)
        raise InputError(name, f"may be {len(found)} entities", "name one by its id")
    _print_account(account(graph, found[0]), why)


def load(path: Path) -> "Graph":
    """The graph of a Turtle file."""
    from kg import store
    from kg.store import content

    return content.read(store.open_(path))


def diff(
    old: Annotated[Path, typer.Argument(help="A graph.ttl, or the folder that holds it.", metavar="OLD")],
    new: Annotated[Path, typer.Argument(help="Another one.", metavar="NEW")],
) -> None:
    """List the entities, facts, statuses and statistics that only one of two graphs has. Exit status 1 where there are any."""
    with errors():
        from kg.compare import changes

        found = changes(load(graph_file(old)), load(graph_file(new)))
        for change in found:
            typer.echo(CONTROL.sub(" ", str(change)))
        if not found:
            typer.echo("no differences")
    if found:
        raise typer.Exit(1)


# ---------------------------------------------------------------- printing


def _say(line: str) -> None:
    typer.echo(CONTROL.sub(" ", line))


def _print_choices(found: "Sequence[Entity]", graph: "Graph") -> None:
    from kg.write.files import file_name

    paths = {r.id: file_name(r.path) for r in graph.reports}
    rows = [[e.id, e.subtype or e.type, e.label, ", ".join(sorted({paths[r] for r, _ in e.mentions}))] for e in found[:_CHOICES]]
    table(("id", "type", "label", "reports"), rows)
    if len(found) > _CHOICES:
        complain(f"only the first {_CHOICES} of {len(found)}")


def _print_account(told: "Account", why: bool) -> None:
    entity = told.entity
    _say(f"{entity.label}  {entity.subtype or entity.type}  {entity.id}")
    if entity.aliases:
        _say(f"  also: {', '.join(entity.aliases)}")
    for name, value in entity.links:
        _say(f"  {name}: {value}")
    _say(f"  named in: {', '.join(_dated(path, date) for path, date in told.reports)}")
    for group, lines in groupby(told.lines, key=lambda line: line.group):
        _say("")
        _say(_heading(group))
        for says, quotes in groupby(lines, key=lambda line: line.says):
            _say(f"  {says}")
            for line in quotes:
                _say(f"    “{line.quote}”")
                _say(f"      {_dated(line.report, line.date)}; {line.rule}, {line.confidence:.2f}")
                if why:
                    _say(f"      {_derived(line)}")
    if told.corrections:
        _say("")
        _say("corrections")
    for correction in told.corrections:
        _say(f"  {correction.said}")
        _say(f"    {'; '.join(filter(None, (correction.note, correction.by, correction.date, correction.file)))}")


def _heading(group: str) -> str:
    from kg import ontology

    known = ontology.load()
    return f"{group} {known.label(group)}" if group in known.properties else group


def _dated(path: str, date: str | None) -> str:
    from kg.write.files import file_name

    return f"{file_name(path)} ({date or 'no date'})"


def _derived(line: "Line") -> str:
    """How a line came about, in words."""
    from kg import rules

    frame = next((f for f in rules.frames() if f.id == line.rule), None)
    kind = f"frame {line.rule} of relations.yaml" if frame else f"reader {line.rule}"
    word = f"its word is {line.trigger}" if line.trigger else "from the form of the words, without a verb of its own"
    return f"why: {kind}; {word}; {_SUBJECTS[line.subject]}"


def _print_reading(read: "Reading") -> None:
    rows = [[p.words or "(left out)", p.type, p.name, p.recogniser, f"{p.score:.2f}", p.fate] for p in read.proposed]
    table(("words", "type", "name", "recogniser", "score", "what became of it"), rows)
    table(
        ("verb", "frame", "predicate", "outcome"), [[t.trigger, t.frame, t.predicate, "; ".join((t.outcome, *t.facts))] for t in read.tried]
    )
    if read.others:
        table(("reader", "states"), [list(pair) for pair in read.others])
