"""What the model tells apart: the classes of names and the relations of pairs, in the order of its outputs."""

from __future__ import annotations

TYPES = (
    "Person",
    "Company",
    "GovernmentAgency",
    "MediaOutlet",
    "EducationalInstitution",
    "Organization",
    "Product",
    "CreativeWork",
    "Place",
    "Event",
    "Law",
    "Other",
)
"""Classes of names. `Other` is a name of none of the ontology's classes: a nationality, an award, a field of study."""

RELATIONS = (
    "worksFor",
    "ceoOf",
    "leads",
    "boardMemberOf",
    "memberOf",
    "writesFor",
    "founderOf",
    "educatedAt",
    "advises",
    "reportsOn",
    "regulates",
    "investigates",
    "sues",
    "fines",
    "acquires",
    "mergesWith",
    "ownedBy",
    "investsIn",
    "customerOf",
    "partnersWith",
    "competesWith",
    "listedOn",
    "develops",
    "basedIn",
    "participatesIn",
    "organizes",
    "brandOf",
)
"""Labels of directed pairs. `worksFor` is any affiliation of a person, whatever the post; `brandOf` has no relation of its own."""

NOTHING = "O"
"""The tag of a word that is in no name."""


def tag_names() -> tuple[str, ...]:
    """Return the tags of words in the order of the model's outputs: none, then the begin and inside of each class."""
    return (NOTHING, *(f"{place}-{name}" for name in TYPES for place in "BI"))
