"""The one table that maps the labels of the corpora to our classes and relations."""

from __future__ import annotations

from collections.abc import Mapping

ORGANISATIONS = frozenset({"Company", "GovernmentAgency", "MediaOutlet", "EducationalInstitution", "Organization"})
WORKS = frozenset({"Product", "CreativeWork", "Event", "Law", "Other"})

NO_CLASS = (
    *("field", "task", "algorithm", "metrics", "discipline", "theory", "award"),
    *("enzyme", "protein", "chemicalcompound", "chemicalelement"),
)
"""Labels of CrossNER for things of none of our classes."""

TYPES: Mapping[str, Mapping[str, frozenset[str]]] = {
    "wikigold": {
        "PER": frozenset({"Person"}),
        "ORG": ORGANISATIONS,
        "LOC": frozenset({"Place"}),
        "MISC": WORKS,
    },
    "wnut17": {
        "person": frozenset({"Person"}),
        "corporation": frozenset({"Company", "MediaOutlet"}),
        "group": ORGANISATIONS,
        "location": frozenset({"Place"}),
        "product": frozenset({"Product"}),
        "creative-work": frozenset({"CreativeWork", "Product"}),
    },
    "crossner": {
        "person": frozenset({"Person"}),
        "politician": frozenset({"Person"}),
        "scientist": frozenset({"Person"}),
        "researcher": frozenset({"Person"}),
        "organisation": ORGANISATIONS,
        "politicalparty": frozenset({"Organization"}),
        "university": frozenset({"EducationalInstitution"}),
        "location": frozenset({"Place"}),
        "country": frozenset({"Place"}),
        "election": frozenset({"Event"}),
        "event": frozenset({"Event"}),
        "conference": frozenset({"Event"}),
        "product": frozenset({"Product"}),
        "programlang": frozenset({"Product"}),
        "academicjournal": frozenset({"MediaOutlet", "CreativeWork"}),
        **dict.fromkeys(NO_CLASS, frozenset({"Other"})),
        "astronomicalobject": frozenset({"Place", "Other"}),
        "misc": WORKS,
    },
    "redocred": {"PER": frozenset({"Person"}), "ORG": ORGANISATIONS, "LOC": frozenset({"Place"}), "MISC": WORKS},
}
"""For each corpus and label, the classes that it may be: a coarse label leaves open which."""

SPACY: Mapping[str, frozenset[str]] = {
    "PERSON": frozenset({"Person"}),
    "ORG": ORGANISATIONS,
    **dict.fromkeys(("GPE", "LOC", "FAC"), frozenset({"Place"})),
    "PRODUCT": frozenset({"Product"}),
    "EVENT": frozenset({"Event"}),
    "WORK_OF_ART": frozenset({"CreativeWork"}),
    "LAW": frozenset({"Law"}),
    "NORP": frozenset({"Other"}),
}
"""spaCy's labels of names; dates, amounts and the like are none."""

KNOWLEDGENET: Mapping[str, tuple[str, bool]] = {
    "1": ("ownedBy", False),
    "2": ("founderOf", True),
    "3": ("worksFor", False),
    "4": ("ceoOf", True),
    "6": ("basedIn", False),
    "9": ("educatedAt", False),
}
"""Property: relation, and whether subject and object change places."""

KNOWLEDGENET_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "1": (ORGANISATIONS, ORGANISATIONS),
    "2": (ORGANISATIONS | {"Product"}, ORGANISATIONS | {"Person"}),
    "3": (frozenset({"Person"}), ORGANISATIONS),
    "4": (ORGANISATIONS, frozenset({"Person"})),
    "5": (ORGANISATIONS | {"Product"}, frozenset()),
    "6": (ORGANISATIONS, frozenset({"Place"})),
    "9": (frozenset({"Person"}), frozenset({"EducationalInstitution"})),
    "10": (frozenset({"Person"}), frozenset({"Place", "Other"})),
    "11": (frozenset({"Person"}), frozenset({"Place"})),
    "12": (frozenset({"Person"}), frozenset({"Place"})),
    "14": (frozenset({"Person"}), frozenset()),
    "15": (frozenset({"Person"}), frozenset()),
    "25": (frozenset({"Person"}), frozenset({"Person"})),
    "34": (frozenset({"Person"}), frozenset({"Person"})),
    "45": (frozenset({"Person"}), frozenset({"Organization", "Other"})),
}
"""Property: what its subject and its object may be; an empty set is a date, which is no name."""

CORE: Mapping[str, tuple[str, bool]] = {
    "acquired_by": ("acquires", True),
    "product_or_service_of": ("develops", True),
    "brand_of": ("brandOf", False),
    "subsidiary_of": ("ownedBy", False),
    "shareholder_of": ("investsIn", False),
    "competitor_of": ("competesWith", False),
    "collaboration": ("partnersWith", False),
    "client_of": ("customerOf", False),
    "regulated_by": ("regulates", True),
    "merged_with": ("mergesWith", False),
    "traded_on": ("listedOn", False),
}
"""Relation of (e1, e2): ours, and whether the two change places. `undefined` is none of them."""

REDOCRED: Mapping[str, tuple[str, bool]] = {
    "P108": ("worksFor", False),
    "P112": ("founderOf", True),
    "P127": ("ownedBy", False),
    "P749": ("ownedBy", False),
    "P355": ("ownedBy", True),
    "P159": ("basedIn", False),
    "P69": ("educatedAt", False),
    "P178": ("develops", True),
    "P176": ("develops", True),
    "P123": ("develops", True),
    "P50": ("develops", True),
    "P463": ("memberOf", False),
    "P102": ("memberOf", False),
    "P488": ("leads", True),
    "P169": ("ceoOf", True),
    "P1344": ("participatesIn", False),
    "P710": ("participatesIn", True),
}
"""Wikidata property: relation, and whether head and tail change places."""

RARE = frozenset(
    {"partnersWith", "competesWith", "customerOf", "mergesWith", "listedOn", "regulates", "investigates", "sues", "fines"}
    | {"advises", "reportsOn", "organizes"}
)
"""Relations that encyclopedic sentences hardly ever state: the pairs of Re-DocRED and KnowledgeNet speak against them."""

OF_BRANDS = frozenset({"develops", "ownedBy"})
"""Relations that a brand and its company may well stand in besides: left open where one is called the other's brand."""

SYMMETRIC = frozenset({"mergesWith", "partnersWith", "competesWith"})
IMPLIED: Mapping[str, tuple[str, ...]] = {
    "ceoOf": ("worksFor",),
    "leads": ("worksFor",),
    "boardMemberOf": ("worksFor",),
    "writesFor": ("worksFor",),
    "memberOf": ("worksFor",),
}
"""What a label says besides: the model's `worksFor` is any affiliation of a person."""
