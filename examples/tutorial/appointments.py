"""A fact schema of one's own, as docs/tutorial.md explains it."""

from corrigenda import Example, Fact, Organization, Person, When


class Appointment(Fact):
    """Somebody is named to, takes or leaves an office."""

    person: Person
    office: str
    organization: Organization | None = None
    when: When | None = None


Appointment.examples = (
    Example(
        sentences=("On Friday Ana Silva was named chair of the Harbour Board, the city said.",),
        facts={
            1: (
                Appointment(
                    person="Ana Silva", office="chair", organization="Harbour Board", when="On Friday"
                ),
            )
        },
    ),
    Example(sentences=("The board has five members and meets every spring.",), facts={1: ()}),
)
