"""Takes in registries and catalogues as this installation decides."""

from __future__ import annotations

from pathlib import Path

from collectors.importing import ImportSummary
from collectors.registry_importing import import_catalogue, import_registry
from mingcha.collecting import collect_context
from mingcha.house import House
from store import Database

REGISTRY_KINDS = ("registry", "catalogue")
"""What is told of the supervised themselves, beside the logs of what they did."""
_ACTOR = "command line"


def take_in_registry(house: House, database: Database, kind: str, file: Path, dry_run: bool) -> ImportSummary:
    """Take in a registry or a catalogue; raises ``TableError`` for a file that cannot be used."""
    context = collect_context(house)
    if kind == "registry":
        categories = house.rulebook.column_categories
        return import_registry(database, file, context, categories, _ACTOR, dry_run)
    return import_catalogue(database, file, context, _ACTOR, dry_run)
