"""Subsets Liberation Sans for pictures: python3 fonts/make.py FOLDER-OF-LIBERATION-SANS (needs fonttools).

A font made from a reserved name must not keep it (SIL Open Font License, condition 3), so the subset has a name of its own.
"""
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Loopsmith Sans"
# Latin with its accents, Greek, dashes and quotes, super- and subscripts, arrows, mathematics.
UNICODES = (
    "20-7E,A0-17F,370-3FF,2010-2015,2018-201F,2020-2022,2026,2030,2032,2033,2070-209F,2190-2194,"
    "2202,2206,2211,2212,221A,221E,2248,2260,2264,2265"
)


def make(source: pathlib.Path, style: str) -> None:
    options = subset.Options(hinting=False, layout_features=["kern"], name_IDs=["*"], notdef_outline=True, drop_tables=["FFTM"])
    # The time inside the file stays that of the source: the same source gives the same bytes.
    font = TTFont(source / f"LiberationSans-{style}.ttf", recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(UNICODES))
    subsetter.subset(font)
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    renamed = {1: FAMILY, 3: f"{full}, subset of 2.1.5", 4: full, 6: full.replace(" ", "")}
    for record in list(font["name"].names):
        if record.nameID in renamed:
            font["name"].setName(renamed[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID)
        elif record.nameID == 7:
            font["name"].names.remove(record)
    font.save(pathlib.Path(__file__).parent / f"loopsmith-sans-{style.lower()}.ttf")


for face in ("Regular", "Italic"):
    make(pathlib.Path(sys.argv[1]), face)
