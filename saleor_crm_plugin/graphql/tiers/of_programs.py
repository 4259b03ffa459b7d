"""The program that an act of staff about tiers names."""

from ...loyalty.errors import ProgramNotFound
from ...loyalty.models import Program
from ...loyalty.queries import programs
from ..ids import node_row_id


def program_of(given: str) -> Program:
    """Return the program of a global id. Raises MalformedId, ProgramNotFound."""
    program_id = node_row_id(given, "CrmProgram", field="program")
    found = programs().filter(pk=program_id).first()
    if found is None:
        raise ProgramNotFound(program_id)
    return found
