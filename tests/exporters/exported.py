"""Articles to export, and their export as bytes."""

import io

from newsroom import CORVID, LEADS, said, write
from pyoxigraph import Store

from kg.exporters import EXPORTERS


def export(store: Store, form: str) -> bytes:
    output = io.BytesIO()
    EXPORTERS[form](store, output)
    return output.getvalue()


def articles(title: str = "Chips"):
    makes = said("Corvid makes 3M Tape.", CORVID, "develops", "3M Tape: Product")
    page = {"published": "2024-05-16", "bylines": ("Zoë Q. O'Hara",), "publisher": "The Corvid Times"}
    return [
        write("1?a=b&c=(d)#e", LEADS, makes, title=title, **page),
        write("2", makes, keywords=("a", "b")),
        write("file:3", LEADS, title=title),
    ]
