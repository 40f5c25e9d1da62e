"""The commands of `waishi`. Each shows what it did, or which field or rule stood against it and what would mend it."""

import warnings
from datetime import timedelta
from pathlib import Path
from typing import Annotated
from uuid import UUID

warnings.filterwarnings("ignore", message="(?s).*Eventlet is deprecated")

import typer  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: E402
from rich.table import Table  # noqa: E402

from deploy.local.office import SERVICES  # noqa: E402
from deploy.terminal import documents, integrators, office, people, watching  # noqa: E402
from deploy.terminal.fields import fields_of  # noqa: E402
from deploy.terminal.office import NoOffice, counter_of  # noqa: E402
from deploy.verify import Site  # noqa: E402
from deploy.verify import verify as verify_site  # noqa: E402
from shared.archive import archive as move_old_facts  # noqa: E402
from shared.counter import may_of, methods_of  # noqa: E402
from shared.database import connect  # noqa: E402
from shared.errors import Declined  # noqa: E402
from shared.ids import new_id  # noqa: E402
from shared.policy import May  # noqa: E402
from shared.rebuild import rebuild as rebuild_store  # noqa: E402
from shared.seal import extract_lines  # noqa: E402

app = typer.Typer(no_args_is_help=True, add_completion=False, help="The office at a terminal.")
console = Console()

person = typer.Typer(no_args_is_help=True, help="What is held about a person: export, correct, erase.")
app.add_typer(person, name="person")
app.command()(integrators.integrator)

document = typer.Typer(no_args_is_help=True, help="The office's papers: print, verify, check, try templates.")
app.add_typer(document, name="document")

CommandId = Annotated[str, typer.Option(help="Repeat this on a second try: it takes effect once")]
Service = Annotated[str, typer.Argument(help=f"One of {', '.join(SERVICES)}")]


@app.command()
def methods(service: Service) -> None:
    """List a service's methods: what each takes, who may call it, what it does."""
    table = Table("method", "kind", "fields", "roles", "what it does", title=service)
    for name, method in methods_of(counter_of(service)).items():
        fields = ", ".join(
            field if method.__taking__.schema.fields[field].required else f"[{field}]"
            for field in method.__taking__.schema.fields
        )
        table.add_row(name, method.__kind__, fields, _who(may_of(counter_of(service), name)), method.__doc__ or "")
    console.print(table)


@app.command()
def call(
    service: Service,
    method: str,
    typed: Annotated[
        list[str] | None, typer.Argument(metavar="[FIELDS]...", help="As name=value or name=@file, or a JSON object")
    ] = None,
    role: Annotated[list[str] | None, typer.Option("--as", help="Role to act in; may be given again")] = None,
    actor: Annotated[str, typer.Option(help="The acting person's id")] = "terminal",
    unit: Annotated[str, typer.Option(help="The unit that the person acts for")] = "fao",
    command_id: CommandId = "",
    at_least: Annotated[int, typer.Option(help="For a query: wait for this log position")] = 0,
) -> None:
    """Call any method of any service, and print the answer."""
    known = methods_of(counter_of(service))
    if method not in known:
        raise NoOffice(f"{service} has no method {method}: `waishi methods {service}` lists them")
    roles = tuple(role or ()) or _a_role_for(may_of(counter_of(service), method))
    client = office.find().client(*roles, actor=actor, unit=unit)
    fields = fields_of(typed or ())
    if known[method].__kind__ == "command":
        key = str(_command_id(command_id))
        console.print_json(data=client.call(service, method, fields, {"command_id": key}))
    else:
        console.print_json(data=client.ask(service, method, fields, at_least))


@app.command()
def watch(
    services: Annotated[list[str] | None, typer.Argument(help="Services to watch; all, if none is named")] = None,
    fact: Annotated[str, typer.Option(help="Only facts of this name; * stands for any")] = "#",
) -> None:
    """Show public facts as they are told, until Ctrl-C."""
    chosen = services or list(SERVICES)
    console.print(f"watching {', '.join(chosen)}; Ctrl-C ends")
    for seen in watching.facts(office.find().watch_uri, chosen, fact):
        console.print(
            f"[dim]{seen.at:%H:%M:%S}[/] [bold]{seen.source}[/] [cyan]{seen.name}[/] "
            f"[dim]#{seen.sequence} {seen.stream}[/]"
        )
        console.print_json(data=seen.body)


@app.command()
def lag() -> None:
    """Show how far each reader of each service is behind its log, and what is told, heard and parked."""
    columns = ("service", "log", "project", "react", "tell", "clock", "told", "confirmed", "heard", "parked")
    table = Table(*columns, title="facts in the log, and how many of them each reader has still to read")
    for name in SERVICES:
        found = office.find().client("operator").ask(name, "lag")
        behind = [
            str(max(found["head"] - found["readers"].get(role, 0), 0)) for role in ("project", "react", "tell", "clock")
        ]
        heard = " ".join(f"{source}:{sequence}" for source, sequence in found["heard"].items()) or "-"
        told = [str(found["told"]), str(found["confirmed"])]
        table.add_row(name, str(found["head"]), *behind, *told, heard, str(found["parked"]))
    console.print(table)


@app.command()
def parked(service: Service) -> None:
    """List what a service could not digest, with the reason."""
    found = office.find().client("operator").ask(service, "list_parked")["parked"]
    if not found:
        console.print(f"nothing is parked in {service}")
        return
    table = Table("reader", "position", "stream", "state", "reason", "tries", "since")
    for item in found:
        table.add_row(
            *(str(item[key]) for key in ("reader", "position", "stream", "state", "reason", "tries", "parked_at"))
        )
    console.print(table)


@app.command()
def retry(service: Service, reader: str, position: int) -> None:
    """Try a parked fact again, and what waits behind it."""
    place = {"reader": reader, "position": position}
    console.print_json(data=office.find().client("operator").ask(service, "retry_parked", place))


@app.command()
def skip(service: Service, reader: str, position: int) -> None:
    """Pass a parked fact over for good, and go on with what waits behind it."""
    place = {"reader": reader, "position": position}
    console.print_json(data=office.find().client("operator").ask(service, "skip_parked", place))


@app.command()
def rebuild(service: Service) -> None:
    """Rebuild a service's read store from its log and swap it in; queries go on meanwhile."""
    url, application = office.find().migrator(service)
    keyring = office.find().keyring(service)
    bar = (TextColumn("rebuilding {task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*bar, console=console) as progress:
        task = progress.add_task(service, total=None)
        reached = rebuild_store(
            counter_of(service).desk.service.under(keyring),
            url,
            application,
            lambda position, head: progress.update(task, completed=position, total=head),
        )
    console.print(f"{service}: rebuilt up to position {reached}")


@app.command()
def archive(
    service: Service,
    older_than: Annotated[float, typer.Option(help="Days that facts have stood in the log; at least 1")] = 365,
    tablespace: Annotated[str | None, typer.Option(help="Where new partitions go, such as another disk")] = None,
) -> None:
    """Move old facts, read by every reader, to cold partitions; calls and readers go on meanwhile."""
    url, _ = office.find().migrator(service)
    with connect(url) as connection:
        try:
            moved = move_old_facts(connection, timedelta(days=older_than), tablespace)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
        connection.execute("VACUUM ANALYZE log.facts")
    console.print(f"{service}: {moved} facts moved")


@app.command()
def verify(
    site: Annotated[Path | None, typer.Option(help="Settings of an installation elsewhere, as JSON")] = None,
    ledger: Annotated[Path | None, typer.Option(help="A caller's own book of acknowledged commands")] = None,
    report: Annotated[Path, typer.Option(help="Where the report goes")] = Path("verify.json"),
) -> None:
    """Check the whole installation, running or stopped: nothing lost, doubled, changed or leaked."""
    found = verify_site(Site.read(site) if site else office.find().site(), ledger)
    found.write(report)
    console.print(found.table())
    console.print(f"{'all holds' if found.ok else 'BROKEN'}; the report is in {report}")
    raise typer.Exit(0 if found.ok else 1)


@app.command()
def extract(
    service: Service,
    to: Annotated[Path, typer.Option(help="The file to write")],
    after: Annotated[int, typer.Option(help="Only facts after this position")] = 0,
) -> None:
    """Write a log extract for an auditor, who checks it alone: `python shared/audit.py FILE [position:seal]`."""
    url, _ = office.find().migrator(service)
    with connect(url) as connection, to.open("w", encoding="utf-8") as lines:
        for line in extract_lines(connection, service, after):
            lines.write(line + "\n")
    console.print(f"written to {to}")


@person.command(name="export")
def export_person(person_id: str) -> None:
    """Show all that is held about a person in every service, with legal basis and retention class."""
    found = people.export(office.find(), person_id)
    if not found:
        raise NoOffice(f"nothing is held about {person_id}: `waishi call <service> people_in` finds a file's people")
    console.print_json(data=found)


@person.command(name="correct")
def correct_person(person_id: str, field: str, value: str, command_id: CommandId = "") -> None:
    """Correct a field, such as passport_number or name/zh, wherever it was entered."""
    services = people.correct(office.find(), person_id, field, value, _command_id(command_id))
    console.print(f"corrected in {', '.join(services)}")


@person.command(name="erase")
def erase_person(
    person_id: str,
    decision: Annotated[str, typer.Option(help="Number of the document that decided it")],
    command_id: CommandId = "",
) -> None:
    """Erase a person: destroy the keys, make the read stores anew, clean the database server. It can't be undone."""
    services = people.erase(office.find(), person_id, decision, _command_id(command_id), console.print)
    console.print(f"erased in {', '.join(services)}; keep no older dump of the keys' databases")


@document.command(name="pdf")
def document_pdf(
    number: Annotated[str, typer.Argument(help="Such as 筑外批〔2026〕118号")],
    to: Annotated[Path | None, typer.Option(help="The file to write; named after the paper, if left out")] = None,
    version: Annotated[int | None, typer.Option(help="The last one, if left out")] = None,
    language: Annotated[str, typer.Option(help="zh or en")] = "zh",
    form: Annotated[str, typer.Option(help="paper, or an invitation's verification")] = "paper",
) -> None:
    """Write a paper into a file as PDF; one that holds no more is marked so."""
    question = {"number": number, "version": version, "language": language, "form": form}
    console.print(f"written to {documents.write_pdf(office.find(), question, to)}", soft_wrap=True)


@document.command(name="verify")
def verify_document(number: str, code: str) -> None:
    """Ask the office whether a paper is genuine and still holds; exit code 1 if not."""
    lines = list(documents.verified(office.find(), number, code))
    console.print("\n".join(lines), soft_wrap=True)
    raise typer.Exit(0 if lines[-1].startswith("in force") else 1)


@document.command(name="check")
def check_document(
    text: Annotated[str, typer.Argument(help="What the QR code says")],
    key: Annotated[list[Path], typer.Option(help="File of a public key of the office; may be given again")],
) -> None:
    """Check a paper's signature without a connection, by the office's public keys."""
    console.print("\n".join(documents.checked(text, key)), soft_wrap=True)


@document.command(name="key")
def document_key() -> None:
    """Print the public key that checks the office's papers: publish it, with its id."""
    found = office.find().client("anybody").ask("approvals", "document_key")
    print(f"# {found['key_id']}\n{found['public_key']}", end="")


@document.command(name="try")
def try_templates(
    folder: Annotated[Path | None, typer.Argument(help="Your folder of papers; the product's, if left out")] = None,
    to: Annotated[Path, typer.Option(help="Where the papers go")] = Path("papers"),
) -> None:
    """Print every paper with invented people, or say which template and placeholder is wrong."""
    for line in documents.tried(folder, to):
        console.print(line, soft_wrap=True)


@app.command()
def token(actor: str, roles: list[str], unit: Annotated[str, typer.Option()] = "fao") -> None:
    """Sign a token for an actor of the office opened here."""
    console.print(office.find().token(tuple(roles), actor, unit), soft_wrap=True)


def _command_id(text: str) -> UUID:
    try:
        return UUID(text) if text else new_id()
    except ValueError as error:
        raise NoOffice("the command id is no UUID: repeat the one of your first try, or leave it out") from error


def _a_role_for(may: May) -> tuple[str, ...]:
    """At an office opened here one may act in any role: the first that may call the method."""
    return tuple(sorted(may.all_roles - {"*"}))[:1]


def _who(may: May) -> str:
    own = [f"{role} (own unit)" for role in sorted(may.own)]
    hidden = [f"{name} hidden but to {', '.join(sorted(roles))}" for name, roles in may.hides.items()]
    return "; ".join([", ".join([*sorted(may.roles), *own]), *hidden])


def main() -> None:
    """Run the command line; exit code 1 with a plain sentence where something stood against it."""
    try:
        app(standalone_mode=True)
    except NoOffice as error:
        console.print(f"[red]{error}[/]")
        raise SystemExit(1) from None
    except Declined as error:
        console.print(f"[red]{error.answer['message']}[/]: {error.answer['mend']}")
        for item in error.answer.get("fields", []) + error.answer.get("violations", []):
            console.print_json(data=item)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(0) from None


if __name__ == "__main__":
    main()
