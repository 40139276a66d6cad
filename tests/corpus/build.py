"""The documents of the corpus that are not text: a PDF and a DOCX, made when they are needed."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import typst


HERE = Path(__file__).parent


def build(folder: Path) -> dict[str, Path]:
    """Put the whole corpus into *folder*, and return its documents by name."""
    for path in HERE.glob("*"):
        if path.suffix in {".md", ".txt", ".html"}:
            shutil.copy(path, folder)
    typst.compile(HERE / "river.typ", output=folder / "river.pdf")
    _bread(folder / "bread.docx")
    return {path.stem: path for path in sorted(folder.iterdir())}


def _bread(target: Path) -> None:
    document = docx.Document()
    document.add_heading("Bread with wild yeast", level=0)
    document.add_paragraph(
        "Sourdough needs flour, water, salt and time. Wild yeast lives on every grain, and all a baker does is to wake it. "
        "A loaf takes a day and a half, of which twenty minutes are work."
    )
    document.add_heading("The starter", level=1)
    document.add_paragraph(
        "A starter is flour and water that has been left to ferment. Feed it with fresh flour every day, and after a week "
        "it doubles within six hours. Starters are handed down in families, and some bakeries keep one that is older "
        "than the house."
    )
    document.add_heading("The four stages", level=1)
    for step in (
        "Mix flour and water.",
        "Fold the dough four times.",
        "Let it rise overnight.",
        "Bake it in a hot pot.",
    ):
        document.add_paragraph(step, style="List Number")
    document.add_heading("Which flour", level=1)
    document.add_paragraph("Strong wheat rises highest, while rye keeps fresh for longest.")
    rows = (("Flour", "Protein", "Water"), ("Wheat", "12 %", "65 %"), ("Spelt", "13 %", "60 %"), ("Rye", "9 %", "80 %"))
    table = document.add_table(rows=len(rows), cols=3)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("Protein and water of three kinds of flour", style="Caption")
    document.add_heading("Heat", level=1)
    document.add_paragraph(
        "The oven has to be as hot as it gets. Steam keeps the crust soft during the first fifteen minutes, so that the "
        "loaf can grow. A cast-iron pot with a lid holds the steam of the dough itself, and nothing else is needed."
    )
    document.add_paragraph("Flour is a plant, and bread is what it dreamed of. — Elsa Brandt, baker", style="Quote")
    document.save(str(target))
